"""Samples that stay the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench.sample import Labelled, read, stratified, texts

MESSAGES = [Labelled(intent, f"{intent} {i}") for intent in ("a", "b") for i in range(30)]


def test_stratified_takes_the_same_number_of_each_intent() -> None:
    """Every intent is there, with as many messages as asked for."""
    sample = stratified([*MESSAGES, Labelled("rare", "one")], 10, seed=1)
    assert Counter(m.intent for m in sample) == {"a": 10, "b": 10, "rare": 1}


def test_stratified_does_not_depend_on_the_order() -> None:
    """The order of the files does not matter."""
    assert stratified(MESSAGES, 5, seed=1) == stratified(reversed(MESSAGES), 5, seed=1)


def test_stratified_depends_on_the_seed() -> None:
    """Another seed gives another sample."""
    assert stratified(MESSAGES, 5, seed=1) != stratified(MESSAGES, 5, seed=2)


def test_one_more_message_moves_at_most_one() -> None:
    """New training data leaves the sample nearly as it was."""
    before = set(stratified(MESSAGES, 5, seed=1))
    for i in range(50):
        after = set(stratified([*MESSAGES, Labelled("a", f"new {i}")], 5, seed=1))
        assert len(before - after) <= 1


def test_texts_repeat_only_when_all_are_used() -> None:
    """Each message comes once before any comes twice."""
    drawn = texts(MESSAGES, 90, seed=3)
    assert len(drawn) == 90
    assert set(Counter(drawn[:60]).values()) == {1}
    assert drawn == texts(list(reversed(MESSAGES)), 90, seed=3)


def test_texts_of_nothing_is_an_error() -> None:
    """An empty set of messages gives no endless loop."""
    with pytest.raises(ValueError, match="no messages"):
        texts([], 1, seed=1)


def test_read_takes_both_forms_of_examples(tmp_path: Path) -> None:
    """Rasa's block of lines and the list with metadata are both read, each message once."""
    (tmp_path / "nlu.yml").write_text(
        'version: "3.1"\nnlu:\n'
        "- intent: hej\n  examples: |\n    - hej\n    - hej\n    - tja\n"
        "- intent: tack\n  examples:\n  - text: tack\n    metadata: {style: kort}\n",
        encoding="utf-8",
    )
    assert read(tmp_path) == [
        Labelled("hej", "hej"), Labelled("hej", "tja"), Labelled("tack", "tack")
    ]
