"""When a line is open: at a moment, on a day, over an interval of days, in an ordinary week.

Hours are in OpenStreetMap syntax and evaluated by opening-hours-py with the Swedish holidays
(country SE), in Europe/Stockholm. Dated closures of the facts are taken away from them. The clock
is always passed in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours
from opening_hours import State as _State

from bot.answers.holidays import Calendar
from bot.knowledge import Closure, Entry, Text, load

STOCKHOLM = ZoneInfo("Europe/Stockholm")
LONGEST_INTERVAL = 366
_LOOK_AHEAD = 800  # changes of state to look through for the next opening, over a year of days
_CLOSED_ON_HOLIDAYS = re.compile(r"\bPH\s+(?:off|closed)\b")

Reason = Literal["closure", "holiday", "eve", "weekend", "outside"]
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True)
class Hours:
    """Opening hours: an expression, the closures that the facts know, and the holidays."""

    expression: str
    calendar: Calendar
    closures: tuple[Closure, ...] = ()

    @classmethod
    def of(cls, entry: Entry, calendar: Calendar | None = None) -> Hours | None:
        """Return the hours of an entry, or None where the facts have none.

        `calendar` is the one of the entry helgdagar unless given.
        """
        fact = entry.get("hours")
        if fact is None:
            return None
        return cls(fact.text(), calendar or _calendar(), entry.closures)

    @property
    def always(self) -> bool:
        """Whether the line is open around the clock, every day."""
        return str(_parsed(self.expression).normalize()) == "24/7" and not self.closures


@dataclass(frozen=True)
class State:
    """Open or closed at a moment. Times are aware, in Europe/Stockholm.

    until: when an open line closes (None: never). next_open: when a closed one opens (None: not
    in the coming year). reason: why it is closed. holiday: the holiday or eve of that day, given
    for an open line too. closure: the dated closure, if that is the reason.
    """

    open: bool
    until: dt.datetime | None = None
    next_open: dt.datetime | None = None
    reason: Reason | None = None
    holiday: Text | None = None
    closure: Closure | None = None

    @property
    def holiday_name(self) -> str | None:
        """The Swedish name of the holiday or eve."""
        return self.holiday.sv if self.holiday else None


@dataclass(frozen=True)
class Day:
    """The open spans of one day, cut at midnight, and if there are none, why."""

    date: dt.date
    spans: tuple[Span, ...]
    reason: Reason | None = None
    holiday: Text | None = None
    closure: Closure | None = None

    @property
    def holiday_name(self) -> str | None:
        """The Swedish name of the holiday or eve."""
        return self.holiday.sv if self.holiday else None


@dataclass(frozen=True)
class Weekly:
    """The open spans of a weekday (Monday 0) in a week without holidays. An end at 0:00 is 24."""

    weekday: int
    spans: tuple[tuple[dt.time, dt.time], ...]


def state_at(hours: Hours, moment: dt.datetime) -> State:
    """Return whether the line is open at `moment` (aware). Raises ValueError on a naive one."""
    if moment.tzinfo is None:
        raise ValueError("the moment needs a time zone")
    moment = moment.astimezone(STOCKHOLM)
    today = moment.date()
    found = hours.calendar.on(today)
    holiday = found.name if found else None
    if _open(hours, moment):
        return State(True, until=_closes(hours, moment), holiday=holiday)
    reason = _reason(hours, today)
    closure = _closure(hours, today)
    return State(False, None, _opens(hours, moment), reason, holiday, closure)


def day(hours: Hours, date: dt.date) -> Day:
    """Return the open spans of `date`. Opening past midnight, they begin or end at 0:00."""
    found = hours.calendar.on(date)
    spans = tuple(_spans(hours, date))
    reason = None if spans else _reason(hours, date)
    return Day(date, spans, reason, found.name if found else None, _closure(hours, date))


def interval(hours: Hours, first: dt.date, last: dt.date) -> list[Day]:
    """Return the days from `first` to `last`, both included.

    Raises ValueError if there are none, or more than LONGEST_INTERVAL.
    """
    count = (last - first).days + 1
    if not 1 <= count <= LONGEST_INTERVAL:
        raise ValueError(f"an interval of {count} days")
    return [day(hours, first + dt.timedelta(days=index)) for index in range(count)]


def weekly(hours: Hours, weekdays: Collection[int], near: dt.date) -> list[Weekly]:
    """Return the hours of these weekdays (Monday 0) in an ordinary week.

    That is the first week, from the one of `near`, without holidays, eves and closures.
    """
    monday = near - dt.timedelta(days=near.weekday())
    for _ in range(LONGEST_INTERVAL // 7):
        week = [monday + dt.timedelta(days=index) for index in range(7)]
        if not any(hours.calendar.on(date) or _closure(hours, date) for date in week):
            break
        monday += dt.timedelta(days=7)
    return [
        Weekly(
            weekday,
            tuple(
                (start.time(), end.time())
                for start, end in _spans(hours, monday + dt.timedelta(days=weekday))
            ),
        )
        for weekday in sorted(set(weekdays))
    ]


@lru_cache(maxsize=1)
def _calendar() -> Calendar:
    return Calendar.of(load()["helgdagar"])


@lru_cache(maxsize=64)
def _parsed(expression: str) -> OpeningHours:
    return OpeningHours(expression, country="SE", timezone=STOCKHOLM)


def _midnight(date: dt.date) -> dt.datetime:
    return dt.datetime.combine(date, dt.time(), STOCKHOLM)


def _closure(hours: Hours, date: dt.date) -> Closure | None:
    return next((closure for closure in hours.closures if closure.covers(date)), None)


def _shut(hours: Hours, date: dt.date) -> bool:
    """Tell whether the whole day is closed, whatever the weekly hours say.

    opening-hours-py closes on holidays and eves itself, but only from 2000 to 2076.
    """
    if _closure(hours, date):
        return True
    return bool(_CLOSED_ON_HOLIDAYS.search(hours.expression) and hours.calendar.on(date))


def _open(hours: Hours, moment: dt.datetime) -> bool:
    return not _shut(hours, moment.date()) and _parsed(hours.expression).is_open(moment)


def _closes(hours: Hours, moment: dt.datetime) -> dt.datetime | None:
    end = _parsed(hours.expression).next_change(moment)
    ends = [_midnight(closure.first) for closure in hours.closures]
    if end:
        ends.append(end)
        nights = range(1, (end.date() - moment.date()).days + 1)
        days = (moment.date() + dt.timedelta(days=night) for night in nights)
        ends += [_midnight(date) for date in days if _shut(hours, date)]
    return min((time for time in ends if time > moment), default=None)


def _opens(hours: Hours, moment: dt.datetime) -> dt.datetime | None:
    parsed = _parsed(hours.expression)
    at: dt.datetime | None = moment
    for _ in range(_LOOK_AHEAD):
        if at is None:
            return None
        if _shut(hours, at.date()):
            at = _midnight(at.date() + dt.timedelta(days=1))
        elif parsed.is_open(at):
            return at
        else:
            at = parsed.next_change(at)
    return None


def _spans(hours: Hours, date: dt.date) -> Iterator[Span]:
    if _shut(hours, date):
        return
    start, end = _midnight(date), _midnight(date + dt.timedelta(days=1))
    for begin, finish, state, _ in _parsed(hours.expression).intervals(start, end):
        if state == _State.OPEN:
            yield begin, finish or end


def _reason(hours: Hours, date: dt.date) -> Reason:
    if _closure(hours, date):
        return "closure"
    found = hours.calendar.on(date)
    if found and _CLOSED_ON_HOLIDAYS.search(hours.expression):
        return "eve" if found.eve else "holiday"
    if date.weekday() >= 5 and not any(_spans(hours, date)):
        return "weekend"
    return "outside"
