"""Rasa shell around the date finder: entity ``time``, value the expression as a dict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.dates import TimeExpression, as_value, find
from bot.nlu.dates.almanac import STOCKHOLM
from bot.nlu.dates.english import find_english
from bot.nlu.entity_finder import EntityFinder


def clock() -> datetime:
    """The present moment in Stockholm."""
    return datetime.now(STOCKHOLM)


def _found(text: str, language: str | None, now: datetime) -> list[TimeExpression]:
    """The expressions of a message in a language that may be unknown ("Friday?", "December 24th").

    English in an English message; else Swedish, and English where Swedish finds nothing. Of a
    message that does not tell its language, the reading that takes up more of it.
    """
    if language == "en":
        return find_english(text, now)
    swedish = find(text, now)
    if language == "sv" or (swedish and language is not None):
        return swedish
    english = find_english(text, now)
    return english if _length(english) > _length(swedish) else swedish


def _length(found: list[TimeExpression]) -> int:
    return sum(each.end - each.start for each in found)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DateExtractor(EntityFinder):
    """Adds a ``time`` entity for each expression of time in a message.

    The entity's value is what ``bot.nlu.dates.as_value`` gives; ``from_value`` reads it back.
    """

    def __init__(self, now: Callable[[], datetime] = clock) -> None:
        """``now`` gives the present moment, aware."""
        self._now = now

    def find(self, message: Message) -> list[dict[str, Any]]:
        """The times of ``message``, in its language."""
        found = _found(message.get(TEXT) or "", message.get("language"), self._now())
        return [
            {
                "entity": "time",
                "value": as_value(expression),
                "start": expression.start,
                "end": expression.end,
                "confidence_entity": 1.0,
            }
            for expression in found
        ]
