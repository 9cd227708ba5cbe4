"""Percentiles and spreads."""

from __future__ import annotations

import pytest

from bench.figures import Spread, percentile, ratios


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7], 0.99, 7),
        ([3, 1, 2], 0.0, 1),
        ([3, 1, 2], 0.5, 2),
        ([4, 1, 2, 3], 0.5, 2),
        (list(range(1, 101)), 0.95, 95),
        (list(range(1, 101)), 0.99, 99),
        (list(range(1, 801)), 0.99, 792),
        (list(range(1, 101)), 1.0, 100),
    ],
)
def test_percentile_is_the_nearest_rank(values: list[float], share: float, expected: float) -> None:
    """A percentile is one of the values: the least with the share at or below it."""
    assert percentile(values, share) == expected


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], 1.1), ([1.0], -0.1)])
def test_percentile_refuses_nonsense(values: list[float], share: float) -> None:
    """No values or a share outside 0-1 is an error, not a number."""
    with pytest.raises(ValueError, match="percentile"):
        percentile(values, share)


def test_ratios_are_taken_round_by_round() -> None:
    """A machine that slows down on both sides leaves the ratio alone."""
    assert ratios([10, 20, 40], [20, 40, 80]) == Spread(0.5, 0.5, 0.5)


def test_ratios_need_pairs() -> None:
    """A missing round is an error."""
    with pytest.raises(ValueError, match="zip"):
        ratios([1, 2], [1])


def test_spread_holds_the_median_and_the_ends() -> None:
    """The middle of an even number of rounds is halfway."""
    assert Spread.of([4, 1, 2, 3]) == Spread(2.5, 1, 4)
