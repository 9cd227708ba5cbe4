"""Where to report concern about a child (orosanmälan) in a kommun."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Conversation
from bot.answers.report_concern import reply


class ReportConcern(Action):
    """Answers with the kommun's number where the facts have one."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_report_concern"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer for the place of the message; without one, say how and ask which kommun."""
        conversation = Conversation.of(tracker)
        answer = reply(conversation.place(), conversation.language)
        dispatcher.utter_message(response=answer.response, **answer.values)
        return []
