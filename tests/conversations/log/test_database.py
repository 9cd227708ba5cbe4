"""The database under the log: settings, versions, and what happens when it does not work."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.conversations.log import Database, LogError, opened
from bot.conversations.log.database import reason
from bot.conversations.log.tables import messages, metadata

MARKER = "Zebrafink"
UPGRADE = "import sys; from bot.conversations.log import opened; opened(sys.argv[1])"


def test_models_and_migrations_agree(database: Database) -> None:
    """Nobody can change a table without a new version."""
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_last_migration_can_be_undone_and_done_again(database: Database) -> None:
    """Downgrade leaves nothing but Alembic's own table."""
    from alembic import command
    from alembic.config import Config

    from bot.conversations.log.database import MIGRATIONS

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    with pytest.raises(SQLAlchemyError), database.reading() as connection:
        connection.execute(messages.select())
    database.upgrade()
    with database.reading() as connection:
        assert connection.execute(messages.select()).all() == []


def test_several_starts_at_once_migrate_once(url: str) -> None:
    """Workers start together; none fails and the tables are made once."""
    starts = [
        subprocess.Popen([sys.executable, "-c", UPGRADE, url], stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for start in starts:
        _, errors = start.communicate(timeout=60)
        assert start.returncode == 0, errors.decode()[-2000:]
    with Database(url).reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1


def test_two_threads_migrate_at_once(url: str) -> None:
    """A program that opens the log twice at once gets it twice."""
    failed: list[BaseException] = []

    def start() -> None:
        try:
            opened(url).close()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not failed


def test_tables_of_a_newer_program_are_left_alone(database: Database) -> None:
    """An old program does not write into tables that it does not know."""
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LogError, match="nyare version") as caught:
        database.upgrade()
    assert "\n" not in str(caught.value)


def test_an_error_is_told_without_what_was_to_be_written(database: Database) -> None:
    """PostgreSQL quotes the row in its message, so the message is never told."""
    row = {"id": "1", "conversation": "nobody", "position": 1, "author": "robot", "text": MARKER}
    with pytest.raises(IntegrityError) as caught, database.writing() as connection:
        connection.execute(messages.insert(), [row])
    assert "hidden due to hide_parameters" in str(caught.value)
    assert MARKER not in reason(caught.value) and reason(caught.value).startswith("IntegrityError")


def test_sqlite_is_set_up_safely(tmp_path: Path) -> None:
    """Write-ahead log, erased text overwritten, readable by its owner alone."""
    path = tmp_path / "var" / "log.sqlite3"
    database = opened(f"sqlite:///{path}")
    expected = {"journal_mode": "wal", "secure_delete": 1, "foreign_keys": 1, "busy_timeout": 2000}
    with database.reading() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in expected}
        assert found == expected
        assert path.parent.stat().st_mode & 0o777 == 0o700
        for file in path.parent.iterdir():
            assert file.stat().st_mode & 0o777 == 0o600, file.name


def test_a_reader_waits_for_no_writer(tmp_path: Path) -> None:
    """The trainers' app reads while the bot writes."""
    database = opened(f"sqlite:///{tmp_path / 'log.sqlite3'}")
    with database.writing(), database.reading() as connection:
        assert connection.execute(messages.select()).all() == []


def test_a_folder_that_is_missing_is_not_made_in_the_wrong_place(tmp_path: Path) -> None:
    """A disk that is not mounted is an error, not an empty log somewhere else."""
    with pytest.raises(OSError):
        opened(f"sqlite:///{tmp_path / 'missing' / 'deeper' / 'log.sqlite3'}")
    assert not list(tmp_path.iterdir())


def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    """It is read, and a write is refused with an error that the log's thread knows."""
    path = tmp_path / "log.sqlite3"
    opened(f"sqlite:///{path}").close()
    readonly = Database(f"sqlite:///file:{path}?mode=ro&uri=true")
    readonly.upgrade()
    with pytest.raises(SQLAlchemyError, match="readonly"), readonly.writing() as connection:
        connection.execute(messages.delete())


def test_a_killed_writer_leaves_a_readable_database(url: str) -> None:
    """kill -9 in the middle of writing: what was committed is there, whole."""
    writes = (
        "import sys, time; from bot.conversations.log import Log\n"
        "from tests.conversations.log.fakes import *\n"
        "log = Log(settings(sys.argv[1]), FakeRedactor().redact, FakeNumbering).start()\n"
        "while True:\n"
        "    log.take(user('hej')); log.take(bot('Hej!')); time.sleep(0.001)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", writes, url], stderr=subprocess.PIPE)
    database = Database(url)
    deadline = time.monotonic() + 30
    while _written(database) < 50 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()
    _, errors = process.communicate(timeout=10)
    found = _written(database)
    assert found >= 50, errors.decode()[-2000:]
    database.upgrade()
    with database.reading() as connection:
        positions = connection.execute(
            text("SELECT position FROM messages ORDER BY position")
        ).scalars().all()
        assert positions == list(range(1, found + 1))
        if database.sqlite:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def _written(database: Database) -> int:
    try:
        with database.reading() as connection:
            return int(connection.execute(text("SELECT count(*) FROM messages")).scalar())
    except SQLAlchemyError:
        return 0
