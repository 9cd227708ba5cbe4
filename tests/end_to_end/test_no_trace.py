"""What a visitor writes reaches no disk: markers in 200 messages, a crash in the middle, a search.

Everything that the whole stack writes is searched: each file below the project or the folder for
temporary files that was changed since the test began.
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.end_to_end.servers import ROOT, Servers, running

MESSAGES = 200
# Each holds a marker that points at a person; {m} is sixteen characters that occur nowhere else.
FORMS = (
    "min mejl är {m}@example.org, kan ni svara dit?",
    "Hej, jag heter Anna och når dig inte. skriv till {m}@example.com",
    "han hittade mitt konto @{m} på insta",
    "snap: {m}",
    "jag la upp det på https://www.{m}.se/bilder",
    "han bankar på dörren, mejla {m}@example.org",
    "/hjälp {m}@example.org han slår mig",
    "/stodtelefon_nummer {m}@example.org",
    "vad är numret? skriv till {m}@example.org 😀\ud83d",
    "{m}@example.org " + "jag orkar inte " * 100,
    "my name is on www.{m}.com, he is outside",
)


def _markers() -> list[str]:
    return [f"zq{secrets.token_hex(7)}" for _ in range(MESSAGES)]


def _post(url: str, body: bytes, **headers: str) -> None:
    """Send and do not mind the answer: some of these are wrong on purpose, and the server dies."""
    request = urllib.request.Request(url, body, {"Content-Type": "application/json", **headers})
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:
            reply.read()
    except (urllib.error.URLError, OSError):
        pass


def _send(servers: Servers, number: int, marker: str) -> None:
    """One message with ``marker``, by one of the ways in."""
    text = FORMS[number % len(FORMS)].format(m=marker)
    rest, web = f"{servers.url}/webhooks/rest/webhook", f"{servers.url}/chat/api/messages"
    body = {"sender": f"samtal{number % 7}", "message": text}
    way = number % 10
    if way == 0:  # broken JSON
        _post(rest, json.dumps(body).encode()[:-3])
    elif way == 1:  # the marker as a name of the conversation, in the address, in a header
        named = json.dumps({**body, "sender": marker}).encode()
        _post(f"{rest}?q={marker}", named, Referer=marker)
    elif way == 2:  # a token that was never given
        foreign = json.dumps({"text": text, "id": marker}).encode()
        _post(web, foreign, Authorization=f"Bearer {marker}")
    elif way in (3, 4, 5):
        _visit(servers, text)
    else:
        _post(rest, json.dumps(body).encode())


def _visit(servers: Servers, text: str) -> None:
    """A visitor of the website who writes ``text``, and says what she thinks of the answer."""
    start = urllib.request.Request(
        f"{servers.url}/chat/api/conversations", b"{}", {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(start, timeout=30) as reply:
            token = json.load(reply)["token"]
    except (urllib.error.URLError, OSError):
        return
    body = json.dumps({"text": text, "id": secrets.token_hex(8)}).encode()
    _post(f"{servers.url}/chat/api/messages", body, Authorization=f"Bearer {token}")


def _changed(since: float, *folders: Path) -> Iterator[Path]:
    """Files below ``folders`` that were changed after ``since``."""
    for folder in folders:
        for parent, _, names in os.walk(folder):
            for name in names:
                path = Path(parent) / name
                try:
                    if path.is_file() and path.stat().st_mtime >= since:
                        yield path
                except OSError:  # gone meanwhile
                    continue


def _holding(paths: Iterator[Path], markers: list[str]) -> list[str]:
    """Files that hold one of ``markers``, in the encodings that programs write."""
    wanted = [marker.encode(code) for marker in markers for code in ("utf-8", "utf-16-le")]
    found = []
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError:
            continue
        if b"zq" in content or b"z\0q\0" in content:
            found += [str(path)] if any(one in content for one in wanted) else []
    return found


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Servers]:
    """Servers of this test alone, which may die in it."""
    most = "100000"
    with running(
        tmp_path,
        KVINNOFRID_WEB_NEW_A_MINUTE_ADDRESS=most,
        KVINNOFRID_WEB_OPEN_ADDRESS=most,
        KVINNOFRID_WEB_MESSAGES_A_MINUTE_ADDRESS=most,
    ) as servers:
        yield servers


def test_no_file_holds_what_was_written(own: Servers) -> None:
    """Not the log, its journal, a log line, a cache or what a crash leaves; the log does work."""
    began = time.time() - 1
    markers = _markers()
    half = MESSAGES // 2
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(_send, own, n, marker) for n, marker in enumerate(markers[:half])]
        killer = threading.Timer(6, own.kill, ["bot"])  # in the middle of answers
        killer.start()
        for one in done:
            one.result()
        killer.join()
    assert not own.is_running("bot")
    folders = (ROOT, Path(tempfile.gettempdir()), own.database.parent)
    after_crash = _holding(_changed(began, *folders), markers)
    own.start_bot()
    own.end("actions")  # an action that fails is logged as well
    with ThreadPoolExecutor(4) as pool:
        for n, marker in enumerate(markers[half:], start=half):
            pool.submit(_send, own, n, marker)
    own.end("bot")  # writes what waits
    assert after_crash == [] and _holding(_changed(began, *folders), markers) == []
    with sqlite3.connect(own.database) as database:
        texts = [text for (text,) in database.execute("SELECT text FROM messages") if text]
    assert sum("[E-POST" in text for text in texts) > MESSAGES // 10
    assert sum("[KONTO" in text or "[LÄNK" in text for text in texts) > MESSAGES // 20
