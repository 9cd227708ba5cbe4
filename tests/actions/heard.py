"""Conversations for action tests: messages as the extractors read them, and the action's answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot import knowledge
from bot.answers.opening_hours import STOCKHOLM
from bot.nlu.contacts import ContactFinder
from bot.nlu.dates import as_value, find
from bot.nlu.places import Gazetteer
from bot.nlu.places import as_value as place_value
from tests.dialogue.events import Event, answered, did, said

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=STOCKHOLM)  # a Monday


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


@lru_cache(maxsize=1)
def _finder() -> ContactFinder:
    return ContactFinder(knowledge.load())


def heard(text: str, intent: str, language: str | None = "sv", now: datetime = NOW) -> Event:
    """A visitor's message with the times, places and contacts that our extractors find in it."""
    entities: list[dict[str, Any]] = [
        {"entity": "time", "value": as_value(t), "start": t.start, "end": t.end}
        for t in find(text, now)
    ]
    entities += [
        {"entity": "place", "value": p.name, "start": p.start, "end": p.end,
         "place": place_value(p)}
        for p in _gazetteer().find(text)
    ]
    entities += [
        {"entity": "contact", "value": c.entry, "start": c.start, "end": c.end}
        for c in _finder().find(text)
    ]
    return said(text, intent, entities=entities, language=language)


def earlier(text: str, intent: str, action: str = "utter_x", **options: Any) -> list[Event]:
    """A message of before, with what the bot did and said."""
    return [heard(text, intent, **options), did(action), answered("…"), did("action_listen")]


def answers(action: Action, *events: Event) -> list[dict[str, Any]]:
    """The messages that ``action`` sends at the end of ``events``, without empty parts."""
    dispatcher = CollectingDispatcher()
    tracker = Tracker("somebody", {}, {}, list(events), False, None, {}, "action_listen")
    assert action.run(dispatcher, tracker, {}) == []  # no action changes the conversation
    return [{k: v for k, v in m.items() if v not in (None, [], {})} for m in dispatcher.messages]


def names(messages: list[dict[str, Any]]) -> list[str]:
    """Names of the answers."""
    return [message["response"] for message in messages]


def at(day: str, clock: str = "10:00") -> datetime:
    """A moment in Stockholm: at("2026-12-24", "08:59")."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=STOCKHOLM)


def later(**delta: float) -> datetime:
    """NOW plus something."""
    return NOW + timedelta(**delta)
