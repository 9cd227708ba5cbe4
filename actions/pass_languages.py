"""Does the könsstympningspass exist in the language asked for?"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Conversation
from bot.answers.pass_language import reply


class PassLanguages(Action):
    """Answers yes or no for a language, else lists all."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_pass_language"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer for the first language named in the message."""
        conversation = Conversation.of(tracker)
        answer = reply(conversation.turn.text, conversation.language)
        dispatcher.utter_message(response=answer.response, **answer.values)
        return []
