"""Counts a day and channel: no text, no id. They outlive the conversations that they count.

Measures: ``messages`` (label visitor or bot), ``intent``, ``fallback``, ``danger`` (label the
level), ``latency`` (label the upper bound in milliseconds, as in a histogram, not summed up),
``language``, ``feedback`` (label up or down).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from bot.conversations.log.dialects import insert
from bot.conversations.log.entries import Message
from bot.conversations.log.tables import daily
from bot.conversations.log.vocabulary import OTHER
from bot.dialogue.plan import UNSURE

LATENCY_BOUNDS = (50, 100, 250, 500, 1000, 2500, 5000, 10_000)  # milliseconds
BEYOND = "inf"
STOCKHOLM = ZoneInfo("Europe/Stockholm")  # a day begins at midnight there


class Key(NamedTuple):
    """One number of one day."""

    day: date
    channel: str
    measure: str
    label: str


def of_message(message: Message, channel: str) -> Counter[Key]:
    """What a message adds."""
    day = message.at.astimezone(STOCKHOLM).date()
    told: list[tuple[str, str]] = [("messages", message.author)]
    if message.author == "visitor":
        told.append(("language", message.language or OTHER))
        if message.intent:
            told.append(("intent", message.intent))
        if message.intent == UNSURE:
            told.append(("fallback", UNSURE))
        if message.danger:
            told.append(("danger", str(message.danger["level"])))
        if message.latency_ms is not None:
            told.append(("latency", _bound(message.latency_ms)))
    return Counter(Key(day, channel, *one) for one in told)


def of_feedback(value: str, at: datetime, channel: str) -> Counter[Key]:
    """What an opinion ("up" or "down") adds."""
    return Counter([Key(at.astimezone(STOCKHOLM).date(), channel, "feedback", value)])


def add(connection: Connection, counts: Counter[Key]) -> None:
    """Add ``counts`` to the table, in the order of their keys. Raises SQLAlchemyError."""
    rows = [{**key._asdict(), "count": counts[key]} for key in sorted(counts) if counts[key]]
    if not rows:
        return
    made = insert(connection, daily)
    added = {"count": daily.c.count + made.excluded.count}
    connection.execute(
        made.on_conflict_do_update(index_elements=list(Key._fields), set_=added), rows
    )


def _bound(milliseconds: int) -> str:
    place = bisect_left(LATENCY_BOUNDS, milliseconds)
    return str(LATENCY_BOUNDS[place]) if place < len(LATENCY_BOUNDS) else BEYOND
