"""The holidays that are understood and those that close a telephone are the same days."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.answers.holidays import Calendar
from bot.knowledge import load
from bot.nlu.dates import holidays
from bot.nlu.dates.almanac import DAY

ROOT = Path(__file__).parents[3]
YEARS = range(2020, 2041)
SAID: Mapping[str, Mapping[str, Any]] = YAML(typ="safe").load(
    ROOT / "bot" / "nlu" / "dates" / "holidays.yml"
)["days"]
ENTRY = load()["helgdagar"]
CALENDAR = Calendar.of(ENTRY)
RULES: list[Any] = [*ENTRY.holidays.value, *ENTRY.eves.value]  # type: ignore[misc]
OFFICIAL = [str(rule["name"].sv) for rule in RULES]


def _said(official: str) -> str:
    """The name in holidays.yml under which an official name is understood."""
    (name,) = [n for n, rule in SAID.items() if official.lower() in (n.lower(), *rule["words"])]
    return name


def test_every_official_holiday_is_understood() -> None:
    """Each name of data/knowledge/helgdagar.yml is one that a visitor can say."""
    assert len({_said(name) for name in OFFICIAL}) == len(OFFICIAL) == 16


@pytest.mark.parametrize("official", OFFICIAL)
def test_shared_holiday_is_on_the_same_date_every_year(official: str) -> None:
    """Both sets of rules give the holiday the same date, every year 2020–2040."""
    for year in YEARS:
        day, _ = holidays.span(_said(official), year)
        closed = CALENDAR.on(day)
        # two holidays may fall on one day; the calendar then names the first
        fellow = closed is not None and holidays.span(_said(closed.name.sv), year)[0] == day
        assert fellow, (official, year, day)


@pytest.mark.parametrize("official", OFFICIAL)
def test_holiday_keeps_its_own_name(official: str) -> None:
    """In a year when no other holiday falls on its date, the calendar calls it by its own name."""
    names = {
        closed.name.sv
        for year in YEARS
        if (closed := CALENDAR.on(holidays.span(_said(official), year)[0]))
    }
    assert official in names


@pytest.mark.parametrize("year", YEARS)
def test_both_have_the_same_days_off(year: int) -> None:
    """No public holiday or eve is in one set of rules only."""
    first = holidays.span("nyårsdagen", year)[0]
    last = holidays.span("nyårsafton", year)[0]
    days = [first + DAY * n for n in range((last - first).days + 1)]
    assert {day for day in days if CALENDAR.on(day)} == holidays.days_off(year)


@pytest.mark.parametrize("year", YEARS)
def test_eves_are_eves_in_both(year: int) -> None:
    """What the one calls an eve, the other does too, unless a public holiday falls on it."""
    for name, rule in SAID.items():
        if rule.get("eve"):
            closed = CALENDAR.on(holidays.span(name, year)[0])
            assert closed is not None and closed.eve
