"""How sure a measured share is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

Z95 = 1.959964


@dataclass(frozen=True)
class Share:
    """``hits`` of ``total``."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share between 0 and 1; 0 of nothing is 0."""
        return self.hits / self.total if self.total else 0.0

    def __str__(self) -> str:
        """The share in per cent with its 95 % interval and the counts."""
        low, high = wilson(self.hits, self.total)
        return (
            f"{self.value:.1%} ({low:.1%}–{high:.1%}; {self.hits} of {self.total})"
        ).replace("%", " %")


def share(outcomes: Sequence[bool]) -> Share:
    """The share of true outcomes."""
    return Share(sum(outcomes), len(outcomes))


def wilson(hits: int, total: int, z: float = Z95) -> tuple[float, float]:
    """Wilson's score interval of a binomial share: low and high, between 0 and 1.

    Nothing measured gives (0, 1). Source: E. B. Wilson, JASA 22 (1927), 209-212.
    """
    if total == 0:
        return 0.0, 1.0
    rate = hits / total
    denominator = 1 + z * z / total
    centre = (rate + z * z / (2 * total)) / denominator
    half = z * math.sqrt(rate * (1 - rate) / total + z * z / (4 * total * total)) / denominator
    return max(0.0, centre - half), min(1.0, centre + half)


def spread(values: Sequence[float]) -> str:
    """Mean ± sample standard deviation, in per cent."""
    deviation = stdev(values) if len(values) > 1 else 0.0
    return f"{100 * fmean(values):.1f} ± {100 * deviation:.1f} %"
