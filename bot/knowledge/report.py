"""What a person must look at in the facts: to confirm, in conflict, too old. In Swedish."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.knowledge.errors import KnowledgeError
from bot.knowledge.loader import load
from bot.knowledge.model import Entry, Fact, Knowledge, Value, words

DEFAULT_AGE = 365
_LONGEST = 64
Row = tuple[str, ...]


def report(knowledge: Knowledge, today: dt.date, older_than_days: int = DEFAULT_AGE) -> str:
    """Return the report as text.

    A fact is old when the first day that its date can mean lies more than `older_than_days`
    before `today`. A fact dated after today is listed too: it cannot be right.
    """
    facts = list(knowledge.facts())
    conflicts = [row for row in facts if row[2].status == "conflicting"]
    unsure = [row for row in facts if row[2].status == "to_confirm"]
    limit = today - dt.timedelta(days=older_than_days)
    old = sorted((row for row in facts if row[2].checked < limit), key=lambda row: row[2].checked)
    future = [row for row in facts if row[2].checked > today]
    parts = [
        f"Fakta per {today.isoformat()}: {len(facts)} uppgifter i {len(knowledge)} poster.",
        _section("Motstridiga uppgifter", _conflict_rows(conflicts), len(conflicts)),
        _section("Att bekräfta", [_row(*row) for row in unsure], len(unsure)),
        _section(f"Äldre än {older_than_days} dagar", [_row(*row) for row in old], len(old)),
    ]
    if future:
        parts.append(_section("Datum i framtiden", [_row(*row) for row in future], len(future)))
    return "\n\n".join(parts) + "\n"


def _conflict_rows(conflicts: Iterable[tuple[Entry, str, Fact]]) -> list[Row]:
    rows: list[Row] = []
    for entry, key, fact in conflicts:
        others = fact.alternatives
        said = _differing(fact.value, others[0].value if len(others) == 1 else None)
        rows.append(
            (f"{entry.id}.{key}", "lotsen säger", said, fact.date, fact.source.id, _place(fact))
        )
        for other in others:
            said = _differing(other.value, fact.value)
            rows.append(("", "annan källa", said, other.date, other.source.id, other.note or ""))
        if fact.note:
            rows.append(("", "anmärkning", fact.note, "", "", ""))
    return rows


def _differing(value: Value, other: Value | None) -> str:
    """Return the value in words; of two lists only what the other one lacks."""
    if isinstance(value, tuple) and isinstance(other, tuple):
        lacking = tuple(item for item in value if item not in other)
        return f"{len(value)} st, bara här: {words(lacking) or 'inget'}"
    return words(value)


def _row(entry: Entry, key: str, fact: Fact) -> Row:
    said = _short(fact.text("sv"))
    return (f"{entry.id}.{key}", said, fact.date, fact.source.id, _place(fact), fact.note or "")


def _place(fact: Fact) -> str:
    return f"{fact.file}:{fact.line}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _section(title: str, rows: Sequence[Row], count: int) -> str:
    heading = f"{title} ({count})"
    return "\n".join([heading, "-" * len(heading), *(_aligned(rows) or ["  inga"])])


def _aligned(rows: Sequence[Row]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        lines.append(f"  {'  '.join(cells)}".rstrip())
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report of data/knowledge. Returns 1, and says why, if the facts are broken."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.knowledge", description="Visar vilka fakta som behöver ses över."
    )
    parser.add_argument(
        "--older-than-days", type=int, default=DEFAULT_AGE, metavar="DAGAR",
        help="visa uppgifter som är äldre än så många dagar (%(default)s)",
    )
    parser.add_argument(
        "--path", type=Path, default=None, metavar="MAPP", help="läs fakta från en annan mapp"
    )
    options = parser.parse_args(arguments)
    try:
        knowledge = load(options.path)
    except KnowledgeError as error:
        print(f"Fel i fakta: {error}", file=sys.stderr)
        return 1
    print(report(knowledge, dt.date.today(), options.older_than_days), end="")
    return 0
