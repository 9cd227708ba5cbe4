"""Reading the log: which conversations there are, and what was said in one.

For the trainers' app and for operators; everything comes back as it was redacted, times to the
minute in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, desc, func, or_, select
from sqlalchemy.sql import Select

from bot.conversations.log.database import Database
from bot.conversations.log.tables import conversations, feedback, messages


@dataclass(frozen=True)
class Wanted:
    """Which conversations: those with a message that meets every given condition.

    ``confidence_below``: 0 to 1. ``opinion``: "up" or "down". ``model``: the model's id.
    """

    channel: str | None = None
    intent: str | None = None
    confidence_below: float | None = None
    danger: str | None = None
    opinion: str | None = None
    model: str | None = None


@dataclass(frozen=True)
class Listed:
    """A line of a list of conversations. ``after`` of the next page is its (last, id)."""

    id: str
    channel: str
    language: str | None
    started: datetime
    last: datetime
    messages: int


@dataclass(frozen=True)
class Said:
    """A message as it was logged, with what the visitor thought of it."""

    id: str
    position: int
    author: str
    at: datetime
    text: str
    language: str | None
    intent: str | None
    confidence: float | None
    ranking: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    danger: dict[str, Any] | None
    payload: str | None
    response: str | None
    latency_ms: int | None
    model: str | None
    opinion: str | None
    reason: str | None


def listed(
    database: Database,
    wanted: Wanted,
    most: int = 50,
    after: tuple[datetime, str] | None = None,
) -> list[Listed]:
    """Conversations, the newest first; the next page begins ``after`` the last of this one.

    Raises SQLAlchemyError or OSError.
    """
    table = conversations.c
    said = select(func.count()).where(messages.c.conversation == table.id).scalar_subquery()
    query = _filtered(select(*table, said.label("messages")), wanted)
    if after:
        when, identity = after
        query = query.where(or_(table.last < when, and_(table.last == when, table.id > identity)))
    with database.reading() as connection:
        found = connection.execute(query.order_by(desc(table.last), table.id).limit(most))
        return [Listed(**row) for row in found.mappings()]


def dialogue(database: Database, conversation: str) -> list[Said]:
    """What was said in a conversation, in order; empty where there is none of that id.

    Raises SQLAlchemyError or OSError.
    """
    columns = [messages.c[name] for name in Said.__dataclass_fields__ if name in messages.c]
    query = (
        select(*columns, feedback.c.value.label("opinion"), feedback.c.reason)
        .select_from(messages.outerjoin(feedback))
        .where(messages.c.conversation == conversation)
        .order_by(messages.c.position)
    )
    with database.reading() as connection:
        return [Said(**row) for row in connection.execute(query).mappings()]


def _filtered(query: Select, wanted: Wanted) -> Select:
    said, conditions = messages.c, []
    if wanted.channel:
        query = query.where(conversations.c.channel == wanted.channel)
    if wanted.intent:
        conditions.append(said.intent == wanted.intent)
    if wanted.confidence_below is not None:
        conditions.append(said.confidence < wanted.confidence_below)
    if wanted.danger:
        conditions.append(said.danger_level == wanted.danger)
    if wanted.model:
        conditions.append(said.model == wanted.model)
    if wanted.opinion:
        opinion = select(feedback.c.message).where(feedback.c.value == wanted.opinion)
        conditions.append(said.id.in_(opinion))
    if not conditions:
        return query
    return query.where(conversations.c.id.in_(select(said.conversation).where(*conditions)))
