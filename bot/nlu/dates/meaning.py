"""What the pieces of an expression mean, before they are put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from .lexicon import Part


@dataclass(frozen=True)
class Day:
    """One date. weekday: set when a weekday is all that was said, so that a week may pin it."""

    when: date
    holiday: str | None = None
    alternative: date | None = None
    weekday: int | None = None
    part: Part | None = None


@dataclass(frozen=True)
class Span:
    """Dates begin … finish (exclusive).

    grain: week, weekend, month, season, year, days or holiday. weekdays: set where weekdays are
    all that was said ("måndag till fredag"), so that every week may be meant.
    """

    begin: date
    finish: date
    grain: str
    holiday: str | None = None
    alternative: tuple[date, date] | None = None
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True)
class Weekly:
    """Recurring weekdays, Monday = 0. span: the coming days that may be meant instead."""

    weekdays: tuple[int, ...]
    holiday: str | None = None
    span: Span | None = None


@dataclass(frozen=True)
class Instant:
    """A moment counted from now."""

    begin: datetime
    finish: datetime
    moment: bool = True


@dataclass(frozen=True)
class Impossible:
    """A date or time that the calendar or the clock does not have."""

    reason: str


@dataclass(frozen=True)
class Clock:
    """A clock time: offset minutes from a full hour ("halv tre" = 3, −30).

    twelve: the hour may be of either half of the day; literal: the hour was written in a way
    that may also be the 24-hour time ("3:30").
    """

    hour: int
    offset: int = 0
    twelve: bool = False
    literal: bool = False

    def minutes(self, part: Part | None) -> int:
        """Minutes after midnight, in the half of the day that the part says.

        Without a part the hours one to six are in the afternoon.
        """
        hour = self.hour
        if self.twelve:
            half = part.half if part is not None else "none"
            if half == "none":
                hour += 12 if hour <= 6 else 0
            elif half == "pm":
                evening = part is not None and part.begin >= 18
                hour += 12 if hour < 12 or evening else 0
            elif half == "noon":
                hour += 12 if hour <= 2 else 0
            elif half == "night":
                hour += 12 if hour >= 8 else 0
        return hour * 60 + self.offset


@dataclass(frozen=True)
class Hours:
    """From one clock time to another; None where the end is open."""

    begin: Clock | None
    finish: Clock | None


@dataclass(frozen=True)
class DayPart:
    """A part of the day. habit: said of every day ("på kvällarna"). free: may stand alone.

    loose: said apart from the day ("på natten"), so that small hours belong to the same date.
    """

    part: Part
    habit: bool = False
    free: bool = True
    loose: bool = False
    after: bool = False


DayMeaning: TypeAlias = Day | Span | Weekly | Instant | Impossible
ClockMeaning: TypeAlias = Clock | Hours | Impossible
