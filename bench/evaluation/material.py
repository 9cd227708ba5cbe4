"""What the parts measure on: messages, the trained model, the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bench import sample
from bench.evaluation.examples import Example, TwoQuestions, read_set, read_two
from bench.evaluation.trained import Trained
from bench.evaluation.vectors import VectorCache, fingerprint
from bot import topics, training
from bot.nlu import encoder
from bot.nlu.decision import Decision, Probabilities, Thresholds, decide
from bot.nlu.encoder.encoder import cache_folder
from bot.topics import Topic

ROOT = Path(__file__).parents[2]
SETS = ROOT / "tests" / "sets"
VECTORS = ROOT / ".cache" / "bench" / "vectors.npz"
_CLASSIFIER = "bot.nlu.intent_classifier.TopicClassifier"


@dataclass(frozen=True)
class Reading:
    """A message with the model's probabilities: of the whole, then of each clause."""

    example: Example
    rows: tuple[Probabilities, ...]


@dataclass(frozen=True)
class Material:
    """Everything that is read once."""

    messages: list[sample.Labelled]
    trained: Trained
    thresholds: Thresholds
    topics: Mapping[str, Topic]
    encode: VectorCache
    readings: Mapping[str, list[Reading]]
    two: Mapping[str, list[TwoQuestions]]

    @property
    def labels(self) -> list[str]:
        """The intents, as the columns of the probabilities."""
        return self.trained.model.labels

    def decide(self, rows: tuple[Probabilities, ...], thresholds: Thresholds) -> Decision:
        """What the bot does with a message of these probabilities."""
        return decide(rows, self.labels, self.topics, thresholds)

    def role(self, intent: str) -> str:
        """fact, talk, follow, outside or safety; empty for an intent that is no topic."""
        topic = self.topics.get(intent)
        return topic.role if topic else ""


def thresholds() -> Thresholds:
    """The thresholds of config.yml."""
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    own = next(c for c in config["pipeline"] if c["name"] == _CLASSIFIER)
    return Thresholds(**(own.get("thresholds") or {}))


@lru_cache(maxsize=1)
def load() -> Material:
    """The project's own material; raises ModelError when no model has been trained."""
    built = cache_folder()
    mark = fingerprint(built / "encoder.onnx", built / "pieces.model")
    encode = VectorCache(VECTORS, encoder.load().encode_one, mark)
    trained = Trained.load(training.MODEL)
    readings = {
        name: [
            Reading(e, tuple(trained.rows(e.text, encode)))
            for e in read_set(SETS / f"{name}.yml")
        ]
        for name in ("dev", "final", "english")
    }
    return Material(
        messages=sample.read(ROOT / "data" / "nlu"),
        trained=trained,
        thresholds=thresholds(),
        topics=topics.load(),
        encode=encode,
        readings=readings,
        two=read_two(SETS / "two_questions.yml"),
    )
