"""Confidence against what is right."""

import numpy as np
import pytest

from bench.evaluation.calibration import best_factor, expected_error, reliability, temper


def test_a_true_confidence_has_no_error() -> None:
    """Right three times of four at a confidence of 0.75."""
    found = reliability([0.75] * 4, [True, True, True, False])
    assert len(found) == 1
    assert expected_error(found) == pytest.approx(0.0)


def test_the_error_is_weighted_by_the_size_of_the_bins() -> None:
    """Two messages 0.1 too low and one 0.9 too high."""
    found = reliability([0.9, 0.9, 0.9 - 0.8], [True, True, True])
    assert [b.size for b in found] == [1, 2]
    assert expected_error(found) == pytest.approx((2 * 0.1 + 0.9) / 3)


def test_a_confidence_of_one_is_in_the_last_bin() -> None:
    """The upper end belongs to the bins."""
    assert reliability([1.0], [True])[0].confidence == 1.0


def test_no_messages_have_no_error() -> None:
    """An empty set is perfectly calibrated."""
    assert expected_error(reliability([], [])) == 0.0


@pytest.mark.parametrize("factor", [0.3, 1.0, 2.5])
def test_temper_keeps_the_order_and_the_sum(factor: float) -> None:
    """Only how sure the model is changes."""
    rows = np.array([[0.6, 0.3, 0.1], [0.2, 0.0, 0.8]])
    warm = temper(rows, factor)
    np.testing.assert_allclose(warm.sum(axis=1), 1)
    assert (warm.argsort(axis=1) == rows.argsort(axis=1)).all()
    assert (warm.max(axis=1) > rows.max(axis=1)).all() == (factor < 1)


def test_the_best_factor_undoes_a_wrong_temperature() -> None:
    """Rows that are too flat by a factor of two ask for half the temperature."""
    chance = np.random.default_rng(3)
    rows = chance.dirichlet([0.3] * 5, size=4000)
    truth = [int(chance.choice(5, p=row)) for row in rows]
    assert best_factor(rows, truth) == pytest.approx(1.0, abs=0.1)
    assert best_factor(temper(rows, 2.0), truth) == pytest.approx(0.5, abs=0.05)
