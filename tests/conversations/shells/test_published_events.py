"""What the tracker store publishes: each event once, in order, erased or not kept."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.events import (
    SlotSet,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations.live.connection import RedisConnection
from bot.conversations.live.in_memory import MemoryLive
from bot.conversations.live.on_redis import RedisLive
from bot.conversations.live.state import LiveState
from bot.conversations.locks.in_memory import MemoryLocks
from bot.conversations.shells.lock_store import ConversationLockStore
from bot.conversations.shells.tracker_store import LiveTrackerStore
from tests.conversations.services import HOST, free_port
from tests.conversations.shells.turns import (
    DOMAIN,
    KEPT,
    BrokenListener,
    Listener,
    message,
    run,
    texts,
    turn,
)


def test_each_event_is_published_once_in_order(new_live: Callable[[], LiveState]) -> None:
    """Through cuts, repeated saves and Rasa's wrapper; the cut's own head never is."""
    async def story() -> None:
        listener = Listener()
        store = FailSafeTrackerStore(LiveTrackerStore(DOMAIN, listener, new_live(), KEPT))
        for number in range(20):
            await turn(store, "a", str(number))
            again = await store.retrieve("a")
            assert again is not None
            await store.save(again)
            again.update(SlotSet("antal", number), DOMAIN)
            await store.save(again)
            await store.save(again)
        assert listener.texts() == [str(number) for number in range(20)]
        assert [e["value"] for e in listener.heard if e["event"] == "slot"] == list(range(20))
        assert len(listener.heard) == 3 + 20 * 5
        assert {event["sender_id"] for event in listener.heard} == {"a"}

    run(story())


def test_what_is_published_is_what_rasas_own_store_publishes(
    new_live: Callable[[], LiveState]
) -> None:
    """Bodies and their order are the same, but for the times."""
    def timeless(heard: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{key: v for key, v in event.items() if key != "timestamp"} for event in heard]

    async def story() -> None:
        ours, theirs = Listener(), Listener()
        for store in (LiveTrackerStore(DOMAIN, ours, new_live(), 20),
                      InMemoryTrackerStore(DOMAIN, theirs)):
            for number in range(6):
                await turn(store, "a", str(number))
        assert timeless(ours.heard) == timeless(theirs.heard)

    run(story())


def test_a_tracker_that_rasas_http_api_made_publishes_what_is_new(
    new_live: Callable[[], LiveState]
) -> None:
    """Events that come before those already kept are not published again."""
    async def story() -> None:
        listener = Listener()
        store = LiveTrackerStore(DOMAIN, listener, new_live(), KEPT)
        await turn(store, "a", "ett")
        kept = await store.retrieve("a")
        assert kept is not None
        made = DialogueStateTracker.from_events("a", [*kept.events, message("två")], DOMAIN.slots)
        await store.save(made)
        assert listener.texts() == ["ett", "två"]
        assert texts(await store.retrieve("a")) == ["ett", "två"]

    run(story())


def test_two_hundred_quick_messages_are_each_kept_and_published_once_in_order(
    new_live: Callable[[], LiveState]
) -> None:
    """20 conversations of 10 messages at once, under the lock that Rasa takes for each."""
    async def story() -> None:
        listener, waits = Listener(), []
        store = FailSafeTrackerStore(LiveTrackerStore(DOMAIN, listener, new_live(), 20))
        locks = ConversationLockStore(held=MemoryLocks())

        async def handle(sender: str, text: str) -> None:
            came = time.monotonic()
            async with locks.lock(sender):
                waits.append(time.monotonic() - came)
                await asyncio.sleep(0.002)
                await turn(store, sender, text)

        await asyncio.gather(*(handle(str(n % 20), str(n // 20)) for n in range(200)))
        expected = [str(number) for number in range(10)]
        for sender in range(20):
            assert texts(await store.retrieve(str(sender))) == expected
            assert [e["text"] for e in listener.heard
                    if e["event"] == "user" and e["sender_id"] == str(sender)] == expected
        assert max(waits) < 1

    run(story())


def test_without_redis_every_turn_is_handled_and_published(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Each with a tracker of its own; nothing is raised, nor kept by Rasa's wrapper."""
    async def story() -> None:
        listener = Listener()
        own = LiveTrackerStore(
            DOMAIN, listener, RedisLive(RedisConnection(f"redis://{HOST}:{free_port()}"), 60), KEPT)
        store = FailSafeTrackerStore(own)
        for text in ("ett hemligt", "två hemligt"):
            await turn(store, "a", text)
        assert listener.texts() == ["ett hemligt", "två hemligt"]
        assert await store.retrieve("a") is None
        assert list(await store.keys()) == [] and not await own.exists("a")
        assert store._fallback_tracker_store is None

    with caplog.at_level(logging.WARNING):
        run(story())
    assert len(caplog.records) == 1 and "hemligt" not in caplog.text


def test_a_broker_that_fails_loses_no_state_and_quotes_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The turn is kept all the same, and the log has the kind of error only."""
    async def story() -> None:
        store = LiveTrackerStore(DOMAIN, BrokenListener(), MemoryLive(600), KEPT)
        await turn(store, "a", "hemligt")
        assert texts(await store.retrieve("a")) == ["hemligt"]

    with caplog.at_level(logging.DEBUG, logger="bot"):
        run(story())
    assert "ValueError" in caplog.text and "hemligt" not in caplog.text
