"""Percentiles, and the middle and spread of repeated measurements."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: the least of ``values`` with ``share`` (0-1) at or below it.

    Raises ValueError for no values or a share outside 0-1.
    """
    if not values or not 0 <= share <= 1:
        raise ValueError("a percentile needs values and a share between 0 and 1")
    return sorted(values)[max(math.ceil(share * len(values)) - 1, 0)]


@dataclass(frozen=True)
class Spread:
    """The median of repeated measurements with the least and the greatest."""

    middle: float
    least: float
    greatest: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Raises statistics.StatisticsError for no values."""
        return cls(median(values), min(values), max(values))


def ratios(ours: Sequence[float], stock: Sequence[float]) -> Spread:
    """Ours by stock, round by round: what changes from round to round falls out.

    Raises ValueError when the rounds do not pair up.
    """
    return Spread.of([a / b for a, b in zip(ours, stock, strict=True)])
