"""Rasa's tracker store on the live state: what is kept of a conversation."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import (
    ActiveLoop,
    ConversationPaused,
    Restarted,
    SlotSet,
    deserialise_events,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.conversations.live.state import LiveState
from bot.conversations.shells.kept_turns import POLICY_TURNS
from bot.conversations.shells.tracker_store import LiveTrackerStore, _events
from bot.dialogue.policy import newest_turns
from tests.conversations.shells.turns import (
    DOMAIN,
    KEPT,
    Listener,
    message,
    run,
    session_start,
    texts,
    turn,
    turn_events,
)


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
