"""Putting a day, a clock time and a part of the day together into one expression's pieces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from . import almanac
from .clocks import clock
from .dayparts import day_part
from .days import day
from .durations import counted
from .meaning import (
    Clock,
    ClockMeaning,
    Day,
    DayMeaning,
    DayPart,
    Hours,
    Impossible,
    Instant,
    Span,
    Weekly,
)  # fmt: skip
from .named import named
from .reader import Reader
from .relations import relation
from .spans import span
from .stretches import bound, stretch
from .weekly import weekly

DayFound: TypeAlias = tuple[DayMeaning, int] | None


@dataclass
class Phrase:
    """The pieces that stand beside each other, and the tokens they take up."""

    begin: int
    end: int
    day: DayMeaning | None = None
    hours: ClockMeaning | None = None
    part: DayPart | None = None


def phrase(reader: Reader, i: int) -> Phrase | None:
    """The expression that begins at a token, or None."""
    return _beyond(reader, i) or _pieces(reader, i)


def _beyond(reader: Reader, i: int) -> Phrase | None:
    """efter fredag kl 14, före imorgon klockan nio: the hours of that day after or before."""
    if not reader.is_(i, "efter", "före"):
        return None
    found = _pieces(reader, i + 1)
    if found is None or not isinstance(found.day, Day) or not isinstance(found.hours, Clock):
        return None
    after = reader.is_(i, "efter")
    found.hours = Hours(found.hours, None) if after else Hours(None, found.hours)
    found.begin = i
    return found


def _pieces(reader: Reader, i: int) -> Phrase | None:
    found = Phrase(i, i)
    while True:
        j = _join(reader, found) if found.end > i else i
        if not _add(reader, j, found):
            break
    if found.end == i:
        return None
    if found.day is None and found.hours is None and found.part is not None and not found.part.free:
        return None
    return found


def _join(reader: Reader, found: Phrase) -> int:
    """The place after a comma or the like between two pieces."""
    j = found.end
    if reader.text_is(j, ",", "(", ":", ")", "/") or (
        reader.text_is(j, ".") and _short(reader, j - 1)
    ):
        j += 1
    if reader.kind(j) == "dash" and not isinstance(found.hours, Clock):
        j += 1
    return j


def _short(reader: Reader, i: int) -> bool:
    return len(reader.token(i).raw) <= 4


def _add(reader: Reader, j: int, found: Phrase) -> bool:
    """Take the next piece into the phrase if there is one that fits."""
    dated = found.day is not None
    # a clock time first where both could be read ("klockan tio på fredag"), the longer one wins
    hours = (
        clock(reader, j, beside_day=dated and not _plain_span(found.day))
        if found.hours is None
        else None
    )
    part = day_part(reader, j) if found.part is None else None
    days = _day(reader, j)
    ends = [f[1] if f is not None else -1 for f in (days, hours, part)]
    longest = max(ends)
    if longest < 0:
        return False
    if days is not None and ends[0] == longest:
        joined = _merge(found.day, days[0]) if dated else days[0]
        if joined is not None and not (
            isinstance(joined, (Span, Instant)) and found.hours is not None
        ):
            if dated and j == found.end and isinstance(days[0], Impossible):
                return False
            found.day, found.end = joined, days[1]
            return True
        if max(ends[1:]) < longest:
            return False
    if isinstance(found.day, Span) and found.day.weekdays and longest > ends[0]:
        # måndag–fredag 9–16 is said of every week
        found.day = Weekly(found.day.weekdays)
    if isinstance(found.day, (Span, Instant)):
        return False
    if hours is not None and ends[1] >= ends[2]:
        found.hours, found.end = hours
        return True
    if part is not None:
        found.part, found.end = part
        if isinstance(found.day, Day) and found.day.part is not None:
            found.part = None if found.day.part.name == part[0].part.name else found.part
        return True
    return False


def _plain_span(found: DayMeaning | None) -> bool:
    return isinstance(found, Span) and not found.weekdays


def _night_before(reader: Reader, i: int) -> DayFound:
    """natten till lördag, natten mellan fredag och lördag: it begins the evening before."""
    j = i + 2 if reader.is_(i, "mitten") and reader.is_(i + 1, "i") else i
    j = reader.skip(j, "på", "under")
    tag = reader.tag(j, "part")
    if tag is None or tag[0].half != "night":
        return None
    if reader.is_(j + 1, "mellan"):
        first = bound(reader, j + 2)
        second = bound(reader, first[1] + 1) if first and reader.is_(first[1], "och") else None
        if first is None or second is None or not isinstance(first[0], Day):
            return None
        return Day(first[0].when, part=tag[0]), second[1]
    if not reader.is_(j + 1, "till", "mot"):
        return None
    found = bound(reader, j + 2)
    if found is None or not isinstance(found[0], Day):
        return None
    return Day(found[0].when - almanac.DAY, found[0].holiday, part=tag[0]), found[1]


_GRAMMARS: tuple[Callable[[Reader, int], DayFound], ...] = (
    relation, weekly, named, day, span, counted, _night_before
)  # fmt: skip


def _day(reader: Reader, i: int) -> DayFound:
    """The longest day or span that begins at a token, with what narrows it down after it."""
    best = _single(reader, i)
    while best is not None:
        j = best[1] + 1 if reader.text_is(best[1], ",", "(", "-") else best[1]
        more = _single(reader, j)
        joined = None if more is None else _merge(best[0], more[0])
        if more is None or joined is None:
            break
        end = more[1] + 1 if reader.text_is(more[1], ")") and j > best[1] else more[1]
        best = joined, end
    return best


def _single(reader: Reader, i: int) -> DayFound:
    """The longest day or span that begins at a token, stretches of days included."""
    best: DayFound = stretch(reader, i)
    for grammar in _GRAMMARS:
        found = grammar(reader, i)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return best


def _merge(first: DayMeaning | None, second: DayMeaning) -> DayMeaning | None:
    """One day out of a weekday and a week ("vecka 30 på onsdagen"), or out of two that agree."""
    if isinstance(first, Day) and isinstance(second, Span):
        first, second = second, first
    if isinstance(second, Day) and second.weekday is not None:
        if isinstance(first, Span) and first.grain in ("week", "weekend", "holiday"):
            found = almanac.nth_weekday(first.begin, first.finish, second.weekday, 1)
            return None if found is None else Day(found)
        if isinstance(first, Day) and first.when.weekday() == second.weekday:
            return first
    if isinstance(first, Day) and isinstance(second, Day):
        if first.holiday == "klämdag" and second.holiday is None:
            return replace(second, holiday=first.holiday)
        if first.weekday is not None and second.when.weekday() == first.weekday and second.holiday:
            return second
        if first.when == second.when:
            return second if second.holiday else first
    return None
