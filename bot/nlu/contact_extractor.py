"""Rasa shell around the contact finder: entity ``contact``, value the id of the entry."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import knowledge
from bot.nlu import sentences
from bot.nlu.contacts import ContactFinder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ContactExtractor(GraphComponent, EntityExtractorMixin):
    """Adds a ``contact`` entity for each contact that a message names."""

    def __init__(self) -> None:
        """Index the names once."""
        self._finder = ContactFinder(knowledge.load())

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
    ) -> ContactExtractor:
        """A ready extractor."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities."""
        for message in messages:
            text = (message.get(TEXT) or "")[: sentences.MAX_CHARACTERS]
            parts = message.get(sentences.ATTRIBUTE)
            found = self._finder.find(text, parts[0].corrected if parts else None)
            entities = [
                {
                    "entity": "contact",
                    "value": mention.entry,
                    "start": mention.start,
                    "end": mention.end,
                    "confidence_entity": 1.0,
                }
                for mention in found
            ]
            if entities:
                entities = self.add_extractor_name(entities)
                message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages
