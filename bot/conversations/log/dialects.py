"""What SQLite and PostgreSQL both know but SQLAlchemy spells apart."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection


def insert(connection: Connection, table: Any) -> Any:
    """An INSERT that knows ON CONFLICT."""
    return (postgresql if _is_postgresql(connection) else sqlite).insert(table)


def latest(connection: Connection, *values: Any) -> Any:
    """The greatest of ``values`` of one row."""
    return (func.greatest if _is_postgresql(connection) else func.max)(*values)


def earliest(connection: Connection, *values: Any) -> Any:
    """The least of ``values`` of one row."""
    return (func.least if _is_postgresql(connection) else func.min)(*values)


def _is_postgresql(connection: Connection) -> bool:
    return bool(connection.dialect.name == "postgresql")
