"""Dates from a day, a month, a year and a weekday, some of them left out."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from . import almanac
from .almanac import make
from .meaning import Day, Impossible

MONTH_NAMES = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_RECENT = 31
_SOON = 60


def resolve(
    day: int, month: int | None, year: int | None, weekday: int | None, today: date
) -> Day | Impossible:
    """The date meant.

    Without a year it is the next coming one, today included. If a weekday was said and does not
    fit that one, but fits the same date within the last 31 days, that is meant; else the
    alternative is the nearest such weekday (for a date within 60 days) or the next year's date
    that fits. Without a month, the next month that has the day and the weekday.
    """
    if month is not None and not 1 <= month <= 12:
        return Impossible("Året har bara tolv månader, så det datumet finns inte.")
    if month is None:
        return _of_month(day, weekday, today)
    if not 1 <= day <= _LENGTHS[month - 1]:
        return Impossible(_too_many(day, month))
    if year is not None:
        found = make(year, month, day)
        if found is None:
            return Impossible(f"År {year} är inte ett skottår, så februari har bara 28 dagar.")
        return Day(found)
    coming = [d for y in range(today.year, today.year + 9) if (d := make(y, month, day))]
    coming = [d for d in coming if d >= today]
    if weekday is None or coming[0].weekday() == weekday:
        return Day(coming[0])
    past = make(today.year, month, day) or today
    if past > today:
        past = make(today.year - 1, month, day) or today
    if past.weekday() == weekday and 0 < (today - past).days <= _RECENT:
        return Day(past)
    if (coming[0] - today).days <= _SOON:
        return Day(coming[0], alternative=_nearest(weekday, coming[0], today))
    fitting = next((d for d in coming if d.weekday() == weekday), None)
    return Day(coming[0], alternative=fitting)


def _nearest(weekday: int, day: date, today: date) -> date:
    """The weekday nearest to a date, not before today: one of the two words was a slip."""
    before = almanac.last_weekday(weekday, day)
    after = almanac.next_weekday(weekday, day)
    return before if (day - before) < (after - day) and before >= today else after


def _of_month(day: int, weekday: int | None, today: date) -> Day | Impossible:
    if not 1 <= day <= 31:
        return Impossible(f"Ingen månad har {day} dagar.")
    months = [today.replace(day=1) + relativedelta(months=n) for n in range(-1, 120)]
    found = [d for m in months if (d := make(m.year, m.month, day))]
    coming = [d for d in found if d >= today]
    if weekday is None or coming[0].weekday() == weekday:
        return Day(coming[0])
    recent = [d for d in found if 0 < (today - d).days <= _RECENT and d.weekday() == weekday]
    if recent:
        return Day(recent[-1])
    return Day(next(d for d in coming if d.weekday() == weekday))


def in_month(day: int, first: date) -> Day | Impossible:
    """A day of the month that begins on a date."""
    found = make(first.year, first.month, day)
    return Day(found) if found is not None else Impossible(_too_many(day, first.month))


def _too_many(day: int, month: int) -> str:
    name = MONTH_NAMES[month - 1].capitalize()
    return f"{name} har inte {day} dagar." if day > 0 else f"{name} börjar med den 1."
