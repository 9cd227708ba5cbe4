"""The description of the API is valid, complete and true: schemathesis holds the server to it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import validate_spec
from sanic import Sanic
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks

from bot.channels.web.api import openapi
from bot.channels.web.channel import PREFIX, WebInput
from bot.channels.web.errors import CODES, STATUS
from tests.channels.web.fakes import FakeBot
from tests.channels.web.server import Running
from tests.channels.web.server import settings as web_settings

OPERATIONS = [
    (method, path) for path, item in openapi()["paths"].items() for method in item
    if path.startswith("/api/") or path == "/openapi.json"]
WITH_BODIES = ("/api/conversations", "/api/messages", "/api/feedback")
# A button or a message that is described rightly may still be none of this conversation.
PICKY = ("/api/messages", "/api/feedback")
_SECONDS = 4.0  # for each operation


def test_it_is_openapi() -> None:
    """Version 3.1, valid."""
    assert openapi()["openapi"] == "3.1.0"
    validate_spec(openapi())


def test_every_route_is_in_it() -> None:
    """And it has no path that is no route."""
    Sanic.test_mode = True
    app = Sanic("beskrivning", configure_logging=False, register=False)
    channel = WebInput(web_settings(), lambda _: FakeBot().surroundings())
    app.blueprint(channel.blueprint(_unused), url_prefix=PREFIX)
    routes = {
        "/" + re.sub(r"<(\w+)(?::\w+)?>", r"{\1}", str(route.path)).removeprefix("chat").lstrip("/")
        for route in app.router.routes
    }
    assert routes - {"/{rest}"} == set(openapi()["paths"])


async def _unused(_: object) -> None:
    """Rasa's handler, which no test here reaches."""


def test_every_error_is_in_it() -> None:
    """Each code, and its status where it can come."""
    schemas = openapi()["components"]["schemas"]
    assert set(schemas["Problem"]["properties"]["code"]["enum"]) == set(CODES)
    told = {
        int(status) for path, item in openapi()["paths"].items() if path.startswith("/api")
        for status in item[next(iter(item))]["responses"]}
    assert set(STATUS.values()) - {404, 405} <= told


def test_it_is_served(server: Running) -> None:
    """As JSON, word for word."""
    assert server.get("openapi.json").json() == openapi()


@pytest.fixture(scope="module")
def token(server: Running) -> Iterator[str]:
    """Of a conversation of these tests."""
    yield server.start()["token"]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_the_server_does_what_it_says(
    server: Running, token: str, method: str, path: str, mode: GenerationMode
) -> None:
    """Right and wrong requests: status, headers and bodies as described, and never a 5xx."""
    schema = schemathesis.openapi.from_dict({**openapi(), "servers": [{"url": server.url}]})
    operation = schema[path][method]
    if mode is GenerationMode.NEGATIVE and path not in WITH_BODIES:
        return  # nothing in it can be wrong
    ends = time.monotonic() + _SECONDS

    @settings(max_examples=12, deadline=None, database=None, derandomize=True,
              phases=[Phase.explicit, Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def hold(case: schemathesis.Case) -> None:
        if time.monotonic() > ends:
            return
        bearer = server.start()["token"] if path == "/api/end" else token
        case.call_and_validate(
            base_url=server.url, headers={"Authorization": f"Bearer {bearer}"}, timeout=5,
            excluded_checks=[checks.positive_data_acceptance] if path in PICKY else [])

    hold()
