"""Saying a time in Swedish or English, as it stands in an answer."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

from .almanac import STOCKHOLM
from .expression import TimeExpression

Language = Literal["sv", "en"]


def _read() -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = YAML(typ="safe").load(
        Path(__file__).with_name("description.yml")
    )
    return content


_WORDS = _read()


def describe(when: TimeExpression | date | datetime, language: Language, now: datetime) -> str:
    """The time in words, such as "tisdag 6 juni 2028 klockan 10:00".

    A plain date is a day; a datetime (aware) is a moment, shown on Stockholm's clock. The year is
    left out when it is the present one there. A stretch of whole days is said by its first and
    last day. An impossible expression gives its reason (in English: that there is no such time).
    Raises KeyError on another language.
    """
    words = _WORDS[language]
    year = now.astimezone(STOCKHOLM).year
    if isinstance(when, datetime):
        return _moment(when.astimezone(STOCKHOLM), words, year)
    if isinstance(when, date):
        return _day(when, words, year)
    if when.kind == "impossible":
        return when.reason if language == "sv" and when.reason else str(words["impossible"])
    if when.kind == "weekly":
        return _weekly(when, words)
    assert when.begin is not None and when.finish is not None
    begin, finish = when.begin.astimezone(STOCKHOLM), when.finish.astimezone(STOCKHOLM)
    if when.kind == "day":
        return _day(begin.date(), words, year)
    if when.kind in ("moment", "clock"):
        return _moment(begin, words, year)
    return _interval(begin, finish, words, year)


def _day(day: date, words: dict[str, Any], year: int) -> str:
    text = f"{words['weekdays'][day.weekday()]} {day.day} {words['months'][day.month - 1]}"
    return text if day.year == year else f"{text} {day.year}"


def _hour(moment: datetime | time, words: dict[str, Any]) -> str:
    return f"{moment.hour:02}{words['separator']}{moment.minute:02}"


def _moment(moment: datetime, words: dict[str, Any], year: int) -> str:
    return f"{_day(moment.date(), words, year)} {words['at']} {_hour(moment, words)}"


def _interval(begin: datetime, finish: datetime, words: dict[str, Any], year: int) -> str:
    midnight = time(0)
    if begin.time() == midnight and finish.time() == midnight:
        last = finish.date() - timedelta(days=1)
        if last == begin.date():
            return _day(last, words, year)
        return f"{_day(begin.date(), words, year)}–{_day(last, words, year)}"
    ends_at_midnight = finish.time() == midnight
    last = finish.date() - timedelta(days=1) if ends_at_midnight else finish.date()
    closing = f"24{words['separator']}00" if ends_at_midnight else _hour(finish, words)
    if last == begin.date():
        return f"{_moment(begin, words, year)}–{closing}"
    return f"{_moment(begin, words, year)}–{_day(last, words, year)} {words['at']} {closing}"


def _weekly(when: TimeExpression, words: dict[str, Any]) -> str:
    days: tuple[int, ...] = when.weekdays
    named: str | None = words["classes"].get(when.holiday or "".join(map(str, days)))
    if named is None:
        each = [str(words["plural"][day]) for day in days]
        named = each[0] if len(each) == 1 else f"{', '.join(each[:-1])} {words['and']} {each[-1]}"
    if when.clock is None:
        return named
    text = f"{named} {words['at']} {_hour(when.clock, words)}"
    if when.clock_finish is None:
        return text
    closing = when.clock_finish
    end = f"24{words['separator']}00" if closing == time(0) else _hour(closing, words)
    return f"{text}–{end}"
