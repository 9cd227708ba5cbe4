"""Rasa's tracker store on the live state, in memory and in a real Redis."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import time
import weakref
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
    deserialise_events,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from redis import Redis

from bot.conversations.live.connection import RedisConnection
from bot.conversations.live.in_memory import MemoryLive
from bot.conversations.live.on_redis import RedisLive
from bot.conversations.live.state import LiveState
from bot.conversations.locks.in_memory import MemoryLocks
from bot.conversations.shells.kept_turns import POLICY_TURNS
from bot.conversations.shells.lock_store import ConversationLockStore
from bot.conversations.shells.tracker_store import LiveTrackerStore, _events
from bot.dialogue.policy import newest_turns
from tests.conversations.services import HOST, RedisServer, free_port

KEPT = 3
DOMAIN = Domain.from_yaml("""
version: "3.1"
intents: [fraga]
slots:
  kommun: {type: text, mappings: [{type: custom}]}
  antal: {type: any, initial_value: 1, mappings: [{type: custom}]}
actions: [utter_svar]
responses:
  utter_svar: [{text: svar}]
session_config: {session_expiration_time: 60, carry_over_slots_to_new_session: true}
""")


class Listener(EventBroker):
    """A broker that remembers what was published."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.heard: list[dict[str, Any]] = []

    def publish(self, event: dict[str, Any]) -> None:
        """Rasa's own interface."""
        self.heard.append(event)

    def texts(self) -> list[str]:
        """Texts of the visitor's messages, in order."""
        return [event["text"] for event in self.heard if event["event"] == "user"]


class BrokenListener(EventBroker):
    """A broker that fails."""

    def publish(self, event: dict[str, Any]) -> None:
        """Fails, quoting the event."""
        raise ValueError(str(event))


@pytest.fixture(params=["memory", "redis"])
def new_live(request: pytest.FixtureRequest) -> Callable[[], LiveState]:
    """A maker of live states, of both kinds in turn; those on Redis share what is kept."""
    if request.param == "memory":
        return lambda: MemoryLive(600)
    server = request.getfixturevalue("server")
    with Redis.from_url(server.url) as client:
        client.flushall()
    return lambda: RedisLive(RedisConnection(server.url), 600)


def session_start() -> list[Event]:
    """What Rasa puts at the beginning."""
    return [ActionExecuted("action_session_start"), SessionStarted(),
            ActionExecuted("action_listen")]


def message(text: str) -> UserUttered:
    """A visitor's message as NLU gives it."""
    return UserUttered(text, {"name": "fraga", "confidence": 0.9}, parse_data={
        "text": text, "intent": {"name": "fraga", "confidence": 0.9}, "entities": [],
        "danger": {"level": "stod", "who": "utsatt", "themes": [], "signals": [],
                   "akut": 0.1, "concern": 0.9},
    }, input_channel="rest")


def turn_events(text: str) -> list[Event]:
    """One turn with its answer."""
    return [message(text), ActionExecuted("utter_svar"), BotUttered("svar på " + text),
            ActionExecuted("action_listen")]


async def turn(store: TrackerStore, sender: str, text: str, *more: Event) -> None:
    """One turn as Rasa's processor runs it."""
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    tracker.model_id = "model"
    if not tracker.applied_events():
        for event in session_start():
            tracker.update(event, DOMAIN)
    for event in [*turn_events(text), *more]:
        tracker.update(event, DOMAIN)
    await store.save(tracker)


def texts(tracker: DialogueStateTracker | None) -> list[str]:
    """The visitor's messages of a tracker."""
    assert tracker is not None
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def run(story: Awaitable[None]) -> None:
    """Run a story in an event loop of its own."""
    asyncio.run(story)  # type: ignore[arg-type]


def test_rasa_makes_it_from_its_endpoints_unwrapped() -> None:
    """All its methods are asynchronous, and no argument that Rasa gives is in its way."""
    endpoint = EndpointConfig(type="bot.conversations.shells.tracker_store.LiveTrackerStore")
    assert isinstance(TrackerStore.create(endpoint, DOMAIN), LiveTrackerStore)


def test_a_tracker_comes_back_as_it_was_saved(new_live: Callable[[], LiveState]) -> None:
    """Events, slots, newest message and newest action are those of the saved one."""
    async def story() -> None:
        store = LiveTrackerStore(DOMAIN, None, new_live(), KEPT)
        await turn(store, "a", "ett", SlotSet("kommun", "Motala"))
        found = await store.retrieve("a")
        assert found is not None
        assert [e.as_dict()["event"] for e in found.events] == [
            "action", "session_started", "action", "user", "action", "bot", "action", "slot"]
        assert found.get_slot("kommun") == "Motala"
        assert found.latest_message is not None and found.latest_message.text == "ett"
        assert found.latest_action_name == "action_listen"
        full = await store.retrieve_full_tracker("a")
        assert full is not None and list(full.events) == list(found.events)
        assert await store.exists("a") and not await store.exists("b")
        assert list(await store.keys()) == ["a"]
        assert await store.retrieve("b") is None

    run(story())


def test_only_the_newest_turns_are_kept_and_begin_cleanly(
    new_live: Callable[[], LiveState]
) -> None:
    """Before the head of session start and slots stands what was said; slots keep their values."""
    async def story() -> None:
        store = LiveTrackerStore(DOMAIN, None, new_live(), KEPT)
        await turn(store, "a", "0", SlotSet("kommun", "Motala"), SlotSet("antal", 7))
        await turn(store, "a", "1", SlotSet("antal", None))
        sizes = set()
        for number in range(2, 30):
            await turn(store, "a", str(number))
            found = await store.retrieve("a")
            assert found is not None
            if number > 5:
                sizes.add(len(found.events))
        assert texts(found) == ["27", "28", "29"]
        assert len(sizes) == 1
        assert found.current_slot_values() == {
            **DialogueStateTracker("x", DOMAIN.slots).current_slot_values(),
            "kommun": "Motala", "antal": None}
        kept = [(e["event"], e.get("name")) for e in (event.as_dict() for event in found.events)]
        assert kept[:7] == [
            ("user", None), ("action", "utter_svar"), ("bot", None),
            ("session_started", None), ("slot", "kommun"), ("slot", "antal"),
            ("action", "action_listen")]
        assert kept[7:] == [
            ("user", None), ("action", "utter_svar"), ("bot", None),
            ("action", "action_listen")] * POLICY_TURNS
        times = [event.timestamp for event in found.events]
        assert times == sorted(times)
        assert [t.text for t in newest_turns(found)] == ["27", "28", "29"]
        assert [t.danger.level for t in newest_turns(found)] == ["stod"] * 3

    run(story())


def test_policies_read_less_than_is_kept(new_live: Callable[[], LiveState]) -> None:
    """To Rasa a long conversation is one that began POLICY_TURNS ago; our readers see it all."""
    async def story() -> None:
        store = LiveTrackerStore(DOMAIN, None, new_live(), 7)
        for number in range(20):
            await turn(store, "long", str(number))
        for number in range(20 - POLICY_TURNS, 20):
            await turn(store, "short", str(number))
        long, short = await store.retrieve("long"), await store.retrieve("short")
        assert long is not None and short is not None
        assert long.past_states(DOMAIN) == short.past_states(DOMAIN)
        assert texts(long) == [t.text for t in newest_turns(long)] == [
            str(number) for number in range(13, 20)]
        kinds = [event.as_dict()["event"] for event in long.events]
        assert kinds.count("session_started") == 1
        assert [kinds[0], kinds[-1]] == ["user", "action"]

    run(story())


def test_a_paused_conversation_stays_paused_and_its_form_active(
    new_live: Callable[[], LiveState]
) -> None:
    """What is neither a slot nor a message outlives the turns that it came from."""
    async def story() -> None:
        store = LiveTrackerStore(DOMAIN, None, new_live(), KEPT)
        await turn(store, "a", "0", ActiveLoop("formular"), ConversationPaused())
        for number in range(1, 12):
            await turn(store, "a", str(number))
        found = await store.retrieve("a")
        assert found is not None
        assert found.is_paused() and found.active_loop_name == "formular"
        assert texts(found) == ["9", "10", "11"]

    run(story())


def test_a_new_session_leaves_the_earlier_one_behind(new_live: Callable[[], LiveState]) -> None:
    """As in Rasa's own stores, a tracker holds the last session."""
    async def story() -> None:
        store = LiveTrackerStore(DOMAIN, None, new_live(), KEPT)
        await turn(store, "a", "ett", *session_start())
        await turn(store, "a", "två")
        assert texts(await store.retrieve("a")) == ["två"]

    run(story())


def test_a_turn_that_fails_leaves_the_state_as_it_was(new_live: Callable[[], LiveState]) -> None:
    """Whatever was done to a tracker, and to its events, has no effect until it is saved."""
    async def story() -> None:
        listener = Listener()
        store = LiveTrackerStore(DOMAIN, listener, new_live(), KEPT)
        await turn(store, "a", "ett")
        before = await store.retrieve("a")
        published = len(listener.heard)
        failed = await store.retrieve("a")
        assert before is not None and failed is not None
        failed.update(message("två"), DOMAIN)
        failed.update(SlotSet("kommun", "Motala"), DOMAIN)
        failed.events[3].use_text_for_featurization = True
        failed.events[3].metadata = {"changed": True}
        after = await store.retrieve("a")
        assert after is not None
        assert [e.as_dict() for e in after.events] == [e.as_dict() for e in before.events]
        assert after.get_slot("kommun") is None
        assert len(listener.heard) == published

    run(story())


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


def test_events_from_redis_are_those_that_rasa_reads() -> None:
    """Finding their classes another way than Rasa does changes nothing."""
    written = [event.as_dict() for event in [
        *session_start(), *turn_events("ett"), SlotSet("kommun", "Motala"), Restarted()]]
    ours = _events(json.dumps(written))
    assert ours == deserialise_events(written)
    assert [event.as_dict() for event in ours] == written


def test_a_late_turn_costs_what_an_early_one_does(new_live: Callable[[], LiveState]) -> None:
    """Turn 200 takes at most 1.3 times the work of turn 20 (the quickest of twenty)."""
    async def story() -> None:
        store = LiveTrackerStore(DOMAIN, Listener(), new_live(), KEPT)
        took: list[float] = []
        for number in range(210):
            began = time.process_time()
            await turn(store, "a", str(number))
            took.append(time.process_time() - began)
        assert min(took[190:210]) <= 1.3 * min(took[10:30])

    run(story())
