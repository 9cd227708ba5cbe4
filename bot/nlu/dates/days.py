"""The grammar of single days: idag, på fredag, nästa onsdag, den 6 juni 2028, den 15:e, 6/6."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeAlias

from . import almanac
from .dates import in_month, resolve
from .lexicon import LEXICON
from .meaning import Day, Impossible
from .reader import Reader

Found: TypeAlias = tuple[Day | Impossible, int] | None

_BEFORE = ("på", "till", "från", "i", "under", "inför", "fram", "mot")


def day(reader: Reader, i: int) -> Found:
    """A day that begins at a place, and the place after it."""
    return _dated(reader, i) or _relative(reader, i) or _weekday(reader, i)


def year(reader: Reader, i: int) -> tuple[int | None, int]:
    """A year after a date, month or holiday (2028, nästa år, i fjol), and the place after it."""
    j = i + 1 if reader.text_is(i, ",") else i
    this = reader.today.year
    if reader.kind(j) == "num" and len(reader.token(j).word) == 4:
        number = reader.token(j).numbers[0]
        if 1300 <= number <= almanac.MAX_YEAR:
            return number, j + 1
    spelled = reader.tag(j, "year")
    if spelled is not None:
        return int(spelled), j + 1
    if reader.number(j) == 2 and reader.token(j + 1).word == "tusen":
        return 2000, j + 2
    if (
        reader.kind(i) == "dash"
        and reader.kind(i + 1) == "num"
        and len(reader.token(i + 1).word) == 2
    ):
        # "6 juni -28": too large for an hour
        number = reader.token(i + 1).numbers[0]
        return (2000 + number, i + 2) if 25 <= number < 70 else (None, i)
    j = reader.skip(j, "på", "under")
    if reader.is_(j, "i") and reader.is_(j + 1, "fjol"):
        return this - 1, j + 2
    if reader.is_(j + 1, "år"):
        if reader.is_(j, "nästa", "kommande"):
            return this + 1, j + 2
        if reader.is_(j, "i", "denna"):
            return this, j + 2
        if reader.is_(j, "förra"):
            return this - 1, j + 2
    return None, i


def _relative(reader: Reader, i: int) -> Found:
    """idag, i övermorgon, ikväll, i natt, igår kväll."""
    j = (
        reader.skip(i, "från", "till", "fram", "redan", "just", "nu")
        if reader.tag(i, "relday") is None
        else i
    )
    days = reader.tag(j, "relday")
    if days is not None:
        return Day(reader.today + timedelta(days=days)), j + 1
    both = reader.tag(j, "relpart")
    if both is None:
        return None
    days, part = both
    base = reader.today + timedelta(days=days)
    other = None
    if part.name == "natt" and days == 0:
        # before six it is still the night that began yesterday; in the morning, it may be over
        if reader.now.hour < 6:
            base -= almanac.DAY
        elif reader.now.hour < 12:
            other = base - almanac.DAY
    return Day(base, alternative=other, part=part), j + 1


def _weekday(reader: Reader, i: int) -> Found:
    """fredag, på fredag, nu på fredag, nästa onsdag, i fredags, onsdag om en vecka."""
    j = reader.skip(i, *_BEFORE, "nu", "just", "om")
    said = j > i
    nu = any(reader.is_(n, "nu") for n in range(i, j))
    mode = ""
    if reader.is_(j, "den"):
        mode, j = ("denna", j + 2) if reader.is_(j + 1, "här") else ("", j + 1)
    for name in ("nästa", "kommande", "förra", "denna"):
        if reader.is_(j, name):
            mode, j, said = name, j + 1, True
    if mode == "" and reader.number(j) == 1 and reader.token(j).word == "en":
        j += 1
    tag = reader.tag(j, "weekday")
    if tag is None:
        weak = reader.tag(j, "weak_weekday")
        if weak is None or reader.is_(j - 1, "den") or not (said or _leans(reader, j)):
            return None
        tag = weak, "base"
    number, form = tag
    if form == "plural" or (form == "past" and not (mode == "förra" or reader.is_(j - 1, "i"))):
        return None
    today = reader.today
    found = almanac.next_weekday(number, today)
    if form == "past" or mode == "förra":
        return Day(almanac.last_weekday(number, today)), j + 1
    if mode == "nästa":
        meant = almanac.monday(today) + timedelta(days=7 + number)
        return Day(meant, alternative=found if found < meant else None), j + 1
    today_too = almanac.next_weekday(number, today - almanac.DAY)
    if nu or mode == "denna":
        return Day(today_too, weekday=number), j + 1
    weeks, k = _weeks_on(reader, j + 1)
    if weeks:
        meant = today_too + almanac.WEEK * weeks
        other = almanac.monday(today) + timedelta(days=7 * weeks + number)
        return Day(meant, alternative=other if other != meant else None), k
    if reader.token(i).word in ("i",) and j == i + 1:
        return None
    return Day(found, weekday=number), j + 1


def _leans(reader: Reader, i: int) -> bool:
    """Whether a short word that may be a weekday (mån) has a date, time or dash beside it."""
    if reader.kind(i + 1) == "dm":
        return True
    if reader.kind(i + 1) in ("dash", "num", "nth", "hm") or reader.kind(i - 1) == "dash":
        return not reader.is_(i - 1, "den") and reader.number(i - 1) is None
    if reader.is_(i + 1, "kl", "till", "den") or reader.tag(i + 1, "part"):
        return reader.number(i - 1) is None
    if reader.text_is(i + 1, ",", "/") or reader.is_(i + 1, "och", "eller"):
        return reader.kind(i + 2) == "num" or reader.tag(i + 2, "weekday") is not None
    return reader.only(i, i + 1)


def _weeks_on(reader: Reader, i: int) -> tuple[int, int]:
    """The weeks of "om en vecka", "om 14 dagar" after a weekday, and the place after them."""
    if not reader.is_(i, "om"):
        return 0, i
    number, j = reader.amount(i + 1)
    unit = reader.tag(j, "unit")
    if number is None or not 1 <= number <= 99:
        return 0, i
    if unit == "vecka":
        return number, j + 1
    return (number // 7, j + 1) if unit == "dag" and number in (7, 14, 21, 28) else (0, i)


def _dated(reader: Reader, i: int) -> Found:
    """tisdag den 6 juni 2028, 6/6, sjätte juni, den 15:e, den 20 nästa månad, 2028-06-06."""
    j = reader.skip(i, *_BEFORE, "nu")
    weekday: int | None = None
    tag = reader.tag(j, "weekday")
    if tag is not None and tag[1] in ("base", "definite"):
        weekday = tag[0]
    elif tag is None and reader.tag(j, "weak_weekday") is not None and _leans(reader, j):
        weekday = reader.tag(j, "weak_weekday")
    if weekday is not None:
        j += 1
        while reader.text_is(j, ",", ".", "("):
            j += 1
        j = reader.skip(j, "på")
    den = reader.is_(j, "den") or reader.token(j).word in ("datumet", "datum", "d")
    if den:
        j += 1
    written = _written(reader, j, den, weekday)
    if written is not None:
        found, j = written
        return found, j + 1 if reader.text_is(j, ")") and weekday is not None else j
    months_first = reader.tag(j, "month")
    if months_first is not None:
        return _month_first(reader, j, months_first, weekday)
    number, k = _nth(reader, j)
    if number is None or reader.label(j):
        return None
    month, k = _month(reader, k)
    if month is not None:
        if number > 39:
            return None
        its_year, end = year(reader, k)
        return resolve(number, month, its_year, weekday, reader.today), end
    if not (den or weekday is not None):
        return None
    return _of_month(reader, j, k, number, weekday, den)


def _written(reader: Reader, j: int, den: bool, weekday: int | None) -> Found:
    """2028-06-06, 6/6-28, 6/6, 20280606, and 280606 after den or a weekday."""
    token = reader.token(j)
    cue = den or weekday is not None or reader.is_(j - 1, "på", "kl", "till", "från")
    if token.kind == "date" or (token.kind == "six" and (cue or reader.is_(j + 1, "kl"))):
        y, m, d = token.numbers
        return (resolve(d, m, y, weekday, reader.today), j + 1) if 1 <= m <= 12 else None
    if token.kind != "dm":
        return None
    m, d = token.numbers
    if not 1 <= m <= 12 or not 1 <= d <= 32 or reader.counted(j + 1) or reader.label(j):
        return None
    its_year, end = year(reader, j + 1)
    if (d, m) == (24, 7) and not (cue or its_year or reader.is_(j + 1, "kl")):
        return None  # "24/7" is round the clock
    return resolve(d, m, its_year, weekday, reader.today), end


def _month_first(reader: Reader, j: int, month: int, weekday: int | None) -> Found:
    """februari 15, Feb13."""
    number = reader.number(j + 1) if reader.kind(j + 1) == "num" else None
    if (
        number is None
        or not 1 <= number <= 31
        or reader.counted(j + 2)
        or reader.kind(j + 2) == "dash"
    ):
        return None
    if not reader.stands_alone(j + 2) and reader.kind(j + 2) not in ("num", "hm"):
        return None
    its_year, end = year(reader, j + 2)
    return resolve(number, month, its_year, weekday, reader.today), end


def _nth(reader: Reader, j: int) -> tuple[int | None, int]:
    """The day number: 6, 6:e, sjätte."""
    nth = reader.tag(j, "ordinal")
    if nth is not None and nth > 0:
        return int(nth), j + 1
    if reader.kind(j) == "num" and len(reader.token(j).word) <= 2:
        return reader.number(j), j + 1
    return None, j


def _month(reader: Reader, k: int) -> tuple[int | None, int]:
    """The month after a day number: juni, jul, "i sjätte"."""
    if reader.text_is(k, ".", "-") and reader.tag(k + 1, "month"):
        k += 1
    if reader.is_(k, "i") and reader.tag(k + 1, "month") and reader.tag(k - 1, "ordinal"):
        k += 1
    month = reader.tag(k, "month") or reader.tag(k, "weak_month")
    if month is not None:
        return int(month), k + 2 if reader.text_is(k + 1, ".") and _short(reader, k) else k + 1
    if reader.is_(k, "i"):
        nth = reader.tag(k + 1, "ordinal")
        if nth is not None and 1 <= nth <= 12 and reader.stands_alone(k + 2):
            return int(nth), k + 2
    return None, k


def _short(reader: Reader, k: int) -> bool:
    """Whether a full stop after a month is that of an abbreviation: a year follows it."""
    return len(reader.token(k).word) <= 4 and year(reader, k + 2)[0] is not None


def _of_month(reader: Reader, j: int, k: int, number: int, weekday: int | None, den: bool) -> Found:
    """den 15, den femtonde, fredag den 13, den 20 nästa månad."""
    m = reader.skip(k, "i")
    step = _month_step(reader, m)
    if step is not None:
        return in_month(
            number, almanac.month_span(reader.today.year, reader.today.month + step)[0]
        ), (m + 3 if reader.is_(m, "den") else m + 2)
    if m > k and reader.token(m).word == "månaden":
        return resolve(number, None, None, weekday, reader.today), m + 1
    if not reader.stands_alone(k) or reader.counted(k):
        return None
    nth = reader.tag(j, "ordinal") is not None
    if not den and ((not nth and number <= 24) or number > 31):
        return None  # "fredag 15" is a clock time
    if nth and number <= 3 and weekday is None and reader.kind(j) == "word":
        return None  # "den andra" is the other one
    if number > 39 or number == 0:
        return None
    return resolve(number, None, None, weekday, reader.today), k


def _month_step(reader: Reader, m: int) -> int | None:
    """Months from this one: nästa månad 1, den här månaden 0, förra månaden −1."""
    if reader.is_(m, "den") and reader.is_(m + 1, "här") and reader.is_(m + 2, "månad"):
        return 0
    if reader.is_(m + 1, "månad"):
        for name, step in (("nästa", 1), ("kommande", 1), ("denna", 0), ("förra", -1)):
            if reader.is_(m, name):
                return step
    return None


def shy_month(reader: Reader, j: int) -> bool:
    """Whether a month's name is also a name or word, so that it needs a cue."""
    return reader.token(j).word in LEXICON.shy_months


def first_of(reader: Reader, month: int, its_year: int | None) -> date:
    """The first day of a month: in that year, or the next one that is not yet over."""
    if its_year is not None:
        return date(its_year, month, 1)
    this = reader.today
    return date(this.year + (month < this.month), month, 1)
