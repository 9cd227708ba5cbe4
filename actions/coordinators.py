"""Which regional coordinator a place belongs to."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Conversation
from bot.answers.coordinator_reply import reply


class Coordinators(Action):
    """Answers with the region of the place, its counties and the national number."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_coordinator"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer for the place of the message; without one, give the number and ask."""
        conversation = Conversation.of(tracker)
        answer = reply(conversation.place(), conversation.language)
        dispatcher.utter_message(response=answer.response, **answer.values)
        return []
