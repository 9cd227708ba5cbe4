"""No door stands open beside the web channel in production: every route of Rasa's app is tried."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from rasa.core.channels.channel import InputChannel
from rasa.core.channels.rest import RestInput
from rasa.core.run import configure_app, create_http_input_channels
from sanic import Sanic

from bot.channels.web.channel import WebInput
from bot.channels.web.guard import OPEN_CHANNELS, OpenDoor, check, unprotected
from bot.settings import ROOT
from tests.channels.web.fakes import FakeBot
from tests.channels.web.server import Running, running, settings

TOKEN = "t" * 40
CLOSED: list[dict[str, Any]] = [
    {"enable_api": False}, {"enable_api": True, "auth_token": TOKEN},
    {"enable_api": True, "jwt_secret": TOKEN, "jwt_method": "HS256"}]
PUBLIC = re.compile(r"(?:|version|chat(?:/.*)?|auth(?:/.*)?)")


def app(*others: InputChannel, environment: str = "production", **options: Any) -> Sanic:
    """The app that Rasa builds, with the web channel and ``others``."""
    Sanic.test_mode = True
    Sanic._app_registry.clear()
    bot = FakeBot()
    web = WebInput(settings(environment=environment), lambda _: bot.surroundings())
    made: Sanic = configure_app([web, *others], **options)
    made.ctx.bot = bot
    return made


@pytest.fixture(autouse=True)
def _no_telemetry(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in production."""
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "false")


@contextlib.contextmanager
def started(**options: Any) -> Iterator[Running]:
    """That app, running."""
    made = app(**options)
    with running(made) as found:
        found.bot = made.ctx.bot
        yield found


def _tries(made: Sanic) -> Iterator[tuple[str, str]]:
    """Method and a path for every route, with guessed ids in place of its parameters."""
    for route in made.router.routes:
        for guess in ("default", "web-" + "x" * 32):
            path = re.sub(r"<[^>]+>", guess, str(route.path))
            for method in sorted(route.methods):
                yield method, path


@pytest.mark.parametrize("options", CLOSED, ids=["no-api", "token", "jwt"])
def test_no_route_reads_writes_or_lists_a_conversation_without_a_token(
    options: dict[str, Any],
) -> None:
    """All routes of the app in production, asked without a token: only the public ones answer."""
    tried = set(_tries(app(**options)))
    with started(**options) as server:
        root = server.url.removesuffix("/chat")
        for method, path in sorted(tried):
            reply = requests.request(
                method, f"{root}/{path}", timeout=5, allow_redirects=False,
                json={"id": "x" * 10, "text": "hej", "sender": "default", "event": "restart"})
            what = (method, path, reply.status_code)
            if method == "OPTIONS":
                assert not reply.content, what
            elif path.startswith("chat/api/"):
                own = ("conversations", "end")
                assert reply.status_code in (401, 405) or path.endswith(own), what
            elif not PUBLIC.fullmatch(path):
                assert reply.status_code in (401, 403, 405), what
            assert "web-xxx" not in reply.text and "events" not in reply.text, what
        assert server.bot.heard == []


@pytest.mark.parametrize("options", CLOSED, ids=["no-api", "token", "jwt"])
def test_closed_doors_are_seen_as_closed(options: dict[str, Any]) -> None:
    """Without the API, or with a token, or with JWT."""
    check(app(**options))


def test_production_does_not_start_with_an_open_channel() -> None:
    """The line says which one, and what to do."""
    with pytest.raises(OpenDoor, match=r"kanalen rest är öppen.*credentials"), \
            running(app(RestInput(), enable_api=False)):
        pytest.fail("it started")


@pytest.mark.parametrize("options", [{}, {"auth_token": ""}, {"auth_token": None}])
def test_production_does_not_start_with_an_open_api(options: dict[str, Any]) -> None:
    """An empty token is none."""
    with pytest.raises(OpenDoor, match="--enable-api"), running(app(enable_api=True, **options)):
        pytest.fail("it started")


def test_production_does_not_start_with_telemetry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa would send reports of errors to its makers."""
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "true")
    with pytest.raises(OpenDoor, match="RASA_TELEMETRY_ENABLED"), running(app(enable_api=False)):
        pytest.fail("it started")


def test_an_open_api_is_seen_route_by_route() -> None:
    """Conversations, models, the domain."""
    found = set(unprotected(app(enable_api=True).router.routes))
    assert {"conversations/<conversation_id:path>/tracker", "model/train", "domain"} <= found


def test_the_production_credentials_open_nothing() -> None:
    """And the development ones would not start."""
    production, development = (
        {channel.name() for channel in create_http_input_channels(None, str(ROOT / name))}
        for name in ("credentials.production.yml", "credentials.yml"))
    assert "web" in production and not production & OPEN_CHANNELS
    assert development & OPEN_CHANNELS == {"rest"}


def test_development_may_have_an_open_channel() -> None:
    """On a developer's own machine."""
    with running(app(RestInput(), environment="development", enable_api=False)) as server:
        assert server.start()["token"]
        root = server.url.removesuffix("/chat")
        assert requests.get(f"{root}/webhooks/rest/", timeout=5).status_code == 200


@pytest.mark.parametrize("cors", [None, "", "*", ["https://evil.example"]])
def test_rasas_own_cors_does_not_open_the_chat(cors: Any) -> None:
    """Whatever `--cors` says, the chat's own list decides."""
    with started(enable_api=False, cors=cors) as server:
        for method, path in (("OPTIONS", "api/messages"), ("POST", "api/conversations"),
                             ("GET", "api/conversation"), ("GET", "finns-inte")):
            reply = requests.request(
                method, f"{server.url}/{path}", timeout=5,
                headers={"Origin": "https://evil.example",
                         "Access-Control-Request-Method": "POST"})
            assert not [name for name in reply.headers if name.lower().startswith("access-c")]
            assert reply.headers["Cache-Control"] == "no-store"


