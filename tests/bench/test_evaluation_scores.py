"""Scores of intents and the pairs that are confused."""

import pytest

from bench.evaluation.scores import Pair, confusion_matrix, confusions, macro, per_intent

TRUTH = ["a", "a", "a", "b", "b", "c"]
PREDICTED = ["a", "a", "b", "b", "b", "unsure"]


def test_each_intent_gets_precision_recall_and_f1() -> None:
    """An intent that is never predicted scores nought; a label outside the truth gets no row."""
    a, b, c = per_intent(TRUTH, PREDICTED)
    assert (a.precision, a.recall, a.support) == (1.0, pytest.approx(2 / 3), 3)
    assert (b.precision, b.recall, b.f1) == (pytest.approx(2 / 3), 1.0, pytest.approx(0.8))
    assert (c.precision, c.recall, c.f1, c.support) == (0.0, 0.0, 0.0, 1)


def test_macro_counts_every_intent_alike() -> None:
    """Rare intents weigh as much as frequent ones."""
    precision, recall, f1 = macro(per_intent(TRUTH, PREDICTED))
    assert precision == pytest.approx(5 / 9)
    assert recall == pytest.approx(5 / 9)
    assert f1 == pytest.approx((0.8 + 0.8 + 0) / 3)


def test_confused_pairs_come_most_frequent_first() -> None:
    """Right answers are no pairs, equal counts are in the order of their names."""
    truth = ["a", "b", "b", "c", "c"]
    predicted = ["a", "a", "a", "b", "a"]
    assert confusions(truth, predicted, 2) == [Pair("b", "a", 2), Pair("c", "a", 1)]


def test_the_matrix_has_the_truth_in_its_rows() -> None:
    """A message whose prediction has no column is left out."""
    assert confusion_matrix(TRUTH, PREDICTED, ["a", "b", "c"]).tolist() == [
        [2, 1, 0], [0, 2, 0], [0, 0, 0],
    ]


def test_lists_of_different_lengths_are_refused() -> None:
    """A prediction is missing for some message."""
    with pytest.raises(ValueError):
        per_intent(["a", "b"], ["a"])
