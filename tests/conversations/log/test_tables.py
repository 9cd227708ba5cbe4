"""The columns that keep a moment."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from bot.conversations.log import Database
from bot.conversations.log.tables import conversations

STOCKHOLM = timezone(timedelta(hours=1))


def _insert(database: Database, moment: datetime) -> None:
    with database.writing() as connection:
        connection.execute(
            conversations.insert(),
            [{"id": "a", "channel": "rest", "started": moment, "last": moment}],
        )


def test_a_moment_is_kept_to_the_minute_in_utc(database: Database) -> None:
    """No database holds the second at which somebody wrote."""
    _insert(database, datetime(2026, 3, 1, 0, 30, 59, 999_999, tzinfo=STOCKHOLM))
    with database.reading() as connection:
        found = connection.execute(select(conversations.c.started)).scalar()
        raw = connection.exec_driver_sql("SELECT CAST(started AS TEXT) FROM conversations")
        assert str(raw.scalar()).startswith("2026-02-28 23:30:00")
    assert found == datetime(2026, 2, 28, 23, 30, tzinfo=timezone.utc)


def test_a_moment_without_a_time_zone_is_refused(database: Database) -> None:
    """It could be an hour or two off without anyone seeing it."""
    with pytest.raises(StatementError, match="time zone"):
        _insert(database, datetime(2026, 3, 1))
