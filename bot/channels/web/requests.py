"""Read Sanic's requests and write its answers, for one path at a time, without surprises.

Every path takes every method, so that the answer to a wrong one is ours too; bodies are read piece
by piece and never beyond their limit; nothing that goes wrong inside shows outside.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from sanic import Request
from sanic.exceptions import SanicException
from sanic.http import Http
from sanic.response import HTTPResponse, empty, json, text

from bot.channels.web.addresses import client
from bot.channels.web.errors import Problem
from bot.channels.web.settings import WebSettings
from bot.channels.web.texts import Texts, language_of

logger = logging.getLogger(__name__)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
Handler = Callable[[Request], Coroutine[Any, Any, HTTPResponse]]
# What is left of a refused body is read and dropped up to here, so that the refusal arrives.
_DRAINED_BYTES = 2_000_000
_LONGEST_LENGTH = 18  # digits


async def body(request: Request, most: int) -> bytes:
    """The body of a request. Raises Problem too_large beyond ``most`` bytes."""
    declared = request.headers.get("content-length", "")
    stream, found = _stream(request), b""
    if not (declared.isdigit() and int(declared[:_LONGEST_LENGTH]) > most):
        while len(found) <= most:
            piece = await _piece(stream)
            if piece is None:
                return found
            found += piece
    stream.request_max_size = _DRAINED_BYTES
    raise Problem("too_large")


async def drop(request: Request) -> None:
    """Read away a body that nobody asked for, up to a limit."""
    stream, seen = _stream(request), 0
    while seen <= _DRAINED_BYTES and (piece := await _piece(stream)) is not None:
        seen += len(piece)
    stream.request_max_size = _DRAINED_BYTES


async def _piece(stream: Http) -> bytes | None:
    """Some of the body; None at its end. Raises Problem bad_request where it is no body."""
    if not stream.request_body:
        return None
    try:
        return await stream.read()
    except SanicException:
        stream.request_body, stream.keep_alive = None, False
        raise Problem("bad_request") from None


def _stream(request: Request) -> Http:
    stream = request.stream
    if stream is None:
        raise Problem("bad_request")  # the connection is gone
    return stream


def address(request: Request, settings: WebSettings) -> str:
    """Where the request comes from, for the limits."""
    forwarded = ",".join(request.headers.getall("x-forwarded-for", []))
    return client(request.ip or "", forwarded, settings.proxies)


def language(request: Request) -> str:
    """The language to speak in: of the conversation where there is one, else of the browser."""
    return getattr(request.ctx, "lang", None) or language_of(
        request.headers.get("accept-language")
    )


def dispatch(handlers: Mapping[str, Handler], texts: Texts, *, plain: bool = False) -> Handler:
    """One handler for all methods of a path.

    ``plain``: errors are a sentence, for pages; otherwise JSON, for programs.
    """
    allowed = ", ".join(sorted({*handlers, "OPTIONS"} | ({"HEAD"} if "GET" in handlers else set())))

    async def answer(request: Request) -> HTTPResponse:
        try:
            if request.method == "OPTIONS":
                await drop(request)
                return empty(headers={"Allow": allowed})
            handler = handlers.get("GET" if request.method == "HEAD" else request.method)
            if handler is None:
                raise Problem("wrong_method")
            response = await handler(request)
            await drop(request)
            return response
        except Problem as found:
            problem = found
        except Exception as error:
            logger.error("%s failed: %s", request.endpoint, type(error).__name__)
            problem = Problem("unavailable")
        response = refusal(problem, language(request), texts, plain=plain)
        if problem.code == "wrong_method":
            response.headers["Allow"] = allowed
        return response

    return answer


def refusal(problem: Problem, lang: str, texts: Texts, *, plain: bool = False) -> HTTPResponse:
    """The answer that tells of a problem."""
    told = texts.problem(problem, lang)
    headers: dict[str, Any] = {"Content-Language": lang}
    if problem.retry_after is not None:
        headers["Retry-After"] = str(problem.retry_after)
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if plain:
        return text(told["message"], problem.status, headers)
    return json(told, problem.status, headers)
