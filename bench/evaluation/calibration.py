"""Whether a confidence of 0.8 means right four times in five, and the temperature that makes it so.

Source of the method: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks",
ICML 2017.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float64]
BINS = 10
_FACTORS = np.exp(np.linspace(np.log(0.2), np.log(3.0), 109))


@dataclass(frozen=True)
class Bin:
    """Messages of about the same confidence: their means, and how many they are."""

    confidence: float
    accuracy: float
    size: int


def reliability(
    confidence: Sequence[float], right: Sequence[bool], bins: int = BINS
) -> list[Bin]:
    """Messages by confidence in ``bins`` bins of equal width; empty bins are left out."""
    confident, correct = np.asarray(confidence, float), np.asarray(right, float)
    number = np.minimum((confident * bins).astype(int), bins - 1)
    return [
        Bin(
            float(confident[number == i].mean()),
            float(correct[number == i].mean()),
            int((number == i).sum()),
        )
        for i in range(bins)
        if (number == i).any()
    ]


def expected_error(found: Sequence[Bin]) -> float:
    """Expected calibration error: the mean gap of confidence and accuracy, weighted by size."""
    total = sum(b.size for b in found)
    return sum(b.size * abs(b.confidence - b.accuracy) for b in found) / total if total else 0.0


def temper(rows: Rows, factor: float) -> Rows:
    """Probabilities (messages, labels) as they are with the temperature ``factor`` times as high.

    A factor below 1 makes the model surer, above 1 less sure; the order never changes.
    """
    logits = np.log(np.maximum(np.asarray(rows, float), 1e-30)) / factor
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def best_factor(rows: Rows, truth: Sequence[int]) -> float:
    """The temperature factor (0.2-3) under which the true labels' columns are most likely."""
    index = np.arange(len(truth)), np.asarray(truth)
    losses = [-np.log(temper(rows, f)[index] + 1e-30).mean() for f in _FACTORS]
    return float(_FACTORS[int(np.argmin(losses))])
