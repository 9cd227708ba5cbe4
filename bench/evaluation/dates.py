"""Dates and times in messages, against a calendar that knows nothing of the date finder."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from bench.evaluation.intervals import Share, share
from bench.evaluation.markdown import table
from bench.evaluation.places import Miss, miss_table
from bot.nlu.dates import find
from tests.nlu.dates.calendar_oracle import STOCKHOLM, moments

COUNT = 500
SEED = 2026
NOWS = tuple(
    datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)
    for text in ("2026-11-23T10:15", "2027-03-27T23:50", "2027-12-31T16:05", "2028-02-29T06:30")
)


@dataclass(frozen=True)
class DateResult:
    """Shares that give exactly the moment meant; ``either``: by one of two readings."""

    all: Share
    either: Share
    by_kind: dict[str, Share]
    misses: list[Miss]


def measure(count: int = COUNT, seed: int = SEED) -> DateResult:
    """Read ``count`` made messages at each of NOWS."""
    outcomes: dict[str, list[bool]] = defaultdict(list)
    either, misses = [], []
    for step, now in enumerate(NOWS):
        for text, begin, kind in moments(count, seed + step, now):
            found = find(text, now)
            right = [e.begin for e in found] == [begin]
            outcomes[kind].append(right)
            others = [e.alternative.begin for e in found if e.alternative]
            either.append(right or (len(found) == 1 and others == [begin]))
            if not right:
                heard = ", ".join(f"{e.text}: {_said(e.begin)}" for e in found) or "nothing"
                kind_at = f"{kind}, written {_said(now)}"
                misses.append(Miss(kind_at, text, _said(begin), heard))
    return DateResult(
        share([ok for each in outcomes.values() for ok in each]),
        share(either),
        {kind: share(outcomes[kind]) for kind in sorted(outcomes)},
        misses,
    )


def _said(moment: datetime | None) -> str:
    return "no moment" if moment is None else moment.strftime("%Y-%m-%d %H:%M")


def render(result: DateResult) -> str:
    """The section on dates and times."""
    rows: list[list[object]] = [[kind, found] for kind, found in result.by_kind.items()]
    parts = [
        "Days, clock times and both, said in Swedish by an independent calendar "
        "(`tests/nlu/dates/calendar_oracle.py`) at four different moments (an ordinary Monday, "
        "the night before summer time, New Year's Eve, a leap day); right is exactly one "
        "expression, at the very minute meant.",
        table(["kind", "right"], [*rows, ["**all**", result.all],
                                  ["all, by either of two readings", result.either]]),
    ]
    if result.misses:
        parts += [f"The first of {len(result.misses)} misses:", miss_table(result.misses)]
    return "\n\n".join(parts)
