"""The Rasa component that adds sentences and vectors to messages."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import sentences
from bot.nlu.featurizer import SentenceFeaturizer
from tests.nlu.graph_storage import FolderStorage

CONTEXT: Any = SimpleNamespace(node_name="featurizer")
DATA = TrainingData([
    Message({TEXT: text, INTENT: intent})
    for text, intent in [
        ("vad är numret", "nummer"), ("vilket nummer har ni", "nummer"), ("numret tack", "nummer"),
        ("vilka språk finns passet på", "sprak"), ("passet på andra språk", "sprak"),
    ]
])


def featurizer(folder: Path) -> SentenceFeaturizer:
    """A featurizer that knows no words yet."""
    storage: Any = FolderStorage(folder)
    return SentenceFeaturizer.create({}, storage, None, CONTEXT)  # type: ignore[arg-type]


def test_a_message_gets_its_sentences_and_a_feature(tmp_path: Path) -> None:
    """The dense sentence feature is the vector of the whole."""
    message = Message({TEXT: "vad är numret och vilka språk finns passet på?"})
    featurizer(tmp_path).process([message])
    parts = message.get(sentences.ATTRIBUTE)
    assert len(parts) == 3
    feature = message.features[0]
    assert feature.origin == "featurizer"
    assert np.array_equal(feature.features, parts[0].vector[None, :])


@pytest.mark.parametrize("data", [{}, {TEXT: ""}, {TEXT: None}])
def test_a_message_without_text_is_left_alone(tmp_path: Path, data: dict[str, Any]) -> None:
    """A button or an event has nothing to read."""
    message = Message(data)
    featurizer(tmp_path).process([message])
    assert message.get(sentences.ATTRIBUTE) is None
    assert not message.features


def test_training_examples_are_not_cut(tmp_path: Path) -> None:
    """Each has one intent as a whole."""
    message = Message({TEXT: "vad är numret och vilka språk finns passet på?", INTENT: "nummer"})
    featurizer(tmp_path).process_training_data(TrainingData([message]))
    assert len(message.get(sentences.ATTRIBUTE)) == 1


def test_spelling_is_learnt_saved_and_read_back(tmp_path: Path) -> None:
    """A loaded featurizer mends what the trained one mends."""
    trained = featurizer(tmp_path)
    trained.train(DATA)
    storage: Any = FolderStorage(tmp_path)
    loaded = SentenceFeaturizer.load({}, storage, None, CONTEXT)  # type: ignore[arg-type]
    assert loaded.speller.frequency == trained.speller.frequency
    message = Message({TEXT: "nummret?"})
    loaded.process([message])
    assert message.get(sentences.ATTRIBUTE)[0].corrected == "numret?"
