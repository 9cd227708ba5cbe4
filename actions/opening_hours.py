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

_PHONE = "stodtelefon"
_MOST = 2


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
        contact = _PHONE
        if not conversation.turn.intent.startswith("stodtelefon"):
            named = conversation.contact()
            if named and known[named].kind == "line":
                contact = named
        now = self._now()
        times = conversation.times()[:_MOST]
        for when in times or [None]:
            answer = reply(known[contact], when, now, conversation.language)
            dispatcher.utter_message(response=answer.response, **answer.values)
        return []
