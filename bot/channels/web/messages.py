"""What the widget shows: an answer of the bot, or a message of the visitor, as plain data."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from bot.channels.web.cards import Card, cards
from bot.channels.web.links import Finder, Link
from bot.nlu.language import by_words

_URGENT = ("utter_fara_", "utter_sjalvmordstankar")


@dataclass(frozen=True)
class Button:
    """A suggested next question."""

    title: str
    payload: str


@dataclass(frozen=True)
class Message:
    """One message. ``urgent``: an answer to danger. No time is told: it would be a trace."""

    id: str
    author: Literal["bot", "visitor"]
    lang: str
    text: str
    urgent: bool = False
    links: Sequence[Link] = field(default=())
    buttons: Sequence[Button] = field(default=())
    cards: Sequence[Card] = field(default=())

    def as_value(self) -> dict[str, Any]:
        """JSON-able, as the widget gets it."""
        value = asdict(self)
        value["from"] = value.pop("author")
        value["at"] = None
        return {**value, **{key: list(value[key]) for key in ("links", "buttons", "cards")}}


class Shaper:
    """Makes messages of what Rasa sends. ``clock`` gives an aware moment, for "open now"."""

    def __init__(self, finder: Finder, clock: Callable[[], dt.datetime]) -> None:
        """``finder``: of the contacts."""
        self._finder = finder
        self._clock = clock

    def answers(
        self, sent: Sequence[Mapping[str, Any]], lang: str, name: Callable[[Any], str]
    ) -> list[Message]:
        """The messages that can be shown, those about danger first.

        ``sent``: as Rasa gives them to an output channel. ``name``: makes an id of what the log
        knows a message by (its own id, else the moment at which it was said).
        """
        shown = [self.answer(one, lang, name) for one in sent if _text(one)]
        return sorted(shown, key=lambda message: not message.urgent)

    def answer(
        self, sent: Mapping[str, Any], lang: str, name: Callable[[Any], str]
    ) -> Message:
        """One message. Its language is what it says, else what its words tell, else ``lang``."""
        text, own = _text(sent), sent.get("metadata") or {}
        spoken = own.get("language") or by_words(text) or lang
        found = self._finder.find(text)
        urgent = str(sent.get("utter_action") or "").startswith(_URGENT)
        return Message(
            id=name(own.get("message_id") or sent.get("timestamp") or uuid.uuid4().hex),
            author="bot",
            lang=spoken,
            text=text,
            urgent=urgent,
            links=tuple(one.link for one in found),
            buttons=_buttons(sent.get("buttons") or ()),
            cards=tuple(cards(found, spoken, self._clock(), urgent=urgent)),
        )


def _text(sent: Mapping[str, Any]) -> str:
    return str(sent.get("text") or "").strip()


def _buttons(sent: Sequence[Mapping[str, Any]]) -> tuple[Button, ...]:
    return tuple(
        Button(str(one["title"]), str(one["payload"]))
        for one in sent
        if one.get("title") and one.get("payload")
    )
