"""The pages around the chat and the widget's files (bot/widget), with the headers they need."""

from __future__ import annotations

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, empty, html, raw, redirect

from bot.channels.web.errors import Problem
from bot.channels.web.headers import page_policy
from bot.channels.web.requests import METHODS, Handler, dispatch
from bot.channels.web.settings import WebSettings
from bot.channels.web.texts import Texts
from bot.widget import assets, pages

_FIRST = "demo"  # the page at the prefix itself
_ASSET_SECONDS = 300  # the widget's files carry no text of anybody and may be kept for so long


class Pages:
    """Handlers for everything that is not the API."""

    def __init__(self, settings: WebSettings, texts: Texts) -> None:
        """``texts``: for what is not there."""
        self._settings = settings
        self._texts = texts
        self._policy = page_policy(settings.origins)

    def register(self, blueprint: Blueprint) -> None:
        """Add the paths to ``blueprint``; the last of them takes whatever no other does."""
        for name in pages.PAGES:
            self._add(blueprint, "/" if name == _FIRST else f"/{name}", self._page(name), name)
        self._add(blueprint, "/lamna", self._leave, "lamna")
        self._add(blueprint, "/widget.js", self._asset, "widget_js")
        self._add(blueprint, "/widget/<file:path>", self._asset, "widget")
        self._add(blueprint, "/<rest:path>", self._rest, "rest")

    def _add(self, blueprint: Blueprint, path: str, handler: Handler, name: str) -> None:
        async def get(request: Request) -> HTTPResponse:
            return await handler(request)

        answer = dispatch({"GET": get}, self._texts, plain=True)

        async def any_method(request: Request, **_: str) -> HTTPResponse:
            return await answer(request)

        blueprint.add_route(any_method, path, methods=METHODS, stream=True, name=name)

    def _page(self, name: str) -> Handler:
        async def page(request: Request) -> HTTPResponse:
            asked = request.args.get("lang")
            lang = asked if asked in ("sv", "en") else "sv"
            headers = {"Content-Security-Policy": self._policy, "Content-Language": lang}
            return html(pages.render(name, lang), headers=headers)

        return page

    async def _leave(self, request: Request) -> HTTPResponse:
        return redirect(self._settings.web_exit, status=303)

    async def _asset(self, request: Request) -> HTTPResponse:
        found = assets.asset(request.match_info.get("file", "widget.js"))
        if found is None:
            raise Problem("not_found")
        headers = {
            "Cache-Control": f"public, max-age={_ASSET_SECONDS}",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "ETag": found.etag,
        }
        if request.headers.get("if-none-match") == found.etag:
            return empty(304, headers)
        return raw(found.body, content_type=found.content_type, headers=headers)

    async def _rest(self, request: Request) -> HTTPResponse:
        """Nothing, but for the closing slash of the prefix, which Sanic takes for a path."""
        if request.match_info["rest"]:
            raise Problem("not_found")
        return await self._page(_FIRST)(request)
