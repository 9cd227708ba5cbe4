"""The terminal chat, against a small server that stands for the bot."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from bot import chat


class Bot(http.server.HTTPServer):
    """Answers each message with its own words and two buttons; remembers what came."""

    def __init__(self) -> None:
        """On a free port of the loopback interface."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[dict[str, Any]] = []
        self.status = 200

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}/webhooks/rest/webhook"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Bot

    def do_POST(self) -> None:
        """One message."""
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.received.append(sent)
        buttons = [{"title": "Första", "payload": "/forsta"},
                   {"title": "Andra", "payload": "/andra"}]
        answer = [{"text": f"Du skrev {sent['message']}", "buttons": buttons}, {"text": "Mer"}]
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    """A bot that the chat talks to."""
    with Bot() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ask = chat.send
        monkeypatch.setattr(chat, "send", lambda text, sender: ask(text, sender, server.url))
        yield server
        server.shutdown()


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> int:
    """Run the chat with these lines and the end of input; its exit code."""
    waiting = iter(lines)

    def read(_: str = "") -> str:
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)
    return chat.main()


def test_messages_and_suggestions_are_shown(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Texts in order, then the numbered suggestions."""
    assert typed(monkeypatch, "hej") == 0
    out = capsys.readouterr().out
    assert out.index("Du skrev hej") < out.index("Mer") < out.index("[1] Första")
    assert "[2] Andra" in out


def test_a_number_chooses_a_suggestion(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that no suggestion has is sent as it is."""
    typed(monkeypatch, "hej", "2", "7", "0")
    assert [sent["message"] for sent in bot.received] == ["hej", "/andra", "7", "0"]


def test_a_chat_is_one_conversation_of_its_own(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """One random sender a chat."""
    typed(monkeypatch, "hej", "tack")
    typed(monkeypatch, "hej")
    senders = [sent["sender"] for sent in bot.received]
    assert senders[0] == senders[1] != senders[2]
    assert len(senders[0]) == 32


def test_an_error_of_the_bot_does_not_end_the_chat(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said in one line, and one can write on."""
    bot.status = 500
    assert typed(monkeypatch, "hej", "tack") == 0
    assert capsys.readouterr().err.splitlines() == ["Boten svarade med fel 500."] * 2


def test_without_a_bot_the_chat_says_how_to_start_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line and exit code 1."""
    with Bot() as server:
        url = server.url
    ask = chat.send
    monkeypatch.setattr(chat, "send", lambda text, sender: ask(text, sender, url))
    assert typed(monkeypatch, "hej") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "make run" in line


def test_the_end_of_input_ends_the_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing needs to run for that."""
    assert typed(monkeypatch) == 0


def test_swedish_letters_are_sent_whole(bot: Bot) -> None:
    """UTF-8 both ways."""
    assert chat.send("åäö 😀", "x")[0]["text"] == "Du skrev åäö 😀"
