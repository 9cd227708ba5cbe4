"""Runs of digits in a text, whatever stands between them, cut into their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.conversations.redaction.text import Text

_RUN = re.compile(
    r"(?:\+ ?)?(?:\( ?)?\d+(?:(?: ?[-./()+] ?|[ :/_#*]|\) ?\(?| \( ?|\)-| - | {2,3})\+?\d+)*")
_PART = re.compile(r"\d+")
CUE_REACH = 48  # characters before a run that are looked at for what it is


@dataclass(frozen=True)
class Part:
    """Digits without anything between, and what stands before them in their run."""

    digits: str
    start: int
    end: int
    gap: str


@dataclass(frozen=True)
class Run:
    """The parts of a run, with the lower-case text before and after it."""

    parts: tuple[Part, ...]
    before: str
    after: str

    def joined(self, first: int, last: int) -> str:
        """The digits of parts ``first`` up to ``last`` (not included)."""
        return "".join(part.digits for part in self.parts[first:last])

    def plus(self, first: int) -> bool:
        """Whether a plus sign stands before the part."""
        return "+" in self.parts[first].gap


def runs(text: Text) -> Iterator[Run]:
    """The runs of digits of ``text`` in order."""
    low = text.low
    for match in _RUN.finditer(low):
        parts = []
        last = match.start()
        for part in _PART.finditer(low, *match.span()):
            parts.append(Part(part.group(), part.start(), part.end(), low[last : part.start()]))
            last = part.end()
        start, end = match.span()
        before = low[max(0, start - CUE_REACH) : start]
        yield Run(tuple(parts), before, low[end : end + CUE_REACH])
