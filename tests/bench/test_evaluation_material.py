"""Samples, folds, vectors and tables that the evaluation works with."""

from pathlib import Path

import pytest

from bench.evaluation import readability
from bench.evaluation.answers import swedish
from bench.evaluation.examples import read_set, read_two
from bench.evaluation.lix import Length
from bench.evaluation.markdown import table
from bench.evaluation.nearness import nearness
from bench.evaluation.seeds import parts
from bench.evaluation.trained import ModelError, Trained
from bench.sample import Labelled

MESSAGES = [Labelled(intent, f"{intent} {i}") for intent in "ab" for i in range(10)]


def test_parts_repeat_no_message_and_leave_out_others_each_time() -> None:
    """Nine of ten messages, each once: no bootstrap; no message is left out twice."""
    made = parts(MESSAGES, 0.9, (1, 2, 3))
    for seen, unseen in made:
        assert sorted(seen + unseen) == MESSAGES
        assert len(unseen) == 2
    assert len({message for _, unseen in made for message in unseen}) == 6
    with pytest.raises(ValueError, match="too many seeds"):
        parts(MESSAGES, 0.5, (1, 2, 3))


def test_likeness_is_one_for_the_same_words_and_nought_for_others() -> None:
    """Case and punctuation do not count, letters unknown to the training messages do."""
    same, other, half = nearness(["Är du AI?", "xyzzy", "är du ai qqqqq"], ["är du AI", "hej"])
    assert same == pytest.approx(1.0)
    assert other == 0.0
    assert 0.2 < half < 0.8


def test_a_missing_set_is_empty_and_a_missing_model_is_an_error(tmp_path: Path) -> None:
    """The English set is optional, the trained model is not."""
    assert read_set(tmp_path / "english.yml") == []
    with pytest.raises(ModelError, match="make train"):
        Trained.load(tmp_path / "model.tar.gz")


def test_sets_are_read_with_their_styles(tmp_path: Path) -> None:
    """A set in Rasa's format with metadata, and the messages with two questions."""
    one, two = tmp_path / "one.yml", tmp_path / "two.yml"
    one.write_text(
        "nlu:\n- intent: tack\n  examples:\n  - text: tackar\n    metadata: {style: kort}\n"
        "  - text: tack så mycket\n", encoding="utf-8",
    )
    two.write_text("dev:\n- {intents: [a, b], text: a och b}\n", encoding="utf-8")
    assert [(e.text, e.intent, e.style) for e in read_set(one)] == [
        ("tackar", "tack", "kort"), ("tack så mycket", "tack", ""),
    ]
    assert read_two(two)["dev"][0].intents == ("a", "b")


def test_only_swedish_answers_are_measured() -> None:
    """Variants for English and those without text are left out."""
    english = {"text": "hi", "condition": [{"type": "slot", "name": "language", "value": "en"}]}
    assert swedish({"utter_a": [{"text": "hej"}, english, {"custom": {}}]}) == [("utter_a", "hej")]


def test_few_sentences_are_three_or_less() -> None:
    """The share of short answers counts sentences outside lists."""
    result = readability.measure([("a", "Ett. Två. Tre."), ("b", "Ett. Två. Tre. Fyra.")])
    assert (result.short.hits, result.short.total) == (1, 2)
    assert result.lengths[0][1] == Length(words=3, long_words=0, sentences=3, prose=3)


def test_tables_align_numbers_and_escape_bars() -> None:
    """Columns of numbers are right-aligned; a bar in a message does not break the table."""
    assert table(["a", "b"], [["x|y", 1], ["z", 0.5]]).splitlines() == [
        "| a | b |", "| --- | ---: |", "| x\\|y | 1 |", "| z | 0.500 |",
    ]
