"""Public holidays and eves from their rules."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answers.holidays import Calendar
from bot.knowledge import load


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    """The calendar of the project's facts."""
    return Calendar.of(load()["helgdagar"])


@pytest.mark.parametrize(
    ("day", "name", "eve"),
    [
        ("2026-01-01", "nyårsdagen", False), ("2026-01-06", "trettondedag jul", False),
        ("2027-03-26", "långfredagen", False), ("2027-03-28", "påskdagen", False),
        ("2027-03-29", "annandag påsk", False), ("2028-04-17", "annandag påsk", False),
        ("2026-05-01", "första maj", False), ("2027-05-06", "Kristi himmelsfärdsdag", False),
        ("2028-06-04", "pingstdagen", False), ("2028-06-06", "nationaldagen", False),
        ("2027-06-25", "midsommarafton", True), ("2027-06-26", "midsommardagen", False),
        ("2026-10-31", "alla helgons dag", False), ("2028-11-04", "alla helgons dag", False),
        ("2026-12-24", "julafton", True), ("2026-12-25", "juldagen", False),
        ("2026-12-26", "annandag jul", False), ("2028-12-31", "nyårsafton", True),
    ],
)
def test_named_day(calendar: Calendar, day: str, name: str, eve: bool) -> None:
    """The days that FACTS.md computes from the law have their names."""
    found = calendar.on(dt.date.fromisoformat(day))
    assert found is not None and (found.name.sv, found.eve) == (name, eve)


@pytest.mark.parametrize(
    "day",
    ["2026-04-02", "2026-04-04", "2026-04-30", "2026-05-25", "2026-11-23", "2026-12-23",
     "2027-01-05", "2027-05-07"],
)
def test_ordinary_day(calendar: Calendar, day: str) -> None:
    """Skärtorsdag, påskafton, valborg, annandag pingst and klämdagar are no public holidays."""
    assert calendar.on(dt.date.fromisoformat(day)) is None


def test_thirteen_holidays_and_three_eves_a_year(calendar: Calendar) -> None:
    """A year has 16 named days, fewer when two fall together (2008: May Day and Ascension Day)."""
    for year in range(2000, 2049):
        days = [dt.date(year, 1, 1) + dt.timedelta(days=index) for index in range(366)]
        found = [calendar.on(day) for day in days if day.year == year]
        assert sum(holiday is not None for holiday in found) == (15 if year == 2008 else 16), year
        assert sum(holiday is not None and holiday.eve for holiday in found) == 3, year
