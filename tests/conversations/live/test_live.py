"""The live state of the process, by the settings."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from bot import settings
from bot.conversations import live
from bot.conversations.live.in_memory import MemoryLive
from bot.conversations.live.on_redis import RedisLive


@pytest.fixture(autouse=True)
def own_live_state() -> Iterator[None]:
    """Each test has a process's live state of its own."""
    live.current.cache_clear()
    yield
    live.current.cache_clear()


def test_the_settings_choose_where_it_is_kept() -> None:
    """Without an address of Redis it is this process's memory."""
    assert isinstance(live.opened(settings.read(redis_url="")), MemoryLive)
    on_redis = live.opened(settings.read(redis_url="redis://127.0.0.1:1/0", idle_minutes=2))
    assert isinstance(on_redis, RedisLive) and on_redis._idle == "120000"


def test_other_parts_reach_the_same_live_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counting, notes and erasing work on what the tracker store wrote."""
    monkeypatch.setattr(settings, "load", lambda: settings.read(redis_url=""))

    async def story() -> None:
        await live.current().write("a", 1)
        await live.notes("a").put("shown", 2)
        assert await live.count() == 1
        assert await live.notes("a").get("shown") == 2
        assert await live.erase("a")
        assert not await live.erase("a")
        assert await live.count() == 0

    asyncio.run(story())
