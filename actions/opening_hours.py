"""Is a line open: now, or at the time the visitor asks about?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Conversation, clock
from bot import knowledge
from bot.answers.opening_reply import reply
from bot.nlu.dates import TimeExpression

_PHONE = "stodtelefon"
_MOST = 2
_NEEDS_A_TIME = ("stodtelefon_oppet_tid", "folj_tid")


class OpeningHours(Action):
    """Answers with the state of the line, when it changes, and its number."""

    def __init__(self, now: Callable[[], datetime] = clock) -> None:
        """``now`` gives the present moment, aware."""
        self._now = now

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_opening_hours"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer for each time asked about, at most two, or for now."""
        conversation = Conversation.of(tracker)
        known = knowledge.load()
        asked = conversation.turn.intent.startswith(_PHONE)
        here = conversation.turn.values("contact")
        contact = _PHONE if asked and _PHONE in here else conversation.line() or _PHONE
        now = self._now()
        times = conversation.times()[:_MOST]
        if not times and conversation.turn.intent in _NEEDS_A_TIME:
            dispatcher.utter_message(response="utter_vilken_tid", contact=contact)
            return []
        asked_for: list[TimeExpression | None] = [*times] or [None]
        for when in asked_for:
            answer = reply(known[contact], when, now, conversation.language)
            dispatcher.utter_message(response=answer.response, **answer.values)
        return []
