"""Answer a question about opening hours: which answer to give, and the words to fill into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from bot.answers.opening_hours import (
    STOCKHOLM,
    Day,
    Hours,
    Span,
    State,
    Weekly,
    day,
    interval,
    state_at,
    weekly,
)
from bot.answers.reply import Reply
from bot.knowledge import Entry
from bot.nlu.dates import TimeExpression, describe

Language = Literal["sv", "en"]
LONGEST_LIST = 9  # days that are listed one by one
_TODAY = {"sv": "i dag", "en": "today"}
_TOMORROW = {"sv": "i morgon", "en": "tomorrow"}
_AT = {"sv": "klockan", "en": "at"}
_NOW = {"sv": "just nu", "en": "right now"}
_ON = {"sv": "på", "en": "on"}
_EVERY_DAY = ("alla dagar", "every day")
_DONE = {"sv": "för i dag", "en": "for today"}
_CLOSED = {"sv": "stängt", "en": "closed"}


def clock(moment: dt.datetime | dt.time) -> str:
    """A clock time as in the facts: 09:00."""
    return moment.strftime("%H:%M")


def spans(found: Sequence[Span], language: Language) -> str:
    """Open spans of a day in words: "klockan 09:00–16:00"."""
    return f"{_AT[language]} " + ", ".join(f"{clock(a)}-{clock(b)}" for a, b in found)


def soon(moment: dt.datetime, language: Language, now: dt.datetime) -> str:
    """A coming moment in words, with "i dag" or "i morgon" where that is so."""
    away = (moment.date() - now.astimezone(STOCKHOLM).date()).days
    if away == 0:
        return f"{_TODAY[language]} {_AT[language]} {clock(moment)}"
    words = describe(moment, language, now)
    return f"{_TOMORROW[language]}, {words}" if away == 1 else words


def reply(
    entry: Entry, when: TimeExpression | None, now: dt.datetime, language: Language
) -> Reply:
    """Answer whether ``entry`` is open at ``when`` (None: at ``now``, which is aware).

    Works for every kind of time expression; hours that are not known are said to be so.
    """
    base: dict[str, Any] = {"contact": entry.id}
    hours = Hours.of(entry)
    if hours is None:
        return Reply("utter_oppet_okant", base)
    if when is not None and when.kind == "impossible":
        return Reply("utter_datum_finns_inte", {**base, "reason": when.reason or ""})
    if hours.always:
        return Reply("utter_oppet_alltid", base)
    if entry.hours.status == "conflicting":
        base["also"] = ["utter_oppet_osakert"]
    if when is None or _is_now(when, now):
        return _state(state_at(hours, now), _NOW[language], base, language, now)
    answer = _at(hours, when, base, language, now)
    other = when.alternative
    if other is not None and other.begin is not None:
        second = _at(hours, other, {}, language, now)
        key = "open" if second.response in ("utter_oppet", "utter_oppet_dag") else "closed"
        meant = {"other": second.values.get("moment", ""), "other_state": key}
        also = ["utter_oppet_annan_dag", *answer.values.get("also", [])]
        answer = Reply(answer.response, {**answer.values, **meant, "also": also})
    return answer


def _is_now(when: TimeExpression, now: dt.datetime) -> bool:
    """Whether a moment in words ("nu") is the present minute."""
    if when.kind != "moment" or when.begin is None:
        return False
    return abs(when.begin - now) < dt.timedelta(minutes=1)


def _at(
    hours: Hours,
    when: TimeExpression,
    base: Mapping[str, Any],
    language: Language,
    now: dt.datetime,
) -> Reply:
    moment = describe(when, language, now)
    if when.kind == "weekly":
        return _weekly(hours, when, moment, base, now, language)
    assert when.begin is not None and when.finish is not None  # all other kinds have both
    begin, finish = when.begin.astimezone(STOCKHOLM), when.finish.astimezone(STOCKHOLM)
    if when.kind in ("moment", "clock"):
        return _state(state_at(hours, begin), moment, base, language, now)
    last = (finish - dt.timedelta(microseconds=1)).date()
    if begin.date() == last:
        found = day(hours, last)
        overlapping = [span for span in found.spans if span[0] < finish and span[1] > begin]
        if overlapping and found.spans[-1][1] <= now < finish:
            return _state(state_at(hours, now), _DONE[language], base, language, now)
        if overlapping:
            on = describe(last, language, now)
            values = {**base, "moment": on, "hours": spans(found.spans, language)}
            return Reply("utter_oppet_dag", {**values, "holiday": _name(found, language)})
        return _state(state_at(hours, begin), moment, base, language, now)
    night = finish - begin < dt.timedelta(days=1)
    days = interval(hours, begin.date(), last) if night else []
    if night and not any(a < finish and b > begin for one in days for a, b in one.spans):
        return _state(state_at(hours, begin), moment, base, language, now)
    return _days(hours, begin.date(), last, moment, base, now, language)


def _state(
    state: State, moment: str, base: Mapping[str, Any], language: Language, now: dt.datetime
) -> Reply:
    if state.open:
        until = clock(state.until) if state.until else ""
        return Reply("utter_oppet", {**base, "moment": moment, "until": until})
    values = {
        **base,
        "moment": moment,
        "reason": state.reason or "",
        "holiday": state.holiday.text(language) if state.holiday else "",
        "closure": state.closure.reason.text(language) if state.closure else "",
        "opens": soon(state.next_open, language, now) if state.next_open else "",
    }
    return Reply("utter_stangt", values)


def _name(found: Day, language: Language) -> str:
    return found.holiday.text(language) if found.holiday else ""


def _days(
    hours: Hours,
    first: dt.date,
    last: dt.date,
    moment: str,
    base: Mapping[str, Any],
    now: dt.datetime,
    language: Language,
) -> Reply:
    """Several days: one by one if they are few, else the closed weekdays among them."""
    last = min(last, first + dt.timedelta(days=365))
    found = interval(hours, first, last)
    if not any(one.spans for one in found):
        start = dt.datetime.combine(first, dt.time(), STOCKHOLM)
        return _state(state_at(hours, start), moment, base, language, now)
    listed = found
    response = "utter_oppet_dagar"
    if len(found) > LONGEST_LIST:
        listed = [one for one in found if one.reason in ("holiday", "eve", "closure")]
        listed = [one for one in listed if one.date.weekday() < 5]
        response = "utter_oppet_period"
    days = []
    for one in listed:
        text = spans(one.spans, language) if one.spans else _CLOSED[language]
        name = f" ({_name(one, language)})" if _name(one, language) else ""
        days.append(f"{describe(one.date, language, now)}: {text}{name}")
    return Reply(response, {**base, "moment": moment, "days": days})


def _weekday(one: Weekly, language: Language, now: dt.datetime) -> str:
    """A weekday and its hours: "lördagar: stängt"."""
    name = describe(
        TimeExpression("", 0, 0, "weekly", weekdays=(one.weekday,)), language, now
    )
    times = ", ".join(f"{clock(a)}-{clock(b)}" for a, b in one.spans)
    return f"{name}: {_AT[language]} {times}" if times else f"{name}: {_CLOSED[language]}"


def _weekly(
    hours: Hours,
    when: TimeExpression,
    moment: str,
    base: Mapping[str, Any],
    now: dt.datetime,
    language: Language,
) -> Reply:
    if not moment.startswith(_EVERY_DAY):
        moment = f"{_ON[language]} {moment}"
    week = weekly(hours, when.weekdays, now.astimezone(STOCKHOLM).date())
    open_days = [one for one in week if one.spans]
    if when.clock is not None:
        asked = when.clock
        open_days = [
            one for one in open_days if any(a <= asked and (asked < b or b == dt.time())
                                            for a, b in one.spans)
        ]
    if not open_days:
        opens = state_at(hours, now).next_open if not state_at(hours, now).open else None
        values = {"moment": moment, "reason": "outside", "holiday": "", "closure": ""}
        return Reply(
            "utter_stangt",
            {**base, **values, "opens": soon(opens, language, now) if opens else ""},
        )
    if len(open_days) < len(week) and when.clock is None:
        days = [_weekday(one, language, now) for one in week]
        return Reply("utter_oppet_dagar", {**base, "moment": moment, "days": days})
    if when.clock is not None:
        moment = describe(replace(when, clock=None, clock_finish=None), language, now)
        moment = moment if moment.startswith(_EVERY_DAY) else f"{_ON[language]} {moment}"
    times = {one.spans for one in open_days}
    words = "; ".join(
        f"{_AT[language]} " + ", ".join(f"{clock(a)}-{clock(b)}" for a, b in found)
        for found in sorted(times)
    )
    return Reply("utter_oppet_dag", {**base, "moment": moment, "hours": words, "holiday": ""})
