"""Follow-ups that lean on what was talked about: its contact, the other one, more about it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Conversation
from bot import knowledge
from bot.answers.follow_up import reply


class FollowUp(Action):
    """Answers "vad är mejlen dit?", "den andra telefonen" and "berätta mer"."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_follow_up"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer about the topic last talked about; without one, ask what it is about."""
        conversation = Conversation.of(tracker)
        shown = conversation.topic_turn.values("contact") if conversation.topic_turn else []
        answer = reply(
            conversation.turn.intent, conversation.topic, shown, knowledge.load()
        )
        dispatcher.utter_message(response=answer.response, **answer.values)
        return []
