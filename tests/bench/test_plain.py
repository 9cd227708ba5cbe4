"""Plain messages about danger: the sets, and how they are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.evaluation import plain
from bot.nlu.danger import labels
from bot.nlu.danger.labels import Level


def test_the_sets_are_large_apart_and_not_trained_on() -> None:
    """Several hundred messages each, in every group."""
    taught = {labels.key(one.text) for one in labels.training()}
    found = []
    for name in plain.NAMES:
        groups = plain.read(plain.FOLDER / f"{name}.yml")
        assert set(groups) == set(plain.RIGHT)
        assert len(groups["acute"]) >= 100 and len(groups["no_alarm"]) >= 150
        found.append({labels.key(text) for texts in groups.values() for text in texts})
    assert not (found[0] & found[1]) and not taught & (found[0] | found[1])


def test_levels_are_counted_by_group() -> None:
    """A telling that is met as danger has its support line; a question must get neither."""
    levels: dict[str, Level] = {"a": "akut", "b": "stod", "c": "ingen"}
    groups = {"acute": ["a", "b"], "support": ["a", "b", "c"], "no_alarm": ["b", "c", "c"]}
    found = plain.shares(groups, levels.__getitem__)
    assert [(one.hits, one.total) for one in found.values()] == [(1, 2), (2, 3), (2, 3)]


def test_an_unknown_group_is_named(tmp_path: Path) -> None:
    """A slip of the pen counts nowhere."""
    path = tmp_path / "set.yml"
    path.write_text("akute: [hjälp]\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"set\.yml has unknown groups: akute"):
        plain.read(path)
