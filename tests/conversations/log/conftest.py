"""What the tests of the log share."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversations.log import writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of an SQLite file that is not there yet."""
    return tmp_path / "log.sqlite3"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short pauses between tries."""
    monkeypatch.setattr(writer, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(writer, "LONGEST_PAUSE", 0.2)
    monkeypatch.setattr(writer, "GATHER_SECONDS", 0.05)
