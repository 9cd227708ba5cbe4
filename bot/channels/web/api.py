"""The HTTP API that the widget speaks: see openapi.yml for what goes in and out."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, empty, json

from bot.channels.web import bodies
from bot.channels.web.chat import Chat
from bot.channels.web.errors import Problem
from bot.channels.web.requests import METHODS, Handler, address, body, dispatch
from bot.channels.web.tokens import Claims, bearer

_OPENAPI = Path(__file__).with_name("openapi.yml")


@lru_cache(maxsize=1)
def openapi() -> dict[str, Any]:
    """The description of the API (OpenAPI 3.1)."""
    found: dict[str, Any] = yaml.safe_load(_OPENAPI.read_text(encoding="utf-8"))
    return found


class Api:
    """Handlers over one Chat."""

    def __init__(self, chat: Chat) -> None:
        """``chat``: all conversations of this process."""
        self._chat = chat
        self._settings = chat.settings

    def register(self, blueprint: Blueprint) -> None:
        """Add the paths to ``blueprint``."""
        paths: dict[str, dict[str, Handler]] = {
            "/api/conversations": {"POST": self._start},
            "/api/messages": {"POST": self._send},
            "/api/conversation": {"GET": self._shown},
            "/api/extend": {"POST": self._extend},
            "/api/feedback": {"POST": self._judge},
            "/api/end": {"POST": self._end},
            "/openapi.json": {"GET": self._openapi},
        }
        for path, handlers in paths.items():
            blueprint.add_route(
                dispatch(handlers, self._chat.texts), path, methods=METHODS, stream=True,
                name=path.strip("/").replace("/", "_").replace(".", "_"),
            )

    async def _start(self, request: Request) -> HTTPResponse:
        asked = bodies.parse(
            bodies.Start, await self._body(request), request.headers.get("content-type")
        )
        started = await self._chat.start(address(request, self._settings), asked.lang)
        return json(started, 201)

    async def _send(self, request: Request) -> HTTPResponse:
        claims = self._claims(request)
        asked = bodies.parse(
            bodies.Send, await self._body(request), request.headers.get("content-type")
        )
        return json(await self._chat.send(claims, asked, address(request, self._settings)))

    async def _shown(self, request: Request) -> HTTPResponse:
        return json(await self._chat.shown(self._claims(request)))

    async def _extend(self, request: Request) -> HTTPResponse:
        return json(await self._chat.extend(self._claims(request)))

    async def _judge(self, request: Request) -> HTTPResponse:
        claims = self._claims(request)
        asked = bodies.parse(
            bodies.Feedback, await self._body(request), request.headers.get("content-type")
        )
        await self._chat.judge(claims, asked, address(request, self._settings))
        return empty()

    async def _end(self, request: Request) -> HTTPResponse:
        """The token stands in the header or, from a beacon, which has none, in the body."""
        token = bearer(request.headers.get("authorization"))
        with suppress(Problem):  # what is too large is no token either
            sent = await self._body(request)
            await self._chat.end(token or sent.decode("utf-8", "replace").strip())
        return empty()

    async def _openapi(self, request: Request) -> HTTPResponse:
        return json(openapi())

    async def _body(self, request: Request) -> bytes:
        return await body(request, self._settings.web_body_bytes)

    def _claims(self, request: Request) -> Claims:
        claims = self._chat.tokens.read(bearer(request.headers.get("authorization")))
        request.ctx.lang = claims.lang
        return claims
