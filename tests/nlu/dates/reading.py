"""What the tests of dates share: the moment of writing, and a meaning in one short line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.nlu.dates import TimeExpression, find

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 25, 14, 20, tzinfo=STOCKHOLM)  # a Wednesday
HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    """The lines of a text file beside the tests, comments left out."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def stockholm(text: str) -> datetime:
    """A moment on Stockholm's clock from an ISO date, or date and time."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def only(text: str, now: datetime = NOW) -> TimeExpression:
    """The one expression of a message; fails when there is none or more."""
    found = find(text, now)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


def meaning(expression: TimeExpression) -> str:
    """The meaning as it stands in expressions.txt."""
    if expression.kind == "impossible":
        return "-"
    if expression.kind == "weekly":
        days = "".join(str(day) for day in expression.weekdays)
        if expression.clock is None:
            return days
        text = f"{days} {expression.clock:%H:%M}"
        end = expression.clock_finish
        return text if end is None else f"{text}-{end:%H:%M}"
    assert expression.begin is not None and expression.finish is not None
    if expression.kind == "interval":
        return f"{_short(expression.begin)} / {_short(expression.finish)}"
    if expression.kind == "day":
        return _short(expression.begin)
    return f"{expression.begin:%Y-%m-%d %H:%M}"


def _short(moment: datetime) -> str:
    text = f"{moment:%Y-%m-%d %H:%M}"
    return text.removesuffix(" 00:00")
