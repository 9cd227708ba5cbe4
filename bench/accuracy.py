"""How many messages each side understands when both learn from the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from bench.sample import Labelled
from bot.nlu import encoder, sentences
from bot.nlu.intents import IntentModel, Settings
from bot.nlu.lexicon import domain_words, is_swedish
from bot.nlu.spelling import Speller


@dataclass(frozen=True)
class Comparison:
    """Of ``messages``: how many both, only ours, only the stock side, or none got right."""

    messages: int
    both: int
    only_ours: int
    only_stock: int

    @property
    def ours(self) -> float:
        """Our accuracy (0-1)."""
        return (self.both + self.only_ours) / self.messages

    @property
    def stock(self) -> float:
        """The stock side's accuracy (0-1)."""
        return (self.both + self.only_stock) / self.messages


def compare(right: Sequence[str], ours: Sequence[str], stock: Sequence[str]) -> Comparison:
    """Compare two lists of intents with the ``right`` ones. Raises ValueError on other lengths."""
    rows = [(r == a, r == b) for r, a, b in zip(right, ours, stock, strict=True)]
    return Comparison(
        len(rows), rows.count((True, True)), rows.count((True, False)), rows.count((False, True))
    )


def settings(config: Path) -> Settings:
    """The settings of our intent model in a config.yml."""
    pipeline = yaml.safe_load(config.read_text(encoding="utf-8"))["pipeline"]
    model = next(c for c in pipeline if c["name"].endswith("TopicClassifier"))
    return Settings(**model.get("model") or {})


def learn_spelling(train: Sequence[Labelled]) -> Speller:
    """Our speller, learnt from ``train`` alone."""
    return Speller.learn((m.text for m in train), is_swedish, domain_words())


def intents(train: Sequence[Labelled], texts: Sequence[str], chosen: Settings) -> list[str]:
    """The best intent of each of ``texts`` by our model, trained on ``train`` alone."""
    speller = learn_spelling(train)
    encode = encoder.load().read
    learnt = [sentences.read(m.text, speller, encode, split=False)[0] for m in train]
    model = IntentModel(chosen)
    model.fit(
        [s.corrected for s in learnt], np.stack([s.vector for s in learnt]),
        [m.intent for m in train],
    )
    asked = (sentences.read(text, speller, encode, split=False)[0] for text in texts)
    rows = (model.probabilities(s.corrected, s.vector) for s in asked)
    return [model.labels[int(row.argmax())] for row in rows]
