"""Rasa shell around the contact finder: entity ``contact``, value the id of the entry."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import knowledge
from bot.nlu import sentences
from bot.nlu.contacts import ContactFinder
from bot.nlu.entity_finder import EntityFinder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ContactExtractor(EntityFinder):
    """Adds a ``contact`` entity for each contact that a message names."""

    def __init__(self) -> None:
        """Index the names once."""
        self._finder = ContactFinder(knowledge.load())

    def find(self, message: Message) -> list[dict[str, Any]]:
        """The contacts of ``message``; its corrected text helps where a name is misspelt."""
        text = (message.get(TEXT) or "")[: sentences.MAX_CHARACTERS]
        parts = message.get(sentences.ATTRIBUTE)
        return [
            {
                "entity": "contact",
                "value": mention.entry,
                "start": mention.start,
                "end": mention.end,
                "confidence_entity": 1.0,
            }
            for mention in self._finder.find(text, parts[0].corrected if parts else None)
        ]
