"""The Rasa shell around the date finder."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.date_extractor import DateExtractor
from bot.nlu.dates import from_value

NOW = datetime(2026, 11, 25, 14, 20, tzinfo=ZoneInfo("Europe/Stockholm"))


def _entities(
    text: str, earlier: list[dict[str, Any]] | None = None, language: str | None = None
) -> list[dict[str, Any]]:
    data: dict[str, Any] = {TEXT: text}
    if language is not None:
        data["language"] = language
    if earlier is not None:
        data[ENTITIES] = earlier
    message = Message(data=data)
    DateExtractor(lambda: NOW).process([message])
    return list(message.get(ENTITIES, []))


def test_each_expression_becomes_a_time_entity() -> None:
    """The entity has the offsets of the words and the expression as its value."""
    (entity,) = _entities("är ni öppna på fredag kl 14?")
    assert entity["entity"] == "time"
    assert (entity["start"], entity["end"]) == (12, 27)
    assert entity["extractor"] == "DateExtractor"
    assert entity["confidence_entity"] == 1.0
    when = from_value(entity["value"])
    assert when.begin == datetime(2026, 11, 27, 14, tzinfo=ZoneInfo("Europe/Stockholm"))


def test_entities_of_others_are_kept() -> None:
    """What other extractors found stays."""
    other = {"entity": "place", "value": "Motala", "start": 0, "end": 6}
    assert [e["entity"] for e in _entities("Motala imorgon", [other])] == ["place", "time"]


def test_message_without_a_time_is_left_alone() -> None:
    """No time, no entity; an empty message does not fail."""
    assert _entities("vad är numret?") == []
    assert _entities("") == []


LANGUAGES = [
    ("are you open on Friday at 3 pm?", "en", ["on Friday at 3 pm"]),
    ("are you open on Friday at 3 pm?", "sv", []),
    ("next Wednesday?", None, ["next Wednesday"]),  # Swedish finds nothing
    ("next Wednesday?", "other", ["next Wednesday"]),
    ("December 24th", None, ["December 24th"]),  # Swedish finds but the month
    ("24 december", None, ["24 december"]),
    ("på fredag?", None, ["på fredag"]),
    ("måndag fm?", None, ["måndag fm"]),
    ("open i morgon?", "other", ["i morgon"]),
]


@pytest.mark.parametrize(("text", "language", "expected"), LANGUAGES)
def test_language_of_the_message_decides_the_finder(
    text: str, language: str | None, expected: list[str]
) -> None:
    """English is read as English, Swedish as Swedish, and other messages as what fits them."""
    found = _entities(text, language=language)
    assert [text[each["start"] : each["end"]] for each in found] == expected
    assert [each["value"]["text"] for each in found] == expected


def test_component_is_created_with_the_real_clock() -> None:
    """As Rasa creates it, the extractor reads Stockholm's clock."""
    extractor = DateExtractor.create(DateExtractor.get_default_config(), None, None, None)  # type: ignore[arg-type]
    message = Message(data={TEXT: "idag"})
    extractor.process([message])
    begin = from_value(message.get(ENTITIES)[0]["value"]).begin
    assert begin is not None
    assert abs((datetime.now(begin.tzinfo) - begin).total_seconds()) < 2 * 86400
