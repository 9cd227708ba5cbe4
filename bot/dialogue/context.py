"""What was talked about: the last turns of a conversation, read from its events.

Works on events as dictionaries, so that the dialogue policy, the answers and the action server
(rasa-sdk) all read the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.languages import answered_in
from bot.nlu.danger.verdict import Danger
from bot.topics import Topic

MAX_EVENTS = 80
Event = Mapping[str, Any]
Entity = Mapping[str, Any]


@dataclass
class Turn:
    """A message of the visitor and what the bot did upon it."""

    text: str = ""
    intent: str = ""
    language: str | None = None
    entities: list[Entity] = field(default_factory=list)
    danger: Danger = field(default_factory=Danger)
    ranking: list[tuple[str, float]] = field(default_factory=list)
    channel: str | None = None
    page_language: str | None = None  # of the page that the visitor writes on
    actions: list[str] = field(default_factory=list)
    answered: list[bool] = field(default_factory=list)  # did each action say something?
    replies: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)

    def values(self, entity: str) -> list[Any]:
        """Values of all entities named ``entity``, in the order of the message."""
        return [e.get("value") for e in self.entities if e.get("entity") == entity]

    def intents(self) -> list[str]:
        """The main intent and the further questions of the message."""
        return [self.intent, *(str(v) for v in self.values("question"))]


def turns(events: Sequence[Event]) -> list[Turn]:
    """Turns of the newest MAX_EVENTS events, oldest first; what precedes a message is left out."""
    result: list[Turn] = []
    for event in events[-MAX_EVENTS:]:
        kind = event.get("event")
        if kind == "user":
            result.append(_turn(event))
        elif not result:
            continue
        elif kind == "action" and event.get("name") not in ("action_listen", None):
            result[-1].actions.append(str(event["name"]))
            result[-1].answered.append(False)
        elif kind == "bot":
            if result[-1].answered:
                result[-1].answered[-1] = True
            if event.get("text"):
                result[-1].replies.append(str(event["text"]))
            result[-1].offered += _offered(event)
    return result


def _turn(event: Event) -> Turn:
    parsed = event.get("parse_data") or {}
    intent = (parsed.get("intent") or {}).get("name") or ""
    text = event.get("text")
    return Turn(
        text=f"/{intent}" if text is None else text,  # stories have no texts
        intent=intent,
        language=parsed.get("language"),
        entities=list(parsed.get("entities") or []),
        danger=Danger.from_value(parsed.get("danger")),
        ranking=[(r["name"], r["confidence"]) for r in parsed.get("intent_ranking") or []],
        channel=event.get("input_channel"),
        page_language=(event.get("metadata") or {}).get("language"),
    )


def _offered(event: Event) -> list[str]:
    buttons = (event.get("data") or {}).get("buttons") or []
    return [str(b.get("payload", "")).lstrip("/") for b in buttons]


def _done_as_another(turn: Turn, topics: Mapping[str, Topic]) -> list[str]:
    """Topics that were answered though the message was not understood as theirs.

    A bare place is answered as a question about coordinators, a short follow-up ("var sprids
    den?") as one about what was talked about.
    """
    found = ["koordinator_kontakt"] if "action_coordinator" in turn.actions else []
    said = [action for action in turn.actions if action.startswith("utter_")]
    return found + [topic.intent for topic in topics.values() if topic.action in said]


def last_topic(earlier: Iterable[Turn], topics: Mapping[str, Topic]) -> tuple[Topic, Turn] | None:
    """The newest information topic before now, with its turn; None when there was none."""
    for turn in reversed(list(earlier)):
        for intent in reversed([*_done_as_another(turn, topics), *turn.intents()]):
            topic = topics.get(intent)
            if topic and topic.role in ("fact", "safety"):
                return topic, turn
    return None


def language(conversation: Sequence[Turn]) -> str:
    """Language to answer in: "sv", or "en" when the newest recognised message is not Swedish.

    Before any was recognised, that of the page.
    """
    for turn in reversed(conversation):
        if turn.language:
            return answered_in(turn.language)
    page = conversation[-1].page_language if conversation else None
    return answered_in(page) if page else "sv"


# The line that an answer of safety names first, where it is another than its topic's.
_LINE_OF_ANSWER = {
    "utter_utsatt_man": "stodlinjen_man",
    "utter_utsatt_dov": "sms112",
    "utter_fara_akut_dov": "sms112",
    "utter_fara_akut_utomlands": "ud_jouren",
    "utter_heder_annan": "ratt_att_valja",
    "utter_heder_utsatt": "ratt_att_valja",
    "utter_sjalvmordstankar": "sjalvmordslinjen",
    "utter_barn_skriver": "bris",
    "utter_utovare": "valj_att_sluta",
}
PHONE = "stodtelefon"
LINE = "linje"
WOMENS_LINE = "kvinnofridslinjen"
ALARM = "larm112"
ALARM_BY_TEXT = "sms112"
_OF_VIOLENCE = "vald_"
_BOARD = "lansstyrelsen"  # no line: its hours are not those that are asked for
NEAR = 6  # turns back that a line is still the one talked about


def line_talked_about(earlier: Sequence[Turn], topics: Mapping[str, Topic]) -> str | None:
    """Id of the line (or other contact) that "den" means after ``earlier``; None when none was.

    "När är den öppen?" does not name a line; what it was about stands in the turns before it.
    """
    found = None
    for turn in reversed(earlier[-NEAR:]):
        named = [name for name in turn.values("contact") if name != _BOARD]
        if named:
            return str(named[-1])
        shown = next((_LINE_OF_ANSWER[a] for a in turn.actions if a in _LINE_OF_ANSWER), None)
        if shown:
            return shown
        if "action_contact" in turn.actions:  # of a line that an earlier turn named
            continue
        topic = topics.get(turn.intent)
        if topic is None or topic.role in ("follow", "talk", "outside"):
            continue
        if topic.role == "safety" or topic.intent in (LINE, "linjer_lista"):
            return topic.entry
        if topic.intent.startswith(_OF_VIOLENCE):  # their answers name it
            return found or WOMENS_LINE
        if topic.entry != PHONE:
            return found or (topic.entry if topic.follow == "place" else None)
        found = PHONE
    return found
