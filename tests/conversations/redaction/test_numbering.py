"""Numbers within a conversation, and what is held for them."""

from __future__ import annotations

import json

import pytest

from bot.conversations.redaction import Numbering


def test_same_value_same_number() -> None:
    """Case, spaces, punctuation and a genitive make no other value; kinds are counted apart."""
    numbering = Numbering(b"key")
    assert numbering.number("NAMN", "Anna") == 1
    assert numbering.number("NAMN", "Fatima") == 2
    assert numbering.number("NAMN", "annas") == 1
    assert numbering.number("TELEFON", "070-123 45 67") == 1
    assert numbering.number("TELEFON", "0701234567") == 1


def test_holds_no_value_and_another_key_gives_other_hashes() -> None:
    """Neither the value nor a hash that can be tried without the key is held."""
    held = []
    for key in (b"one", b"two"):
        numbering = Numbering(key)
        numbering.number("NAMN", "Anna")
        held.append(json.dumps(numbering.state()))
    assert "anna" not in held[0].lower()
    assert held[0] != held[1]


def test_goes_on_from_its_state() -> None:
    """A numbering kept as JSON goes on where it was."""
    first = Numbering(b"key")
    first.number("NAMN", "Anna")
    second = Numbering(b"key", json.loads(json.dumps(first.state())))
    assert second.number("NAMN", "Fatima") == 2
    assert second.number("NAMN", "Anna") == 1


def test_needs_a_key() -> None:
    """Without a key anyone could try names against the hashes."""
    with pytest.raises(ValueError, match="key"):
        Numbering(b"")
