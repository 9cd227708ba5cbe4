"""The comparison of two sides' intents."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.accuracy import Comparison, compare, settings


def test_compare_counts_pairs() -> None:
    """Each message is right on both sides, on one of them, or on none."""
    found = compare(["a", "b", "c", "d"], ["a", "b", "x", "x"], ["a", "x", "c", "x"])
    assert found == Comparison(4, both=1, only_ours=1, only_stock=1)


def test_accuracy_of_each_side() -> None:
    """A side is right where both are and where it alone is."""
    found = Comparison(10, both=5, only_ours=3, only_stock=1)
    assert (found.ours, found.stock) == (0.8, 0.6)


def test_compare_needs_equal_lengths() -> None:
    """A missing answer is an error, not a shorter comparison."""
    with pytest.raises(ValueError, match="zip"):
        compare(["a", "b"], ["a"], ["a", "b"])


def test_settings_are_those_of_the_configuration(tmp_path: Path) -> None:
    """What config.yml says of the model is used; the rest is as it comes."""
    config = tmp_path / "config.yml"
    config.write_text(
        "pipeline:\n- name: x.SentenceFeaturizer\n- name: x.TopicClassifier\n  model: {c: 5.0}\n"
    )
    assert settings(config).c == 5.0
    assert settings(config).longest == 4
