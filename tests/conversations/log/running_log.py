"""A log that runs for a test, and what stands in its tables."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.conversations.log import Database, Log
from bot.conversations.log.tables import messages
from tests.conversations.log.fakes import FakeNumbering, FakeRedactor, settings


@contextmanager
def running(url: str, **given: Any) -> Iterator[Log]:
    """A log that is closed at the end."""
    now = given.pop("now", lambda: datetime.now(timezone.utc))
    log = Log(
        settings(url, **given), FakeRedactor().redact, FakeNumbering, Database(url, 0.3), now
    ).start()
    try:
        yield log
    finally:
        log.close(1)


def eventually(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for it. Fails when it does not come true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.02)


def texts(database: Database) -> list[str]:
    """All texts, in order of conversation and position."""
    query = select(messages.c.text).order_by(messages.c.conversation, messages.c.position)
    try:
        with database.reading() as connection:
            return list(connection.execute(query).scalars())
    except (SQLAlchemyError, OSError):
        return []


def number(database: Database, table: Any) -> int:
    """How many rows there are."""
    with database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar())
