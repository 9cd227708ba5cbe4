"""The grammar of stretches of days: fre–sön, 13–15 juli, från måndag till onsdag."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeAlias

from . import almanac
from .days import day
from .meaning import Day, Impossible, Span
from .named import named
from .reader import Reader
from .spans import span

Bound: TypeAlias = tuple[Day | Span | Impossible, int] | None


def stretch(reader: Reader, i: int) -> tuple[Span | Impossible, int] | None:
    """fre–sön, från måndag till onsdag, 13-15 juli, mellan jul och nyår."""
    between = reader.is_(i, "mellan")
    j = reader.skip(i, "mellan", "från", "den", "under", "på")
    first = _numbers(reader, j, between) or bound(reader, j)
    if first is None:
        return None
    begin, k = first
    if not (
        reader.kind(k) == "dash"
        or reader.is_(k, "till")
        or reader.is_(k, "fram")
        or (between and reader.is_(k, "och"))
    ):
        return None
    k = reader.skip(k + 1, "till", "med", "den", "på", "och")
    last = bound(reader, k)
    if last is None:
        return None
    end, k = last
    if isinstance(begin, int):
        if not isinstance(end, Day):
            return (end, k) if isinstance(end, Impossible) else None
        start = almanac.make(end.when.year, end.when.month, begin)
        if start is None or start >= end.when:
            return None
        return Span(start, end.when + almanac.DAY, "days"), k
    for each in (begin, end):
        if isinstance(each, Impossible):
            return each, k
    assert not isinstance(begin, Impossible) and not isinstance(end, Impossible)
    found = _from_to(begin, end, between)
    return None if found is None else (found, k)


def _from_to(begin: Day | Span, end: Day | Span, between: bool) -> Span | None:
    if between and isinstance(begin, Span) and isinstance(end, Span):
        # mellan jul och nyår: what lies between them
        start, finish = begin.finish, end.begin
        return Span(start, finish, "days") if start < finish else None
    start = begin.when if isinstance(begin, Day) else begin.begin
    finish = end.when + almanac.DAY if isinstance(end, Day) else end.finish
    both = isinstance(begin, Day) and isinstance(end, Day)
    if both and isinstance(begin, Day) and isinstance(end, Day) and end.weekday is not None:
        finish = almanac.next_weekday(end.weekday, start) + almanac.DAY
        if begin.weekday is not None and begin.weekday < end.weekday:
            days = tuple(range(begin.weekday, end.weekday + 1))
            return Span(start, finish, "days", weekdays=days)
    while finish <= start and both:
        finish = almanac.add(finish - timedelta(days=1), 1, "år") + almanac.DAY
    return Span(start, finish, "days") if start < finish else None


def _numbers(reader: Reader, j: int, between: bool) -> tuple[int, int] | None:
    """The first of two day numbers before a month: 13-15 juli, den 24 till 26 december."""
    number = reader.tag(j, "ordinal") or (reader.number(j) if reader.kind(j) == "num" else None)
    if number is None or not 1 <= number <= 31:
        return None
    k = j + 1
    if not (
        reader.kind(k) == "dash" or reader.is_(k, "till") or (between and reader.is_(k, "och"))
    ):
        return None
    m = reader.skip(k + 1, "den", "till", "med")
    dated = reader.number(m) is not None or reader.tag(m, "ordinal") is not None
    if dated and (reader.tag(m + 1, "month") or reader.tag(m + 1, "weak_month")):
        return int(number), k
    return None


def bound(reader: Reader, i: int) -> Bound:
    """A day or span that may begin or end a stretch: the longest reading."""
    best: Bound = None
    for grammar in (day, named, span):
        found = grammar(reader, i)
        if found is not None and (best is None or found[1] > best[1]):
            best = found[0], found[1]
    return best
