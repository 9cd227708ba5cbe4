"""Probabilities of the training messages from models that have not seen them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.evaluation.calibration import Rows
from bench.evaluation.material import Material
from bench.evaluation.trained import Trained
from bench.sample import Labelled

FOLDS = 3


@dataclass(frozen=True)
class HeldOut:
    """Training messages with out-of-fold probabilities (messages, ``labels``)."""

    messages: list[Labelled]
    labels: list[str]
    rows: Rows


def folds(messages: Sequence[Labelled], count: int, seed: int) -> list[int]:
    """The fold of each message: every intent is spread evenly over ``count`` folds."""
    by_intent: dict[str, list[int]] = defaultdict(list)
    for number, message in enumerate(messages):
        by_intent[message.intent].append(number)
    chance = random.Random(seed)
    result = [0] * len(messages)
    for intent in sorted(by_intent):
        chance.shuffle(by_intent[intent])
        for place, number in enumerate(by_intent[intent]):
            result[number] = place % count
    return result


def measure(material: Material, count: int = FOLDS, seed: int = 1) -> HeldOut:
    """Train ``count`` times, each time without one fold."""
    messages = material.messages
    numbers = folds(messages, count, seed)
    labels = sorted({m.intent for m in messages})
    rows = np.zeros((len(messages), len(labels)))
    for fold in range(count):
        seen = [m for m, n in zip(messages, numbers, strict=True) if n != fold]
        held = [i for i, n in enumerate(numbers) if n == fold]
        trained = Trained.fit(seen, material.encode, material.trained.model.settings)
        found = trained.whole((messages[i].text for i in held), material.encode)
        columns = [labels.index(label) for label in trained.model.labels]
        rows[np.ix_(held, columns)] = found
    return HeldOut(list(messages), labels, rows)
