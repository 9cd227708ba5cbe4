"""Turns of made-up conversations, and a broker that remembers them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

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
