"""Telling the language of a message."""

import pytest

from bot.nlu.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vad är numret?", "sv"),
        ("ar det oppet nu", "sv"),
        ("What is the phone number?", "en"),
        ("is it open now", "en"),
        ("Motala", None),
        ("112", None),
        ("", None),
        ("😀😀", None),
        ("ما هو رقم الهاتف؟", "other"),
        ("Який номер телефону", "other"),
    ],
)
def test_the_language_is_told_by_words_and_script(text: str, language: str | None) -> None:
    """Names, numbers and emoji tell nothing, so the conversation keeps its language."""
    assert detect(text) == language
