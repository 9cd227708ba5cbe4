"""Plan a turn: which actions answer the newest message, given what was talked about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from bot.dialogue.context import Entity, Turn, last_topic
from bot.topics import Topic

UNSURE = "nlu_fallback"
ASK = "utter_vilket_amne"
GIVE_UP = "utter_inget_svar"
EMPTY = "utter_tomt"
NO_TOPIC = "utter_folj_utan_amne"
# What a question about the county board's phone becomes when the message names another line.
_OF_THE_PHONE = {
    "stodtelefon_nummer": "linje",
    "stodtelefon_oppettider": "linje",
    "stodtelefon_vem": "linje",
}
_PHONE = "stodtelefon"
_WORD = re.compile(r"\w+")
_FILLERS = Path(__file__).with_name("fillers.yml")


@lru_cache(maxsize=1)
def fillers() -> frozenset[str]:
    """Words that add nothing to a bare place or time ("och i …", "nej, …", "på … då?")."""
    return frozenset(yaml.safe_load(_FILLERS.read_text(encoding="utf-8")))


def is_bare(text: str, entities: Sequence[Entity], kind: str) -> bool:
    """Whether ``text`` holds an entity ``kind`` and, beside it, only fillers."""
    spans = [(e["start"], e["end"]) for e in entities if e.get("entity") == kind and "start" in e]
    if not spans:
        return False
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return all(word in fillers() for word in _WORD.findall("".join(rest).lower()))


def _names_another_line(turn: Turn) -> bool:
    named = turn.values("contact")
    return bool(named) and _PHONE not in named


def resolve(turn: Turn, earlier: Sequence[Turn], topics: Mapping[str, Topic]) -> list[str]:
    """The intents that ``turn`` stands for once the context is known."""
    if not _WORD.search(turn.text):
        return [EMPTY]
    if turn.intent in topics and topics[turn.intent].role == "safety":
        return turn.intents()
    if turn.intent in _OF_THE_PHONE and _names_another_line(turn):
        return [_OF_THE_PHONE[turn.intent], *turn.intents()[1:]]
    topic = last_topic(earlier, topics)
    if turn.intent == "ja" and earlier and earlier[-1].offered:
        return [earlier[-1].offered[0]]
    if is_bare(turn.text, turn.entities, "place") or turn.intent == "folj_plats":
        if topic and topic[0].follow == "place":
            return [topic[0].intent]
        return ["koordinator_kontakt"] if turn.values("place") else [turn.intent]
    known = topics.get(turn.intent)
    if is_bare(turn.text, turn.entities, "time") and (known is None or known.role != "fact"):
        return ["folj_tid"]
    if known is not None and known.follow:  # a line or a coordinator: its number is given anyway
        return [intent for intent in turn.intents() if intent != "folj_kontakt"] or [turn.intent]
    return turn.intents()


def plan(conversation: Sequence[Turn], topics: Mapping[str, Topic]) -> list[str]:
    """Names of the actions that answer the newest turn of ``conversation``, in order.

    An empty conversation gives no actions.
    """
    if not conversation:
        return []
    *earlier, turn = conversation
    intents = resolve(turn, earlier, topics)
    if intents == [UNSURE]:
        again = bool(earlier) and earlier[-1].intent == UNSURE
        return [GIVE_UP if again else ASK]
    actions: list[str] = []
    for intent in intents:
        action = topics[intent].action if intent in topics else intent
        if action not in actions:
            actions.append(action)
    return actions
