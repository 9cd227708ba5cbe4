"""Rasa shell: spelling, clauses and sentence vectors, made once for all components after it."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.languages import NORDIC
from bot.nlu import cores, encoder, sentences
from bot.nlu.danger import labels
from bot.nlu.encoder import memory
from bot.nlu.encoder.encoder import Encode
from bot.nlu.lexicon import domain_words, is_swedish
from bot.nlu.spelling import Speller

logger = logging.getLogger(__name__)
_FILE = "words.json"


def learn_words(training_data: TrainingData) -> Speller:
    """The words that are rightly spelt, from the topics' and the Swedish danger messages."""
    topics = [example.get(TEXT) for example in training_data.intent_examples]
    danger = [one.text for one in labels.training() if one.lang == "sv"]
    return Speller.learn([*filter(None, topics), *danger], is_swedish, domain_words())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceFeaturizer(GraphComponent):
    """Sets ``sentences`` (see bot.nlu.sentences) and a dense sentence feature on each message."""

    def __init__(
        self, config: dict[str, Any], name: str, storage: ModelStorage, resource: Resource
    ) -> None:
        """Load the encoder; the words are learnt by `train` or read by `load`."""
        self._name = name
        self._storage = storage
        self._resource = resource
        self._encoder = encoder.load()
        self.speller = Speller({})

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
    ) -> SentenceFeaturizer:
        """A featurizer that knows no words yet."""
        return cls(config, execution_context.node_name, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which words are rightly spelt."""
        self.speller = learn_words(training_data)
        with self._storage.write_to(self._resource) as folder:
            (Path(folder) / _FILE).write_text(
                json.dumps(self.speller.frequency, ensure_ascii=False), encoding="utf-8"
            )
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceFeaturizer:
        """Read the words of a trained model."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component.speller = Speller(
                json.loads((Path(folder) / _FILE).read_text(encoding="utf-8"))
            )
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        """Add sentences and features to messages that came in.

        A message that cannot be read stays without them: danger is then judged by signals, and
        the topic is not understood.
        """
        for message in messages:
            try:
                self._featurize(message, split=True, encode=self._encoder.read)
            except Exception as error:
                logger.error("a message was not read: %s", type(error).__name__)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add sentences (whole messages only) and features to the training examples."""
        remembered = memory.training_memory()
        cores.each(
            lambda message: self._featurize(message, split=False, encode=remembered),
            training_data.training_examples,
        )
        remembered.save()
        return training_data

    def _featurize(
        self, message: Message, split: bool, encode: Encode
    ) -> None:
        text = message.get(TEXT)
        if not text:
            return
        language = message.get("language")
        speller = self.speller if language is None or language in NORDIC else None
        found = sentences.read(text, speller, encode, split)
        message.set(sentences.ATTRIBUTE, found)
        if split:
            message.set(
                sentences.READER, lambda other: sentences.read(other, speller, encode, False)[0]
            )
        vector = np.asarray(found[0].vector)[None, :]
        message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, self._name))
