"""Precision, recall and F1 of every intent, and which intents are taken for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class IntentScore:
    """How well one intent is told; ``support`` is the number of its messages."""

    intent: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True)
class Pair:
    """``count`` messages of intent ``truth`` were taken for ``predicted``."""

    truth: str
    predicted: str
    count: int


def per_intent(truth: Sequence[str], predicted: Sequence[str]) -> list[IntentScore]:
    """Scores of the intents of ``truth``, in order of first appearance.

    A predicted label that is in no message's truth only costs the others recall.
    """
    hits = Counter(t for t, p in zip(truth, predicted, strict=True) if t == p)
    asked, given = Counter(truth), Counter(predicted)
    scores = []
    for intent, support in asked.items():
        precision = hits[intent] / given[intent] if given[intent] else 0.0
        recall = hits[intent] / support
        f1 = 2 * precision * recall / (precision + recall) if hits[intent] else 0.0
        scores.append(IntentScore(intent, precision, recall, f1, support))
    return scores


def macro(scores: Sequence[IntentScore]) -> tuple[float, float, float]:
    """Unweighted means of precision, recall and F1 over the intents."""
    return (
        fmean(s.precision for s in scores),
        fmean(s.recall for s in scores),
        fmean(s.f1 for s in scores),
    )


def confusions(truth: Sequence[str], predicted: Sequence[str], most: int) -> list[Pair]:
    """The ``most`` frequent pairs of different labels, most frequent first, then by name."""
    counts = Counter((t, p) for t, p in zip(truth, predicted, strict=True) if t != p)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Pair(t, p, n) for (t, p), n in ordered[:most]]


def confusion_matrix(
    truth: Sequence[str], predicted: Sequence[str], labels: Sequence[str]
) -> npt.NDArray[np.int64]:
    """Counts, (labels, labels): rows are the truth, columns the prediction.

    Messages with a label outside ``labels`` are left out.
    """
    number = {label: i for i, label in enumerate(labels)}
    matrix = np.zeros((len(labels), len(labels)), np.int64)
    for t, p in zip(truth, predicted, strict=True):
        if t in number and p in number:
            matrix[number[t], number[p]] += 1
    return matrix
