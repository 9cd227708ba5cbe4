"""Rasa's input channel for the website, named in credentials.yml: `bot.channels.web.WebInput`.

It puts the parts together and hands messages to Rasa; all that can be without Rasa is elsewhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import BaseHTTPResponse

from bot.answers.opening_hours import STOCKHOLM
from bot.answers.rendering import renderer
from bot.channels.web import guard, settings
from bot.channels.web.api import Api
from bot.channels.web.chat import Chat, Surroundings
from bot.channels.web.errors import Problem
from bot.channels.web.headers import protect
from bot.channels.web.limits import Limits, Names
from bot.channels.web.links import finder
from bot.channels.web.messages import Shaper
from bot.channels.web.output import Collected
from bot.channels.web.pages import Pages
from bot.channels.web.requests import language, refusal
from bot.channels.web.settings import WebSettings
from bot.channels.web.shelf import MemoryShelf, RedisShelf, Shelf
from bot.channels.web.texts import Texts
from bot.channels.web.tokens import Tokens
from bot.conversations.live.connection import shared

Handle = Callable[[UserMessage], Awaitable[Any]]
PREFIX = "/chat"
_TOO_LARGE = 413


def _now() -> dt.datetime:
    return dt.datetime.now(STOCKHOLM)


def chat(given: WebSettings, outside: Surroundings) -> Chat:
    """All conversations of this process, by the settings."""
    shelf: Shelf = RedisShelf(shared(given.redis_url)) if given.redis_url else MemoryShelf()
    names = Names(given.key())
    return Chat(
        settings=given,
        tokens=Tokens(given.key(), given.idle_seconds),
        shelf=shelf,
        names=names,
        limits=Limits(given, shelf, names),
        texts=Texts(renderer(), finder(), given, _now),
        shaper=Shaper(finder(), _now),
        outside=outside,
    )


class WebInput(InputChannel):
    """Takes no credentials: its settings are environment variables (docs/settings.md)."""

    def __init__(
        self,
        given: WebSettings | None = None,
        make: Callable[[Handle], Surroundings] | None = None,
    ) -> None:
        """``given``: the settings, else of the environment. ``make``: other surroundings."""
        self._settings = given or settings.load()
        self._make = make or (surroundings)

    @classmethod
    def name(cls) -> str:
        """What Rasa and the log call this channel."""
        return "web"

    def url_prefix(self) -> str:
        """At the root, not under /webhooks."""
        return PREFIX

    def blueprint(self, on_new_message: Handle) -> Blueprint:
        """The API, the pages and the widget's files, with their headers."""
        made = chat(self._settings, self._make(on_new_message))
        blueprint = Blueprint("web")
        Api(made).register(blueprint)
        Pages(self._settings, made.texts).register(blueprint)
        origins = self._settings.origins

        @blueprint.middleware("response")
        async def headers(request: Request, response: BaseHTTPResponse) -> None:
            protect(response.headers, request.method, request.headers.get("origin"), origins)

        @blueprint.listener("before_server_start")
        async def prepare(app: Sanic, _: object) -> None:
            if self._settings.environment == "production":
                guard.check(app)
            app.config.ACCESS_LOG = False  # it would write down visitors' addresses
            _answer_what_cannot_be_read(app, made.texts, origins)

        return blueprint


def _answer_what_cannot_be_read(app: Sanic, texts: Texts, origins: Sequence[str]) -> None:
    """Requests that are no HTTP get our words too, and never an error of the server."""

    def refused(request: Request, exception: Exception) -> BaseHTTPResponse | None:
        if request.method != "NONE":  # what Sanic puts in place of a request it could not read
            return None
        large = getattr(exception, "status_code", 400) == _TOO_LARGE
        problem = Problem("too_large" if large else "bad_request")
        response = refusal(problem, language(request), texts)
        protect(response.headers, request.method, None, origins)
        return response

    for kind in (SanicException, ValueError, KeyError):
        app.error_handler.add(kind, refused)


def surroundings(handle: Handle) -> Surroundings:
    """What the conversations need: Rasa, the live state, the log."""
    from bot.conversations import erase, live

    async def ask(
        conversation: str, text: str, message: str, lang: str
    ) -> Sequence[Mapping[str, Any]]:
        said = Collected()
        await handle(
            UserMessage(
                text, said, conversation, input_channel="web", message_id=message,
                metadata={"language": lang},
            )
        )
        return said.messages

    async def judge(conversation: str, answer: str, value: str, reason: str | None) -> None:
        from bot.conversations.shells.event_broker import shared as log  # visitors need none

        log().feedback(conversation, answer, "up" if value == "up" else "down", reason)

    return Surroundings(ask, live.notes, erase.erase, judge)
