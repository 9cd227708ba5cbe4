"""From the pieces of a phrase to a TimeExpression on Stockholm's clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from .almanac import DAY, at
from .expression import Kind, TimeExpression
from .lexicon import Part
from .meaning import Clock, Day, Hours, Impossible, Instant, Span, Weekly
from .phrases import Phrase

_MIDNIGHT = 24 * 60
_EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
Minutes = tuple[int, int]


def compose(phrase: Phrase, text: str, start: int, end: int, now: datetime) -> TimeExpression:
    """The meaning of a phrase that stands at these offsets of a message, read at a moment."""
    empty = TimeExpression(text[start:end], start, end, "impossible")
    for piece in (phrase.day, phrase.hours):
        if isinstance(piece, Impossible):
            return replace(empty, reason=piece.reason)
    day = phrase.day
    if isinstance(day, Weekly):
        return _weekly(empty, day, phrase)
    if isinstance(day, Instant):
        kind: Kind = "moment" if day.moment else "interval"
        return replace(empty, kind=kind, begin=day.begin, finish=day.finish)
    if isinstance(day, Span):
        return _span(empty, day)
    if isinstance(day, Day):
        return _day(empty, day, phrase)
    if phrase.part is not None and phrase.part.habit and phrase.hours is None:
        return _weekly(empty, Weekly(_EVERY_DAY), phrase)
    return _dayless(empty, phrase, now)


def _part(phrase: Phrase) -> Part | None:
    if phrase.part is not None:
        return phrase.part.part
    return phrase.day.part if isinstance(phrase.day, Day) else None


def _minutes(phrase: Phrase) -> Minutes | None:
    """Minutes from midnight, begin and finish; a point in time lasts one minute."""
    part = _part(phrase)
    hours = phrase.hours
    if isinstance(hours, Clock):
        begin = hours.minutes(part)
        return begin, begin + 1
    if isinstance(hours, Hours):
        return _stretch(hours, part)
    if part is not None:
        return part.begin * 60, part.finish * 60
    return None


def _stretch(hours: Hours, part: Part | None) -> Minutes:
    if hours.begin is None and hours.finish is not None:
        return 0, hours.finish.minutes(part) or _MIDNIGHT
    assert hours.begin is not None
    begin = hours.begin.minutes(part)
    if hours.finish is None:
        return begin, max(_MIDNIGHT, begin + 1)
    finish = hours.finish.minutes(part)
    if finish <= begin and hours.finish.twelve and finish + 720 > begin and finish < 720:
        finish += 720
    while finish <= begin:
        finish += _MIDNIGHT
    return begin, finish


def _literal(hours: object) -> Clock | None:
    """The 24-hour reading of "3:30", where it is another."""
    if isinstance(hours, Clock) and hours.literal:
        return replace(hours, twelve=False, literal=False)
    return None


def _whole(empty: TimeExpression, begin: date, finish: date, kind: Kind) -> TimeExpression:
    return replace(empty, kind=kind, begin=at(begin, 0), finish=at(finish, 0))


def _span(empty: TimeExpression, span: Span) -> TimeExpression:
    result = replace(_whole(empty, span.begin, span.finish, "interval"), holiday=span.holiday)
    if span.alternative is not None:
        return replace(result, alternative=_whole(empty, *span.alternative, "interval"))
    if span.weekdays:
        habit = replace(empty, kind="weekly", weekdays=span.weekdays)
        return replace(result, alternative=habit)
    return result


def _day(empty: TimeExpression, day: Day, phrase: Phrase) -> TimeExpression:
    result = replace(_on(empty, day.when, phrase), holiday=day.holiday)
    if day.alternative is not None:
        return replace(result, alternative=_on(empty, day.alternative, phrase))
    literal = _literal(phrase.hours)
    if literal is not None and _part(phrase) is None:
        return replace(result, alternative=_on(empty, day.when, replace(phrase, hours=literal)))
    return result


def _on(empty: TimeExpression, day: date, phrase: Phrase) -> TimeExpression:
    minutes = _minutes(phrase)
    if minutes is None:
        return _whole(empty, day, day + DAY, "day")
    begin, finish = minutes
    part = _part(phrase)
    loose = phrase.part is not None and phrase.part.loose
    night = part is not None and part.half == "night" and not loose
    if night and phrase.hours is not None and begin < 12 * 60:
        # the small hours of "fredag natt" are Saturday's
        begin, finish = begin + _MIDNIGHT, finish + _MIDNIGHT
    kind: Kind = "moment" if isinstance(phrase.hours, Clock) else "interval"
    return replace(empty, kind=kind, begin=at(day, 0, begin), finish=at(day, 0, finish))


def _dayless(empty: TimeExpression, phrase: Phrase, now: datetime) -> TimeExpression:
    minutes = _minutes(phrase)
    assert minutes is not None
    kind: Kind = "clock" if isinstance(phrase.hours, Clock) else "interval"
    begin, finish = _next(minutes, now)
    result = replace(empty, kind=kind, begin=begin, finish=finish, dayless=True)
    literal = _literal(phrase.hours)
    if literal is not None and _part(phrase) is None:
        begin, finish = _next((literal.minutes(None), literal.minutes(None) + 1), now)
        other = replace(empty, kind="clock", begin=begin, finish=finish, dayless=True)
        return replace(result, alternative=other)
    return result


def _next(minutes: Minutes, now: datetime) -> tuple[datetime, datetime]:
    """The next time that is not over yet; one that began yesterday and goes on counts."""
    first = now.date() - DAY if minutes[1] > _MIDNIGHT + 1 else now.date()
    for step in range(3):
        day = first + timedelta(days=step)
        begin, finish = at(day, 0, minutes[0]), at(day, 0, minutes[1])
        if finish > now:
            break
    return begin, finish


def _weekly(empty: TimeExpression, weekly: Weekly, phrase: Phrase) -> TimeExpression:
    result = replace(empty, kind="weekly", weekdays=weekly.weekdays, holiday=weekly.holiday)
    minutes = _minutes(phrase)
    if minutes is not None:
        result = replace(result, clock=_time(minutes[0]))
        if not isinstance(phrase.hours, Clock):
            result = replace(result, clock_finish=_time(minutes[1]))
    if weekly.span is not None and minutes is None:
        return replace(result, alternative=_span(empty, weekly.span))
    return result


def _time(minutes: int) -> time:
    minutes %= _MIDNIGHT
    return time(minutes // 60, minutes % 60)
