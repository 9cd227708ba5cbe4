"""Which questions to suggest as buttons under an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogue.context import Turn
from bot.dialogue.plan import ASK, NO_TOPIC
from bot.dialogue.safety import ANSWERS
from bot.topics import Topic

MOST = 3
SAFETY_BUTTON = 0.15
FACT_BUTTON = 0.03
_ALWAYS = ("linjer_lista", "vad_kan_du")


def _likely(turn: Turn, topics: Mapping[str, Topic]) -> list[str]:
    """The likeliest topics of a message; at most one about safety, and only if it is likely.

    "Jag orkar inte leva" under an innocent question frightens, and is read over the shoulder.
    """
    chosen: list[str] = []
    safety = 0
    for intent, confidence in turn.ranking:
        role = topics[intent].role if intent in topics else None
        if role == "safety" and confidence >= SAFETY_BUTTON and not safety:
            safety += 1
            chosen.append(intent)
        elif role == "fact" and confidence >= FACT_BUTTON:
            chosen.append(intent)
    return chosen[:MOST]


def suggestions(
    utter_action: str,
    turn: Turn | None,
    topics: Mapping[str, Topic],
    values: Mapping[str, Any],
) -> list[str]:
    """Intents to offer under ``utter_action``, at most MOST.

    A clarifying question offers the likeliest topics of the message; an answer offers what its
    topic names as next. ``values["topic"]`` tells the topic of a computed answer.
    """
    if utter_action == ASK and turn is not None:
        return _likely(turn, topics) or list(_ALWAYS)
    if utter_action in ANSWERS:  # whatever was asked: "vad gör jag nu?"
        return []
    if utter_action == NO_TOPIC:
        return list(_ALWAYS)
    name = values.get("topic") or utter_action.removeprefix("utter_")
    topic = topics.get(str(name)) or (topics.get(turn.intent) if turn else None)
    asked = set(turn.intents()) if turn else set()
    return [i for i in topic.next if i not in asked][:MOST] if topic else []
