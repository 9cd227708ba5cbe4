"""Swedish public holidays and eves of any year, from the rules in data/knowledge/helgdagar.yml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from dateutil.easter import easter  # type: ignore[import-untyped,unused-ignore]

from bot.knowledge import Entry, Fact, Text


@dataclass(frozen=True)
class Holiday:
    """A named day off. An eve is no public holiday, but nobody should count on an open office."""

    name: Text
    eve: bool


@dataclass(frozen=True)
class Calendar:
    """The public holidays of lag (1989:253) 1 § and the eves of lag (1930:173) 2 §.

    Sundays, which that law counts as public holidays too, are left to the weekly hours.
    """

    holidays: tuple[Mapping[str, Any], ...]
    eves: tuple[Mapping[str, Any], ...]
    _years: dict[int, dict[dt.date, Holiday]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def of(cls, entry: Entry) -> Calendar:
        """Build the calendar from the facts `holidays` and `eves` of the entry helgdagar."""
        return cls(_rules(entry.holidays), _rules(entry.eves))

    def on(self, day: dt.date) -> Holiday | None:
        """Return the holiday or eve that falls on `day`, if any."""
        if day.year not in self._years:
            self._years[day.year] = self._of_year(day.year)
        return self._years[day.year].get(day)

    def _of_year(self, year: int) -> dict[dt.date, Holiday]:
        found: dict[dt.date, Holiday] = {}
        for rules, eve in ((self.holidays, False), (self.eves, True)):
            for rule in rules:
                found.setdefault(_date(rule, year), Holiday(rule["name"], eve))
        return found


def _rules(fact: Fact) -> tuple[Mapping[str, Any], ...]:
    return cast(tuple[Mapping[str, Any], ...], fact.value)


def _date(rule: Mapping[str, Any], year: int) -> dt.date:
    if "easter" in rule:
        return easter(year) + dt.timedelta(days=rule["easter"])
    if "weekday" in rule:
        month, day = rule["from"]
        start = dt.date(year, month, day)
        return start + dt.timedelta(days=(rule["weekday"] - start.weekday()) % 7)
    return dt.date(year, rule["month"], rule["day"])
