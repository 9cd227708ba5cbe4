"""Starting everything: free ports, and what is said when something is in the way."""

from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Iterator

import pytest

from bot import start
from bot.knowledge import KnowledgeError
from bot.topics import TopicsError


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that something listens on."""
    with socket.socket() as listener:
        listener.bind((start.HOST, 0))
        listener.listen()
        yield int(listener.getsockname()[1])


@pytest.fixture
def free() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((start.HOST, 0))
        return int(probe.getsockname()[1])


def test_a_port_is_free_or_taken(taken: int, free: int) -> None:
    """Asking does not take it."""
    assert not start.port_is_free(taken)
    assert start.port_is_free(free) and start.port_is_free(free)


@pytest.mark.parametrize("name", ["BOT_PORT", "ACTIONS_PORT"])
def test_a_taken_port_ends_the_start_with_one_line(
    name: str,
    taken: int,
    free: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit code 1, and the line says which port and what to do."""
    monkeypatch.setattr(start, "BOT_PORT", free)
    monkeypatch.setattr(start, "ACTIONS_PORT", free)
    monkeypatch.setattr(start, name, taken)
    monkeypatch.setattr(start.training, "main", lambda: pytest.fail("training has begun"))
    assert start.main() == 1
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert f"porten {taken} är upptagen" in line and "Stoppa" in line


@pytest.mark.parametrize(
    ("module", "error"),
    [
        ("knowledge", KnowledgeError("linjer.yml", 7, "phone", '"x" är inget telefonnummer')),
        ("topics", TopicsError("kompotten: title needs sv and en")),
    ],
)
def test_broken_content_ends_the_start_with_one_line(
    module: str,
    error: ValueError,
    free: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The line is that of the error: file, line and rule."""

    def broken() -> None:
        raise error

    monkeypatch.setattr(start, "BOT_PORT", free)
    monkeypatch.setattr(start, "ACTIONS_PORT", free)
    monkeypatch.setattr(getattr(start, module), "load", broken)
    assert start.main() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert str(error) in line


def test_a_failed_training_ends_the_start(free: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the exit code of the training."""
    monkeypatch.setattr(start, "BOT_PORT", free)
    monkeypatch.setattr(start, "ACTIONS_PORT", free)
    monkeypatch.setattr(start.training, "main", lambda: 3)
    monkeypatch.setattr(start, "Manager", lambda: pytest.fail("servers were started"))
    assert start.main() == 3


class _Status(http.server.BaseHTTPRequestHandler):
    """Answers /200 with 200, /500 with 500."""

    def do_GET(self) -> None:
        """The status is the path."""
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def test_a_server_answers_or_does_not(free: int) -> None:
    """Success is an answer; an error, or nothing at the port, is none."""
    with http.server.HTTPServer((start.HOST, 0), _Status) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://{start.HOST}:{server.server_port}"
        assert start.answers(f"{url}/200")
        assert not start.answers(f"{url}/500")
        server.shutdown()
    assert not start.answers(f"http://{start.HOST}:{free}/200")
