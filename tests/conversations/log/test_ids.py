"""Ids that lead back to nobody."""

from __future__ import annotations

from bot.conversations.log import ids

KEY = b"k" * 32


def test_a_conversation_has_one_id_as_long_as_the_secret_stays() -> None:
    """Erasing by the sender's id finds the rows; another secret finds nothing."""
    assert ids.pseudonym("anna", KEY) == ids.pseudonym("anna", KEY)
    assert ids.pseudonym("anna", KEY) != ids.pseudonym("anna", b"x" * 32)
    assert ids.pseudonym("anna", KEY) != ids.pseudonym("Anna", KEY)


def test_an_id_is_not_a_plain_hash() -> None:
    """Who guesses a sender id cannot look it up without the secret."""
    import hashlib

    assert ids.pseudonym("anna", KEY) != hashlib.sha256(b"anna").hexdigest()
    assert "anna" not in ids.pseudonym("anna", KEY)


def test_the_same_message_has_another_id_in_another_conversation() -> None:
    """Ids of messages tell nothing of conversations."""
    a, b = ids.pseudonym("a", KEY), ids.pseudonym("b", KEY)
    assert ids.message_id(a, "user 1", KEY) != ids.message_id(b, "user 1", KEY)
    assert ids.message_id(a, "user 1", KEY) == ids.message_id(a, "user 1", KEY)


def test_any_text_can_be_an_id() -> None:
    """Whoever calls the open channel chooses the sender id."""
    assert ids.is_logged_id(ids.pseudonym("\ud800 \x00 å", KEY))


def test_what_has_the_form_of_a_logged_id() -> None:
    """Anything else is a slip of the operator."""
    assert ids.is_logged_id("0" * 64)
    for wrong in ("", "0" * 63, "0" * 64 + "\n", "A" * 64, "anna"):
        assert not ids.is_logged_id(wrong)
