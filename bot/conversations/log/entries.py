"""What the log takes from an event of the conversation, first raw, then redacted.

Only what is named here is taken: everything else of an event, and every event of another kind, is
left behind. Works on events as dictionaries; Rasa publishes them so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any, Literal

from bot.conversations.log import vocabulary
from bot.conversations.log.ids import message_id
from bot.conversations.log.vocabulary import ENTITIES, Vocabulary

RANKED = 5  # how many of the likeliest intents are kept
LONGEST = 4000  # characters of a text that are kept
REMOVED = "[BORTTAGET]"  # stands where the redactor failed
_FAR = 24 * 3600.0  # seconds
_PLAIN_PLACES = ("kommun", "lan", "landskap")
_TIME_KEYS = ("kind", "begin", "finish", "weekdays", "clock", "clock_finish", "holiday", "dayless")
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL or UTF-8 have no such characters

Author = Literal["visitor", "bot"]


@dataclass(frozen=True)
class Entity:
    """``value`` is resolved and plain; ``surface`` is what was written, which is never stored."""

    value: Mapping[str, Any]
    surface: str


@dataclass(frozen=True)
class Message:
    """A message on its way to the log; ``text`` is raw until `redacted`. Never printed."""

    id: str
    conversation: str
    author: Author
    at: datetime
    text: str
    channel: str | None = None  # of the visitor's messages alone
    language: str | None = None
    intent: str | None = None
    confidence: float | None = None
    ranking: tuple[Mapping[str, Any], ...] = ()
    entities: tuple[Entity, ...] = ()
    danger: Mapping[str, Any] | None = None
    payload: str | None = None
    response: str | None = None
    latency_ms: int | None = None
    model: str | None = None

    def __repr__(self) -> str:
        return f"<Message {self.id}>"

    def redacted(self, redact: Callable[[str], str]) -> Message:
        """The same without anything that tells who wrote it; what `redact` raises is passed on.

        An entity whose words were masked in the text goes too: a date of birth is a time.
        """
        if self.payload:
            return replace(self, entities=())
        text = redact(self.text)[:LONGEST]
        kept = [e for e in self.entities if _is_name_of_ours(e) or _stands(e.surface, text)]
        return replace(self, text=text, entities=tuple(kept))

    def without_text(self) -> Message:
        """The same where the redactor failed: nothing of what was written is left."""
        return replace(self, text=REMOVED, entities=())


@dataclass(frozen=True)
class Feedback:
    """What a visitor thinks of an answer; ``reason`` is raw until `redacted`. Never printed.

    ``message``: the answer's id in the log, its position in the conversation (from 1), or None for
    the newest answer.
    """

    conversation: str
    message: str | int | None
    value: Literal["up", "down"]
    reason: str | None
    at: datetime

    def __repr__(self) -> str:
        return f"<Feedback {self.value}>"

    def redacted(self, redact: Callable[[str], str]) -> Feedback:
        """The same with a redacted reason."""
        reason = redact(self.reason)[:LONGEST] if self.reason else None
        return replace(self, reason=reason)

    def without_text(self) -> Feedback:
        """The same where the redactor failed."""
        return replace(self, reason=REMOVED if self.reason else None)


Entry = Message | Feedback


def from_event(
    event: Mapping[str, Any],
    conversation: str,
    key: bytes,
    words: Vocabulary,
    elapsed: float | None = None,
) -> Message | None:
    """The message of a Rasa event; None for an event of another kind.

    ``conversation`` is the log's id; ``elapsed`` the seconds that the turn has taken.
    """
    kind = event.get("event")
    if kind == "user":
        return _visitor(event, conversation, key, words, elapsed)
    return _bot(event, conversation, key) if kind == "bot" else None


def clean(text: Any) -> str:
    """Text that any database can hold."""
    return _NO_TEXT.sub("\ufffd", text) if isinstance(text, str) else ""


def _visitor(
    event: Mapping[str, Any],
    conversation: str,
    key: bytes,
    words: Vocabulary,
    elapsed: float | None,
) -> Message:
    parsed = event.get("parse_data") or {}
    intent = parsed.get("intent") or {}
    text = clean(event.get("text"))
    reference = event.get("message_id") or event.get("timestamp")
    return Message(
        id=message_id(conversation, f"user {reference}", key),
        conversation=conversation,
        author="visitor",
        at=_moment(event),
        text=text,
        channel=vocabulary.channel(event.get("input_channel")),
        language=words.language(parsed.get("language")),
        intent=words.intent(intent.get("name")),
        confidence=vocabulary.number(intent.get("confidence")),
        ranking=_ranking(parsed, words),
        entities=tuple(_entities(parsed, text, words)),
        danger=vocabulary.danger(parsed.get("danger")),
        payload=words.payload(text),
        latency_ms=None if elapsed is None else round(elapsed * 1000),
        model=_model(event),
    )


def _bot(event: Mapping[str, Any], conversation: str, key: bytes) -> Message:
    metadata = event.get("metadata") or {}
    own = metadata.get("metadata") or {}  # what the answer itself carries
    reference = own.get("message_id") or event.get("timestamp")
    return Message(
        id=message_id(conversation, f"bot {reference}", key),
        conversation=conversation,
        author="bot",
        at=_moment(event),
        text=clean(event.get("text")),
        response=vocabulary.response(metadata.get("utter_action")),
        model=_model(event),
    )


def _moment(event: Mapping[str, Any]) -> datetime:
    """When it was; an event without a time, or with one long from now, counts as of now."""
    now = datetime.now(timezone.utc)
    stamp = event.get("timestamp")
    if isinstance(stamp, int | float) and abs(now.timestamp() - stamp) < _FAR:
        return datetime.fromtimestamp(stamp, timezone.utc)
    return now


def _model(event: Mapping[str, Any]) -> str | None:
    return vocabulary.model((event.get("metadata") or {}).get("model_id"))


def _ranking(parsed: Mapping[str, Any], words: Vocabulary) -> tuple[Mapping[str, Any], ...]:
    known = [
        {"name": one.get("name"), "confidence": vocabulary.number(one.get("confidence"))}
        for one in parsed.get("intent_ranking") or ()
        if words.intent(one.get("name"))
    ]
    return tuple(known[:RANKED])


def _entities(parsed: Mapping[str, Any], text: str, words: Vocabulary) -> list[Entity]:
    found = []
    for one in parsed.get("entities") or ():
        name, value = one.get("entity"), one.get("value")
        if name not in ENTITIES:
            continue
        if name == "place":
            value = _place(one.get("place") or {})
        elif name == "time":
            value = _time(value)
        elif name == "question":
            value = words.intent(value)
        elif not isinstance(value, str) or not re.match(r"\w{1,80}\Z", value):
            value = None
        if value is None:
            continue
        start, end = one.get("start"), one.get("end")
        surface = text[start:end] if isinstance(start, int) and isinstance(end, int) else ""
        found.append(Entity({"entity": name, "value": value}, surface))
    return found


def _time(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, Mapping):
        return None
    return {key: value[key] for key in _TIME_KEYS if key in value}


def _place(place: Mapping[str, Any]) -> dict[str, Any]:
    """Kommun, län or landskap; a smaller place is told by the codes of its kommun alone."""
    kind = place.get("kind")
    told = {key: place.get(key) for key in ("kommun_codes", "lan_codes", "negated") if key in place}
    if kind in _PLAIN_PLACES:
        return {"kind": kind, "name": place.get("name"), **told}
    return {"kind": "kommun" if kind == "ort" else kind, **told}


def _is_name_of_ours(entity: Entity) -> bool:
    """Whether the value says no more than a kommun or a name that stands in our own files."""
    return bool(entity.value["entity"] != "time")


def _stands(surface: str, text: str) -> bool:
    return bool(surface) and surface in text
