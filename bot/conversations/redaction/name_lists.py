"""First names and family names, and which of them are ordinary words as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.conversations.redaction.lists import FOLDER, RedactionError, read_lines, words_only
from bot.conversations.redaction.slips import one_slip
from bot.nlu.places.spelling import fold, lower

_PARTS = re.compile(r"[ \-'’.]+")
_SHORTEST = 2
_FUZZY_FROM = 4  # letters that a misspelt name must have


@dataclass(frozen=True)
class NameLists:
    """Single names in lower case, with their own dots and accents and without them.

    ``exact`` are those in their own spelling.
    """

    first: frozenset[str]
    last: frozenset[str]
    doubtful: frozenset[str]
    never: frozenset[str]
    exact: frozenset[str]

    @classmethod
    def load(cls, folder: Path = FOLDER / "names") -> NameLists:
        """Read the lists of ``folder``. Raises RedactionError."""
        never = set(_names(folder / "never.txt"))
        first = _all(folder / "first") - never
        last = _all(folder / "last") - never
        doubtful = set(_names(folder / "doubtful.txt"))
        doubtful |= {name for name in first | last if len(name) <= _SHORTEST}
        doubtful &= first | last
        exact = frozenset(_spelt(folder / "first") | _spelt(folder / "last")) - never
        return cls(
            frozenset(first), frozenset(last), frozenset(doubtful), frozenset(never), exact
        )

    @cached_property
    def every(self) -> frozenset[str]:
        """First names and family names."""
        return self.first | self.last

    @cached_property
    def sure(self) -> frozenset[str]:
        """Names that are nothing else."""
        return self.every - self.doubtful

    @cached_property
    def given(self) -> frozenset[str]:
        """First names that are nothing else."""
        return self.first - self.doubtful

    def nearly(self, folded: str) -> bool:
        """Whether one slip parts ``folded`` (four letters or more) from a sure name."""
        return len(folded) >= _FUZZY_FROM and not self.sure.isdisjoint(one_slip(folded))


def _spelt(folder: Path) -> set[str]:
    return {
        part
        for path in sorted(folder.glob("*.txt"))
        for entry in read_lines(path, words_only)
        for part in _PARTS.split(lower(entry))
    }


def _names(path: Path) -> Iterator[str]:
    for entry in read_lines(path, words_only):
        for part in _PARTS.split(lower(entry)):
            if len(part) >= _SHORTEST:
                yield part
                yield fold(part)


def _all(folder: Path) -> set[str]:
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise RedactionError(f"{folder.name}: inga namnlistor")
    return {name for path in paths for name in _names(path)}
