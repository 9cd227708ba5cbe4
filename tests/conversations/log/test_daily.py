"""Counts a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

from bot.conversations.log import daily
from bot.conversations.log.entries import Message

MESSAGE = Message(
    "1", "c", "visitor", datetime(2026, 6, 30, 22, 30, tzinfo=timezone.utc), "text",
    channel="web", language="sv", intent="nlu_fallback", danger={"level": "akut"}, latency_ms=51,
)


def labels(message: Message) -> set[tuple[str, str]]:
    """What is counted of a message."""
    return {(key.measure, key.label) for key in daily.of_message(message, "web")}


def test_what_a_message_adds() -> None:
    """One of each measure."""
    assert labels(MESSAGE) == {
        ("messages", "visitor"), ("language", "sv"), ("intent", "nlu_fallback"),
        ("fallback", "nlu_fallback"), ("danger", "akut"), ("latency", "100"),
    }


def test_an_answer_adds_only_itself() -> None:
    """Nothing was understood in it."""
    assert labels(replace(MESSAGE, author="bot")) == {("messages", "bot")}


def test_the_day_begins_at_midnight_in_stockholm() -> None:
    """22.30 UTC in June is half past midnight there."""
    assert {key.day for key in daily.of_message(MESSAGE, "web")} == {date(2026, 7, 1)}


@pytest.mark.parametrize(
    ("milliseconds", "label"), [(0, "50"), (50, "50"), (51, "100"), (10_000, "10000"), (1e6, "inf")]
)
def test_latencies_fall_into_a_few_classes(milliseconds: int, label: str) -> None:
    """The label is the upper bound."""
    assert ("latency", label) in labels(replace(MESSAGE, latency_ms=int(milliseconds)))
