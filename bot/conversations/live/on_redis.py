"""The live state of several workers, in Redis: one key a conversation, which Redis lets expire.

A second key holds the ids by time of use, so that they can be counted; it expires likewise.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from redis.asyncio import Redis

from bot.conversations.live.connection import RedisAway, RedisConnection
from bot.conversations.live.state import Kept, LiveState, LiveStateAway, Notes

PREFIX = "kvinnofrid:live:"
_USED = f"{PREFIX}used"
_CONVERSATION = f"{PREFIX}conversation:"
_STATE, _LIFE, _NOTE = "state", "life", "note:"
Result = TypeVar("Result")

# KEYS: conversation, ids by use. ARGV: id, idle milliseconds, then what each script says.
_TOUCH = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function touch()
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  redis.call('ZADD', KEYS[2], now, ARGV[1])
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[2])
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
"""
_READ = _TOUCH + """
local found = redis.call('HMGET', KEYS[1], 'state', 'life')
if not found[1] then return false end
touch()
return found
"""
# ARGV[3] value, ARGV[4] the life that it must belong to or '', ARGV[5] a new life
_WRITE = _TOUCH + """
local life = redis.call('HGET', KEYS[1], 'life')
if ARGV[4] ~= '' and life ~= ARGV[4] then return false end
life = life or ARGV[5]
redis.call('HSET', KEYS[1], 'state', ARGV[3], 'life', life)
touch()
return life
"""
# ARGV[3] field, ARGV[4] value, ARGV[5] '1' to begin a conversation, ARGV[6] a new life
_PUT = _TOUCH + """
if redis.call('EXISTS', KEYS[1]) == 0 then
  if ARGV[5] ~= '1' then return 0 end
  redis.call('HSET', KEYS[1], 'life', ARGV[6])
end
redis.call('HSET', KEYS[1], ARGV[3], ARGV[4])
touch()
return 1
"""
_ERASE = """
redis.call('ZREM', KEYS[2], ARGV[1])
return redis.call('DEL', KEYS[1])
"""
_IDS = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1])
return redis.call(ARGV[2], KEYS[1], unpack(ARGV, 3))
"""


class RedisLive(LiveState):
    """Takes text only. Each access is one script: whole, or not at all."""

    holds_objects = False

    def __init__(self, connection: RedisConnection, idle_seconds: float) -> None:
        """Conversations that are silent for ``idle_seconds`` are gone."""
        self._connection = connection
        self._idle = str(int(idle_seconds * 1000))

    async def read(self, conversation_id: str) -> Kept | None:
        """See LiveState."""
        found = await self._script(_READ, conversation_id)
        return Kept(found[0], found[1]) if found else None

    async def write(
        self, conversation_id: str, value: Any, life: str | None = None
    ) -> str | None:
        """See LiveState."""
        written = await self._script(_WRITE, conversation_id, value, life or "", _new_life())
        return None if written is None else str(written)

    async def exists(self, conversation_id: str) -> bool:
        """See LiveState."""
        key = _CONVERSATION + conversation_id
        return bool(await self._run(lambda redis: redis.hexists(key, _STATE)))

    async def erase(self, conversation_id: str) -> bool:
        """See LiveState. It is tried even where Redis has just been away."""
        return bool(await self._script(_ERASE, conversation_id, insist=True))

    async def ids(self) -> list[str]:
        """See LiveState."""
        found = await self._run(
            lambda redis: redis.eval(_IDS, 1, _USED, self._idle, "ZRANGE", "0", "-1")
        )
        return [str(name) for name in found]

    async def count(self) -> int:
        """See LiveState."""
        return int(
            await self._run(lambda redis: redis.eval(_IDS, 1, _USED, self._idle, "ZCARD"))
        )

    def notes(self, conversation_id: str) -> Notes:
        """See LiveState."""
        return _RedisNotes(self, conversation_id)

    async def note(self, conversation_id: str, name: str) -> str | None:
        """One note of a conversation, as JSON."""
        key = _CONVERSATION + conversation_id
        found = await self._run(lambda redis: redis.hget(key, _NOTE + name))
        return None if found is None else str(found)

    async def set_note(self, conversation_id: str, name: str, value: str, begin: bool) -> bool:
        """Set one note to JSON; returns whether that was done."""
        return bool(await self._script(
            _PUT, conversation_id, _NOTE + name, value, "1" if begin else "", _new_life()
        ))

    async def close(self) -> None:
        """Close the connections of the running event loop."""
        await self._connection.close()

    async def _script(
        self, script: str, conversation_id: str, *given: str, insist: bool = False
    ) -> Any:
        keys = (_CONVERSATION + conversation_id, _USED)
        return await self._run(
            lambda redis: redis.eval(script, 2, *keys, conversation_id, self._idle, *given),
            insist=insist,
        )

    async def _run(
        self, work: Callable[[Redis], Awaitable[Result]], *, insist: bool = False
    ) -> Result:
        try:
            return await self._connection.run(work, insist=insist)
        except RedisAway as error:
            raise LiveStateAway(str(error)) from None


class _RedisNotes(Notes):
    def __init__(self, live: RedisLive, conversation_id: str) -> None:
        self._live = live
        self._id = conversation_id

    async def get(self, name: str, default: Any = None) -> Any:
        try:
            found = await self._live.note(self._id, name)
        except LiveStateAway:
            return default
        return default if found is None else json.loads(found)

    async def put(self, name: str, value: Any, *, begin: bool = True) -> bool:
        try:
            return await self._live.set_note(self._id, name, json.dumps(value), begin)
        except LiveStateAway:
            return False


def _new_life() -> str:
    return uuid.uuid4().hex
