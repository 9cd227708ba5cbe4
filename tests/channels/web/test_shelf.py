"""The shelf of several workers: the same in memory and in Redis, and alone when Redis is away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.web.shelf import MemoryShelf, RedisShelf, Shelf
from bot.conversations.live.connection import RedisConnection
from tests.channels.web.fakes import Clock
from tests.conversations.services import redis_server

Use = Callable[[Shelf], Coroutine[Any, Any, None]]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of these tests."""
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server.url


@pytest.fixture(params=["memory", "redis"])
def run(request: pytest.FixtureRequest) -> Callable[[Use], None]:
    """Use a new shelf of either kind."""
    url = request.getfixturevalue("address") if request.param == "redis" else ""

    def run_with(use: Use) -> None:
        async def main() -> None:
            if not url:
                return await use(MemoryShelf())
            connection = RedisConnection(url)
            await connection.run(lambda client: client.flushall())
            await use(RedisShelf(connection))
            await connection.close()

        asyncio.run(main())

    return run_with


def test_the_window_slides(run: Callable[[Use], None]) -> None:
    """Three in a second, then a wait of at most a second, then again; others are not concerned."""

    async def use(shelf: Shelf) -> None:
        assert [await shelf.hit("a", 3, 1) for _ in range(3)] == [0, 0, 0]
        wait = await shelf.hit("a", 3, 1)
        assert 0 < wait <= 1
        assert await shelf.hit("b", 3, 1) == 0
        await asyncio.sleep(wait + 0.05)
        assert await shelf.hit("a", 3, 1) == 0

    run(use)


def test_a_set_holds_so_many(run: Callable[[Use], None]) -> None:
    """A member that is in stays in; one that leaves makes room."""

    async def use(shelf: Shelf) -> None:
        assert await shelf.join("a", "1", 2, 60) and await shelf.join("a", "2", 2, 60)
        assert not await shelf.join("a", "3", 2, 60)
        assert await shelf.join("a", "1", 2, 60)
        await shelf.leave("a", "2")
        await shelf.leave("a", "unknown")
        assert await shelf.join("a", "3", 2, 60)

    run(use)


def test_members_go_by_themselves(run: Callable[[Use], None]) -> None:
    """After their time."""

    async def use(shelf: Shelf) -> None:
        assert await shelf.join("a", "1", 1, 1)
        await asyncio.sleep(1.05)
        assert await shelf.join("a", "2", 1, 1)

    run(use)


def test_one_of_many_claims(run: Callable[[Use], None]) -> None:
    """At the same moment too; after it is dropped, another one."""

    async def use(shelf: Shelf) -> None:
        claims = await asyncio.gather(*(shelf.claim("a", "x", 60) for _ in range(20)))
        assert sum(claims) == 1
        await shelf.drop("a")
        assert await shelf.claim("a", "y", 60) and await shelf.get("a") == "y"

    run(use)


def test_values_go_by_themselves(run: Callable[[Use], None]) -> None:
    """After their time; unknown ones are None."""

    async def use(shelf: Shelf) -> None:
        assert await shelf.get("a") is None
        await shelf.put("a", "1", 1)
        assert await shelf.get("a") == "1"
        await asyncio.sleep(1.05)
        assert await shelf.get("a") is None

    run(use)


def test_memory_is_given_back() -> None:
    """Thousands of addresses that never come again leave nothing."""

    async def use() -> None:
        clock = Clock()
        shelf = MemoryShelf(clock)
        for number in range(5_000):
            await shelf.hit(f"a{number}", 3, 60)
            await shelf.put(f"b{number}", "1", 60)
        assert len(shelf) == 10_000
        clock.now += 61
        await shelf.hit("c", 3, 60)
        assert len(shelf) == 1

    asyncio.run(use())


def test_without_redis_each_worker_counts_for_itself(tmp_path: Path) -> None:
    """A limit holds, an erased conversation stays erased, nothing is raised."""

    async def use(url: str) -> None:
        shelf = RedisShelf(RedisConnection(url, timeout=0.2))
        assert [await shelf.hit("a", 1, 60) > 0 for _ in range(2)] == [False, True]
        assert await shelf.join("b", "1", 1, 60) and not await shelf.join("b", "2", 1, 60)
        await shelf.put("c", "1", 60)
        assert await shelf.get("c") == "1"
        assert not await shelf.claim("c", "2", 60)
        await shelf.drop("c")
        assert await shelf.get("c") is None
        await shelf.leave("b", "1")

    with redis_server(tmp_path) as server:
        server.stop()
        asyncio.run(use(server.url))
