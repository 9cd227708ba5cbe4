"""Many quick messages, with one worker and with two on Redis: each answered once, in order."""

from __future__ import annotations

import json
import sqlite3
import time
import urllib.request
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.conversations.services import RedisServer, redis_server
from tests.end_to_end.servers import Servers, running

CONVERSATIONS, EACH = 20, 10
# Between two messages of one visitor: much less than anyone needs to read and write, but what two
# workers need to write to one log in order (docs/decisions/0010).
PAUSE = 0.2
# What is asked in turn, and what its answer must hold. Some lean on the one before.
ASKED = (
    ("vad är numret till stödtelefonen?", "010-223 57 60"),
    ("vilka språk finns könsstympningspasset på?", "arabiska"),
    ("vem är koordinator i Norrköping?", "020-390 000"),
    ("och i Lund då?", "020-390 000"),
    ("vad är Kompotten?", "Kompotten"),
)


def _ask(url: str, sender: str, text: str) -> str:
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(
        f"{url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as reply:
        return "\n".join(str(one.get("text", "")) for one in json.load(reply))


def _talk(urls: list[str], sender: str) -> list[str]:
    """The answers to EACH messages of ``sender``, every other one at another worker."""
    answers = []
    for n in range(EACH):
        answers.append(_ask(urls[n % len(urls)], sender, ASKED[n % len(ASKED)][0]))
        time.sleep(PAUSE if len(urls) > 1 else 0)
    return answers


def _logged(database: Path, answers: int) -> dict[str, list[tuple[str, str]]]:
    """Author and text of each conversation in order, once ``answers`` have arrived."""
    deadline = time.monotonic() + 30
    while True:
        with closing(sqlite3.connect(database)) as link:
            rows = link.execute(
                "SELECT conversation, author, text FROM messages ORDER BY conversation, position"
            ).fetchall()
        if sum(author == "visitor" for _, author, _ in rows) >= answers:
            break
        assert time.monotonic() < deadline, "not everything was logged"
        time.sleep(0.2)
    found: dict[str, list[tuple[str, str]]] = {}
    for conversation, author, text in rows:
        found.setdefault(conversation, []).append((author, text))
    return found


def _quick(urls: list[str]) -> None:
    """CONVERSATIONS talk at the same time."""
    senders = [uuid.uuid4().hex for _ in range(CONVERSATIONS)]
    with ThreadPoolExecutor(CONVERSATIONS) as pool:
        talks = list(pool.map(lambda sender: _talk(urls, sender), senders))
    for answers in talks:
        for n, answer in enumerate(answers):
            assert ASKED[n % len(ASKED)][1] in answer, (n, answer)


def _at_once(urls: list[str]) -> None:
    """EACH messages of one conversation, sent before the first is answered."""
    sender = uuid.uuid4().hex
    texts = [ASKED[n % 2] for n in range(EACH)]
    with ThreadPoolExecutor(EACH) as pool:
        sent = [
            pool.submit(_ask, urls[n % len(urls)], sender, text)
            for n, (text, _) in enumerate(texts)
        ]
        for (_, wanted), one in zip(texts, sent, strict=True):
            assert wanted in one.result()


def _each_once(database: Path) -> None:
    """Every message of a visitor is there once, with its answers before the next one."""
    talks = _logged(database, CONVERSATIONS * EACH + EACH)
    assert len(talks) == CONVERSATIONS + 1
    for talk in talks.values():
        authors = [author for author, _ in talk]
        assert authors.count("visitor") == EACH
        assert authors == ["visitor", "bot"] * EACH
        if len({text for author, text in talk if author == "visitor"}) > 2:
            asked = [text for author, text in talk if author == "visitor"]
            assert asked == [ASKED[n % len(ASKED)][0] for n in range(EACH)]


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A Redis server of this module's own."""
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


def test_one_worker_answers_each_message_once(tmp_path: Path) -> None:
    """Two hundred quick messages over twenty conversations, and ten of one at the same moment."""
    with running(tmp_path) as servers:
        _quick([servers.url])
        _at_once([servers.url])
        _each_once(servers.database)


def test_two_workers_on_redis_answer_each_message_once(tmp_path: Path, redis: RedisServer) -> None:
    """A conversation may go to either worker at any message, and goes on there."""
    settings = {"KVINNOFRID_REDIS_URL": redis.url, "KVINNOFRID_SECRET": "s" * 40}
    with running(tmp_path, **settings) as first:
        second = Servers(tmp_path / "second", **settings)
        second.database = first.database
        try:
            second.start_bot()
            _quick([first.url, second.url])
            _at_once([first.url, second.url])
            _each_once(first.database)
        finally:
            second.end("bot")
