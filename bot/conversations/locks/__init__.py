"""One turn of a conversation at a time, in order of arrival."""

from __future__ import annotations

from bot.conversations.live.connection import shared
from bot.conversations.locks.claims import Locks
from bot.conversations.locks.in_memory import MemoryLocks
from bot.conversations.locks.on_redis import RedisLocks
from bot.settings import Settings

__all__ = ["Locks", "opened"]


def opened(given: Settings) -> Locks:
    """Locks by the settings ``redis_url`` and ``lock_seconds``."""
    if given.redis_url:
        return RedisLocks(shared(given.redis_url), given.lock_seconds)
    return MemoryLocks()
