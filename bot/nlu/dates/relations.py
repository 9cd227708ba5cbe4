"""The grammar of days found from another day: dagen efter nationaldagen, fredagen efter påsk."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeAlias

from . import almanac, holidays
from .days import day
from .durations import Duration, duration
from .meaning import Day, Impossible, Span
from .named import named
from .reader import Reader
from .spans import span

Found: TypeAlias = tuple[Day | Span | Impossible, int] | None

_BEFORE = ("på", "till", "från", "under", "i", "den")

_DEEPEST = 3  # "dagen efter fredagen efter Kristi himmelsfärd"


def relation(reader: Reader, i: int) -> Found:
    """A day or span said by its distance from another, and the place after it."""
    if reader.depth >= _DEEPEST:
        return None
    reader.depth += 1
    try:
        return _bridge(reader, i) or _distance(reader, i) or _beside(reader, i)
    except (ValueError, OverflowError):
        return None
    finally:
        reader.depth -= 1


def anchor(reader: Reader, i: int) -> tuple[Day | Span | Impossible, int] | None:
    """The day or span that another is counted from: the longest reading at this place."""
    j = i
    nested = relation(reader, j)
    if nested is not None:
        return nested
    best: tuple[Day | Span | Impossible, int] | None = None
    for grammar in (named, day, span):
        found = grammar(reader, j)
        if found is not None and (best is None or found[1] > best[1]):
            best = found[0], found[1]
    return best


def _edges(found: Day | Span) -> tuple[date, date, str | None]:
    if isinstance(found, Day):
        return found.when, found.when + almanac.DAY, found.holiday
    return found.begin, found.finish, found.holiday


def _distance(reader: Reader, i: int) -> Found:
    """dagen före julafton, två dagar efter påskdagen, fredagen efter Kristi himmelsfärd."""
    j = reader.skip(i, *_BEFORE)
    weekday = reader.tag(j, "weekday")
    amount: Duration | None = None
    word = reader.token(j).word
    if (
        (weekday is not None and weekday[1] in ("base", "definite"))
        or (reader.is_(j, "dag") and word in ("dagen", "dan"))
        or word in ("veckan", "helgen")
    ):
        k = j + 1
    else:
        found = duration(reader, j)
        if found is None or found[0].seconds:
            return None
        amount, k = found
    if not reader.is_(k, "före", "efter"):
        return None
    after = reader.is_(k, "efter")
    if reader.is_(k + 1, "nästa") and reader.tag(k + 1, "weekday") is None and word == "veckan":
        begin = almanac.monday(reader.today) + timedelta(days=14 if after else 0)
        return (Span(begin, begin + almanac.WEEK, "week"), k + 2) if after else None
    other = anchor(reader, k + 1)
    if other is None:
        return None
    base, end = other
    if isinstance(base, Impossible):
        return base, end
    begin, finish, _name = _edges(base)
    if amount is not None:
        edge = finish - almanac.DAY if after else begin
        return Day(amount.from_day(edge, 1 if after else -1)), end
    if weekday is not None:
        if after:
            return Day(almanac.next_weekday(weekday[0], finish - almanac.DAY)), end
        return Day(almanac.last_weekday(weekday[0], begin)), end
    if word == "veckan":
        step = almanac.WEEK if after else -almanac.WEEK
        # "veckan efter påsk" begins with annandag påsk
        holiday = isinstance(base, Span) and base.grain == "holiday"
        edge = begin if holiday or not after else finish - almanac.DAY
        monday = almanac.monday(edge) + step
        return Span(monday, monday + almanac.WEEK, "week"), end
    if word == "helgen":
        saturday = (
            almanac.next_weekday(5, finish - almanac.DAY)
            if after
            else almanac.last_weekday(5, begin)
        )
        return Span(saturday, saturday + timedelta(days=2), "weekend"), end
    return Day(finish if after else begin - almanac.DAY), end


def _beside(reader: Reader, i: int) -> Found:
    """efter jul, före påsk, efter helgen, efter den 6 juni: the week that follows or precedes."""
    j = reader.skip(i, "från", "men", "direkt")
    if not reader.is_(j, "före", "efter"):
        return None
    after = reader.is_(j, "efter")
    found = anchor(reader, j + 1)
    if found is None:
        return None
    base, end = found
    if isinstance(base, Impossible):
        return base, end
    if isinstance(base, Day) and base.part is not None:
        return None
    begin, finish, _ = _edges(base)
    if after:
        return Span(finish, finish + almanac.WEEK, "days"), end
    first = (
        max(begin - almanac.WEEK, reader.today) if begin > reader.today else begin - almanac.WEEK
    )
    return Span(first, begin, "days"), end


def _bridge(reader: Reader, i: int) -> Found:
    """klämdagen efter nationaldagen, på klämdagen, klämdagar."""
    j = reader.skip(i, *_BEFORE, "nästa", "en")
    if not reader.is_(j, "klämdag"):
        return None
    k = reader.skip(j + 1, "efter", "vid", "före", "i", "till")
    other = anchor(reader, k) if k > j + 1 else None
    if other is None:
        coming = holidays.bridge_day(reader.today, 400)
        return (Day(coming, holiday="klämdag"), j + 1) if coming else None
    base, end = other
    if isinstance(base, Impossible):
        return base, end
    begin, finish, name = _edges(base)
    found = None
    if not any(reader.is_(n, "före") for n in range(j + 1, k)):
        found = holidays.bridge_day(finish, 3)
    if found is None and not any(reader.is_(n, "efter") for n in range(j + 1, k)):
        found = holidays.bridge_day(begin - timedelta(days=3), 3)
    if found is None:
        said = f"{name[0].upper()}{name[1:]}" if name else "Den dagen"
        return Impossible(f"{said} ger ingen klämdag det året."), end
    return Day(found, holiday="klämdag"), end
