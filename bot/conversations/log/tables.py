"""The tables of the log. docs/decisions/0010-log.md says why each column is there.

Nothing here leads back to a person: ids are keyed hashes, times are whole minutes, texts have been
through the redactor. `daily` holds counts alone and outlives what was counted.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

ID = 64  # characters of a keyed hash in hexadecimal
KEY = 32  # characters of a message's id
NAME = 128  # characters of an intent or answer at most

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Minute(TypeDecorator[datetime]):
    """A moment to the minute. Aware in, aware in UTC out; the database keeps it as plain UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Seconds are cut off here, so that no writer can forget it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment in the log needs a time zone")
        return value.astimezone(timezone.utc).replace(second=0, microsecond=0, tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """UTC."""
        return None if value is None else value.replace(tzinfo=timezone.utc)


conversations = Table(
    "conversations",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("language", String(8)),
    Column("started", Minute, nullable=False),
    Column("last", Minute, nullable=False, index=True),
)

messages = Table(
    "messages",
    metadata,
    Column("id", String(KEY), primary_key=True),
    Column(
        "conversation",
        String(ID),
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("position", Integer, nullable=False),
    Column("author", String(8), nullable=False),
    Column("at", Minute, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("language", String(8)),
    Column("intent", String(NAME)),
    Column("confidence", Float),
    Column("ranking", JSON(none_as_null=True)),
    Column("entities", JSON(none_as_null=True)),
    Column("danger_level", String(8)),
    Column("danger", JSON(none_as_null=True)),
    Column("payload", String(NAME)),
    Column("response", String(NAME), index=True),
    Column("latency_ms", Integer),
    Column("model", String(32), index=True),
    UniqueConstraint("conversation", "position"),
    CheckConstraint("author IN ('visitor', 'bot')", name="author"),
    Index(None, "intent", "confidence"),
    Index(None, "danger_level", "at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column(
        "message", String(KEY), ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("value", String(8), nullable=False),
    Column("reason", Text),
    Column("at", Minute, nullable=False),
    CheckConstraint("value IN ('up', 'down')", name="value"),
    Index(None, "value", "at"),
)

daily = Table(
    "daily",
    metadata,
    Column("day", Date, primary_key=True),
    Column("channel", String(32), primary_key=True),
    Column("measure", String(16), primary_key=True),
    Column("label", String(NAME), primary_key=True),
    Column("count", Integer, nullable=False),
)
