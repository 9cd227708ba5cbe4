"""The log as a whole: nothing blocks, nothing raw is written, nothing is lost."""

from __future__ import annotations

import logging
import sqlite3
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversations.log import Database, Log, rows, writer
from bot.conversations.log import database as log_database
from bot.conversations.log.tables import conversations, feedback
from tests.conversations.log.fakes import (
    BREAKS,
    NAME,
    FakeNumbering,
    FakeRedactor,
    bot,
    settings,
    user,
)
from tests.conversations.log.running_log import eventually, number, running, texts
from tests.conversations.postgres import Postgres

QUICK = 0.05  # seconds that taking an event may last, however busy this machine is


def test_events_are_written_redacted(url: str) -> None:
    """The way of a message, an answer and an opinion."""
    with running(url) as log:
        log.take(user(f"hej jag heter {NAME}"), 0.02)
        log.take(bot(f"Hej {NAME}!", message_id="svar"))
        log.feedback("a", "svar", "up", f"snällt av {NAME}")
        eventually(lambda: log.status().waiting == 0)
        assert texts(log.database) == ["hej jag heter [NAMN 1]", "Hej [NAMN 2]!"]
        with log.database.reading() as connection:
            reason = connection.execute(select(feedback.c.reason)).scalar()
            assert reason == "snällt av [NAMN 3]"
            [identity] = connection.execute(select(conversations.c.id)).scalars()
            assert identity == log.logged_id("a")
        assert log.status().reachable is True


def test_a_busy_log_writes_many_events_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction costs more than what it holds. The first event waits for no other."""
    monkeypatch.setattr(writer, "GATHER_SECONDS", 0.3)
    batches, write = [], rows.write

    def counted(connection: Any, batch: Any) -> None:
        batches.append(len(batch))
        write(connection, batch)

    monkeypatch.setattr(rows, "write", counted)
    with running(f"sqlite:///{path}") as log:
        log.take(user("0"))
        eventually(lambda: batches == [1])
        for turn in range(1, 30):
            log.take(user(str(turn)))
            time.sleep(0.005)
        eventually(lambda: log.status().waiting == 0)
        assert texts(log.database) == [str(turn) for turn in range(30)]
    assert len(batches) <= 4


def test_one_of_several_workers_waits_for_no_company(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else another would write a conversation's next turn first."""
    monkeypatch.setattr(writer, "GATHER_SECONDS", 600)
    with running(f"sqlite:///{path}", redis_url="redis://127.0.0.1:1") as log:
        for turn in range(3):
            log.take(user(str(turn)))
            eventually(lambda: log.status().waiting == 0)
        assert texts(log.database) == ["0", "1", "2"]


def test_only_up_and_down_are_opinions(path: Path) -> None:
    """Anything else is a mistake of the caller."""
    log = Log(settings(f"sqlite:///{path}"), FakeRedactor().redact, FakeNumbering)
    with pytest.raises(ValueError, match="up or down"):
        log.feedback("a", None, NAME)  # type: ignore[arg-type]


def test_no_file_ever_holds_what_was_written(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A planted marker is in no database file and no log line, whatever fails."""
    with caplog.at_level(logging.DEBUG), running(f"sqlite:///{path}") as log:
        for turn in range(100):
            log.take(user(f"{NAME} {turn}", entities=[
                {"entity": "place", "value": NAME, "start": 0, "end": 8,
                 "place": {"kind": "unknown", "name": NAME}}]))
            log.take(user(f"{BREAKS} {NAME}", channel=NAME, metadata={NAME: NAME}))
            log.take(bot(f"Hej {NAME}"))
        eventually(lambda: log.status().waiting == 0)
        with log.database.reading():  # the write-ahead file stays as long as this
            for file in path.parent.iterdir():
                assert NAME.encode() not in file.read_bytes(), file.name
        assert len(texts(log.database)) == 300
    assert NAME not in caplog.text and BREAKS not in caplog.text


def test_taking_waits_for_no_locked_database(path: Path) -> None:
    """While another program holds the file, events wait; then all are written in order."""
    with running(f"sqlite:///{path}") as log:
        log.take(user("0"))
        eventually(lambda: texts(log.database) == ["0"])
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        longest = 0.0
        for turn in range(1, 100):
            began = time.perf_counter()
            log.take(user(str(turn)))
            longest = max(longest, time.perf_counter() - began)
            time.sleep(0.01)
        assert longest < QUICK and log.status().waiting == 99
        eventually(lambda: log.status().reachable is False)
        other.execute("ROLLBACK")
        other.close()
        eventually(lambda: log.status().waiting == 0)
        assert texts(log.database) == [str(turn) for turn in range(100)]
        assert log.status().reachable and log.status().dropped == 0


def test_a_database_that_is_away_is_written_to_when_it_comes(tmp_path: Path) -> None:
    """A disk that was not mounted at the start."""
    folder = tmp_path / "mounted" / "later"
    with running(f"sqlite:///{folder / 'log.sqlite3'}") as log:
        log.take(user("hej"))
        eventually(lambda: log.status().reachable is False)
        folder.parent.mkdir()  # the last folder is the log's own to make
        eventually(lambda: texts(log.database) == ["hej"])


def test_a_file_that_is_taken_away_is_made_anew(path: Path) -> None:
    """An operator who deletes the log finds it empty, and going on."""
    with running(f"sqlite:///{path}") as log:
        log.take(user("1"))
        eventually(lambda: texts(log.database) == ["1"])
        for file in path.parent.glob("log.sqlite3*"):
            file.unlink()
        log.take(user("2"))
        eventually(lambda: texts(log.database) == ["2"])


def test_a_server_that_goes_and_comes_back() -> None:
    """PostgreSQL is started again: nothing is lost, nothing is there twice."""
    from tests.conversations.postgres import running as server

    with server() as postgres, running(postgres.new_database()) as log:
        log.take(user("1"))
        eventually(lambda: texts(log.database) == ["1"])
        postgres.stop()
        log.take(user("2"))
        eventually(lambda: log.status().reachable is False)
        postgres.start()
        eventually(lambda: texts(log.database) == ["1", "2"])


def test_a_database_that_may_not_be_written_to(path: Path) -> None:
    """It counts as away; events wait."""
    Database(f"sqlite:///{path}").upgrade()
    with running(f"sqlite:///file:{path}?mode=ro&uri=true", log_queue=10) as log:
        for turn in range(20):
            log.take(user(str(turn)))
        eventually(lambda: log.status().reachable is False)
        assert (log.status().waiting, log.status().dropped) == (10, 10)
        path_to_write = Database(f"sqlite:///{path}")
        assert texts(path_to_write) == []


def test_when_too_many_wait_the_oldest_are_dropped_and_it_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound holds; the drops are counted and named in the log, without a text."""
    monkeypatch.setattr(writer, "REPORT_SECONDS", 0.1)
    folder = tmp_path / "missing" / "folder"
    with running(f"sqlite:///{folder / 'log.sqlite3'}", log_queue=50) as log:
        for turn in range(200):
            log.take(user(f"{NAME} {turn:03}", str(turn)))
        # What the writer has in hand at the moment comes on top.
        eventually(lambda: (log.status().waiting, log.status().dropped) == (50, 150))
        folder.parent.mkdir()  # the last folder is the log's own to make
        eventually(lambda: log.status().waiting == 0)
        assert sorted(text[-3:] for text in texts(log.database)) == [
            f"{turn:03}" for turn in range(150, 200)
        ]
        told = "%d events of the log were dropped"
        eventually(lambda: sum(r.args[0] for r in caplog.records if r.msg == told) == 150)
    assert NAME not in caplog.text


def test_raw_text_does_not_wait_for_the_database(tmp_path: Path) -> None:
    """What waits for long is redacted already."""
    redactor = FakeRedactor()
    given = settings(f"sqlite:///{tmp_path / 'missing' / 'folder' / 'log.sqlite3'}")
    log = Log(given, redactor.redact, FakeNumbering).start()
    log.take(user(NAME))
    eventually(lambda: log.status().reachable is False)
    assert redactor.seen == [NAME]
    log.close(0.1)


def test_an_entry_that_no_database_takes_does_not_hold_up_the_others(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is dropped and counted; those before and after it are written."""
    whole = rows._row

    def broken(message: Any, position: int) -> dict[str, Any]:
        row = whole(message, position)
        return {**row, "author": "robot"} if message.text == "bad" else row

    monkeypatch.setattr(rows, "_row", broken)
    with running(url) as log:
        for text in ("1", "bad", "2"):
            log.take(user(text))
        eventually(lambda: log.status().waiting == 0)
        assert texts(log.database) == ["1", "2"] and log.status().dropped == 1


def test_what_waits_is_written_at_the_end(url: str) -> None:
    """A normal stop loses nothing."""
    log = Log(settings(url), FakeRedactor().redact, FakeNumbering).start()
    for turn in range(500):
        log.take(user(str(turn)))
    log.close(20)
    assert len(texts(Database(url))) == 500


def test_the_end_comes_in_time_without_a_database(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A stop does not hang; what is lost is said."""
    log = Log(settings(f"sqlite:///{tmp_path / 'a' / 'b' / 'log'}"), FakeRedactor().redact,
              FakeNumbering).start()
    log.take(user("hej"))
    log.erase("b")
    began = time.monotonic()
    log.close(0.3)
    assert time.monotonic() - began < 3
    assert "1 events unwritten" in caplog.text and log.logged_id("b") in caplog.text


def test_old_messages_go_by_themselves(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The running bot purges, by the clock that it is given."""
    monkeypatch.setattr(writer, "PURGE_SECONDS", 0.1)
    clock = {"now": datetime.now(timezone.utc)}
    with running(url, retention_days=21, now=lambda: clock["now"]) as log:
        log.take(user("hej"))
        eventually(lambda: texts(log.database) == ["hej"])
        clock["now"] += timedelta(days=20)
        time.sleep(0.3)
        assert texts(log.database) == ["hej"]
        clock["now"] += timedelta(days=2)
        eventually(lambda: texts(log.database) == [])
        assert number(log.database, conversations) == 0


def test_a_stumble_does_not_end_the_thread(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A mistake of ours costs a line in the log, not the log."""
    broken = {"left": 3}
    purge = writer.retention.purge

    def stumble(*given: Any) -> Any:
        if broken["left"]:
            broken["left"] -= 1
            raise KeyError(NAME)
        return purge(*given)

    monkeypatch.setattr(writer.retention, "purge", stumble)
    with running(f"sqlite:///{path}") as log:
        log.take(user("hej"))
        eventually(lambda: texts(log.database) == ["hej"] and not broken["left"])
    assert "KeyError" in caplog.text and NAME not in caplog.text


def test_postgres_waits_no_longer_than_a_lock_may(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that somebody has locked counts as away; taking goes on."""
    monkeypatch.setitem(log_database._POSTGRES, "options", "-c lock_timeout=300ms")
    url = postgres.new_database()
    with running(url) as log:
        log.take(user("1"))
        eventually(lambda: texts(log.database) == ["1"])
        with log.database.engine.begin() as other:
            other.exec_driver_sql("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE")
            began = time.perf_counter()
            log.take(user("2"))
            assert time.perf_counter() - began < QUICK
            eventually(lambda: log.status().reachable is False, 15)
        eventually(lambda: texts(log.database) == ["1", "2"])
