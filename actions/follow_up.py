"""Follow-ups that lean on what was talked about: its contact, the other one, more about it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Conversation
from bot import knowledge, topics
from bot.answers import report_concern
from bot.answers.follow_up import reply
from bot.dialogue import conditions


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
        turn = conversation.turn
        asked = next((i for i in turn.intents() if i.startswith("folj_")), turn.intent)
        topic, said_in = conversation.topic, conversation.topic_turn
        main = topics.load().get(turn.intent)
        if asked != turn.intent and main is not None:  # "…, och vilket nummer är det?"
            topic, said_in = main, turn
        shown = said_in.values("contact") if said_in else []
        line = conversation.line()
        if topic is not None and topic.role == "safety" and line:  # the one that was given there
            shown = [*shown, line]
        conditions_asked = conditions.asked(turn.text)
        if topic is not None and topic.intent == "orosanmalan" and not conditions_asked:
            answer = report_concern.reply(
                conversation.place() or conversation.place_before(), conversation.language
            )
        else:
            answer = reply(asked, topic, shown, knowledge.load(), conditions_asked)
        dispatcher.utter_message(response=answer.response, **answer.values)
        return []
