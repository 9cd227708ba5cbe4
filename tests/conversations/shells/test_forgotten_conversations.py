"""What the tracker store forgets, and what it leaves aside."""

from __future__ import annotations

import gc
import logging
import weakref
from collections.abc import Callable

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.events import (
    SlotSet,
)
from redis import Redis

from bot.conversations.live.connection import RedisConnection
from bot.conversations.live.in_memory import MemoryLive
from bot.conversations.live.on_redis import RedisLive
from bot.conversations.live.state import LiveState
from bot.conversations.shells.tracker_store import LiveTrackerStore
from tests.conversations.services import RedisServer
from tests.conversations.shells.turns import (
    DOMAIN,
    KEPT,
    Listener,
    run,
    texts,
    turn,
    turn_events,
)


@pytest.mark.parametrize("turns_before", [0, 1])
def test_a_conversation_erased_in_its_turn_stays_erased(
    new_live: Callable[[], LiveState], turns_before: int
) -> None:
    """The turn's end neither keeps nor publishes anything; the next message begins anew."""
    async def story() -> None:
        listener, state = Listener(), new_live()
        own = LiveTrackerStore(DOMAIN, listener, state, KEPT)
        store = FailSafeTrackerStore(own)
        for number in range(turns_before):
            await turn(store, "a", str(number))
        published = len(listener.heard)
        tracker = await store.get_or_create_tracker("a", append_action_listen=False)
        for event in turn_events("hemligt"):
            tracker.update(event, DOMAIN)
        assert await own.erase("a")
        await store.save(tracker)
        assert await state.count() == 0 and not await store.exists("a")
        assert len(listener.heard) == published
        await turn(store, "a", "nytt")
        assert texts(await store.retrieve("a")) == ["nytt"]
        assert await own.erase("a")
        assert not await own.erase("a")
        assert not await own.erase("unknown")

    run(story())


def test_an_erased_conversation_leaves_no_key(server: RedisServer) -> None:
    """Nothing in Redis speaks of it any more."""
    async def story() -> None:
        store = LiveTrackerStore(
            DOMAIN, None, RedisLive(RedisConnection(server.url), 600), KEPT)
        await turn(store, "a", "ett")
        with Redis.from_url(server.url) as client:
            assert client.keys()
            await store.erase("a")
            assert client.keys() == []

    with Redis.from_url(server.url) as client:
        client.flushall()
    run(story())


def test_an_erased_or_silent_conversation_leaves_no_object() -> None:
    """Not one event of it is alive any more."""
    async def story() -> None:
        now = [0.0]
        store = LiveTrackerStore(DOMAIN, None, MemoryLive(600, lambda: now[0]), KEPT)
        for sender in "ab":
            await turn(store, sender, "ett")
        alive = [weakref.ref(event) for kept in store._live._conversations.values()
                 for event in kept.value]
        assert len(alive) == 14
        await store.erase("a")
        gc.collect()
        assert sum(reference() is not None for reference in alive) == 7
        now[0] = 601
        assert list(await store.keys()) == []
        gc.collect()
        assert not any(reference() is not None for reference in alive)

    run(story())


def test_what_cannot_be_kept_is_told_without_its_text_and_does_not_raise(
    server: RedisServer, caplog: pytest.LogCaptureFixture,
) -> None:
    """An event that JSON cannot hold does not reach Rasa's fallback, which never forgets."""
    async def story() -> None:
        own = LiveTrackerStore(
            DOMAIN, None, RedisLive(RedisConnection(server.url), 600), KEPT)
        store = FailSafeTrackerStore(own)
        await turn(store, "broken", "hemligt", SlotSet("antal", object()))
        assert store._fallback_tracker_store is None

    with caplog.at_level(logging.WARNING):
        run(story())
    assert "TypeError" in caplog.text and "hemligt" not in caplog.text


@pytest.mark.parametrize("kept", ["hemligt", '[{"event": "hemligt"}]', '[{"event": "user"}]'])
def test_what_another_version_kept_is_left_aside(
    server: RedisServer, caplog: pytest.LogCaptureFixture, kept: str
) -> None:
    """The conversation begins anew, and the log does not quote what was there."""
    async def story() -> None:
        state = RedisLive(RedisConnection(server.url), 600)
        await state.write("old", kept)
        store = FailSafeTrackerStore(LiveTrackerStore(DOMAIN, None, state, KEPT))
        await turn(store, "old", "nytt")
        assert texts(await store.retrieve("old")) == ["nytt"]

    with caplog.at_level(logging.DEBUG, logger="bot"):
        run(story())
    assert "could not be read" in caplog.text and "hemligt" not in caplog.text
