"""From raw figures to the report."""

from __future__ import annotations

import pytest

from bench.figures import Spread
from bench.machine import is_busy
from bench.report import number, render, spread, table
from bench.stock import ROOT
from bench.summary import Aim, Row, headline
from tests.bench.rounds import raw_figures


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.1234, "0.12"), (3.0, "3.00"), (12.34, "12.3"), (123.4, "123"), (12345.6, "12 346")],
)
def test_numbers_have_about_three_digits(value: float, expected: str) -> None:
    """No false precision, no exponents."""
    assert number(value) == expected


def test_spread_shows_a_range_only_where_there_is_one() -> None:
    """One round has no range; a missing side is a dash."""
    assert spread(Spread(2, 1, 3)) == "2.00 (1.00–3.00)"
    assert spread(Spread(2, 2, 2)) == "2.00"
    assert spread(None) == "–"


def test_table_is_markdown() -> None:
    """Head, rule, body."""
    assert table([("a", "b"), ("1", "2")]) == "| a | b |\n| --- | ---: |\n| 1 | 2 |"


@pytest.mark.parametrize(
    ("aim", "value", "met"),
    [
        (Aim(2.5, at_least=True), 2.5, True),
        (Aim(2.5, at_least=True), 2.4, False),
        (Aim(0.4), 0.4, True),
        (Aim(0.4), 0.41, False),
    ],
)
def test_aims_include_their_bound(aim: Aim, value: float, met: bool) -> None:
    """Exactly the bound is enough."""
    row = Row("x", "s", None, None, Spread(value, value, value), aim)
    assert row.verdict == ("met" if met else "missed")


def test_headline_judges_ratios_by_round() -> None:
    """Four times as fast in each of two rounds is four, whatever the rounds' own speed."""
    rows = {row.name: row for row in headline(raw_figures(speed=4))}
    assert rows["messages a second, 16 visitors"].judged == Spread(4, 4, 4)
    assert rows["p99 latency, 16 visitors"].judged == Spread(0.25, 0.25, 0.25)
    assert rows["start to first answer"].verdict == "met"
    assert rows["training, CPU time"].judged.middle == pytest.approx(0.01)
    assert rows["errors on held-out messages"].judged.middle == pytest.approx(0.2 / 0.45)
    assert rows["errors on held-out messages"].verdict == "missed"
    assert rows["turn 200 by turn 1 of a conversation"].judged.middle == pytest.approx(1.1)
    assert rows["encoder, one vector of the median message"].verdict == "met"
    assert rows["encoder, all vectors of the median message"].verdict == "missed"


def test_memory_counts_the_action_server_apart() -> None:
    """With the action server our side needs more than the bot alone."""
    rows = {row.name: row for row in headline(raw_figures(speed=4))}
    bot, both = rows["peak memory, bot"], rows["peak memory, bot and action server"]
    assert bot.ours == Spread(187.5, 125, 250)
    assert both.ours == Spread(287.5, 225, 350)
    assert bot.stock == both.stock


def test_report_has_verdicts_and_no_machine_paths() -> None:
    """Met and missed both stand in the table; nothing tells where the project lies."""
    text = render(raw_figures(speed=4))
    assert "**met**" in text
    assert "**missed**" in text
    assert str(ROOT) not in text
    assert "{{" not in text
    assert "prove nothing" not in text
    assert "was busy" not in text


def test_report_warns() -> None:
    """A smoke run and a busy machine are said at the top."""
    text = render({**raw_figures(), "quick": True, "load_before": 1.9})
    assert "prove nothing" in text
    assert "was busy" in text


@pytest.mark.parametrize(
    ("before", "during", "busy"),
    [(0.2, [1.2, 1.9], False), (0.9, [1.2], True), (0.2, [1.2, 3.5], True), (0.2, [], False)],
)
def test_busy_before_or_meanwhile(before: float, during: list[float], busy: bool) -> None:
    """Other work counts whether it was there before or came later."""
    assert is_busy(before, during) is busy
