"""Rasa's NLG, in process: picks the language, fills in facts, adds source and next questions."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot import remote_actions, topics
from bot.answers.rendering import RenderingError, renderer
from bot.answers.source_line import source_line
from bot.answers.suggestions import suggestions
from bot.dialogue.context import ALARM, Turn, language
from bot.dialogue.plan import ASK, GIVE_UP
from bot.dialogue.policy import newest_turns
from bot.languages import foreign
from bot.quiet import hide_messages

logger = logging.getLogger(__name__)
_LAST_RESORT = "utter_inget_svar"
_OTHER_LANGUAGE = "utter_annat_sprak"
_IN_CASE = "utter_om_fara"
_MANY_SOURCES = ("utter_linjer_lista", "utter_lansstyrelsen_kontakt")


class KnowledgeNLG(TemplatedNaturalLanguageGenerator):
    """Named in endpoints.yml. Answers are `data/responses`, facts are `data/knowledge`."""

    def __init__(self, endpoint_config: EndpointConfig | None, domain: Domain) -> None:
        """``domain`` brings the responses; a template error in any of them is raised here."""
        remote_actions.install()
        hide_messages()  # here, since Rasa makes its NLG after it has set its filters
        super().__init__(domain.responses)
        self._renderer = renderer()
        self._topics = topics.load()
        for variations in domain.responses.values():
            for variation in variations:
                self._renderer.compile(variation.get("text", ""), "sv")

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """The answer ``utter_action`` as a bot message; None when there is no such answer.

        ``kwargs["further"]``: it follows another of the same action, which Rasa's tracker does not
        know yet.
        """
        conversation = newest_turns(tracker)
        spoken = language(conversation)
        slots = {**tracker.current_slot_values(), "language": spoken}
        response = self._random_response_for(utter_action, output_channel, slots)
        if response is None:
            return None
        values = {"last_text": _last_text(conversation), **kwargs}
        try:
            texts = [response.get("text", "")]
            for name in kwargs.get("also") or []:
                part = self._random_response_for(name, output_channel, slots)
                texts.append(part["text"] if part else "")
            text = "\n".join(self._renderer.render(t, spoken, values) for t in texts)
        except RenderingError as error:
            logger.error("the answer %s cannot be rendered: %s", utter_action, error)
            if utter_action == _LAST_RESORT:
                return None
            return await self.generate(_LAST_RESORT, tracker, output_channel)
        head = tail = ""
        if conversation and not conversation[-1].replies and not kwargs.get("further"):
            head = self._head(utter_action, conversation, output_channel, slots)
            tail = self._tail(head + text, conversation, output_channel, slots)
        source = self._source(utter_action, kwargs, spoken)
        text = "\n".join(filter(None, [head, text, tail, source]))
        # By its own id an answer can be judged by who got it (bot.conversations.log).
        metadata = {
            **response.get("metadata", {}), "language": spoken, "message_id": uuid.uuid4().hex
        }
        message: dict[str, Any] = {"text": text, "metadata": metadata}
        buttons = self._buttons(utter_action, conversation, spoken, kwargs)
        if buttons:
            message["buttons"] = buttons
        return message

    def _head(
        self, utter_action: str, conversation: list[Turn], channel: str, slots: dict[str, Any]
    ) -> str:
        """The numbers first, for who writes in a language that the bot does not answer in.

        Once, and again where the bot did not understand: there a person with an interpreter helps.
        The first answer of the turn has it.
        """
        written = foreign(conversation[-1].language)
        if written is None:
            return ""
        told = any(foreign(turn.language) for turn in conversation[:-1])
        if told and utter_action not in (ASK, GIVE_UP):
            return ""
        response = self._random_response_for(_OTHER_LANGUAGE, channel, slots)
        values = {"own": written.own, "language_written": written.en}
        return self._renderer.render(response["text"], "en", values) if response else ""

    def _tail(
        self, text: str, conversation: list[Turn], channel: str, slots: dict[str, Any]
    ) -> str:
        """112 under an answer that does not name it, where the message sounds faintly of danger.

        The first answer of the turn has it, and the turn after it does not say it again.
        """
        if not conversation[-1].danger.faint:
            return ""
        alarm = self._renderer.knowledge[ALARM].phone.text(slots["language"])
        response = self._random_response_for(_IN_CASE, channel, slots)
        if alarm in text or response is None:
            return ""
        line = self._renderer.render(response["text"], slots["language"], {})
        return "" if line in _last_text(conversation) else line

    def _source(self, utter_action: str, values: dict[str, Any], spoken: str) -> str:
        """The line that says where the facts of an answer come from; small talk has none."""
        topic = self._topics.get(str(values.get("topic") or utter_action.removeprefix("utter_")))
        about = topic.entry if topic and topic.role == "fact" else None
        entry = values.get("contact") or (None if utter_action in _MANY_SOURCES else about)
        return source_line(self._renderer.knowledge[entry], spoken) if entry else ""

    def _buttons(
        self,
        utter_action: str,
        conversation: list[Turn],
        spoken: str,
        values: dict[str, Any],
    ) -> list[dict[str, str]]:
        intents = suggestions(
            utter_action, conversation[-1] if conversation else None, self._topics, values
        )
        return [
            {"title": self._topics[intent].title[spoken], "payload": f"/{intent}"}
            for intent in intents
        ]


def _last_text(conversation: list[Turn]) -> str:
    """What the bot said in the turn before this one."""
    for turn in reversed(conversation[:-1]):
        if turn.replies:
            return "\n".join(turn.replies)
    return ""
