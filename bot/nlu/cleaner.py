"""Rasa shell that makes any text safe for the components after it.

Half an emoji (a lone surrogate) cannot be encoded and would stop the graph; Rasa would then log the
message. Control characters carry nothing for understanding, and emoji mislead: a whispered "han är
hemma nu" with two of them was no longer taken for danger. Rasa reads what begins with "/" as a
pressed button; where it is none ("/hjälp han slår mig"), a person typed it and is to be understood.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import topics

_UNUSABLE = re.compile(
    "[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069"
    "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"  # signs and emoji
)


_PAYLOAD = re.compile(r"/([a-z0-9_]+)(?:\{.*\})?\s*\Z", re.DOTALL)
_RASAS_OWN = frozenset(("session_start", "restart", "back"))


def clean(text: str) -> str:
    """``text`` of the same length with unusable characters turned into spaces."""
    usable = _UNUSABLE.sub(" ", text)
    if not usable.lstrip().startswith("/"):
        return usable
    found = _PAYLOAD.match(usable)
    if found and (found[1] in topics.load() or found[1] in _RASAS_OWN):
        return usable
    said = usable.lstrip(" \t\n/")
    return usable[: len(usable) - len(said)].replace("/", " ") + said


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class TextCleaner(GraphComponent):
    """Cleans the text of each message that comes in; offsets stay as they were."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No settings."""
        return {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TextCleaner:
        """A ready cleaner."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Clean the messages."""
        for message in messages:
            text = message.get(TEXT)
            if text and (cleaned := clean(text)) != text:
                message.set(TEXT, cleaned, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training data is clean."""
        return training_data
