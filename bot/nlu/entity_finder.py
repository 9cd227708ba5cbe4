"""What the three entity extractors of this project have in common as Rasa graph components."""

from __future__ import annotations

import logging
from abc import abstractmethod
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

logger = logging.getLogger(__name__)


class EntityFinder(GraphComponent, EntityExtractorMixin):
    """Adds the entities that `find` returns to those a message already has; needs no training."""

    @abstractmethod
    def find(self, message: Message) -> list[dict[str, Any]]:
        """Entities of ``message``: entity, value, start, end (character offsets), confidence."""

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
    ) -> EntityFinder:
        """A ready extractor."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities; a message in which the search fails is answered without them."""
        for message in messages:
            try:
                found = self.add_extractor_name(self.find(message))
            except Exception as error:
                logger.error("entities were not looked for: %s", type(error).__name__)
                continue
            if found:
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages
