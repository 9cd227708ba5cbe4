"""What every action needs to know of the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from rasa_sdk import Tracker

from bot import knowledge, topics
from bot.answers.coordinators import main_place
from bot.answers.opening_hours import STOCKHOLM
from bot.dialogue.context import Turn, last_topic, line_talked_about, turns
from bot.dialogue.context import language as spoken
from bot.nlu.dates import TimeExpression, from_value
from bot.topics import Topic


def clock() -> datetime:
    """The present moment in Stockholm."""
    return datetime.now(STOCKHOLM)


@dataclass(frozen=True)
class Conversation:
    """The newest turn, those before it, the topic last talked about, and the language."""

    turn: Turn
    earlier: list[Turn]
    topic: Topic | None
    topic_turn: Turn | None
    language: Literal["sv", "en"]

    @classmethod
    def of(cls, tracker: Tracker) -> Conversation:
        """Read ``tracker``; a conversation without a message gives an empty turn."""
        all_turns = turns(tracker.events) or [Turn()]
        *earlier, turn = all_turns
        found = last_topic(earlier, topics.load())
        topic, topic_turn = found if found else (None, None)
        language = cast(Literal["sv", "en"], spoken(all_turns))
        return cls(turn, earlier, topic, topic_turn, language)

    def times(self) -> list[TimeExpression]:
        """Times of the newest message; a bare clock time falls on the day talked about before."""
        found = _joined([from_value(value) for value in self.turn.values("time")])
        before = self._day_before()
        if before is not None and before.begin is not None:
            day = before.begin.date()
            found = [when.on(day) if when.dayless else when for when in found]
        return found

    def _day_before(self) -> TimeExpression | None:
        for turn in reversed(self.earlier[-2:]):
            for value in turn.values("time"):
                when = from_value(value)
                if when.kind in ("day", "moment"):
                    return when
        return None

    def line(self) -> str | None:
        """Id of the line named in the newest message, else of the one talked about last."""
        known = knowledge.load()
        before = line_talked_about(self.earlier, topics.load())
        for name in (*self.turn.values("contact"), before):
            if name in known.entries and known[name].kind == "line":
                return str(name)
        return None

    def place(self) -> Mapping[str, Any] | None:
        """The place of the newest message, as bot.nlu.places.as_value gives it."""
        return _place_of(self.turn)

    def place_before(self) -> Mapping[str, Any] | None:
        """The place that was named last before the newest message."""
        found = (_place_of(turn) for turn in reversed(self.earlier))
        return next((place for place in found if place is not None), None)


def _place_of(turn: Turn) -> Mapping[str, Any] | None:
    return main_place([e["place"] for e in turn.entities if "place" in e])


def _joined(found: list[TimeExpression]) -> list[TimeExpression]:
    """A single day and a single clock time of the same message are one moment."""
    days = [when for when in found if when.kind == "day"]
    clocks = [when for when in found if when.dayless]
    if len(days) == len(clocks) == 1 and days[0].begin is not None:
        return [clocks[0].on(days[0].begin.date())]
    return found
