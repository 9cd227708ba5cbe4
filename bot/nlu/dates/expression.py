"""What a Swedish expression of time means, and its JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, cast

from .almanac import STOCKHOLM, at

Kind = Literal["moment", "day", "interval", "weekly", "clock", "impossible"]


@dataclass(frozen=True)
class TimeExpression:
    """One expression of time found in a message.

    text, start, end: the words and their character offsets in the message (end exclusive).
    kind: moment (a clock time on a day), day, interval (weekend, week, part of a day …),
      weekly (recurring weekdays), clock (a clock time without a day), impossible.
    begin, finish: aware datetimes in Europe/Stockholm, finish exclusive; a moment and a clock
      last one minute. None for weekly and impossible.
    weekdays: for weekly, Monday = 0.
    holiday: the Swedish name of the holiday that the words name, else None.
    alternative: the other reading, where Swedes read the words in two ways, else None.
    reason: for impossible, one short Swedish sentence, else None.
    clock, clock_finish: for weekly with hours, the local clock times ("på lördagar mellan 10
      och 12"); clock_finish may be 00:00 for midnight and is None for a single clock time.
    dayless: the words name no day (kind clock, or "mellan 10 och 12"); begin is the next such
      time, and the caller may move it with `on`.
    """

    text: str
    start: int
    end: int
    kind: Kind
    begin: datetime | None = None
    finish: datetime | None = None
    weekdays: tuple[int, ...] = ()
    holiday: str | None = None
    alternative: TimeExpression | None = None
    reason: str | None = None
    clock: time | None = None
    clock_finish: time | None = None
    dayless: bool = False

    def on(self, day: date) -> TimeExpression:
        """The same clock time or hours on another day (a Stockholm date).

        Raises ValueError when the expression already has a day of its own.
        """
        if not self.dayless or self.begin is None or self.finish is None:
            raise ValueError("only an expression without a day can be moved to a day")
        hours = self.finish.replace(tzinfo=None) - self.begin.replace(tzinfo=None)
        begin = at(day, self.begin.hour, self.begin.minute)
        finish = at(day, 0, self.begin.hour * 60 + self.begin.minute + hours // _MINUTE)
        kind: Kind = "moment" if self.kind == "clock" else self.kind
        other = self.alternative
        if other is not None:
            other = other.on(day) if other.dayless else None
        return replace(
            self, kind=kind, begin=begin, finish=finish, alternative=other, dayless=False
        )


_MINUTE = timedelta(minutes=1)


def as_value(expression: TimeExpression) -> dict[str, Any]:
    """The expression as a JSON-able dict: datetimes and times as ISO 8601, empty keys left out."""
    value: dict[str, Any] = {
        "text": expression.text,
        "start": expression.start,
        "end": expression.end,
        "kind": expression.kind,
    }
    if expression.begin is not None and expression.finish is not None:
        value["begin"] = expression.begin.isoformat()
        value["finish"] = expression.finish.isoformat()
    if expression.weekdays:
        value["weekdays"] = list(expression.weekdays)
    if expression.clock is not None:
        value["clock"] = expression.clock.isoformat("minutes")
    if expression.clock_finish is not None:
        value["clock_finish"] = expression.clock_finish.isoformat("minutes")
    for key in ("holiday", "reason"):
        if getattr(expression, key) is not None:
            value[key] = getattr(expression, key)
    if expression.dayless:
        value["dayless"] = True
    if expression.alternative is not None:
        value["alternative"] = as_value(expression.alternative)
    return value


def from_value(value: Mapping[str, Any]) -> TimeExpression:
    """The expression that `as_value` wrote. Raises KeyError or ValueError on anything else."""
    other = value.get("alternative")
    return TimeExpression(
        text=str(value["text"]),
        start=int(value["start"]),
        end=int(value["end"]),
        kind=cast(Kind, value["kind"]),
        begin=_moment(value.get("begin")),
        finish=_moment(value.get("finish")),
        weekdays=tuple(int(day) for day in value.get("weekdays", ())),
        holiday=value.get("holiday"),
        alternative=None if other is None else from_value(other),
        reason=value.get("reason"),
        clock=_clock(value.get("clock")),
        clock_finish=_clock(value.get("clock_finish")),
        dayless=bool(value.get("dayless", False)),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).astimezone(STOCKHOLM)


def _clock(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)
