"""The Rasa tokenizer around spaCy's Swedish rules."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.tokenizer import MAX_CHARACTERS, SwedishTokenizer


def tokens(text: str) -> list[str]:
    """The words of a message."""
    config: dict[str, Any] = SwedishTokenizer.get_default_config()
    message = Message({TEXT: text})
    SwedishTokenizer(config).process([message])
    found = message.get("text_tokens")
    assert all(text[t.start : t.end] == t.text for t in found)
    return [token.text for token in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Är ni öppna?", ["Är", "ni", "öppna", "?"]),
        ("kl 14, t.ex. imorgon", ["kl", "14", ",", "t.ex.", "imorgon"]),
        ("  två   ord \n", ["två", "ord"]),
        ("a@b.se", ["a@b.se"]),
    ],
)
def test_words_and_signs_are_tokens(text: str, expected: list[str]) -> None:
    """With their places in the message, whatever the white space."""
    assert tokens(text) == expected


def test_a_long_text_is_cut() -> None:
    """A hundred thousand characters do not hold up the others."""
    assert sum(len(t) + 1 for t in tokens("ord " * 25_000)) <= MAX_CHARACTERS


@pytest.mark.parametrize("text", ["😀", "<b>hej</b>", "مرحبا", "\u200b", "?!"])
def test_odd_texts_are_no_error(text: str) -> None:
    """Emoji, markup, other scripts, invisible signs."""
    assert isinstance(tokens(text), list)
