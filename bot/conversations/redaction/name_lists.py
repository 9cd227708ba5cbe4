"""First names and family names, and which of them are ordinary words as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.conversations.redaction.lists import FOLDER, RedactionError, read_lines, words_only
from bot.nlu.places.spelling import DeletionIndex, fold, lower

_PARTS = re.compile(r"[ \-'’.]+")
_SHORTEST = 2


@dataclass(frozen=True)
class NameLists:
    """Single names, folded. ``doubtful`` are in the lists too, but need a sign."""

    first: frozenset[str]
    last: frozenset[str]
    doubtful: frozenset[str]

    @classmethod
    def load(cls, folder: Path = FOLDER / "names") -> NameLists:
        """Read the lists of ``folder``. Raises RedactionError."""
        never = set(_folded(read_lines(folder / "never.txt", words_only)))
        first = _all(folder / "first") - never
        last = _all(folder / "last") - never
        doubtful = set(_folded(read_lines(folder / "doubtful.txt", words_only)))
        doubtful |= {name for name in first | last if len(name) <= _SHORTEST}
        return cls(frozenset(first), frozenset(last), frozenset(doubtful & (first | last)))

    @cached_property
    def every(self) -> frozenset[str]:
        """First names and family names."""
        return self.first | self.last

    @cached_property
    def sure(self) -> frozenset[str]:
        """Names that are nothing else."""
        return self.every - self.doubtful

    @cached_property
    def near(self) -> DeletionIndex:
        """The sure names, found with an edit or two."""
        return DeletionIndex(sorted(name for name in self.sure if name.isascii()))


def _folded(entries: Iterable[str]) -> Iterator[str]:
    for entry in entries:
        for part in _PARTS.split(entry):
            if len(part) >= _SHORTEST:
                yield fold(lower(part))
                yield fold(lower(part).replace("ø", "o").replace("þ", "th"))


def _all(folder: Path) -> set[str]:
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise RedactionError(f"{folder.name}: inga namnlistor")
    return {name for path in paths for name in _folded(read_lines(path, words_only))}
