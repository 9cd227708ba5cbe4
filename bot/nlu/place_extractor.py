"""Rasa shell around the gazetteer: entity ``place``, value the official name."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entity_finder import EntityFinder
from bot.nlu.places import Gazetteer, as_value

ENTITY = "place"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceExtractor(EntityFinder):
    """Adds an entity ``place`` for each place in a message.

    Its value is the official name; the key ``place`` holds kind, name and codes
    (``bot.nlu.places.as_value``).
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        """Search with ``gazetteer``, else that of data/knowledge/places.

        Raises PlacesError when its files are broken.
        """
        self._gazetteer = gazetteer or Gazetteer.load()

    def find(self, message: Message) -> list[dict[str, Any]]:
        """The places of ``message``."""
        return [
            {
                "entity": ENTITY,
                "value": mention.name,
                "start": mention.start,
                "end": mention.end,
                "confidence_entity": mention.confidence,
                ENTITY: as_value(mention),
            }
            for mention in self._gazetteer.find(message.get(TEXT) or "")
        ]
