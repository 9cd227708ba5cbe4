"""Rasa shell around the gazetteer: entity ``place``, value the official name of the place."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.places import Gazetteer, as_value
from bot.nlu.sentences import MAX_CHARACTERS


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceExtractor(GraphComponent, EntityExtractorMixin):
    """Adds a ``place`` entity for each place that a message mentions.

    The key ``place`` of the entity holds kind, name and codes (``bot.nlu.places.as_value``).
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Take the gazetteer to search with."""
        self._gazetteer = gazetteer

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
    ) -> PlaceExtractor:
        """Read the gazetteer of data/knowledge/places. Raises PlacesError when it is broken."""
        return cls(Gazetteer.load())

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities; of a message above MAX_CHARACTERS the beginning is searched."""
        for message in messages:
            entities = [
                {
                    "entity": "place",
                    "value": mention.name,
                    "start": mention.start,
                    "end": mention.end,
                    "confidence_entity": mention.confidence,
                    "place": as_value(mention),
                }
                for mention in self._gazetteer.find((message.get(TEXT) or "")[:MAX_CHARACTERS])
            ]
            if entities:
                entities = self.add_extractor_name(entities)
                message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages
