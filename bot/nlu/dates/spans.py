"""The grammar of weeks, weekends, months and years: nästa vecka, v. 30, i helgen, hela juli."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeAlias

from . import almanac
from .days import first_of, shy_month, year
from .meaning import Day, Impossible, Span
from .named import named
from .reader import MOST_WORDS, Reader

Found: TypeAlias = tuple[Day | Span | Impossible, int] | None

_BEFORE = ("på", "i", "under", "över", "till", "från", "inför", "hela", "nu", "fram", "av")
_RATES = ("gång", "gånger", "timmar", "dagar", "kronor", "kr", "per", "mitt", "dag", "kväll")
_MODES = (("nästa", 1), ("kommande", 1), ("förra", -1), ("denna", 0))


def span(reader: Reader, i: int) -> Found:
    """A span of days that begins at a place, and the place after it."""
    return (
        _piece(reader, i)
        or _nth(reader, i)
        or _numbered_week(reader, i)
        or _this_or_next(reader, i)
        or _month(reader, i)
    )


def _numbered_week(reader: Reader, i: int) -> Found:
    """vecka 30, v. 28–31, vecka 3 nästa år."""
    j = reader.skip(i, *_BEFORE, "den")
    if not reader.is_(j, "vecka"):
        return None
    j += 2 if reader.text_is(j + 1, ".") else 1
    first = reader.number(j)
    if first is None or reader.counted(j + 1):
        return None
    last, j = first, j + 1
    if reader.kind(j) == "dash" or reader.is_(j, "till", "och"):
        k = reader.skip(j + 1, "vecka")
        other = reader.number(k)
        # "vecka 30 och 31" are two, "v 28-31" is a stretch
        apart = reader.is_(j, "och") or not reader.stands_alone(k + 1)
        if other is not None and other > first and not apart:
            last, j = other, k + 1
    its_year, j = year(reader, j)
    if not 1 <= first <= 53 or not last <= 53:
        return Impossible("Ett år har 52 eller 53 veckor, så den veckan finns inte."), j
    this = reader.today.isocalendar()[0]
    years = range(this, this + 8) if its_year is None else (its_year,)
    for number in years:
        begin, end = almanac.iso_week(number, first), almanac.iso_week(number, last)
        if begin is None or end is None:
            continue
        finish = end + almanac.WEEK
        if its_year is not None or finish > reader.today:
            return Span(begin, finish, "week"), j
    return Impossible(f"År {its_year} har bara 52 veckor."), j


def _this_or_next(reader: Reader, i: int) -> Found:
    """nästa vecka, den här månaden, i veckan, i helgen, förra året, i fjol."""
    j = i
    step: int | None = None
    said = False
    while j - i < MOST_WORDS:
        if reader.is_(j, "den") and reader.is_(j + 1, "här"):
            step, j = 0, j + 2
            continue
        mode = next((n for name, n in _MODES if reader.is_(j, name)), None)
        if mode is not None:
            step, j = mode, j + 1
        elif reader.is_(j, *_BEFORE) or (reader.is_(j, "den", "de") and j == i):
            said, j = True, j + 1
        else:
            break
    word = reader.token(j).word
    definite = word.endswith(("n", "t")) and len(word) > 2
    by_i = said and reader.is_(j - 1, "i", "under", "hela", "nu") and definite
    if reader.is_(j, "vecka"):
        if step is None and (not by_i or _times(reader, i)):
            return None
        begin = almanac.monday(reader.today) + almanac.WEEK * (step or 0)
        return Span(begin, begin + almanac.WEEK, "week"), j + 1
    if reader.is_(j, "helg"):
        return _weekend(reader, i, j, step, said, definite)
    if reader.is_(j, "månad"):
        if step is None and not (by_i and reader.is_(j - 1, "hela", "under")):
            return None
        begin, finish = almanac.month_span(reader.today.year, reader.today.month + (step or 0))
        return Span(begin, finish, "month"), j + 1
    if reader.is_(j, "år") or (reader.is_(j, "fjol") and reader.is_(j - 1, "i")):
        step = -1 if reader.is_(j, "fjol") else step
        if step is None and not (
            word == "år" and reader.is_(j - 1, "i") and reader.token(j).raw != "ar"
        ):
            return None
        its_year = reader.today.year + (step or 0)
        return Span(date(its_year, 1, 1), date(its_year + 1, 1, 1), "year"), j + 1
    return None


def _times(reader: Reader, i: int) -> bool:
    """Whether a rate stands before ("två gånger i veckan")."""
    return reader.token(i - 1).word in _RATES


def _weekend(reader: Reader, i: int, j: int, step: int | None, said: bool, definite: bool) -> Found:
    if reader.greeted(i) or _times(reader, i) or reader.number(i - 1) == 1:
        return None
    if step is None and not definite:
        return None
    if step is None and reader.is_(j - 1, "på"):
        return None  # "på helgen" is every weekend: weekly.py
    saturday = almanac.monday(reader.today) + timedelta(days=5)
    coming = saturday, saturday + timedelta(days=2)
    if step is None or step == 0 or reader.is_(j - 1, "kommande"):
        return Span(*coming, "weekend"), j + 1
    begin = saturday + almanac.WEEK * step
    other = coming if step == 1 else None
    return Span(begin, begin + timedelta(days=2), "weekend", alternative=other), j + 1


def _month(reader: Reader, i: int) -> Found:
    """i juli, hela juli, juli 2027, nästa mars, juni till augusti."""
    j = reader.skip(i, *_BEFORE, "den", "här", "nästa", "kommande", "förra", "mellan")
    month = reader.tag(j, "month")
    if month is None:
        return None
    told = j > i
    last, k = month, j + 1
    on = reader.kind(k) == "dash" or reader.is_(k, "till")
    on = on or (reader.is_(k, "och") and reader.is_(i, "mellan"))
    if on and reader.tag(k + 1, "month"):
        last, k = reader.tag(k + 1, "month"), k + 2
    k = k + 1 if reader.is_(k, "månad") else k
    its_year, k = year(reader, k)
    if shy_month(reader, j) and not (told or its_year or reader.only(i, k)):
        return None
    if its_year is None and reader.is_(j - 1, "förra"):
        its_year = reader.today.year - (month >= reader.today.month)
    begin = first_of(reader, month, its_year)
    end_year = begin.year + (last < month)
    return Span(begin, almanac.month_span(end_year, last)[1], "month"), k


def _inner(reader: Reader, i: int) -> tuple[Span, int] | None:
    """The span inside "i slutet av …": a week, month, season, named span or year."""
    j = i
    if reader.is_(j, "i", "av", "på") and reader.token(j + 1).word == "månaden":
        begin, finish = almanac.month_span(reader.today.year, reader.today.month)
        return Span(begin, finish, "month"), j + 2
    if reader.is_(j, "av", "på", "i") and reader.token(j + 1).word in ("veckan", "året"):
        if reader.token(j + 1).word == "veckan" and reader.number(j + 2) is None:
            begin = almanac.monday(reader.today)
            return Span(begin, begin + almanac.WEEK, "week"), j + 2
        if reader.token(j + 1).word == "året":
            this = reader.today.year
            return Span(date(this, 1, 1), date(this + 1, 1, 1), "year"), j + 2
    j = reader.skip(i, "av", "på")
    found = (
        _numbered_week(reader, j)
        or _this_or_next(reader, j)
        or _month(reader, i)
        or named(reader, j)
    )
    return (found[0], found[1]) if found is not None and isinstance(found[0], Span) else None


def _piece(reader: Reader, i: int) -> Found:
    """i slutet av veckan, i början av nästa månad, mitten av juli."""
    j = reader.skip(i, *_BEFORE)
    names = [name for name in ("början", "mitten", "slutet") if reader.is_(j, name)]
    if not names:
        return None
    found = _inner(reader, j + 1)
    if found is None:
        return None
    whole, k = found
    begin = whole.begin
    days = (whole.finish - begin).days
    if days < 3:
        return None
    if days == 7:
        first, last = {"början": (0, 2), "mitten": (1, 4), "slutet": (3, 7)}[names[0]]
    else:
        third = max(days // 3, 1)
        first, last = {
            "början": (0, third),
            "mitten": (third, 2 * third),
            "slutet": (2 * third, days),
        }[names[0]]
    return Span(begin + timedelta(days=first), begin + timedelta(days=last), "days"), k


def _nth(reader: Reader, i: int) -> Found:
    """första måndagen i maj, sista fredagen i månaden, tredje dagen i oktober."""
    j = reader.skip(i, "på", "den", "under", "till", "från")
    nth = reader.tag(j, "ordinal")
    if nth is None or nth > 31:
        return None
    weekday = reader.tag(j + 1, "weekday")
    month = reader.tag(j + 1, "month")
    if month is not None and nth == -1:  # "den sista november"
        its_year, k = year(reader, j + 2)
        begin = first_of(reader, month, its_year)
        return Day(almanac.month_span(begin.year, month)[1] - almanac.DAY), k
    if weekday is None and not reader.is_(j + 1, "vecka", "helg", "dag"):
        return None
    found = _inner(reader, j + 2)
    if found is None or found[0].grain == "week":
        return None
    whole, k = found
    result = _pick(reader, j + 1, nth, whole)
    generic = (
        whole.grain == "month"
        and reader.token(k - 1).word == "månaden"
        and reader.is_(k - 2, "i", "av")
    )
    repeats = generic or (
        whole.grain == "month" and year(reader, k - 1)[0] is None and reader.tag(k - 1, "month")
    )
    if result is not None and repeats and _end(result) <= reader.today:
        step = 1 if generic else 12
        begin, finish = almanac.month_span(whole.begin.year, whole.begin.month + step)
        result = _pick(reader, j + 1, nth, Span(begin, finish, "month"))
    if result is None:
        return Impossible("Så många sådana dagar har den månaden inte."), k
    return result, k


def _end(found: Day | Span) -> date:
    return found.finish if isinstance(found, Span) else found.when + almanac.DAY


def _pick(reader: Reader, j: int, nth: int, whole: Span) -> Day | Span | None:
    weekday = reader.tag(j, "weekday")
    if weekday is not None:
        day = almanac.nth_weekday(whole.begin, whole.finish, weekday[0], nth)
        return None if day is None else Day(day)
    if reader.is_(j, "dag"):
        day = whole.begin + timedelta(days=nth - 1) if nth > 0 else whole.finish - almanac.DAY
        return Day(day) if day < whole.finish else None
    if reader.is_(j, "helg"):
        day = almanac.nth_weekday(whole.begin, whole.finish, 5, nth)
        return None if day is None else Span(day, day + timedelta(days=2), "weekend")
    # a week belongs to the month that has its Thursday (ISO 8601)
    day = almanac.nth_weekday(whole.begin, whole.finish, 3, nth)
    if day is None:
        return None
    return Span(almanac.monday(day), almanac.monday(day) + almanac.WEEK, "week")
