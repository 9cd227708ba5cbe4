"""The way to Redis: short time-outs, and one log line when it goes away or comes back."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import TypeVar
from weakref import WeakKeyDictionary

from redis.asyncio import Redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

TIMEOUT = 1.0  # seconds until a command, or a connection, counts as failed
PAUSE = 2.0  # seconds without a new attempt after a failure: a visitor waits once, not every time
Result = TypeVar("Result")


class RedisAway(Exception):
    """Redis did not answer; the message holds nothing of what was sent."""


class RedisConnection:
    """Runs commands, in whichever event loop asks. Shared by all that use one Redis."""

    def __init__(self, url: str, timeout: float = TIMEOUT, pause: float = PAUSE) -> None:
        """``url`` as redis-py takes it; nothing is connected yet. Times in seconds."""
        self._url = url
        self._timeout = timeout
        self._pause = pause
        self._clients: WeakKeyDictionary[asyncio.AbstractEventLoop, Redis] = (
            WeakKeyDictionary()
        )
        self._away_until: float | None = None

    async def run(
        self, work: Callable[[Redis], Awaitable[Result]], *, insist: bool = False
    ) -> Result:
        """The result of ``work`` with a client. Raises RedisAway.

        For a moment after a failure it is raised at once, unless ``insist``.
        """
        if not insist and self._away_until is not None and time.monotonic() < self._away_until:
            raise RedisAway("Redis was away a moment ago")
        try:
            result = await work(self._client())
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            if self._away_until is None:
                logger.error(
                    "Redis is away (%s): until it answers, a turn begins without what was said"
                    " before, and locks hold in this process only", type(error).__name__,
                )
            self._away_until = time.monotonic() + self._pause
            raise RedisAway(f"Redis is away ({type(error).__name__})") from None
        if self._away_until is not None:
            logger.warning("Redis answers again")
            self._away_until = None
        return result

    async def close(self) -> None:
        """Close the connections of the running event loop."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        if client is not None:
            await client.close(close_connection_pool=True)

    def _client(self) -> Redis:
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            self._clients[loop] = Redis.from_url(
                self._url, socket_timeout=self._timeout, socket_connect_timeout=self._timeout,
                decode_responses=True,
            )
        return self._clients[loop]


@lru_cache(maxsize=4)
def shared(url: str) -> RedisConnection:
    """The connection of this process to the Redis at ``url``."""
    return RedisConnection(url)
