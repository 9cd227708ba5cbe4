"""Reading the log for the trainers."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.conversations.log import Database, reading
from bot.conversations.log.entries import Entry, Feedback, Message
from bot.conversations.log.reading import Wanted
from tests.conversations.log.fakes import MODEL
from tests.conversations.log.test_rows import write

NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


def conversation(identity: str, minutes: int, **given: Any) -> list[Entry]:
    """A message and its answer, so many minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    visitor = {"channel": "web", "language": "sv", "intent": "tack", "confidence": 0.9,
               "model": MODEL, **given}
    return [
        Message(f"{identity}1", identity, "visitor", at, "tack", **visitor),
        Message(f"{identity}2", identity, "bot", at, "Varsågod!", response="utter_tack"),
    ]


@pytest.fixture
def filled(database: Database) -> Database:
    """Four conversations, of which "d" is the newest."""
    write(
        database,
        *conversation("a", 0),
        *conversation("b", 1, channel="teams", confidence=0.3),
        *conversation("c", 2, intent="hejda", danger={"level": "akut"}),
        *conversation("d", 2, model="f" * 32),
        Feedback("a", 2, "down", "fel nummer", NOON),
    )
    return database


def ids(database: Database, wanted: Wanted, **given: Any) -> list[str]:
    """The ids of what is listed."""
    return [one.id for one in reading.listed(database, wanted, **given)]


def test_conversations_are_listed_newest_first_page_by_page(filled: Database) -> None:
    """Two of the same minute do not get lost between two pages."""
    first = reading.listed(filled, Wanted(), most=1)
    assert [one.id for one in first] == ["c"] and first[0].messages == 2
    assert ids(filled, Wanted(), after=(first[0].last, first[0].id)) == ["d", "b", "a"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(channel="teams"), ["b"]),
        (Wanted(intent="hejda"), ["c"]),
        (Wanted(confidence_below=0.5), ["b"]),
        (Wanted(danger="akut"), ["c"]),
        (Wanted(opinion="down"), ["a"]),
        (Wanted(opinion="up"), []),
        (Wanted(model="f" * 32), ["d"]),
        (Wanted(intent="tack", confidence_below=0.95, channel="web"), ["d", "a"]),
    ],
)
def test_what_is_looked_for(filled: Database, wanted: Wanted, expected: list[str]) -> None:
    """Each condition by itself, and together."""
    assert ids(filled, wanted) == expected


def test_a_dialogue_is_read_in_order_with_its_opinions(filled: Database) -> None:
    """Everything that the trainers see of a message."""
    said = reading.dialogue(filled, "a")
    assert [(one.author, one.text, one.opinion) for one in said] == [
        ("visitor", "tack", None), ("bot", "Varsågod!", "down")
    ]
    assert said[0].model == MODEL and said[0].at == NOON and said[1].reason == "fel nummer"


def test_a_dialogue_that_is_not_there_is_empty(filled: Database) -> None:
    """As after an erasure."""
    assert reading.dialogue(filled, "unknown") == []
