"""What an operator and his machines ask: GET /health, GET /metrics, POST /operations/erase.

Not a way in for messages: a Rasa channel only because that is how pages join Rasa's server. They
are for the inner network; docs/operations.md.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import metrics, settings
from bot.conversations import erase, live
from bot.conversations.live import LiveState, LiveStateAway
from bot.conversations.log import Log

PATIENCE = 1.0  # seconds that Redis may take
OK, AWAY, UNKNOWN = "ok", "away", "unknown"


class OperationsInput(InputChannel):
    """Serves /health, /metrics and /operations/erase."""

    def __init__(
        self,
        live_state: Callable[[], LiveState] = live.current,
        with_redis: bool | None = None,
    ) -> None:
        """``live_state`` gives that of this process; ``with_redis`` is that of the settings."""
        self._live_state = live_state
        self._with_redis = with_redis

    @classmethod
    def name(cls) -> str:
        """Of the channel in Rasa."""
        return "operations"

    def url_prefix(self) -> str:
        """At the root, not below /webhooks/."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The pages. HEAD is answered too: some proxies ask so."""
        pages = Blueprint("operations")

        @pages.route("/health", methods=["GET", "HEAD"])
        async def health(request: Request) -> HTTPResponse:
            """200 when visitors are answered, else 503; what is away is named either way."""
            found = await self.health(_agent(request))
            return response.json(
                found,
                status=200 if found["ready"] else 503,
                headers={"Cache-Control": "no-store"},
            )

        @pages.route("/metrics", methods=["GET", "HEAD"])
        async def numbers(request: Request) -> HTTPResponse:
            """For Prometheus."""
            log = _log(_agent(request))
            metrics.LOG_QUEUE.set(log.status().waiting if log else 0)
            metrics.LIVE.set(await self._conversations() or 0)
            return response.raw(metrics.page(), content_type=metrics.CONTENT_TYPE)

        @pages.route("/operations/erase", methods=["POST"])
        async def erasure(request: Request) -> HTTPResponse:
            """Erase a conversation by the log's id, asked for by who holds the secret."""
            asked, key = _asked(request), settings.load().key()
            if asked is None or not erase.is_signed(*asked, key, time.time()):
                return response.json({"erased": False}, status=403)
            done = await erase.erase_logged(asked[0], _log(_agent(request)), key)
            return response.json({"erased": done}, status=200 if done else 503)

        return pages

    async def health(self, agent: Any) -> dict[str, Any]:
        """The state of what the bot consists of; ``agent`` is Rasa's, or None.

        ``ready``: a model is loaded. Without a database or Redis visitors are answered all the
        same, so the status is "degraded" then and the bot stays ready.
        """
        ready = bool(agent and agent.is_ready())
        log = _log(agent)
        state = log.status() if log else None
        found: dict[str, Any] = {
            "ready": ready,
            "model": agent.model_id if ready else None,
            "database": {True: OK, False: AWAY, None: UNKNOWN}[state.reachable if state else None],
            "queue": {
                "waiting": state.waiting if state else 0,
                "limit": state.limit if state else 0,
                "dropped": state.dropped if state else 0,
            },
        }
        if self._uses_redis():
            found["redis"] = AWAY if await self._conversations() is None else OK
        away = AWAY in (found["database"], found.get("redis"))
        found["status"] = "unavailable" if not ready else "degraded" if away else OK
        return found

    async def _conversations(self) -> int | None:
        """How many conversations live; None when Redis does not tell in time."""
        try:
            return await asyncio.wait_for(self._live_state().count(), PATIENCE)
        except (LiveStateAway, asyncio.TimeoutError):
            return None

    def _uses_redis(self) -> bool:
        if self._with_redis is None:
            self._with_redis = bool(settings.load().redis_url)
        return self._with_redis


def _asked(request: Request) -> tuple[str, int, str] | None:
    """Conversation, moment and signature of a request for an erasure; None for any other body."""
    try:
        body = json.loads(request.body)
        conversation, at, signature = body["conversation"], body["at"], body["signature"]
    except (ValueError, KeyError, TypeError):
        return None
    if not isinstance(conversation, str) or not isinstance(signature, str):
        return None
    return (conversation, at, signature) if isinstance(at, int) else None


def _agent(request: Request) -> Any:
    """Rasa's agent; None until it is loaded."""
    return getattr(request.app.ctx, "agent", None)


def _log(agent: Any) -> Log | None:
    """The log that the agent's events go to; None where another event broker is set."""
    broker = getattr(getattr(agent, "tracker_store", None), "event_broker", None)
    found = getattr(broker, "log", None)
    return found if isinstance(found, Log) else None
