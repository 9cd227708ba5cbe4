"""Cleaning what comes in."""

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.cleaner import TextCleaner, clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Vad är numret? 😀", "Vad är numret?  "),
        ("hej \ud83d du", "hej   du"),
        ("a\x00b\x1bc", "a b c"),
        ("\u202eevil", " evil"),
        ("rad\nrad\tflik", "rad\nrad\tflik"),
        ("", ""),
        ("/hjälp han slår mig", " hjälp han slår mig"),
        ("/hjalp", " hjalp"),
        (" //hjälp km/h", "   hjälp km/h"),
        ("/", " "),
        ("/stodtelefon_nummer och han slår mig", " stodtelefon_nummer och han slår mig"),
        ("/stodtelefon_nummer", "/stodtelefon_nummer"),
        ('/koordinator_kontakt{"place": "Mjölby"}', '/koordinator_kontakt{"place": "Mjölby"}'),
        ("/restart", "/restart"),
        ("07/08", "07/08"),
    ],
)
def test_only_unusable_characters_become_spaces(text: str, cleaned: str) -> None:
    """Whole emoji, letters of any script and line breaks stay; the length is kept."""
    assert clean(text) == cleaned
    assert len(clean(text)) == len(text)


def test_a_message_is_cleaned_in_place() -> None:
    """Components after it see text that can be encoded."""
    message = Message({TEXT: "hjälp \ud83d"})
    TextCleaner().process([message])
    assert message.get(TEXT).encode()
