"""A named support line, organisation or person: number, hours, whom it is for."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.opening_hours import OpeningHours
from actions.turn import Conversation
from bot import knowledge
from bot.dialogue import conditions
from bot.dialogue.context import ALARM, ALARM_BY_TEXT, WOMENS_LINE

_MOST = 2


def _meant(line: str, asked: list[str]) -> str:
    """The line that is meant by one who speaks of no line, after ``line`` was spoken of.

    Nobody asks what 112 costs: it is the line named beside it. "Kan man smsa?" is about 112.
    """
    if line != ALARM or not asked:
        return line
    return ALARM_BY_TEXT if asked == ["chat"] else WOMENS_LINE


class Contacts(Action):
    """Answers with the contact that the message names, or with the list of lines."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_contact"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Show at most two contacts; with a time in the message, whether they are open then.

        Who asks for one condition ("kostar det?") gets that, not the whole card.
        """
        conversation = Conversation.of(tracker)
        asked = conditions.asked(conversation.turn.text)
        named = list(dict.fromkeys(conversation.turn.values("contact")))[:_MOST]
        line = conversation.line()
        if not named and line and conversation.turn.intent != "kontaktperson":
            named = [_meant(line, asked)]
        if not named:
            person = conversation.turn.intent == "kontaktperson"
            missing = "utter_lansstyrelsen_kontakt" if person else "utter_linjer_lista"
            dispatcher.utter_message(response=missing)
            return []
        if conversation.turn.values("time") and conversation.turn.intent == "linje":
            return OpeningHours().run(dispatcher, tracker, domain)
        known = knowledge.load()
        for number, contact in enumerate(named):
            values: dict[str, Any] = {"contact": contact, "further": number > 0}
            # "Kan man smsa 112?" is about the line itself.
            if asked and not (asked == ["chat"] and known[contact].get("sms")):
                dispatcher.utter_message(response="utter_kontakt_villkor", asked=asked, **values)
            else:
                dispatcher.utter_message(response="utter_kontakt_kort", **values)
        return []
