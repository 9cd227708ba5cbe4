"""Dates against an independent calendar."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.nlu.dates import find, holidays

from .calendar_oracle import holidays as by_other_means
from .calendar_oracle import moments
from .reading import NOW, stockholm

MOMENTS_OF_WRITING = [
    NOW,
    stockholm("2026-12-31 23:59"),
    stockholm("2027-03-27 08:00"),
    stockholm("2027-10-30 16:30"),
    stockholm("2028-02-28 00:01"),
    stockholm("2029-07-01 03:30"),
]


@pytest.mark.parametrize("seed", range(len(MOMENTS_OF_WRITING)))
def test_generated_moments_are_all_understood(seed: int) -> None:
    """Of 500 generated messages, each gives its one day, moment or clock time."""
    now = MOMENTS_OF_WRITING[seed]
    wrong = []
    for message, begin, kind in moments(500, seed, now):
        found = find(message, now)
        if [(each.kind, each.begin) for each in found] != [(kind, begin)]:
            wrong.append((message, begin, kind, found))
    assert wrong == []


def test_generated_moments_are_repeatable() -> None:
    """The same seed gives the same messages."""
    assert moments(20, 7, NOW) == moments(20, 7, NOW)


@pytest.mark.parametrize("year", range(2024, 2041))
def test_holidays_agree_with_the_other_calendar(year: int) -> None:
    """Each holiday by name and year falls on the day that the other calendar has."""
    now = stockholm(f"{year}-01-01 00:00")
    wrong = {}
    for name, day in by_other_means(year).items():
        found = find(f"{name} {year}", now)
        if [each.begin and each.begin.date() for each in found] != [day]:
            wrong[name] = (day, found)
    assert wrong == {}


def test_days_off_are_those_of_the_law() -> None:
    """The days off of 2026 are the public holidays of lag (1989:253) and the three eves."""
    names = (
        "nyårsdagen", "trettondagen", "långfredagen", "påskdagen", "annandag påsk", "första maj",
        "Kristi himmelsfärdsdag", "pingstdagen", "nationaldagen", "midsommarafton",
        "midsommardagen", "alla helgons dag", "julafton", "juldagen", "annandag jul", "nyårsafton",
    )  # fmt: skip
    assert holidays.days_off(2026) == {by_other_means(2026)[name] for name in names}


def test_bridge_day_stands_alone_between_days_off() -> None:
    """The first klämdag of 2027 in spring is the Friday after Kristi himmelsfärdsdag."""
    ascension = by_other_means(2027)["Kristi himmelsfärdsdag"]
    found = holidays.bridge_day(ascension - timedelta(days=3), 10)
    assert found == ascension + timedelta(days=1)
