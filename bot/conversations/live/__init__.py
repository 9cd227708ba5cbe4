"""What is remembered of a conversation while it goes on, and for the idle time afterwards.

`current` is this process's live state, in memory or in Redis by the settings; the functions beside
it are for those who need no more than one of them.
"""

from __future__ import annotations

from functools import lru_cache

from bot import settings
from bot.conversations.live.connection import shared
from bot.conversations.live.in_memory import MemoryLive
from bot.conversations.live.on_redis import RedisLive
from bot.conversations.live.state import Kept, LiveState, LiveStateAway, Notes
from bot.settings import Settings

__all__ = [
    "Kept", "LiveState", "LiveStateAway", "Notes", "count", "current", "erase", "notes", "opened",
]


def opened(given: Settings) -> LiveState:
    """A live state by the settings ``redis_url`` and ``idle_minutes``."""
    idle_seconds = given.idle_minutes * 60
    if given.redis_url:
        return RedisLive(shared(given.redis_url), idle_seconds)
    return MemoryLive(idle_seconds)


@lru_cache(maxsize=1)
def current() -> LiveState:
    """The live state of this process."""
    return opened(settings.load())


async def erase(conversation_id: str) -> bool:
    """Forget a conversation; returns whether there was anything. Raises LiveStateAway."""
    return await current().erase(conversation_id)


async def count() -> int:
    """How many conversations live. Raises LiveStateAway."""
    return await current().count()


def notes(conversation_id: str) -> Notes:
    """Small values of a conversation, erased with it."""
    return current().notes(conversation_id)
