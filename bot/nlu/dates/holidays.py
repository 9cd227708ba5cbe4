"""Swedish holidays by the names people use for them.

Sources: lag (1989:253) om allmänna helgdagar, 1 § (public holidays); lag (1930:173) 2 § (the eves
that count as days off); Easter by dateutil's Gregorian computus. The names are in holidays.yml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateutil.easter import easter
from ruamel.yaml import YAML

from .almanac import DAY, monday, next_weekday

Words = tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """Phrases for named days and spans: first word → (all words, name, past), longest first."""

    phrases: Mapping[str, tuple[tuple[Words, str, bool], ...]]

    def words(self) -> frozenset[str]:
        """Every word that stands in a phrase."""
        return frozenset(
            word for group in self.phrases.values() for words, _, _ in group for word in words
        )


def _read() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    content = YAML(typ="safe").load(Path(__file__).with_name("holidays.yml"))
    return content["days"], content["spans"]


_DAYS, _SPANS = _read()


def _names() -> Names:
    groups: dict[str, list[tuple[Words, str, bool]]] = {}
    for name, rule in [*_DAYS.items(), *_SPANS.items()]:
        for key in ("words", "past"):
            for phrase in rule.get(key, ()):
                words = tuple(phrase.split())
                groups.setdefault(words[0], []).append((words, name, key == "past"))
    return Names(
        {first: tuple(sorted(group, key=lambda g: -len(g[0]))) for first, group in groups.items()}
    )


NAMES = _names()


def is_day(name: str) -> bool:
    """Whether the name is that of one day (else of a span of days)."""
    return name in _DAYS


@lru_cache(maxsize=512)
def span(name: str, year: int) -> tuple[date, date]:
    """First day and day after the last of a named day or span in a year.

    A span that runs over New Year belongs to the year it begins in; one of an `either` rule is
    found by `spans_from`. Raises KeyError on an unknown name.
    """
    if name in _DAYS:
        day = _day(_DAYS[name], year)
        return day, day + DAY
    rule = _SPANS[name]
    if "week_of" in rule:
        begin = monday(span(rule["week_of"], year)[0])
        return begin, begin + DAY * 7
    first, last = rule.get("span") or rule["between"]
    if "between" in rule:
        return span(first, year)[1], span(last, year)[0]
    begin = span(first, year)[0]
    finish = span(last, year)[1]
    if finish <= begin:
        finish = span(last, year + 1)[1]
    return begin, finish + timedelta(days=rule.get("longer", 0))


def _day(rule: Mapping[str, Any], year: int) -> date:
    if "fixed" in rule:
        return date(year, *rule["fixed"])
    if "easter" in rule:
        return easter(year) + timedelta(days=rule["easter"])
    first = rule["first"]
    return next_weekday(first["weekday"], date(year, *first["from"]) - DAY)


def _meant(name: str) -> tuple[str, ...]:
    return tuple(_DAYS.get(name, {}).get("either", (name,)))


def find(name: str, year: int | None, today: date) -> tuple[str, date, date]:
    """(name, first day, day after the last) of the one meant.

    With a year, the one in that year; without, the next that is not yet over. A name for several
    ("annandagen") is the next of them.
    """
    years = (year,) if year is not None else (today.year - 1, today.year, today.year + 1)
    found = [(*span(meant, each), meant) for meant in _meant(name) for each in years]
    begin, finish, meant = min(f for f in found if year is not None or f[1] > today)
    return meant, begin, finish


def find_past(name: str, today: date) -> tuple[str, date, date]:
    """The latest one that began before today ("i påskas", "förra julen")."""
    found = [(*span(m, year), m) for m in _meant(name) for year in (today.year - 1, today.year)]
    begin, finish, meant = max(f for f in found if f[0] < today)
    return meant, begin, finish


@lru_cache(maxsize=64)
def days_off(year: int) -> frozenset[date]:
    """Public holidays and the eves that count as days off in a year, weekends apart."""
    return frozenset(
        _day(rule, year) for rule in _DAYS.values() if rule.get("public") or rule.get("eve")
    )


def is_workday(day: date) -> bool:
    """Monday–Friday and neither a public holiday nor an eve that counts as one."""
    return day.weekday() < 5 and day not in days_off(day.year)


def bridge_day(begin: date, days: int) -> date | None:
    """The first klämdag on or after a day: one workday between two days off.

    Looks at so many days; None where there is none. No law knows klämdagar.
    """
    for number in range(days):
        day = begin + DAY * number
        if is_workday(day) and not is_workday(day - DAY) and not is_workday(day + DAY):
            return day
    return None
