"""Locks of several workers: a queue in Redis for each conversation.

Everyone who comes puts a ticket at its end, and the one at its head holds the lock. A ticket is
good for its lease, which is renewed while its worker lives; the ticket of a dead worker is passed
over when its lease has run out. Who leaves wakes the next. While Redis is away, the locks hold in
each process by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.conversations.live.connection import RedisAway, RedisConnection
from bot.conversations.locks.in_memory import MemoryLocks

logger = logging.getLogger(__name__)

PREFIX = "kvinnofrid:lock:"
_LONGEST_SLEEP = 0.4  # seconds until one who waits looks again; below the connection's time-out
_RENEWALS = 4  # a lease

# KEYS: queue, leases. ARGV: ticket, lease in milliseconds, prefix of the keys that wake.
_SERVE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function head()
  while true do
    local first = redis.call('LINDEX', KEYS[1], 0)
    if not first or first == ARGV[1] then return first end
    local until_ = redis.call('HGET', KEYS[2], first)
    if until_ and tonumber(until_) > now then return first end
    redis.call('LPOP', KEYS[1])
    redis.call('HDEL', KEYS[2], first)
  end
end
local function renew()
  redis.call('HSET', KEYS[2], ARGV[1], now + ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
"""
_COME = _SERVE + """
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then redis.call('RPUSH', KEYS[1], ARGV[1]) end
renew()
return head() == ARGV[1] and 1 or 0
"""
_RENEW = _SERVE + """
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then return 0 end
renew()
return 1
"""
_LEAVE = _SERVE + """
local first = redis.call('LINDEX', KEYS[1], 0) == ARGV[1]
redis.call('LREM', KEYS[1], 0, ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('DEL', ARGV[3] .. ARGV[1])
local next = first and head()
if next then
  redis.call('LPUSH', ARGV[3] .. next, 1)
  redis.call('PEXPIRE', ARGV[3] .. next, ARGV[2])
end
return 1
"""


class RedisLocks:
    """Order of arrival is that of Redis; within one process it is that of the calls."""

    def __init__(self, connection: RedisConnection, lease_seconds: float) -> None:
        """A worker that dies keeps others waiting for ``lease_seconds`` at most."""
        self._connection = connection
        self._lease = lease_seconds
        self._sleep = min(_LONGEST_SLEEP, lease_seconds / _RENEWALS)
        self._entrance = MemoryLocks()
        self._here = MemoryLocks()

    @asynccontextmanager
    async def hold(self, conversation_id: str) -> AsyncIterator[None]:
        """See Locks."""
        ticket = uuid.uuid4().hex
        renewing: asyncio.Task[None] | None = None
        try:
            served = await self._enter(conversation_id, ticket)
            if served is not None:
                await self._wait(conversation_id, ticket, served)
                renewing = asyncio.create_task(self._renew(conversation_id, ticket))
            async with self._here.hold(conversation_id):
                yield
        finally:
            if renewing is not None:
                renewing.cancel()
            with contextlib.suppress(RedisAway):  # then the lease runs out
                await self._script(_LEAVE, conversation_id, ticket)

    async def _enter(self, conversation_id: str, ticket: str) -> bool | None:
        """Take a place: whether it is the first one; None when Redis is away.

        Not given up half-way: a ticket that is under way could not be taken back.
        """
        async with self._entrance.hold(conversation_id):
            coming = asyncio.ensure_future(self._script(_COME, conversation_id, ticket))
            try:
                return bool(await asyncio.shield(coming))
            except RedisAway:
                return None
            except asyncio.CancelledError:
                await asyncio.wait({coming})
                with contextlib.suppress(RedisAway):
                    coming.result()
                raise

    async def _wait(self, conversation_id: str, ticket: str, served: bool) -> None:
        """Until the ticket is at the head, or Redis is away. Looking renews the lease."""
        key = _wake_prefix(conversation_id) + ticket
        with contextlib.suppress(RedisAway):
            while not served:
                await self._connection.run(
                    lambda redis: redis.blpop([key], timeout=self._sleep)  # type: ignore[arg-type]
                )
                served = bool(await self._script(_COME, conversation_id, ticket))

    async def _renew(self, conversation_id: str, ticket: str) -> None:
        """Keep the ticket good, until cancelled."""
        while True:
            await asyncio.sleep(self._lease / _RENEWALS)
            with contextlib.suppress(RedisAway):
                if not await self._script(_RENEW, conversation_id, ticket):
                    logger.warning("a turn lost its claim on its conversation")
                    return

    async def _script(self, script: str, conversation_id: str, ticket: str) -> Any:
        lease = str(int(self._lease * 1000))
        queue, leases = (f"{PREFIX}{{{conversation_id}}}:{name}" for name in ("queue", "leases"))
        return await self._connection.run(
            lambda redis: redis.eval(
                script, 2, queue, leases, ticket, lease, _wake_prefix(conversation_id)
            )
        )


def _wake_prefix(conversation_id: str) -> str:
    return f"{PREFIX}{{{conversation_id}}}:wake:"
