"""The grammar of amounts of time: om tre dagar, om en halvtimme, för två veckor sedan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from . import almanac, holidays
from .meaning import Day, Instant, Span
from .reader import Reader

Found: TypeAlias = tuple[Day | Instant | Span, int] | None

_SECONDS: dict[str, int] = {
    "sekund": 1,
    "minut": 60,
    "kvart": 900,
    "halvtimme": 1800,
    "timme": 3600,
}
_FEW = {"par": 2, "några": 3}
_LARGEST = 5000
_MOST = 4  # amounts in one duration: "2 år 1 månad och 21 dagar"


@dataclass(frozen=True)
class Duration:
    """Seconds of the clock, or days, workdays, weeks, months and years of the calendar."""

    seconds: int = 0
    amounts: tuple[tuple[str, int], ...] = ()

    def from_moment(self, moment: datetime, sign: int = 1) -> datetime:
        """The aware moment so long after (or, with sign −1, before)."""
        return almanac.later(moment, seconds=sign * self.seconds)

    def from_day(self, day: date, sign: int = 1) -> date:
        """The date so long after (or before). Raises ValueError past the calendar's end."""
        for unit, amount in self.amounts:
            if unit == "arbetsdag":
                for _ in range(amount):
                    day += almanac.DAY * sign
                    while not holidays.is_workday(day):
                        day += almanac.DAY * sign
            else:
                day = almanac.add(day, sign * amount, unit)
        return day


def duration(reader: Reader, i: int) -> tuple[Duration, int] | None:
    """An amount of time such as "tre dagar" or "2 år och 1 månad", and the place after it."""
    found = _one(reader, i)
    if found is None:
        return None
    total, j = found
    while 0 < len(total.amounts) < _MOST:
        k = reader.skip(j, "och")
        more = _one(reader, k)
        if more is None or not more[0].amounts:
            break
        total, j = Duration(0, total.amounts + more[0].amounts), more[1]
    return total, j


def _one(reader: Reader, i: int) -> tuple[Duration, int] | None:
    unit = reader.tag(i, "unit")
    if unit == "halvtimme":
        return Duration(1800), i + 1
    if reader.kind(i) == "decimal" and reader.tag(i + 1, "unit") in _SECONDS:
        amount = float(reader.token(i).word.replace(",", "."))
        return Duration(int(amount * _SECONDS[reader.tag(i + 1, "unit")])), i + 2
    number, j = reader.amount(i)
    if number == 1 and reader.is_(j, "par"):
        number, j = 2, j + 1
    elif number is None and reader.is_(i, *_FEW):
        number = next(few for name, few in _FEW.items() if reader.is_(i, name))
        j = i + 1
    half = 0
    if (
        number is not None
        and reader.is_(j, "och")
        and reader.number(j + 1) == 1
        and reader.is_(j + 2, "halv")
    ):
        half, j = 1, j + 3
    elif number == 1 and reader.is_(j, "halv") and reader.tag(j + 1, "unit"):
        number, half, j = 0, 1, j + 1
    unit = reader.unit(j)
    if number is None or unit is None or number > _LARGEST:
        return None
    if unit in _SECONDS:
        return Duration(number * _SECONDS[unit] + half * _SECONDS[unit] // 2), j + 1
    if half:
        months = {"år": 6}.get(unit)
        if months is None:
            return None
        return Duration(0, ((unit, number), ("månad", months))), j + 1
    if unit == "helg" or (unit == "år" and number > 150):
        return None
    return Duration(0, ((unit, number),)), j + 1


def counted(reader: Reader, i: int) -> Found:
    """A time counted from now: om tre dagar, två veckor från nu, för en månad sedan, nu."""
    try:
        return (
            _now(reader, i)
            or _ahead(reader, i)
            or _weekdays_on(reader, i)
            or _ago(reader, i)
            or _window(reader, i)
        )
    except (ValueError, OverflowError):
        return None


def _now(reader: Reader, i: int) -> Found:
    """nu, just nu."""
    j = reader.skip(i, "just")
    if not reader.is_(j, "nu"):
        return None
    # in the middle of a clause it is but a filler ("nu undrar jag …")
    ends = reader.kind(j + 1) in ("end", "punct") or reader.is_(j + 1, "eller")
    return (_instant(None, reader.now), j + 1) if ends or j > i else None


def _weekdays_on(reader: Reader, i: int) -> Found:
    """om två fredagar, två söndagar från nu."""
    om = reader.is_(i, "om")
    number, j = reader.amount(i + 1 if om else i)
    tag = reader.tag(j, "weekday")
    if number is None or not 1 <= number <= 60 or tag is None or tag[1] != "plural":
        return None
    j += 1
    if reader.is_(j, "från") and reader.is_(j + 1, "nu"):
        om, j = True, j + 2
    elif reader.is_(j, "senare"):
        om, j = True, j + 1
    if not om:
        return None
    first = almanac.next_weekday(tag[0], reader.today)
    return Day(first + almanac.WEEK * (number - 1)), j


def _ahead(reader: Reader, i: int) -> Found:
    om = reader.is_(i, "om")
    within = reader.is_(i, "inom")
    j = reader.skip(i + 1, "cirka") if om or within else i
    found = duration(reader, j)
    if found is None:
        return None
    amount, j = found
    base = reader.today
    told = om or within
    if reader.is_(j, "från"):
        days = reader.tag(j + 1, "relday")
        if days is not None or reader.is_(j + 1, "nu"):
            base, j, told = base + timedelta(days=days or 0), j + 2, True
    elif reader.is_(j, "senare"):
        j, told = j + 1, True
    if not told or reader.is_(j, "sedan") or reader.token(j).word in ("gammal", "gamla", "gammalt"):
        return None
    if amount.seconds:
        return _instant(reader.now if within else None, amount.from_moment(reader.now)), j
    meant = amount.from_day(base)
    if within:
        return Span(base, meant + almanac.DAY, "days"), j
    return Day(meant), j


def _instant(begin: datetime | None, end: datetime) -> Instant:
    if begin is not None:
        return Instant(begin, end, moment=False)
    return Instant(end, almanac.later(end, minutes=1))


def _ago(reader: Reader, i: int) -> Found:
    found = duration(reader, reader.skip(i, "för"))
    if found is None or not reader.is_(found[1], "sedan"):
        return None
    amount, j = found
    if amount.seconds:
        return _instant(None, amount.from_moment(reader.now, -1)), j + 1
    return Day(amount.from_day(reader.today, -1)), j + 1


def _window(reader: Reader, i: int) -> Found:
    """senaste två veckorna, de närmaste tre dagarna: whole units before or after this one."""
    j = reader.skip(i, "de", "den", "under")
    past = reader.is_(j, "senaste", "förra")
    if not past and not reader.is_(j, "nästa", "kommande"):
        return None
    number, k = reader.amount(j + 1)
    if number is None and reader.is_(j + 1, *_FEW):
        number, k = 3, j + 2
    unit = reader.tag(k, "unit")
    if number is None or not 1 <= number <= 400 or unit is None:
        return None
    if unit in _SECONDS:
        return _clock_window(reader.now, number, unit, past), k + 1
    if unit == "helg":
        return None
    first = {
        "vecka": almanac.monday(reader.today),
        "månad": reader.today.replace(day=1),
        "år": reader.today.replace(month=1, day=1),
    }.get(unit, reader.today)
    one, all_ = Duration(0, ((unit, 1),)), Duration(0, ((unit, number),))
    if past:
        return Span(all_.from_day(first, -1), first, "days"), k + 1
    begin = one.from_day(first)
    return Span(begin, all_.from_day(begin), "days"), k + 1


def _clock_window(now: datetime, number: int, unit: str, past: bool) -> Instant:
    step = _SECONDS[unit]
    floor = now.replace(
        second=0 if step > 1 else now.second, minute=0 if step == 3600 else now.minute
    )
    if past:
        return Instant(almanac.later(floor, seconds=-number * step), floor, moment=False)
    begin = almanac.later(floor, seconds=step)
    return Instant(begin, almanac.later(begin, seconds=number * step), moment=False)
