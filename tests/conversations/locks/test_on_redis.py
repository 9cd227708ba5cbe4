"""Locks of several workers on a real Redis."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import defaultdict
from pathlib import Path

import pytest
from redis import Redis

from bot.conversations.live.connection import RedisConnection
from bot.conversations.live.on_redis import PREFIX as LIVE
from bot.conversations.locks.on_redis import RedisLocks
from tests.conversations.locks.workers import workers
from tests.conversations.services import HOST, RedisServer, free_port, redis_server


def kept(redis: Redis, conversation: str) -> list[int]:
    """The numbers in a conversation's live state."""
    return json.loads(redis.hget(f"{LIVE}conversation:{conversation}", "state") or "[]")


def waits(said: list[list[str]]) -> list[float]:
    """Seconds that the turns of a worker have waited for their locks."""
    return [float(line[2]) for line in said if line[0] == "ended"]


def test_two_workers_handle_two_hundred_messages_once_and_in_order(
    server: RedisServer, redis: Redis
) -> None:
    """20 conversations, 5 messages of each to either worker at once: no update is lost."""
    with workers(server.url, lease=5) as (one, two):
        for number in range(100):
            one.tell(str(number % 20), number, 5)
            two.tell(str(number % 20), 1000 + number, 5)
        waited = waits(one.finish()) + waits(two.finish())
    assert len(waited) == 200 and max(waited) < 1
    for conversation in range(20):
        numbers = kept(redis, str(conversation))
        assert len(numbers) == 10
        mine = list(range(conversation, 100, 20))
        assert [n for n in numbers if n < 1000] == mine
        assert [n - 1000 for n in numbers if n >= 1000] == mine
    assert redis.keys("kvinnofrid:lock:*") == []


def test_order_of_arrival_holds_across_workers(server: RedisServer, redis: Redis) -> None:
    """Messages that come to the one and the other in turn are handled in that order."""
    with workers(server.url, lease=5) as both:
        for number in range(12):
            both[number % 2].tell("a", number, 30)
            time.sleep(0.02)
        for worker in both:
            worker.finish()
    assert kept(redis, "a") == list(range(12))


def test_a_turn_that_outlasts_its_lease_loses_nothing(server: RedisServer, redis: Redis) -> None:
    """A turn of 2.5 s on a lease of 1 s is waited for by both workers' next messages."""
    with workers(server.url, lease=1) as (one, two):
        one.tell("a", 0, 2_500)
        one.wait_for("began", "0")
        two.tell("a", 1, 1)
        time.sleep(0.1)
        one.tell("a", 2, 1)
        waited = waits(two.finish())
        one.finish()
    assert kept(redis, "a") == [0, 1, 2]
    assert waited[0] > 2


def test_a_worker_killed_in_its_turn_keeps_others_no_longer_than_its_lease(
    server: RedisServer, redis: Redis
) -> None:
    """The next message gets through after the lease, those behind the dead ones as well."""
    with workers(server.url, lease=1) as (one, two):
        one.tell("a", 0, 60_000)
        one.wait_for("began", "0")
        one.tell("a", 1, 1)  # dies waiting
        time.sleep(0.1)
        one.kill()
        two.tell("a", 2, 1)
        two.tell("a", 3, 1)
        waited = waits(two.finish())
    assert kept(redis, "a") == [2, 3]
    assert 0.3 < max(waited) < 1.8
    assert redis.keys("kvinnofrid:lock:*") == []


def test_who_waits_is_woken_at_once(server: RedisServer, redis: Redis) -> None:
    """From one worker's leaving to another's getting in it takes less than 20 ms in the median."""
    async def story() -> list[float]:
        one, two = (RedisLocks(RedisConnection(server.url), 5) for _ in range(2))
        left, gaps = [0.0], []

        async def first() -> None:
            async with one.hold("a"):
                await asyncio.sleep(0.05)
                left.append(time.monotonic())

        async def second() -> None:
            async with two.hold("a"):
                gaps.append(time.monotonic() - left[-1])

        for _ in range(15):
            held = asyncio.create_task(first())
            await asyncio.sleep(0.02)
            await asyncio.gather(held, second())
        for locks in (one, two):
            await locks._connection.close()
        return gaps

    gaps = sorted(asyncio.run(story()))
    assert gaps[0] > 0 and gaps[-1] < 1
    assert gaps[len(gaps) // 2] < 0.02


def test_a_turn_that_fails_or_is_given_up_frees_its_place(
    server: RedisServer, redis: Redis
) -> None:
    """An exception inside, a cancelled wait and a cancelled arrival leave no key."""
    async def story() -> None:
        locks = RedisLocks(RedisConnection(server.url), 30)

        async def failing() -> None:
            async with locks.hold("a"):
                await asyncio.sleep(0.1)
                raise LookupError

        async def holding() -> str:
            async with locks.hold("a"):
                return "in"

        first = asyncio.create_task(failing())
        await asyncio.sleep(0.03)
        given_up = [asyncio.create_task(holding()) for _ in range(6)]
        last = asyncio.create_task(holding())
        for task in given_up:
            await asyncio.sleep(0.0005)
            task.cancel()
        with pytest.raises(LookupError):
            await first
        assert await asyncio.wait_for(last, 2) == "in"
        await asyncio.gather(*given_up, return_exceptions=True)
        assert len(locks._here) == len(locks._entrance) == 0
        await locks._connection.close()

    asyncio.run(story())
    assert redis.keys() == []


def test_without_redis_locks_hold_in_the_process(caplog: pytest.LogCaptureFixture) -> None:
    """Nobody sees an error: turns stay in order, and one line is logged."""
    handled: dict[str, list[int]] = defaultdict(list)

    async def story() -> None:
        locks = RedisLocks(RedisConnection(f"redis://{HOST}:{free_port()}/0"), 5)

        async def turn(conversation: str, number: int) -> None:
            async with locks.hold(conversation):
                before = list(handled[conversation])
                await asyncio.sleep(0.002)
                handled[conversation] = [*before, number]

        await asyncio.gather(*(turn(str(n % 5), n // 5) for n in range(50)))

    with caplog.at_level(logging.DEBUG, logger="bot"):
        asyncio.run(story())
    assert all(numbers == list(range(10)) for numbers in handled.values())
    assert len(caplog.records) == 1


def test_redis_that_goes_away_in_a_turn_loses_no_turn(tmp_path: Path) -> None:
    """Who holds goes on, who waits is let in when the holder leaves, and the next is served."""
    order = []

    async def story(server: RedisServer) -> None:
        locks = RedisLocks(RedisConnection(server.url, pause=0.1), 5)

        async def turn(number: int, seconds: float) -> None:
            async with locks.hold("a"):
                order.append(f"in {number}")
                await asyncio.sleep(seconds)
                order.append(f"out {number}")

        first = asyncio.create_task(turn(1, 0.6))
        await asyncio.sleep(0.1)
        second = asyncio.create_task(turn(2, 0))
        await asyncio.sleep(0.1)
        server.stop()
        await asyncio.wait_for(asyncio.gather(first, second), 5)
        server.start()
        await asyncio.sleep(0.2)
        await asyncio.wait_for(turn(3, 0), 5)
        await locks._connection.close()

    with redis_server(tmp_path) as server:
        asyncio.run(story(server))
    assert order == [f"{word} {number}" for number in (1, 2, 3) for word in ("in", "out")]
