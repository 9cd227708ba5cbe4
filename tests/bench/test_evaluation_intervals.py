"""How sure a measured share is."""

import pytest

from bench.evaluation.intervals import Share, share, spread, wilson


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (1, 29, 0.0061, 0.1718),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_wilson_gives_the_published_bounds(hits: int, total: int, low: float, high: float) -> None:
    """The last two are the examples of Newcombe, Statistics in Medicine 17 (1998), 857-872."""
    assert wilson(hits, total) == pytest.approx((low, high), abs=1e-4)


def test_nothing_measured_says_nothing() -> None:
    """Without messages the interval is everything and the share 0."""
    assert wilson(0, 0) == (0.0, 1.0)
    assert Share(0, 0).value == 0.0


def test_a_share_tells_its_counts() -> None:
    """A share is written with its interval and what it was counted on."""
    assert str(share([True] * 5 + [False] * 5)) == "50.0 % (23.7 %–76.3 %; 5 of 10)"


def test_a_single_value_has_no_spread() -> None:
    """The deviation of one value is nought; of several it is the sample's."""
    assert spread([0.5]) == "50.0 ± 0.0 %"
    assert spread([0.4, 0.6]) == "50.0 ± 14.1 %"
