"""The project of the stock side."""

from __future__ import annotations

import yaml

from bench.sample import Labelled
from bench.stock import configuration, conversation_yaml, key, nlu_yaml


def test_configuration_is_written_out() -> None:
    """Rasa's own completion is there: DIET, TED, the response selector and the fallback."""
    config = configuration()
    names = [part["name"] for part in (*config["pipeline"], *config["policies"])]
    for name in ("DIETClassifier", "ResponseSelector", "FallbackClassifier", "TEDPolicy"):
        assert name in names


def test_key_changes_with_the_configuration_and_the_intents() -> None:
    """What makes the trained model stale changes the key; the order of intents does not."""
    assert key({"a": 1}, ["x", "y"]) == key({"a": 1}, ["y", "x"])
    assert key({"a": 1}, ["x"]) != key({"a": 2}, ["x"])
    assert key({"a": 1}, ["x"]) != key({"a": 1}, ["x", "y"])


def test_nlu_groups_messages_by_intent() -> None:
    """Any text survives, also one that YAML could take for something else."""
    text = nlu_yaml([Labelled("a", "ja: nej - #1"), Labelled("a", "åäö 🙂"), Labelled("b", "112")])
    assert yaml.safe_load(text)["nlu"] == [
        {"intent": "a", "examples": [{"text": "ja: nej - #1"}, {"text": "åäö 🙂"}]},
        {"intent": "b", "examples": [{"text": "112"}]},
    ]


def test_rules_give_each_intent_its_plain_answer() -> None:
    """One rule an intent."""
    steps = yaml.safe_load(conversation_yaml("rules", "rule", ["tack"]))["rules"]
    assert steps == [
        {"rule": "tack", "steps": [{"intent": "tack"}, {"action": "utter_plain_tack"}]}
    ]
