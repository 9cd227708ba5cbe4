"""Which questions to suggest as buttons under an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogue.context import Turn
from bot.dialogue.plan import ASK, NO_TOPIC
from bot.topics import Topic

MOST = 3
_ALWAYS = ("linjer_lista", "vad_kan_du")


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
        likely = [i for i in turn.ranking if i in topics and topics[i].role in ("fact", "safety")]
        return likely[:MOST] or list(_ALWAYS)
    if utter_action == NO_TOPIC:
        return list(_ALWAYS)
    name = values.get("topic") or utter_action.removeprefix("utter_")
    topic = topics.get(str(name)) or (topics.get(turn.intent) if turn else None)
    asked = set(turn.intents()) if turn else set()
    return [i for i in topic.next if i not in asked][:MOST] if topic else []
