"""What several workers must know together, for a while and without any text.

Counts of requests, which conversations are open from where, which are erased, which message is
being answered. Names are keyed hashes, values are marks. In this process's memory, or in Redis.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.conversations.live.connection import RedisAway, RedisConnection

_SWEEP_SECONDS = 30.0
_PREFIX = "kvinnofrid:web:"


class Shelf(Protocol):
    """All times are seconds; whatever is put here goes away by itself."""

    async def hit(self, name: str, most: int, seconds: int) -> float:
        """Count one more within the window; 0.0, or how long to wait when ``most`` is reached."""

    async def join(self, name: str, member: str, most: int, seconds: int) -> bool:
        """Add ``member`` to a set or keep it there; False when the set holds ``most`` others."""

    async def leave(self, name: str, member: str) -> None:
        """Take ``member`` out of the set."""

    async def claim(self, name: str, value: str, seconds: int) -> bool:
        """Put ``value`` there if nothing is; whether that was so."""

    async def put(self, name: str, value: str, seconds: int) -> None:
        """Put ``value`` there."""

    async def get(self, name: str) -> str | None:
        """What is there."""

    async def drop(self, name: str) -> None:
        """Take away what is there."""


@dataclass
class MemoryShelf:
    """For one worker. ``clock`` gives seconds."""

    clock: Callable[[], float] = time.monotonic
    _sets: dict[str, dict[str, float]] = field(default_factory=dict)  # member -> gone at
    _values: dict[str, tuple[str, float]] = field(default_factory=dict)
    _swept: float = float("-inf")

    async def hit(self, name: str, most: int, seconds: int) -> float:
        """See Shelf."""
        times = self._living(name)
        if len(times) >= most:
            return max(min(times.values()) - self.clock(), 0.001)
        times[uuid.uuid4().hex] = self.clock() + seconds
        return 0.0

    async def join(self, name: str, member: str, most: int, seconds: int) -> bool:
        """See Shelf."""
        members = self._living(name)
        if member not in members and len(members) >= most:
            return False
        members[member] = self.clock() + seconds
        return True

    async def leave(self, name: str, member: str) -> None:
        """See Shelf."""
        self._living(name).pop(member, None)
        if not self._sets[name]:
            del self._sets[name]

    async def claim(self, name: str, value: str, seconds: int) -> bool:
        """See Shelf."""
        if await self.get(name) is not None:
            return False
        await self.put(name, value, seconds)
        return True

    async def put(self, name: str, value: str, seconds: int) -> None:
        """See Shelf."""
        self._sweep()
        self._values[name] = (value, self.clock() + seconds)

    async def get(self, name: str) -> str | None:
        """See Shelf."""
        value, ends = self._values.get(name, (None, 0.0))
        return value if self.clock() < ends else None

    async def drop(self, name: str) -> None:
        """See Shelf."""
        self._values.pop(name, None)

    def __len__(self) -> int:
        """How many names are held, gone ones left out."""
        self._swept = float("-inf")
        self._sweep()
        return len(self._sets) + len(self._values)

    def _living(self, name: str) -> dict[str, float]:
        self._sweep()
        now = self.clock()
        members = {m: ends for m, ends in self._sets.get(name, {}).items() if ends > now}
        self._sets[name] = members
        return members

    def _sweep(self) -> None:
        now = self.clock()
        if now - self._swept < _SWEEP_SECONDS:
            return
        self._swept = now
        self._values = {n: v for n, v in self._values.items() if v[1] > now}
        self._sets = {n: s for n, s in self._sets.items() if any(e > now for e in s.values())}


# A sorted set holds members by the time at which they go; one script is one step to all workers.
_CLOCK = """
local t = redis.call('TIME')
local now = t[1] + t[2] / 1000000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
"""
_HIT = _CLOCK + """
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then
  local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return tostring(math.max(first[2] - now, 0.001))
end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return '0'
"""
_JOIN = _CLOCK + """
if not redis.call('ZSCORE', KEYS[1], ARGV[1])
   and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then
  return 0
end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
"""


class RedisShelf:
    """For several workers; Redis itself lets things go.

    While Redis is away each worker counts for itself.
    """

    def __init__(self, connection: RedisConnection, own: Shelf | None = None) -> None:
        """``own``: what counts meanwhile."""
        self._connection = connection
        self._own = own or MemoryShelf()

    async def hit(self, name: str, most: int, seconds: int) -> float:
        """See Shelf."""
        try:
            return float(await self._script(_HIT, name, uuid.uuid4().hex, most, seconds))
        except RedisAway:
            return await self._own.hit(name, most, seconds)

    async def join(self, name: str, member: str, most: int, seconds: int) -> bool:
        """See Shelf."""
        try:
            return bool(await self._script(_JOIN, name, member, most, seconds))
        except RedisAway:
            return await self._own.join(name, member, most, seconds)

    async def leave(self, name: str, member: str) -> None:
        """See Shelf."""
        await self._own.leave(name, member)
        with suppress(RedisAway):
            await self._connection.run(lambda redis: redis.zrem(_PREFIX + name, member))

    async def claim(self, name: str, value: str, seconds: int) -> bool:
        """See Shelf."""
        try:
            return bool(
                await self._connection.run(
                    lambda redis: redis.set(_PREFIX + name, value, ex=seconds, nx=True)
                )
            )
        except RedisAway:
            return await self._own.claim(name, value, seconds)

    async def put(self, name: str, value: str, seconds: int) -> None:
        """See Shelf."""
        try:
            await self._connection.run(
                lambda redis: redis.set(_PREFIX + name, value, ex=seconds), insist=True
            )
        except RedisAway:
            await self._own.put(name, value, seconds)

    async def get(self, name: str) -> str | None:
        """See Shelf."""
        found: str | None = await self._own.get(name)
        with suppress(RedisAway):
            found = found or await self._connection.run(lambda redis: redis.get(_PREFIX + name))
        return found

    async def drop(self, name: str) -> None:
        """See Shelf."""
        await self._own.drop(name)
        with suppress(RedisAway):
            await self._connection.run(lambda redis: redis.delete(_PREFIX + name))

    async def _script(self, script: str, name: str, *values: str | int) -> Any:
        return await self._connection.run(
            lambda redis: redis.eval(script, 1, _PREFIX + name, *values)  # type: ignore[no-untyped-call]
        )
