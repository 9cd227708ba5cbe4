"""The grammar of recurring days: på lördagar, vardagar, varje fredag, måndagar till torsdagar."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeAlias

from . import almanac
from .meaning import Span, Weekly
from .reader import Reader

Found: TypeAlias = tuple[Weekly, int] | None

_BEFORE = ("på", "om", "under", "alla", "varje", "de", "i", "från", "till")


def weekly(reader: Reader, i: int) -> Found:
    """Recurring weekdays that begin at a place, and the place after them."""
    found = _one(reader, i)
    if found is None:
        return None
    total, j = found
    if total.holiday is not None or total.span is not None:
        return total, j
    days = total.weekdays
    while True:
        stretch = reader.kind(j) == "dash" or reader.is_(j, "till")
        joined = stretch or reader.is_(j, "och", "eller") or reader.text_is(j, ",", "/")
        if not joined:
            break
        more = _one(reader, j + 1, first=False)
        if more is None or more[0].holiday is not None or more[0].span is not None:
            break
        (other, j) = more
        if stretch and len(days) == len(other.weekdays) == 1 and days[0] < other.weekdays[0]:
            days = tuple(range(days[0], other.weekdays[0] + 1))
        else:
            days = tuple(sorted({*days, *other.weekdays}))
    return Weekly(days), j


def _one(reader: Reader, i: int, first: bool = True) -> Found:
    j = reader.skip(i, *_BEFORE)
    every = any(reader.is_(n, "varje", "alla") for n in range(i, j))
    if reader.token(j).word == "röda" and reader.unit(j + 1) == "dag":
        return Weekly((6,), "helgdagar"), j + 2
    if reader.is_(j, "helgfri") and reader.tag(j + 1, "class"):
        j += 1
    if first and j > i and reader.is_(j - 1, "på") and reader.token(j).word in ("helgen", "helg"):
        saturday = almanac.monday(reader.today) + timedelta(days=5)
        return Weekly((5, 6), None, Span(saturday, saturday + timedelta(days=2), "weekend")), j + 1
    weekday = reader.tag(j, "weekday")
    if weekday is not None:
        number, form = weekday
        if form != "plural" and not (every and form == "base"):
            return None
        if form == "plural" and reader.number(j - 1) is not None:
            return None  # "två fredagar" is a count
        return Weekly((number,)), j + 1
    group = reader.tag(j, "class")
    if group is not None:
        if reader.number(i - 1) is not None or reader.greeted(i):
            return None
        return Weekly(*group), j + 1
    if every:
        unit = reader.tag(j, "unit")
        if unit == "dag" and reader.token(j).word in ("dag", "dagar", "dagarna"):
            if reader.is_(j + 1, "före", "efter"):
                return None
            return Weekly((0, 1, 2, 3, 4, 5, 6)), j + 1
        if reader.is_(j, "helg"):
            return Weekly((5, 6)), j + 1
    return None
