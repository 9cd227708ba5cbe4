"""Two workers on one Redis: one answer to one message, one count, and nothing left anywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from bot.channels.web.bodies import Send
from bot.channels.web.channel import chat
from bot.channels.web.chat import Chat, Surroundings
from bot.channels.web.errors import Problem
from bot.conversations.live import RedisLive
from bot.conversations.live.connection import RedisConnection, shared
from tests.channels.web.fakes import FakeBot
from tests.channels.web.server import settings
from tests.conversations.services import redis_server

HOME = "192.0.2.1"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of these tests."""
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server.url


class Workers:
    """Two of them, with a fake bot each and the real live state between them."""

    def __init__(self, url: str, **given: Any) -> None:
        """``given``: settings."""
        shared.cache_clear()
        self.connection: RedisConnection = shared(url)
        chosen = settings(redis_url=url, **given)
        live = RedisLive(self.connection, chosen.idle_seconds)
        self.bots = FakeBot(), FakeBot()
        self.here, self.there = (
            chat(chosen, Surroundings(bot.ask, live.notes, live.erase, bot.judge))
            for bot in self.bots)

    async def keys(self) -> dict[str, str]:
        """Everything that Redis holds, with the type of it."""
        names = await self.connection.run(lambda client: client.keys("*"))
        return {name: await self.connection.run(lambda client, name=name: client.type(name))
                for name in names}


async def _say(worker: Chat, token: str, text: str, name: str = "samma-id") -> Any:
    claims = worker.tokens.read(token)
    return (await worker.send(claims, Send(id=name, text=text), HOME))["messages"]


def test_one_message_to_both_is_one_turn(address: str) -> None:
    """Whoever comes second waits for the answer of the first, and gives the same."""

    async def visit() -> None:
        workers = Workers(address)
        token = (await workers.here.start(HOME, "sv"))["token"]
        one, other = await asyncio.gather(
            _say(workers.here, token, "långsam fråga"), _say(workers.there, token, "långsam fråga"))
        assert one == other
        assert len(workers.bots[0].heard) + len(workers.bots[1].heard) == 1
        shown = await workers.there.shown(workers.there.tokens.read(token))
        assert len(shown["messages"]) == 3
        await workers.connection.close()

    asyncio.run(visit())


def test_what_one_erases_is_erased_for_the_other(address: str) -> None:
    """In the middle of a turn of the other too; no key tells of it but the mark that it is dead."""

    async def visit() -> None:
        workers = Workers(address)
        await workers.connection.run(lambda client: client.flushall())
        token = (await workers.here.start(HOME, "sv"))["token"]
        conversation = workers.here.tokens.read(token).conversation
        await _say(workers.here, token, "hej", "nummer-ett")
        turn = asyncio.create_task(_say(workers.there, token, "långsam fråga"))
        await asyncio.sleep(0.1)
        await workers.here.end(token)
        with pytest.raises(Problem) as raised:
            await turn
        assert raised.value.code == "erased"
        with pytest.raises(Problem):
            await workers.there.shown(workers.there.tokens.read(token))
        kinds = sorted(name.split(":")[2] for name in await workers.keys()
                       if name.startswith("kvinnofrid:web:"))
        assert kinds == ["raderat", "svar", "svar", "takt", "takt", "takt"]
        rest = [name for name in await workers.keys() if not name.startswith("kvinnofrid:web:")]
        assert rest == []
        assert not [name for name in await workers.keys() if conversation in name or HOME in name]
        await workers.connection.close()

    asyncio.run(visit())


def test_limits_hold_over_both(address: str) -> None:
    """Two messages a minute, whoever takes them."""

    async def visit() -> None:
        workers = Workers(address, web_messages_a_minute=2)
        token = (await workers.here.start(HOME, "sv"))["token"]
        await _say(workers.here, token, "ett", "nummer-ett")
        await _say(workers.there, token, "två", "nummer-tva")
        for worker in (workers.here, workers.there):
            with pytest.raises(Problem) as raised:
                await _say(worker, token, "tre", "nummer-tre")
            assert raised.value.code == "too_fast" and 0 < (raised.value.retry_after or 0) <= 60
        await workers.connection.close()

    asyncio.run(visit())
