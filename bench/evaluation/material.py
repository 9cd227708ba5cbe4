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
from bot import topics, training
from bot.nlu import encoder
from bot.nlu.danger import judge, labels, signals
from bot.nlu.danger.signals import Signal
from bot.nlu.danger.verdict import Danger, Scores
from bot.nlu.decision import Decision, Probabilities, Thresholds, decide
from bot.nlu.encoder.encoder import Encode
from bot.nlu.encoder.memory import Memory, training_memory
from bot.topics import Topic

ROOT = Path(__file__).parents[2]
SETS = ROOT / "tests" / "sets"
_CLASSIFIER = "bot.nlu.intent_classifier.TopicClassifier"
_DETECTOR = "bot.nlu.danger_detector.DangerDetector"


@dataclass(frozen=True)
class Reading:
    """A message with its topics' probabilities (whole, then each clause) and its danger."""

    example: Example
    rows: tuple[Probabilities, ...]
    danger: Danger


@dataclass(frozen=True)
class Judgement:
    """A message labelled for danger, how it sounds, and the signals that it holds."""

    example: labels.Example
    scores: tuple[Scores, ...]
    signals: tuple[Signal, ...]

    def danger(self, thresholds: judge.Thresholds) -> Danger:
        """What the bot judges under ``thresholds``."""
        return judge.judge(self.scores, self.signals, thresholds)


@dataclass(frozen=True)
class Material:
    """Everything that is read once.

    ``encode`` remembers states and has no tokens, ``read`` is the encoder itself, for danger.
    """

    messages: list[sample.Labelled]
    trained: Trained
    thresholds: Thresholds
    topics: Mapping[str, Topic]
    encode: Memory
    read: Encode
    readings: Mapping[str, list[Reading]]
    two: Mapping[str, list[TwoQuestions]]
    danger: judge.Thresholds
    judgements: Mapping[str, list[Judgement]]

    @property
    def labels(self) -> list[str]:
        """The intents, as the columns of the probabilities."""
        return self.trained.model.labels

    def decide(
        self, rows: tuple[Probabilities, ...], thresholds: Thresholds, danger: Danger | None = None
    ) -> Decision:
        """What the bot does with a message of these probabilities."""
        return decide(rows, self.labels, self.topics, thresholds, danger)

    def role(self, intent: str) -> str:
        """fact, talk, follow, outside or safety; empty for an intent that is no topic."""
        topic = self.topics.get(intent)
        return topic.role if topic else ""


def thresholds(component: str) -> dict[str, float]:
    """The thresholds of ``component`` in config.yml."""
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    own = next(c for c in config["pipeline"] if c["name"] == component)
    return dict(own.get("thresholds") or {})


def judged(trained: Trained, text: str, encode: Encode, limits: judge.Thresholds) -> Danger:
    """The danger in ``text`` as the graph judges it, without messages before it."""
    return judge.judge(trained.scores(text, encode), signals.find(text), limits)


@lru_cache(maxsize=1)
def load() -> Material:
    """The project's own material; raises ModelError when no model has been trained."""
    encode, read = training_memory(), encoder.load().read
    trained = Trained.load(training.MODEL)
    limits = judge.Thresholds(**thresholds(_DETECTOR))
    readings = {
        name: [
            Reading(
                e, tuple(trained.rows(e.text, encode)), judged(trained, e.text, read, limits)
            )
            for e in read_set(SETS / f"{name}.yml")
        ]
        for name in ("dev", "final", "english")
    }
    judgements = {
        name: [
            Judgement(e, tuple(trained.scores(e.text, read)), tuple(signals.find(e.text)))
            for e in labels.read(sorted((SETS / "danger").glob(f"{name}*.yml")))
        ]
        for name in ("dev", "final")
    }
    return Material(
        messages=sample.read(ROOT / "data" / "nlu"),
        trained=trained,
        thresholds=Thresholds(**thresholds(_CLASSIFIER)),
        topics=topics.load(),
        encode=encode,
        read=read,
        readings=readings,
        two=read_two(SETS / "two_questions.yml"),
        danger=limits,
        judgements=judgements,
    )
