"""GET /health and GET /metrics, on a real Sanic server."""

from __future__ import annotations

import asyncio
import json
import socket
import time
import uuid
from typing import Any

import pytest
from rasa.core.channels import channel
from sanic import Sanic

from bot.channels import operations
from bot.channels.operations import OperationsInput
from bot.conversations import erase
from bot.conversations.live import LiveStateAway
from bot.conversations.log import Log
from bot.conversations.shells.event_broker import LogBroker
from bot.settings import PREFIX, load
from tests.conversations.log.fakes import KEY, NAME, FakeNumbering, FakeRedactor, settings, user


class FakeLive:
    """A live state of so many conversations; None is one that is away, negative one that hangs."""

    def __init__(self, conversations: int | None) -> None:
        """See the class."""
        self._conversations = conversations

    async def count(self) -> int:
        """The conversations."""
        if self._conversations is None:
            raise LiveStateAway(NAME)
        if self._conversations < 0:
            await asyncio.sleep(30)
        return self._conversations


class FakeStore:
    """A tracker store with its event broker."""

    def __init__(self, broker: Any) -> None:
        """``broker`` may be None."""
        self.event_broker = broker


class FakeAgent:
    """Rasa's agent with a model, or without one."""

    model_id = "f" * 32

    def __init__(self, ready: bool, broker: Any = None) -> None:
        """See the class."""
        self._ready = ready
        self.tracker_store = FakeStore(broker)

    def is_ready(self) -> bool:
        """Whether a model is loaded."""
        return self._ready


def health(agent: Any, live: int | None = 3, redis: bool = False) -> dict[str, Any]:
    """What /health says."""
    fake: Any = FakeLive(live)
    return asyncio.run(OperationsInput(lambda: fake, redis).health(agent))


@pytest.fixture
def log(tmp_path: Any) -> Any:
    """A log whose database is away."""
    url = f"sqlite:///{tmp_path / 'a' / 'b' / 'log'}"
    made = Log(settings(url), FakeRedactor().redact, FakeNumbering).start()
    yield made
    made.close(0)


def wait_until_away(log: Log) -> None:
    """Until the log's thread has tried."""
    deadline = time.monotonic() + 10
    while log.status().reachable is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("agent", [None, FakeAgent(False)])
def test_without_a_model_the_bot_is_not_ready(agent: Any) -> None:
    """A proxy sends nobody there."""
    found = health(agent)
    assert not found["ready"] and found["status"] == "unavailable" and found["model"] is None


def test_with_a_model_it_is_ready() -> None:
    """And says which one."""
    found = health(FakeAgent(True))
    assert found["ready"] and found["status"] == "ok" and found["model"] == "f" * 32
    assert "redis" not in found


def test_a_database_that_is_away_does_not_make_it_unready(log: Log) -> None:
    """Visitors are answered; the operator sees what is wrong and how much waits."""
    log.take(user("hej"))
    wait_until_away(log)
    found = health(FakeAgent(True, LogBroker(log)))
    assert found["ready"] and found["status"] == "degraded" and found["database"] == "away"
    assert found["queue"] == {"waiting": 1, "limit": 10_000, "dropped": 0}


@pytest.mark.parametrize(("live", "expected"), [(3, "ok"), (None, "away"), (-1, "away")])
def test_redis_is_asked_when_it_is_used(
    live: int | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Away or hanging, the bot goes on without it."""
    monkeypatch.setattr("bot.channels.operations.PATIENCE", 0.2)
    found = health(FakeAgent(True), live, redis=True)
    assert found["redis"] == expected and found["ready"]
    assert found["status"] == ("ok" if expected == "ok" else "degraded")


def ask(agent: Any, path: str, method: str = "GET", body: str = "") -> Any:
    """The answer of a server with the channel at its place, over a socket."""
    Sanic.test_mode = True  # otherwise a second app of the same process cannot start
    app = Sanic(f"operations_{uuid.uuid4().hex}", configure_logging=False)
    app.ctx.agent = agent
    fake: Any = FakeLive(7)
    channel.register([OperationsInput(lambda: fake, False)], app, route="/webhooks/")
    seen: dict[str, Any] = {}

    async def talk() -> None:
        listener = socket.create_server(("127.0.0.1", 0))
        server = await app.create_server(
            sock=listener, return_asyncio_server=True, access_log=False
        )
        await server.startup()
        await server.before_start()
        await server.start_serving()
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        length = f"Content-Length: {len(body.encode())}\r\n\r\n"
        writer.write(f"{head}{length}{body}".encode())
        first, _, seen["body"] = (await reader.read()).partition(b"\r\n\r\n")
        seen["status"], seen["head"] = int(first.split()[1]), first.decode().lower()
        writer.close()
        server.close()

    asyncio.run(talk())
    return seen


def test_health_is_at_the_root() -> None:
    """200 when ready, 503 when not, never kept by a cache."""
    answer = ask(FakeAgent(True), "/health")
    assert answer["status"] == 200 and json.loads(answer["body"])["status"] == "ok"
    assert "cache-control: no-store" in answer["head"]
    assert ask(FakeAgent(False), "/health")["status"] == 503
    assert ask(FakeAgent(True), "/health", "HEAD")["status"] == 200


def test_metrics_are_at_the_root(log: Log) -> None:
    """With the queue and the live conversations of the moment."""
    log.take(user(NAME, NAME))
    answer = ask(FakeAgent(True, LogBroker(log)), "/metrics")
    assert answer["status"] == 200 and "text/plain; version=0.0.4" in answer["head"]
    assert b"kvinnofrid_live_conversations 7.0" in answer["body"]
    assert b"kvinnofrid_log_queue 1.0" in answer["body"] and NAME.encode() not in answer["body"]


@pytest.mark.parametrize(("done", "status"), [(True, 200), (False, 503)])
def test_an_operator_erases_over_http(
    done: bool, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed with the secret; whether something was left is told."""
    erased: list[str] = []

    async def erase_logged(conversation: str, *_: Any) -> bool:
        erased.append(conversation)
        return done

    monkeypatch.setattr(operations.erase, "erase_logged", erase_logged)
    monkeypatch.setenv(PREFIX + "SECRET", KEY.decode())
    load.cache_clear()
    at = int(time.time())
    body = {"conversation": "c", "at": at, "signature": erase.sign("c", at, KEY)}
    try:
        assert ask(FakeAgent(True), "/operations/erase", "POST", json.dumps(body))[
            "status"] == status
        assert erased == ["c"]
    finally:
        load.cache_clear()


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "7", "{}", '{"conversation": "c", "at": 1, "signature": "x"}',
     '{"conversation": ["c"], "at": 1, "signature": "x"}',
     '{"conversation": "c", "at": "1", "signature": 7}'],
)
def test_without_the_secret_nothing_is_erased(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is sent."""
    def erase_logged(*_: Any) -> bool:
        raise AssertionError("erased")

    monkeypatch.setattr(operations.erase, "erase_logged", erase_logged)
    assert ask(FakeAgent(True), "/operations/erase", "POST", body)["status"] == 403


def test_a_stock_event_broker_is_no_hindrance() -> None:
    """Health is told with any broker, or none."""
    assert health(FakeAgent(True, object()))["database"] == "unknown"


def test_it_is_no_way_in_for_messages() -> None:
    """Other methods are refused."""
    assert ask(FakeAgent(True), "/health", "POST")["status"] == 405
    assert OperationsInput.from_credentials(None).url_prefix() == "/"
