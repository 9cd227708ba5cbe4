"""Gallring: what is older than the retention time goes, by a moment that is passed in.

A message goes by its own age, so that a conversation that never ends keeps no old messages. The
counts a day stay; they hold no text. The days and their gallringsbeslut are settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, distinct, func, select, update
from sqlalchemy.engine import Connection

from bot.conversations.log.database import Database
from bot.conversations.log.tables import conversations, messages

PART = 200  # conversations a transaction: a writer waits no longer than that


@dataclass(frozen=True)
class Day:
    """What a purge would take of one day (UTC)."""

    day: date
    conversations: int
    messages: int


@dataclass(frozen=True)
class Gone:
    """What a purge took."""

    conversations: int = 0
    messages: int = 0

    def __add__(self, other: Gone) -> Gone:
        return Gone(self.conversations + other.conversations, self.messages + other.messages)


def limit(now: datetime, days: int) -> datetime:
    """What was said before this moment has been kept ``days`` days."""
    return now - timedelta(days=days)


def preview(database: Database, before: datetime) -> list[Day]:
    """What `purge` would take, oldest day first. Raises SQLAlchemyError or OSError."""
    day = func.date(messages.c.at)
    wanted = (
        select(day, func.count(distinct(messages.c.conversation)), func.count())
        .where(messages.c.at < before)
        .group_by(day)
        .order_by(day)
    )
    with database.reading() as connection:
        found = connection.execute(wanted).all()
    return [Day(date.fromisoformat(str(when)), chats, said) for when, chats, said in found]


def purge(database: Database, before: datetime) -> Gone:
    """Erase the messages said before ``before`` and the conversations that are empty then.

    Several may purge at once. Raises SQLAlchemyError or OSError; what is done by then stays done,
    and the next purge takes the rest.
    """
    gone = Gone()
    while True:
        with database.writing() as connection:
            touched = _lock(connection, before)
            gone += _purge(connection, touched, before)
        if len(touched) < PART:
            break
    if gone.messages:
        database.checkpoint()
    return gone


def _lock(connection: Connection, before: datetime) -> list[str]:
    """Some conversations with old messages; no worker writes to them until the transaction ends.

    One that is written to just now is left for the next purge.
    """
    old = select(messages.c.id).where(
        messages.c.conversation == conversations.c.id, messages.c.at < before
    )
    wanted = select(conversations.c.id).where(old.exists()).order_by(conversations.c.id)
    found = connection.execute(wanted.limit(PART).with_for_update(skip_locked=True))
    return [str(identity) for identity in found.scalars()]


def _purge(connection: Connection, touched: Sequence[str], before: datetime) -> Gone:
    """Erase what is old of ``touched``; what is left of one begins with its oldest message."""
    said = connection.execute(
        delete(messages).where(messages.c.conversation.in_(touched), messages.c.at < before)
    ).rowcount
    of_it = messages.c.conversation == conversations.c.id
    chats = connection.execute(
        delete(conversations).where(
            conversations.c.id.in_(touched), ~select(messages.c.id).where(of_it).exists()
        )
    ).rowcount
    oldest = select(func.min(messages.c.at)).where(of_it).scalar_subquery()
    connection.execute(
        update(conversations).where(conversations.c.id.in_(touched)).values(started=oldest)
    )
    return Gone(int(chats), int(said))
