"""Live state in a real Redis."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from redis import Redis

from bot.conversations.live.connection import RedisConnection
from bot.conversations.live.on_redis import RedisLive
from bot.conversations.live.state import LiveStateAway
from tests.conversations.services import HOST, RedisServer, free_port, redis_server

IDLE = 60.0


def run(story: Callable[[RedisLive], Awaitable[None]], url: str, idle: float = IDLE) -> None:
    """Run ``story`` with a live state of its own."""
    async def all_of_it() -> None:
        live = RedisLive(RedisConnection(url), idle)
        try:
            await story(live)
        finally:
            await live.close()

    asyncio.run(all_of_it())


def test_a_conversation_is_read_as_it_was_written(server: RedisServer, redis: Redis) -> None:
    """Text comes back; another process sees it; only what was written exists."""
    async def story(live: RedisLive) -> None:
        life = await live.write("a", "hej å")
        other = RedisLive(RedisConnection(server.url), IDLE)
        kept = await other.read("a")
        assert kept is not None and (kept.value, kept.life) == ("hej å", life)
        assert await other.exists("a") and not await other.exists("b")
        assert await other.read("b") is None
        await other.close()

    run(story, server.url)


def test_redis_itself_lets_a_silent_conversation_expire(
    server: RedisServer, redis: Redis
) -> None:
    """Every key has a time-out; use prolongs it; afterwards there is no key at all."""
    async def story(live: RedisLive) -> None:
        await live.write("a", "1")
        await live.write("b", "2")
        await live.notes("c").put("shown", [1])
        keys = redis.keys()
        assert len(keys) == 4
        assert all(0 < redis.pttl(key) <= 600 for key in keys)
        await asyncio.sleep(0.4)
        assert await live.read("b") is not None
        await asyncio.sleep(0.4)
        assert await live.ids() == ["b"] and await live.count() == 1
        await asyncio.sleep(0.7)
        assert redis.keys() == []
        assert await live.count() == 0

    run(story, server.url, idle=0.6)


def test_a_turn_cannot_undo_an_erasure(server: RedisServer, redis: Redis) -> None:
    """What is written with the life of an erased conversation is not kept, nor in a new life."""
    async def story(live: RedisLive) -> None:
        life = await live.write("a", "1")
        assert await live.erase("a")
        assert redis.keys() == []
        assert await live.write("a", "2", life) is None
        assert redis.keys() == []
        new = await live.write("a", "3")
        assert await live.write("a", "4", life) is None
        assert await live.write("a", "5", new) == new

    run(story, server.url)


def test_notes_live_and_die_with_their_conversation(server: RedisServer, redis: Redis) -> None:
    """A note is kept beside the state, is no state by itself, and is erased with it."""
    async def story(live: RedisLive) -> None:
        notes = live.notes("a")
        assert await notes.get("shown", []) == []
        assert not await notes.put("shown", [1], begin=False)
        assert redis.keys() == []
        assert await notes.put("shown", [{"text": "å"}])
        assert not await live.exists("a") and await live.read("a") is None
        await live.write("a", "state")
        assert await notes.get("shown") == [{"text": "å"}]
        assert await live.erase("a")
        assert await notes.get("shown") is None
        assert not await notes.put("shown", [2], begin=False)
        assert redis.keys() == []

    run(story, server.url)


def test_erasing_something_unknown_is_fine(server: RedisServer, redis: Redis) -> None:
    """It says that there was nothing, and others stay."""
    async def story(live: RedisLive) -> None:
        await live.write("a", "1")
        assert not await live.erase("b")
        assert await live.ids() == ["a"]

    run(story, server.url)


def test_an_absent_redis_is_told_once_and_waited_for_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Accesses fail with a typed error, notes are empty; one log line, without ids or text."""
    async def story(live: RedisLive) -> None:
        for _ in range(20):
            with pytest.raises(LiveStateAway):
                await live.read("secret-id")
        with pytest.raises(LiveStateAway):
            await live.write("secret-id", "secret text")
        with pytest.raises(LiveStateAway):
            await live.erase("secret-id")
        assert await live.notes("secret-id").get("shown", []) == []
        assert not await live.notes("secret-id").put("shown", ["secret text"])

    with caplog.at_level(logging.DEBUG):
        run(story, f"redis://{HOST}:{free_port()}/0")
    errors = [r for r in caplog.records if r.levelno >= logging.WARNING]
    assert len(errors) == 1 and errors[0].levelno == logging.ERROR
    assert "secret" not in caplog.text


def test_a_redis_that_accepts_and_says_nothing_costs_one_time_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """After the first wait others are told at once, until a pause is over."""
    async def all_of_it() -> float:
        silent = await asyncio.start_server(lambda reader, writer: reader.read(), HOST, 0)
        port = silent.sockets[0].getsockname()[1]
        live = RedisLive(RedisConnection(f"redis://{HOST}:{port}/0", timeout=0.2), IDLE)
        began = time.monotonic()
        for _ in range(10):
            with pytest.raises(LiveStateAway):
                await live.read("a")
        took = time.monotonic() - began
        await live.close()
        silent.close()
        return took

    assert asyncio.run(all_of_it()) < 0.5


def test_a_redis_that_comes_back_is_used_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """After the pause the next access goes through, and the log says so."""
    with redis_server(tmp_path) as server:
        async def all_of_it() -> None:
            live = RedisLive(RedisConnection(server.url, pause=0.2), IDLE)
            await live.write("a", "1")
            server.stop()
            with pytest.raises(LiveStateAway):
                await live.read("a")
            server.start()
            await asyncio.sleep(0.3)
            assert await live.read("a") is None
            assert await live.write("a", "2") is not None
            await live.close()

        with caplog.at_level(logging.WARNING):
            asyncio.run(all_of_it())
    assert [r.levelno for r in caplog.records] == [logging.ERROR, logging.WARNING]
