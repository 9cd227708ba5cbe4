"""The tracker store's tests run on a state in memory and in a real Redis."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from redis import Redis

from bot.conversations.live.connection import RedisConnection
from bot.conversations.live.in_memory import MemoryLive
from bot.conversations.live.on_redis import RedisLive
from bot.conversations.live.state import LiveState


@pytest.fixture(params=["memory", "redis"])
def new_live(request: pytest.FixtureRequest) -> Callable[[], LiveState]:
    """A maker of live states, of both kinds in turn; those on Redis share what is kept."""
    if request.param == "memory":
        return lambda: MemoryLive(600)
    server = request.getfixturevalue("server")
    with Redis.from_url(server.url) as client:
        client.flushall()
    return lambda: RedisLive(RedisConnection(server.url), 600)
