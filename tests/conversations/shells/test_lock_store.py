"""Rasa's lock store on the conversations' locks."""

from __future__ import annotations

import asyncio
import inspect
from pathlib import Path

import pytest
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.core.utils import number_of_sanic_workers
from rasa.utils.endpoints import EndpointConfig

from bot import settings
from bot.conversations import locks, turn
from bot.conversations.locks.in_memory import MemoryLocks
from bot.conversations.locks.on_redis import RedisLocks
from bot.conversations.shells.lock_store import ConversationLockStore
from bot.settings import SettingsError
from tests.conversations.services import redis_server

ENDPOINT = EndpointConfig(type="bot.conversations.shells.lock_store.ConversationLockStore")


def test_rasa_makes_it_from_its_endpoints_and_allows_several_workers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is not taken for Rasa's own in-memory store, which would forbid them."""
    store = LockStore.create(ENDPOINT)
    assert isinstance(store, ConversationLockStore) and not isinstance(store, InMemoryLockStore)
    monkeypatch.setenv("SANIC_WORKERS", "2")
    assert number_of_sanic_workers(ENDPOINT) == 2


def test_several_workers_without_redis_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their locks would hold in each of them alone; the error names the setting."""
    monkeypatch.setenv("SANIC_WORKERS", "2")
    monkeypatch.setattr(settings, "load", lambda: settings.read(redis_url=""))
    with pytest.raises(SettingsError, match="KVINNOFRID_REDIS_URL"):
        ConversationLockStore()


def test_the_settings_choose_the_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory without an address of Redis, Redis with one."""
    monkeypatch.setattr(settings, "load", lambda: settings.read(redis_url=""))
    assert isinstance(ConversationLockStore()._locks, MemoryLocks)
    monkeypatch.setattr(settings, "load", lambda: settings.read(redis_url="redis://127.0.0.1:1"))
    assert isinstance(ConversationLockStore()._locks, RedisLocks)


def test_messages_of_one_conversation_are_handled_in_order_and_timed() -> None:
    """A turn's clock starts when its lock is taken, not when its message came."""
    store, order, lasted = ConversationLockStore(held=MemoryLocks()), [], []

    async def handle(number: int) -> None:
        async with store.lock("a"):
            order.append(number)
            await asyncio.sleep(0.05)
            lasted.append(turn.elapsed())
        assert turn.elapsed() is None

    async def story() -> None:
        await asyncio.gather(*(handle(number) for number in range(5)))

    asyncio.run(story())
    assert order == [0, 1, 2, 3, 4]
    assert all(seconds is not None and 0.04 < seconds < 0.15 for seconds in lasted)


def test_rasas_own_arguments_are_taken(tmp_path: Path) -> None:
    """The signature has room for the lifetime and the wait that Rasa may give, on Redis as well."""
    assert {"lock_lifetime", "wait_time_in_seconds"} <= set(
        inspect.signature(LockStore.lock).parameters
    )

    async def story(url: str) -> str:
        given = settings.read(redis_url=url, lock_seconds=1)
        store = ConversationLockStore(held=locks.opened(given))
        async with store.lock("a", lock_lifetime=1, wait_time_in_seconds=1) as held:
            return str(held.conversation_id)

    with redis_server(tmp_path) as server:
        assert asyncio.run(story(server.url)) == "a"
