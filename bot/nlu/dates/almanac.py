"""Calendar arithmetic on Stockholm's calendar and clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.tz import resolve_imaginary

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
MAX_YEAR = 2199


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """The aware moment of a wall-clock time on a Stockholm date.

    Hours and minutes may run past their ends: 24 is the next midnight, 26 is 2 o'clock the next
    day. A time that the change to summer time skips is moved forward by the hour skipped; of a
    time that occurs twice in autumn the first is meant.
    """
    naive = datetime(day.year, day.month, day.day) + timedelta(
        hours=hour, minutes=minute, seconds=second
    )
    # dateutil is typed without a return type
    return resolve_imaginary(naive.replace(tzinfo=STOCKHOLM))  # type: ignore[no-any-return,unused-ignore]


def later(moment: datetime, **amount: int) -> datetime:
    """Elapsed time (hours, minutes, seconds) after an aware moment, on Stockholm's clock."""
    from_utc = moment.astimezone(ZoneInfo("UTC")) + timedelta(**amount)
    return from_utc.astimezone(STOCKHOLM)


def make(year: int, month: int, day: int) -> date | None:
    """A date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def next_weekday(weekday: int, after: date) -> date:
    """The first such weekday (Monday = 0) later than a date."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def last_weekday(weekday: int, before: date) -> date:
    """The last such weekday earlier than a date."""
    return before - timedelta(days=(before.weekday() - weekday - 1) % 7 + 1)


def monday(day: date) -> date:
    """The Monday of a date's ISO week."""
    return day - timedelta(days=day.weekday())


def iso_week(year: int, week: int) -> date | None:
    """The Monday of an ISO 8601 week, or None where that year has no such week."""
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first day of a month and the first day of the next; months run past 12 and below 1."""
    begin = date(year, 1, 1) + relativedelta(months=month - 1)
    return begin, begin + relativedelta(months=1)


def add(day: date, amount: int, unit: str) -> date:
    """A date some days, weeks, months or years later.

    unit is the Swedish word: dag, vecka, månad, år. The 31st becomes the month's last
    day where the month is shorter. Raises KeyError on another unit, ValueError or OverflowError
    past the calendar's end.
    """
    name = {"dag": "days", "vecka": "weeks", "månad": "months", "år": "years"}[unit]
    return day + relativedelta(**{name: amount})  # type: ignore[arg-type,unused-ignore]


def nth_weekday(begin: date, finish: date, weekday: int, nth: int) -> date | None:
    """The nth such weekday (−1 = last) in [begin, finish), or None."""
    if nth < 0:
        return last_weekday(weekday, finish)
    found = next_weekday(weekday, begin - DAY) + WEEK * (nth - 1)
    return found if found < finish else None
