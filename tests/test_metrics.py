"""Numbers for Prometheus."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot import metrics
from bot.conversations.log import entries
from bot.conversations.log.entries import Message
from bot.conversations.log.vocabulary import CHANNELS, Vocabulary
from bot.settings import ROOT
from tests.conversations.log.fakes import KEY, NAME, bot, user

WORDS = Vocabulary.load()
# What labels may say at most; "le" is a histogram's bound.
ALLOWED = {
    "channel": CHANNELS | {"other"},
    "language": {"sv", "en", "other"},
    "intent": WORDS.intents | {"other"},
    "level": {"ingen", "stod", "akut"},
    "value": {"up", "down"},
}


def message(event: dict[str, Any], elapsed: float | None = None) -> Message:
    """The message of an event."""
    found = entries.from_event(event, "c", KEY, WORDS, elapsed)
    assert found
    return found


def value(name: str, **labels: str) -> float:
    """Of a metric now; 0 where there is none."""
    return metrics.REGISTRY.get_sample_value(name, labels) or 0.0


def test_a_message_is_counted() -> None:
    """By channel and language, what was understood, how dangerous, how fast."""
    names: list[tuple[str, dict[str, str]]] = [
        ("kvinnofrid_messages_total", {"channel": "rest", "language": "sv"}),
        ("kvinnofrid_intents_total", {"intent": "nlu_fallback"}),
        ("kvinnofrid_fallbacks_total", {}),
        ("kvinnofrid_danger_total", {"level": "stod"}),
        ("kvinnofrid_answer_seconds_count", {}),
    ]
    before = [value(name, **labels) for name, labels in names]
    metrics.count(message(
        user("hej", intent={"name": "nlu_fallback", "confidence": 0.1}, danger={"level": "stod"}),
        0.02,
    ))
    assert [value(name, **labels) for name, labels in names] == [one + 1 for one in before]


def test_an_answer_is_not_counted_as_a_message() -> None:
    """Nor anything else of it."""
    before = metrics.page()
    metrics.count(message(bot("Hej!")))
    assert _ours(metrics.page()) == _ours(before)


@pytest.mark.parametrize(
    ("language", "bucket"),
    [("sv", "sv"), ("no", "sv"), ("en", "en"), ("so", "other"), ("", "other")],
)
def test_rare_languages_are_one(language: str, bucket: str) -> None:
    """The only Tigrinya message of a night could point at a person."""
    labels = {"channel": "rest", "language": bucket}
    before = value("kvinnofrid_messages_total", **labels)
    metrics.count(message(user("hej", language=language)))
    assert value("kvinnofrid_messages_total", **labels) == before + 1


def test_labels_are_words_of_ours_whatever_is_sent() -> None:
    """No caller can make a new one, and no text or id is ever there."""
    hostile = user(NAME, NAME, channel=NAME, language=NAME, metadata={"model_id": NAME},
                   intent={"name": NAME, "confidence": 1}, danger={"level": NAME})
    metrics.count(message(hostile, 0.1))
    page = metrics.page().decode()
    assert NAME not in page
    for family in text_string_to_metric_families(page):
        if family.name.startswith("kvinnofrid_"):
            for sample in family.samples:
                for label, told in sample.labels.items():
                    assert label == "le" or told in ALLOWED[label], (family.name, label, told)


def test_levels_without_an_alarm_are_zero() -> None:
    """A missing series would hide that nothing is counted."""
    page = metrics.page().decode()
    for level in ALLOWED["level"]:
        assert f'kvinnofrid_danger_total{{level="{level}"}}' in page


def test_no_moment_is_told() -> None:
    """When the first alarm of a process came is nobody's business."""
    assert "_created" not in _ours(metrics.page())


def test_every_metric_is_documented() -> None:
    """docs/operations.md has a line for each, and names none that is gone."""
    documented = set(re.findall(
        r"^\| `(kvinnofrid_\w+)`", (ROOT / "docs" / "operations.md").read_text("utf-8"), re.M
    ))
    families = text_string_to_metric_families(metrics.page().decode())
    # The parser takes the counters' "_total" off.
    existing = {
        family.name + ("_total" if family.type == "counter" else "")
        for family in families
        if family.name.startswith("kvinnofrid_")
    }
    assert documented == existing


def test_the_intents_are_those_of_the_domain() -> None:
    """So their number is bounded."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    assert WORDS.intents == {*domain["intents"], "nlu_fallback"}
    assert len(WORDS.intents) < 200


def _ours(page: bytes) -> str:
    return "\n".join(line for line in page.decode().splitlines() if "kvinnofrid_" in line)
