"""What is erased is gone: its rows, what waits, what comes late, what other files hold."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.conversations.log import rows, writer
from bot.conversations.log.tables import conversations, feedback, messages
from tests.conversations.log.fakes import bot, user
from tests.conversations.log.running_log import eventually, number, running, texts


def test_erasing_leaves_no_row(url: str) -> None:
    """By the sender's id, as the visitor wishes."""
    with running(url) as log:
        for sender in ("a", "b"):
            log.take(user("1", sender))
            log.take(bot("2", sender))
            log.feedback(sender, None, "up", "bra")
        eventually(lambda: log.status().waiting == 0)
        assert log.erase("a") is True and log.erase("unknown") is True
        assert [number(log.database, t) for t in (conversations, messages, feedback)] == [1, 2, 1]


def test_what_waits_is_erased_and_does_not_come_back(path: Path) -> None:
    """Erased while the database is locked: the row, what waits, and what comes late."""
    with running(f"sqlite:///{path}") as log:
        log.take(user("written"))
        eventually(lambda: texts(log.database) == ["written"])
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        log.take(user("waits"))
        log.take(user("stays", "b"))
        assert log.erase("a") is False  # the row is still there, and this is said
        log.take(bot("late"))
        other.execute("ROLLBACK")
        other.close()
        eventually(lambda: texts(log.database) == ["stays"])
        assert number(log.database, conversations) == 1


def test_what_is_being_written_is_erased_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An erasure waits for the batch that is under way, and then finds it."""
    begun, go_on = threading.Event(), threading.Event()
    write = rows.write

    def slow(*given: Any) -> None:
        begun.set()
        assert go_on.wait(10)
        write(*given)

    monkeypatch.setattr(rows, "write", slow)
    with running(f"sqlite:///{path}") as log:
        log.take(user("1"))
        assert begun.wait(10)
        threading.Timer(0.2, go_on.set).start()
        assert log.erase("a") is True
        assert texts(log.database) == [] and log.status().waiting == 0


def test_another_worker_cannot_bring_it_back(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another worker still held when one erased is looked for again."""
    monkeypatch.setattr(writer, "SWEEPS", (0.5,))
    with running(url) as one, running(url) as other:
        one.take(user("1"))
        eventually(lambda: texts(one.database) == ["1"])
        assert one.erase("a")
        other.take(user("late"))
        eventually(lambda: texts(one.database) == ["late"])
        eventually(lambda: texts(one.database) == [])


def test_erased_text_is_in_no_file(path: Path) -> None:
    """Not in the database, not in its write-ahead file, even while a reader is connected."""
    words = "ovanligt långt ord"
    with running(f"sqlite:///{path}") as log:
        log.take(user(words))
        eventually(lambda: texts(log.database) == [words])
        keeps_files = sqlite3.connect(path)
        keeps_files.execute("SELECT count(*) FROM messages").fetchall()
        files = list(path.parent.iterdir())
        assert any(words.encode() in file.read_bytes() for file in files)
        assert log.erase("a") is True
        for file in path.parent.iterdir():
            assert words.encode() not in file.read_bytes(), file.name
        assert (path.parent / "log.sqlite3-wal").stat().st_size == 0
        keeps_files.close()


def test_a_reader_that_holds_the_file_back_does_not_keep_erased_text(path: Path) -> None:
    """Its snapshot needs the old pages; when it ends they are wiped."""
    words = "ovanligt långt ord"
    with running(f"sqlite:///{path}") as log:
        log.take(user(words))
        eventually(lambda: texts(log.database) == [words])
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM messages").fetchall()
        assert log.erase("a") is False
        reader.execute("COMMIT")
        wal = path.parent / "log.sqlite3-wal"
        eventually(lambda: not wal.exists() or wal.stat().st_size == 0)
        for file in path.parent.iterdir():
            assert words.encode() not in file.read_bytes(), file.name
        reader.close()
