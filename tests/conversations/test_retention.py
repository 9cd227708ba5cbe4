"""Gallring: what goes, by the clock, and what stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select

from bot.conversations import retention
from bot.conversations.log import Database
from bot.conversations.log.entries import Entry, Feedback, Message
from bot.conversations.log.tables import conversations, daily, feedback, messages
from bot.conversations.retention import Day, Gone
from tests.conversations.log.test_rows import found, write

NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


def turn(conversation: str, days: float) -> list[Entry]:
    """A message, its answer and an opinion, so many days after noon."""
    at = NOON + timedelta(days=days)
    return [
        Message(f"{conversation[:9]}{days}v", conversation, "visitor", at, "hej", channel="web"),
        Message(f"{conversation[:9]}{days}b", conversation, "bot", at, "Hej!"),
        Feedback(conversation, None, "up", "bra", at),
    ]


@pytest.fixture
def filled(database: Database) -> Database:
    """Two conversations of one day, and one that goes on for ten days."""
    write(database, *turn("a", 0), *turn("b", 0), *turn("b", 10), *turn("c", 10))
    return database


def left(database: Database) -> set[tuple[str, int]]:
    """Conversations and how many messages they have."""
    query = select(conversations.c.id, func.count(messages.c.id)).select_from(
        conversations.outerjoin(messages)
    )
    return {(name, count) for name, count in found(database, query.group_by(conversations.c.id))}


def test_the_limit_is_so_many_days_before_now() -> None:
    """Not one more."""
    assert retention.limit(NOON, 21) == NOON - timedelta(days=21)


def test_a_message_goes_by_its_own_age(filled: Database) -> None:
    """A conversation that never ends keeps nothing old."""
    gone = retention.purge(filled, NOON + timedelta(days=1))
    assert gone == Gone(conversations=1, messages=4)
    assert left(filled) == {("b", 2), ("c", 2)}
    [(started,)] = found(filled, select(conversations.c.started).where(conversations.c.id == "b"))
    assert started == NOON + timedelta(days=10)
    assert len(found(filled, feedback.select())) == 2


def test_what_is_exactly_as_old_as_allowed_stays(filled: Database) -> None:
    """It goes the minute after."""
    assert retention.purge(filled, NOON) == Gone()
    assert retention.purge(filled, NOON + timedelta(minutes=1)).messages == 4


def test_the_preview_tells_what_the_purge_takes(filled: Database) -> None:
    """By day, and it takes nothing itself."""
    before = NOON + timedelta(days=11)
    days = retention.preview(filled, before)
    assert days == [Day(date(2026, 3, 1), 2, 4), Day(date(2026, 3, 11), 2, 4)]
    assert left(filled) == {("a", 2), ("b", 4), ("c", 2)}
    assert retention.purge(filled, before).messages == sum(day.messages for day in days)
    assert left(filled) == set() and retention.preview(filled, before) == []


def test_counts_stay(filled: Database) -> None:
    """They hold no text, and tell how the bot did."""
    before = found(filled, daily.select())
    retention.purge(filled, NOON + timedelta(days=99))
    assert found(filled, daily.select()) == before and before


def test_many_go_in_parts(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer waits for a part, not for all."""
    monkeypatch.setattr(retention, "PART", 3)
    for number in range(10):
        write(database, *turn(str(number), 0))
    assert retention.purge(database, NOON + timedelta(days=1)) == Gone(10, 20)
    assert left(database) == set()


def test_two_workers_purge_at_once(database: Database) -> None:
    """Each is gone once, and both end."""
    from concurrent.futures import ThreadPoolExecutor

    for number in range(50):
        write(database, *turn(str(number), 0))
    with ThreadPoolExecutor(2) as pool:
        work = [pool.submit(retention.purge, database, NOON + timedelta(days=1)) for _ in "ab"]
        gone = sum((one.result() for one in work), Gone())
    assert gone == Gone(50, 100) and left(database) == set()


def test_a_purge_leaves_a_conversation_that_is_written_to_whole(database: Database) -> None:
    """What a worker writes in the same moment is not taken along."""
    from concurrent.futures import ThreadPoolExecutor

    write(database, *turn("a", 0))

    def speak() -> None:
        for number in range(30):
            at = NOON + timedelta(days=10, minutes=number)
            write(database, Message(f"n{number}", "a", "visitor", at, "hej", channel="web"))

    with ThreadPoolExecutor(2) as pool:
        speaking = pool.submit(speak)
        while not speaking.done():
            retention.purge(database, NOON + timedelta(days=1))
        speaking.result()
    retention.purge(database, NOON + timedelta(days=1))
    assert left(database) == {("a", 30)}
