"""A Sanic server with the web channel on a free port of the loopback interface, in a thread."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests
from sanic import Sanic

from bot.channels.web.channel import PREFIX, WebInput
from bot.channels.web.settings import WebSettings, read
from tests.channels.web.fakes import FakeBot

SECRET = "ett prov, ingen hemlighet, " * 2
PATIENCE = 10


def settings(**given: Any) -> WebSettings:
    """Settings of a test, with limits that no test meets by accident."""
    generous = {"web_messages_a_minute": 1_000, "web_messages_a_minute_address": 100_000,
                "web_new_a_minute_address": 100_000, "web_open_address": 100_000}
    return read(**{"secret": SECRET, "redis_url": "", **generous, **given})


@dataclass
class Running:
    """The server's address and the fake bot behind it."""

    url: str
    port: int
    bot: FakeBot
    settings: WebSettings

    def start(self, **body: str) -> dict[str, Any]:
        """A new conversation."""
        reply = requests.post(f"{self.url}/api/conversations", json=body, timeout=PATIENCE)
        assert reply.status_code == 201, reply.text
        started: dict[str, Any] = reply.json()
        return started

    def post(
        self, path: str, token: str | None, body: Any = None, **more: Any
    ) -> requests.Response:
        """Post JSON to a path of the API."""
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        headers.update(more.pop("headers", {}))
        return requests.post(
            f"{self.url}/api/{path}", json=body, headers=headers, timeout=PATIENCE, **more)

    def say(self, token: str | None, text: str, **more: Any) -> requests.Response:
        """Send a message with an id of its own."""
        return self.post("messages", token, {"id": uuid.uuid4().hex, "text": text, **more})

    def get(self, path: str, token: str | None = None, **headers: str) -> requests.Response:
        """Get a path below the prefix."""
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return requests.get(
            f"{self.url}/{path}", headers=headers, timeout=PATIENCE, allow_redirects=False)


def served(app: Sanic, ready: threading.Event, found: dict[str, Any]) -> None:
    """Run ``app`` in this thread until ``found["stop"]`` is called."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))

    async def run() -> None:
        stop = asyncio.Event()
        try:
            server = await app.create_server(
                sock=listener, return_asyncio_server=True, access_log=True)
            await server.startup()
            await server.before_start()
            await server.start_serving()
            found["port"] = listener.getsockname()[1]
            found["stop"] = lambda: loop.call_soon_threadsafe(stop.set)
        except Exception as error:
            found["error"] = error
            return
        finally:
            ready.set()
        await stop.wait()
        server.close()

    loop.run_until_complete(run())
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(asyncio.sleep(0.05))
    loop.close()


@contextlib.contextmanager
def running(app: Sanic | None = None, **given: Any) -> Iterator[Running]:
    """A running server; what starting it raises is raised here."""
    Sanic.test_mode = True  # otherwise a second app of the same process cannot start
    bot, chosen = FakeBot(), settings(**given)
    if app is None:
        app = Sanic(f"prov_{uuid.uuid4().hex}", configure_logging=False)
        app.blueprint(
            WebInput(chosen, lambda _: bot.surroundings()).blueprint(_unused), url_prefix=PREFIX)
    ready, found = threading.Event(), dict[str, Any]()
    thread = threading.Thread(target=served, args=(app, ready, found), daemon=True)
    thread.start()
    assert ready.wait(PATIENCE)
    if "error" in found:
        raise found["error"]
    url = f"http://127.0.0.1:{found['port']}{PREFIX}"
    try:
        yield Running(url, found["port"], bot, chosen)
    finally:
        found["stop"]()
        thread.join(PATIENCE)


async def _unused(_: object) -> None:
    """Rasa's handler, which the fake bot stands in for."""
