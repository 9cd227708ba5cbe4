"""Rasa shell around language detection: sets ``language`` on the message, an ISO 639 code."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.danger import labels
from bot.nlu.language import LanguageModel, learn

logger = logging.getLogger(__name__)
ATTRIBUTE = "language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageDetector(GraphComponent):
    """Notes the language of a message that tells it."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        """A detector that goes by frequent words; `train` or `load` brings the model."""
        self._storage = storage
        self._resource = resource
        self.model = LanguageModel()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No settings."""
        return {}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """What Rasa does not see: the labelled messages."""
        return labels.fingerprint()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageDetector:
        """An untrained detector."""
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the labelled messages of data/danger and from the topics'."""
        topics = [example.get(TEXT) for example in training_data.intent_examples]
        labelled = [(one.text, one.lang) for one in labels.training()]
        self.model = learn(list(filter(None, topics)), labelled)
        with self._storage.write_to(self._resource) as folder:
            self.model.save(Path(folder))
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageDetector:
        """Read a trained model."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component.model = LanguageModel.load(Path(folder))
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        """Set ``language`` where the text tells it."""
        for message in messages:
            found = self._language(message.get(TEXT) or "")
            if found:
                message.set(ATTRIBUTE, found, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples too: the featurizer mends the spelling of Swedish only."""
        self.process(training_data.training_examples)
        return training_data

    def _language(self, text: str) -> str | None:
        try:
            return self.model.detect(text)
        except Exception as error:  # a message is answered without its language too
            logger.error("the language was not told: %s", type(error).__name__)
            return None
