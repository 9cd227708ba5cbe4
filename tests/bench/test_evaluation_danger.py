"""Counting what is seen, missed and alarmed at."""

from __future__ import annotations

from bench.evaluation.danger import detail, judge_all, kinds, missed
from bench.evaluation.material import Judgement
from bot.nlu.danger.judge import Thresholds
from bot.nlu.danger.labels import THEMES, WHO, Example, Level, Who
from bot.nlu.danger.verdict import Scores

LIMITS = Thresholds(akut=0.5, stod=0.5)


def case(level: Level, akut: float, concern: float, who: Who | None = None) -> Judgement:
    """A message with its label and how it sounds; heard as "utsatt"."""
    example = Example(
        f"{level} {akut} {concern} {who}", level, "vardag", "sv", who, None,
        None if level == "ingen" else "explicit")
    scores = Scores(
        akut, concern, {name: float(name == "utsatt") for name in WHO}, dict.fromkeys(THEMES, 0.0))
    return Judgement(example, (scores,), ())


CASES = [
    case("akut", 0.9, 0.9, "utsatt"), case("akut", 0.1, 0.9, "barn"),
    case("stod", 0.1, 0.6, "utsatt"), case("stod", 0.1, 0.1, "utsatt"),
    case("ingen", 0.1, 0.1), case("ingen", 0.1, 0.7), case("ingen", 0.8, 0.9),
]


def test_shares_count_the_right_messages() -> None:
    """Acute answer, any answer with 112, support line, alarms, and who writes where it is seen."""
    found = kinds(judge_all(CASES, LIMITS))
    counts = {name: (share.hits, share.total) for name, share in found.items()}
    assert counts["acute, explicit: acute answer"] == (1, 2)
    assert counts["acute: 112 in the first sentence"] == (2, 2)
    assert counts["told or worried: support line"] == (1, 2)
    assert counts["look-alikes and questions: false alarm"] == (1, 3)
    assert counts["look-alikes and questions: any safety answer"] == (2, 3)
    assert counts["who writes"] == (2, 3)


def test_every_miss_is_listed() -> None:
    """Less than a person needs, or an answer of safety that nobody needs."""
    assert [missed(c, d) for c, d in judge_all(CASES, LIMITS)] == [
        False, True, False, True, False, True, True]


def test_shares_are_told_by_form_and_writer() -> None:
    """Each group with its own total."""
    found = detail(judge_all(CASES, LIMITS))
    assert (found["acute, by barn"].hits, found["acute, by barn"].total) == (0, 1)
    assert found["harmless, form vardag: any safety answer"].total == 3
