"""The website's chat with the whole bot behind it: a visit over HTTP, erased without a trace."""

from __future__ import annotations

import json
import sqlite3
import time
import urllib.error
import urllib.request
import uuid
from contextlib import closing
from typing import Any

import pytest

from tests.end_to_end.servers import Servers

ERASED_WITHIN = 1.0  # seconds


class Visitor:
    """Somebody on the county website."""

    def __init__(self, servers: Servers, lang: str = "sv") -> None:
        """Starts a conversation."""
        self._root = f"{servers.url}/chat/api"
        _, found = self._post("conversations", {"lang": lang}, token=None)
        self.token: str = found["token"]
        self.greeting: str = found["messages"][0]["text"]

    def send(self, **said: str) -> dict[str, Any]:
        """The one answer to a text or a button."""
        status, found = self._post("messages", {**said, "id": uuid.uuid4().hex})
        assert status == 200, found
        answer: dict[str, Any] = found["messages"][0]
        return answer

    def judge(self, message: str, value: str, reason: str) -> int:
        """Thumbs up or down; the status."""
        return self._post("feedback", {"message": message, "value": value, "reason": reason})[0]

    def end(self) -> int:
        """Leave; the status."""
        return self._post("end", {})[0]

    def status(self, text: str) -> int:
        """The status of sending ``text``."""
        return self._post("messages", {"text": text, "id": uuid.uuid4().hex})[0]

    def _post(
        self, path: str, body: dict[str, Any], token: str | None = ""
    ) -> tuple[int, dict[str, Any]]:
        headers = {"Content-Type": "application/json"}
        if token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(
            f"{self._root}/{path}", json.dumps(body).encode(), headers
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, json.loads(reply.read() or b"{}")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"{}")


def _rows(servers: Servers) -> tuple[int, int]:
    """Messages and opinions of the website in the log."""
    with closing(sqlite3.connect(servers.database)) as database:
        (said,) = database.execute(
            "SELECT count(*) FROM messages JOIN conversations ON conversations.id = conversation"
            " WHERE channel = 'web'"
        ).fetchone()
        (judged,) = database.execute("SELECT count(*) FROM feedback").fetchone()
    return said, judged


def _wait(condition: Any, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_visit_from_the_greeting_to_no_trace(servers: Servers) -> None:
    """Hours, a follow-up, danger, an opinion; then leaving erases the log and the live state."""
    visitor = Visitor(servers)
    assert "robot" in visitor.greeting and len(visitor.greeting.split()) <= 60
    hours = visitor.send(text="vilka tider har stödtelefonen?")
    assert "09:00-16:00" in hours["text"].replace("–", "-") and not hours["urgent"]
    assert any(link["href"] == "tel:0102235760" for link in hours["links"])
    assert hours["cards"][0]["open_now"] in (True, False)
    danger = visitor.send(text="/hjälp han slår in dörren nu")
    assert danger["urgent"] and "112" in danger["text"].splitlines()[0]
    assert visitor.judge(hours["id"], "down", "mitt nummer är 070-174 06 05") == 204
    _wait(lambda: _rows(servers) >= (4, 1), 10)
    with closing(sqlite3.connect(servers.database)) as database:
        (reason,) = database.execute("SELECT reason FROM feedback").fetchone()
    assert "070" not in reason and "[TELEFON" in reason
    assert visitor.end() == 204
    _wait(lambda: _rows(servers) == (0, 0), ERASED_WITHIN)
    assert visitor.status("hej") == 410


def test_the_page_tells_the_language_of_a_button(servers: Servers) -> None:
    """On an English page a first press is answered in English."""
    visitor = Visitor(servers, "en")
    answer = visitor.send(payload="/kompotten")
    assert answer["lang"] == "en" and "agreement" in answer["text"]
    visitor.end()


def test_nobody_goes_on_with_another_ones_conversation(servers: Servers) -> None:
    """A token that is bent, or of nobody, opens nothing."""
    first, second = Visitor(servers), Visitor(servers)
    assert first.token != second.token
    first.token = first.token[:-4] + "AAAA"
    assert first.status("hej") == 401
    second.token = ""
    assert second.status("hej") == 401


@pytest.mark.parametrize("path", ["/health", "/metrics", "/chat/", "/chat/utan-skript"])
def test_pages_answer(servers: Servers, path: str) -> None:
    """For operators and visitors."""
    with urllib.request.urlopen(f"{servers.url}{path}", timeout=10) as reply:
        assert reply.status == 200 and reply.read()
