"""The grammar of named days and seasons: julafton 2027, i påskas, under julhelgen, i sommar."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from . import almanac, holidays
from .days import year
from .lexicon import LEXICON
from .meaning import Day, Span
from .reader import MOST_WORDS, Reader

Found: TypeAlias = tuple[Day | Span, int] | None

_BEFORE = (
    "på",
    "i",
    "under",
    "över",
    "till",
    "från",
    "inför",
    "hela",
    "nu",
    "fram",
    "vid",
    "kring",
    "om",
    "den",
    "här",
)

_FIRST_YEAR = 1900


def named(reader: Reader, i: int) -> Found:
    """A named day or span of days that begins at a place, and the place after it."""
    j = i
    past = False
    coming = False
    while j - i < MOST_WORDS:
        if reader.is_(j, "förra", "senaste"):
            past, j = True, j + 1
        elif reader.is_(j, "nästa", "kommande", "denna"):
            coming, j = True, j + 1
        elif reader.is_(j, *_BEFORE) and not reader.tag(j, "name"):
            j += 1
        else:
            break
    return _holiday(reader, i, j, past) or _season(reader, i, j, past, coming)


def _holiday(reader: Reader, i: int, j: int, past: bool) -> Found:
    group = holidays.NAMES.phrases.get(reader.token(j).word)
    if group is None:
        return None
    fitting = [
        each
        for each in group
        if all(reader.token(j + n).word == word for n, word in enumerate(each[0]))
    ]
    if not fitting:
        return None
    words, name, was = fitting[0]
    if was and not reader.is_(j - 1, "i"):
        return None
    if reader.greeted(i) or (name == "julen" and reader.greeted(j)):
        return None
    j += len(words)
    if reader.joined(j) and not reader.is_(i - 1, "mellan") and not reader.is_(i, "mellan"):
        return None  # "under jul- och sommarlov"
    its_year, j = year(reader, j)
    if its_year is not None and its_year < _FIRST_YEAR:
        return None
    if (past or was) and its_year is None:
        meant, begin, finish = holidays.find_past(name, reader.today)
    else:
        meant, begin, finish = holidays.find(name, its_year, reader.today)
    if holidays.is_day(meant):
        return Day(begin, holiday=meant), j
    return Span(begin, finish, "holiday", holiday=meant), j


def _season(reader: Reader, i: int, j: int, past: bool, coming: bool) -> Found:
    tag = reader.tag(j, "season")
    if tag is None or reader.greeted(i):
        return None
    number, form = tag
    before = reader.token(j - 1)
    if form == "past" and "i" not in before.fn:
        return None
    its_year, k = year(reader, j + 1)
    told = j > i or its_year is not None or reader.only(i, j + 1)
    # "vår" is also "our": only "i vår" at the end of a clause
    if form == "base" and not (told and (coming or its_year or reader.stands_alone(k))):
        return None
    if not told:
        return None
    first, length = LEXICON.season_months[number]
    this = reader.today

    def span(y: int) -> tuple[date, date]:
        return almanac.month_span(y, first)[0], almanac.month_span(y, first + length)[0]

    if its_year is not None:
        begin, finish = span(its_year)
    elif past or form == "past":
        begin, finish = max(s for y in (-2, -1, 0) if (s := span(this.year + y))[1] <= this)
    else:
        begin, finish = min(s for y in (-1, 0, 1) if (s := span(this.year + y))[1] > this)
    return Span(begin, finish, "season"), k
