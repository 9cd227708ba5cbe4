"""The database under the log: SQLite with safe settings, or PostgreSQL; versions by Alembic.

No message of the database driver is passed on: it may hold the values of a statement.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

logger = logging.getLogger(__name__)
MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 2  # a statement waits this long for SQLite's lock
_ADVISORY = 0x6B76696E6E6F  # the advisory lock of our migrations in PostgreSQL
_READING = "log_reading"
_TRIES = 40
_alembic = threading.Lock()  # Alembic keeps its context in the module
_POSTGRES: dict[str, Any] = {
    "connect_timeout": 3,
    "keepalives_idle": 30,
    "tcp_user_timeout": 10_000,
    "application_name": "kvinnofridslotsen",
    "options": "-c statement_timeout=10s -c lock_timeout=5s "
    "-c idle_in_transaction_session_timeout=30s",
}


class LogError(Exception):
    """The log cannot be used now; the message is one line without any content."""


def reason(error: BaseException) -> str:
    """What kind of error this is, without its message: "IntegrityError/23514"."""
    names = [type(error).__name__]
    if isinstance(error, DBAPIError) and error.orig is not None:
        code = getattr(error.orig, "pgcode", None)
        names.append(str(code) if code else type(error.orig).__name__)
    return "/".join(dict.fromkeys(names))


class Database:
    """Connections to the log's database. Making one touches nothing; any thread may use it."""

    def __init__(self, url: str, busy_seconds: float = BUSY_SECONDS) -> None:
        """``url``: sqlite:///… (a file) or postgresql://…"""
        address = make_url(url)
        self.sqlite = address.get_backend_name() == "sqlite"
        self._busy = busy_seconds
        self._path: Path | None = None
        options: dict[str, Any] = {"future": True, "hide_parameters": True}
        if self.sqlite:
            # A connection a transaction: a file that was moved or put back is seen at once.
            options |= {"poolclass": NullPool, "connect_args": {"timeout": busy_seconds}}
            if not address.query:
                self._path = Path(address.database or "")
        else:
            options |= {"connect_args": _POSTGRES, "pool_pre_ping": True, "pool_size": 2,
                        "max_overflow": 8, "pool_timeout": 5}
        self.engine: Engine = create_engine(url, **options)
        if self.sqlite:
            event.listen(self.engine, "connect", self._set_up)
            event.listen(self.engine, "begin", _begin)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write, done when the block ends, undone when it raises.

        Raises SQLAlchemyError or OSError when the database is away, locked or read-only.
        """
        self._prepare()
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; it waits for no writer."""
        self._prepare()
        with self.engine.connect() as connection, connection.execution_options(
            **{_READING: True}
        ).begin():
            yield connection

    def ping(self) -> None:
        """Raise SQLAlchemyError or OSError when the database does not answer."""
        with self.reading() as connection:
            connection.execute(text("SELECT 1"))

    def upgrade(self) -> None:
        """Bring the tables to the version of this program; two processes may do so at once.

        Raises LogError when the database is of a newer program, else as `writing`.
        """
        logging.getLogger("alembic").setLevel(logging.WARNING)
        from alembic import command  # here: it tells of its plugins while it is imported
        from alembic.config import Config
        from alembic.runtime.migration import MigrationContext
        from alembic.script import ScriptDirectory
        from alembic.util.exc import CommandError

        wanted = ScriptDirectory(str(MIGRATIONS)).get_current_head()
        with self.reading() as connection:
            if MigrationContext.configure(connection).get_current_revision() == wanted:
                return
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        with _alembic, self._alone() as connection:
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError:
                raise LogError("loggens tabeller är av en nyare version än programmet") from None
        logger.info("the tables of the log are of version %s", wanted)

    def checkpoint(self) -> bool:
        """Empty SQLite's write-ahead file, so that erased text is in no file.

        False when a reader or writer of another process hindered it: then try again later.
        """
        if not self.sqlite:
            return True
        self._prepare()
        with self.engine.connect() as connection:
            raw = connection.connection.cursor()
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            return not busy

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """A transaction in which no other process migrates; it waits as long as for any lock."""
        with self.writing() as connection:
            if not self.sqlite:  # there every writing transaction is alone anyway
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY})
            yield connection

    def _prepare(self) -> None:
        """The file and its folder, readable by their owner alone. Raises OSError."""
        if self._path is None or self._path.exists():
            return
        self._path.parent.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))

    def _set_up(self, connection: Any, _: Any) -> None:
        connection.isolation_level = None  # the transactions are begun by `_begin`
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(self._busy * 1000)}")
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            _to_wal(cursor)
        for pragma in ("foreign_keys = ON", "secure_delete = ON", "synchronous = NORMAL",
                       "temp_store = MEMORY"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


def _to_wal(cursor: Any) -> None:
    """Two processes may make the file at once; SQLite does not wait in this one statement."""
    for attempt in range(_TRIES):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except Exception:  # sqlite3.OperationalError: locked, or read-only
            if attempt == _TRIES - 1:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: it never fails in the middle for another's sake."""
    reading = connection.get_execution_options().get(_READING)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
