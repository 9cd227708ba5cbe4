"""Rasa's own CountVectorsFeaturizer and LogisticRegressionClassifier, outside a graph."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import (
    CountVectorsFeaturizer,
)
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bench.sample import Labelled

NGRAMS = {"analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}


def predict(training: Sequence[Labelled], texts: Sequence[str]) -> list[str]:
    """The intents that Rasa's components, trained on ``training``, give to ``texts``."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the regression stops at Rasa's own limit of rounds
        storage = LocalModelStorage(Path(folder))
        tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
        featurizer = CountVectorsFeaturizer.create(
            {**CountVectorsFeaturizer.get_default_config(), **NGRAMS},
            storage, Resource("featurizer"), _context("featurizer"),
        )
        classifier = LogisticRegressionClassifier.create(
            LogisticRegressionClassifier.get_default_config(),
            storage, Resource("classifier"), _context("classifier"),
        )
        data = TrainingData([Message({TEXT: m.text, INTENT: m.intent}) for m in training])
        tokenizer.process_training_data(data)
        featurizer.train(data)
        featurizer.process_training_data(data)
        classifier.train(data)
        messages = [Message({TEXT: text}) for text in texts]
        classifier.process(featurizer.process(tokenizer.process(messages)))
        return [str(m.get(INTENT)["name"]) for m in messages]


def _context(node: str) -> ExecutionContext:
    return ExecutionContext(GraphSchema({}), node_name=node)
