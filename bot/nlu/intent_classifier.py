"""Rasa shell around the intent model and the decision over a message's clauses."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import topics
from bot.nlu import sentences
from bot.nlu.danger.verdict import Danger
from bot.nlu.decision import UNSURE, Decision, Probabilities, Thresholds, decide, harmless
from bot.nlu.intents import IntentModel, Settings

logger = logging.getLogger(__name__)
RANKING = 10
QUESTION = "question"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(IntentClassifier, GraphComponent):
    """Sets ``intent``, ``intent_ranking`` and a ``question`` entity for each further question."""

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource
    ) -> None:
        """An untrained classifier with ``config``."""
        self._storage = storage
        self._resource = resource
        self._thresholds = Thresholds(**config["thresholds"])
        self._topics = topics.load()
        self.model = IntentModel(Settings(**config["model"]))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``model``: bot.nlu.intents.Settings; ``thresholds``: bot.nlu.decision.Thresholds."""
        return {"model": {}, "thresholds": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the examples that have an intent and a sentence vector."""
        examples = [
            (example.get(sentences.ATTRIBUTE)[0], example.get(INTENT))
            for example in training_data.intent_examples
            if example.get(sentences.ATTRIBUTE)
        ]
        self.model.fit(
            [sentence.corrected for sentence, _ in examples],
            np.stack([sentence.vector for sentence, _ in examples]),
            [intent for _, intent in examples],
        )
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
    ) -> TopicClassifier:
        """Read a trained model."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component.model = IntentModel.load(Path(folder))
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        """Classify each message that has text; danger comes through whatever fails here."""
        for message in messages:
            if not message.get(TEXT) or message.get(TEXT).startswith("/"):
                continue
            danger = Danger.from_value(message.get("danger"))
            parts: list[sentences.Sentence] = message.get(sentences.ATTRIBUTE) or []
            try:
                rows = [self.model.probabilities(p.corrected, p.vector) for p in parts]
                decision = decide(rows, self.model.labels, self._topics, self._thresholds, danger)
                self._write(message, parts, rows[0], decision, danger.concern)
            except Exception as error:
                logger.error("a message was not classified: %s", type(error).__name__)
                known = danger.intent
                intent = {"name": known or UNSURE, "confidence": 1.0 if known else 0.0}
                message.set("intent", intent, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples keep their own intents."""
        return training_data

    def _write(
        self,
        message: Message,
        parts: list[sentences.Sentence],
        row: Probabilities,
        decision: Decision,
        concern: float,
    ) -> None:
        row = harmless(row, self.model.labels, self._topics, concern)
        order = np.argsort(-row)[:RANKING]
        ranking = [
            {"name": self.model.labels[i], "confidence": float(row[i])} for i in order
        ]
        main = {"name": decision.main.intent, "confidence": decision.main.confidence}
        if decision.main.intent != UNSURE:
            ranking = [main, *(r for r in ranking if r["name"] != main["name"])]
        message.set("intent", main, add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        found = [
            {
                "entity": QUESTION,
                "value": choice.intent,
                "start": parts[choice.part].start,
                "end": parts[choice.part].end,
                "confidence_entity": choice.confidence,
                "extractor": type(self).__name__,
            }
            for choice in decision.others
        ]
        if found:
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
