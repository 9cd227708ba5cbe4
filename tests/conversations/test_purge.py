"""The operator's command: Swedish, exact, and the same answer whatever was there."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import threading
import time
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.conversations import erase, live, purge
from bot.conversations.log import Database, ids, opened
from bot.settings import PREFIX, read
from tests.conversations.log.fakes import KEY
from tests.conversations.services import redis_server
from tests.conversations.test_retention import NOON, left, turn, write

NOBODY = "http://127.0.0.1:1"  # nothing listens there
LATER = NOON + timedelta(days=25)
ID = ids.pseudonym("a", KEY)


@pytest.fixture
def filled(url: str, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A log with one conversation of day 0 and one of day 10, named by the environment."""
    monkeypatch.setenv(PREFIX + "DATABASE_URL", url)
    monkeypatch.setenv(PREFIX + "SECRET", KEY.decode())
    monkeypatch.setenv(PREFIX + "RETENTION_DAYS", "21")
    monkeypatch.setattr(purge, "AGAIN_SECONDS", 0.0)
    database = opened(url)
    write(database, *turn(ID, 0), *turn("b" * 64, 10))
    return database


def test_a_preview_shows_and_takes_nothing(
    filled: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """By day."""
    assert purge.main(["--preview"], LATER) == 0
    told = capsys.readouterr().out
    assert "2026-03-01  2 meddelanden i 1 samtal" in told and "Inget är borttaget" in told
    assert len(left(filled)) == 2


def test_a_purge_takes_what_is_old(filled: Database, capsys: pytest.CaptureFixture[str]) -> None:
    """And says how much."""
    assert purge.main([], LATER) == 0
    assert "2 meddelanden borttagna, 1 samtal helt borta" in capsys.readouterr().out
    assert left(filled) == {("b" * 64, 2)}


def test_an_erasure_says_the_same_whether_there_was_anything(
    filled: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """And leaves the others."""
    answers = []
    for identity in (ID, ID, "0" * 64):
        assert purge.main(["--erase", identity, "--bot", NOBODY]) == 0
        answers.append(capsys.readouterr().out)
    assert len(set(answers)) == 1 and purge.ERASED in answers[0]
    assert left(filled) == {("b" * 64, 2)}


@pytest.mark.parametrize("identity", ["", "a", "0" * 63, "A" * 64, "0" * 64 + "\n"])
def test_a_wrong_id_is_one_line_and_exit_code_2(
    filled: Database, identity: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip erases nothing and is not taken for success."""
    assert purge.main(["--erase", identity]) == 2
    assert capsys.readouterr().err.count("\n") == 1 and len(left(filled)) == 2


def test_a_wrong_setting_is_one_line_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the variable."""
    monkeypatch.setenv(PREFIX + "RETENTION_DAYS", "för alltid")
    assert purge.main([]) == 2
    told = capsys.readouterr().err
    assert "RETENTION_DAYS" in told and told.count("\n") == 1


def test_a_database_that_is_away_is_one_line_and_exit_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the address, which may hold a password."""
    for url in (f"sqlite:///{tmp_path / 'a' / 'b' / 'log'}",
                "postgresql://x:hemligt@127.0.0.1:1/x"):
        monkeypatch.setenv(PREFIX + "DATABASE_URL", url)
        assert purge.main([]) == 1
        told = capsys.readouterr().err
        assert "svarar inte" in told and told.count("\n") == 1 and "hemligt" not in told


def test_a_log_that_another_program_reads_is_not_called_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The operator is told to come again."""
    path = tmp_path / "log.sqlite3"
    monkeypatch.setenv(PREFIX + "DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setattr(purge, "AGAIN_SECONDS", 0.0)
    write(opened(f"sqlite:///{path}"), *turn(ID, 0))
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM messages").fetchall()
    assert purge.main(["--erase", ID, "--bot", NOBODY]) == 1
    assert purge.NOT_CLEAN in capsys.readouterr().out
    reader.close()
    assert purge.main(["--erase", ID, "--bot", NOBODY]) == 0


def test_what_redis_remembers_is_erased_by_the_logs_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command finds the conversation whose id leads to it, and only that one."""
    monkeypatch.setenv(PREFIX + "DATABASE_URL", f"sqlite:///{tmp_path / 'log.sqlite3'}")
    monkeypatch.setenv(PREFIX + "SECRET", KEY.decode())
    monkeypatch.setattr(purge, "AGAIN_SECONDS", 0.0)
    with redis_server(tmp_path) as server:
        monkeypatch.setenv(PREFIX + "REDIS_URL", server.url)

        async def ids_left() -> list[str]:
            return sorted(await live.opened(read()).ids())

        async def speak() -> None:
            state = live.opened(read())
            for sender in ("a", "b"):
                await state.write(sender, "[]")

        asyncio.run(speak())
        assert asyncio.run(ids_left()) == ["a", "b"]
        assert purge.main(["--erase", ID, "--bot", NOBODY]) == 0
        assert asyncio.run(ids_left()) == ["b"]
    assert purge.main(["--erase", ID, "--bot", NOBODY]) == 1
    assert "Redis svarar inte" in capsys.readouterr().err


def test_the_running_bot_is_asked_to_forget(
    filled: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """Over its own port, signed with the secret; else the operator is told what may be left."""
    asked: list[dict[str, Any]] = []

    class Bot(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            asked.append({"path": self.path, **json.loads(self.rfile.read(length))})
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Bot)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    assert purge.main(["--erase", ID, "--bot", address]) == 0
    server.shutdown()
    server.server_close()
    [one] = asked
    assert one["path"] == "/operations/erase" and one["conversation"] == ID
    assert erase.is_signed(ID, one["at"], one["signature"], KEY, time.time())
    assert "svarar inte" not in capsys.readouterr().out
    for nobody in (address, NOBODY, "inte en adress"):
        assert purge.main(["--erase", ID, "--bot", nobody]) == 0
        assert f"Boten svarar inte på {nobody}" in capsys.readouterr().out


def test_help_is_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    """Operators read it."""
    with pytest.raises(SystemExit) as caught:
        purge.main(["--help"])
    assert caught.value.code == 0 and "gallringstiden" in capsys.readouterr().out


def test_the_present_moment_is_the_clocks(filled: Database) -> None:
    """Without a moment given, what is said now stays."""
    write(filled, *[m for m in turn("c" * 64, (datetime.now(timezone.utc) - NOON).days)])
    purge.main([])
    assert ("c" * 64, 2) in left(filled)
