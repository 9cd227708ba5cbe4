"""What was found in a text, and which of two findings at one place counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

KINDS = (
    "E-POST", "LÄNK", "IP", "KOORDINAT", "PERSONNUMMER", "BANKNUMMER", "KORTNUMMER", "TELEFON",
    "FÖDELSEDATUM", "REGNUMMER", "ADRESS", "POSTNUMMER", "KONTO", "NUMMER", "SKOLA", "ARBETSPLATS",
    "NAMN", "ORT",
)  # the first of two that overlap counts
PLACE = "ORT"
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Finding:
    """Characters ``start`` to ``end`` of a text are of ``kind`` and become ``stem``.

    ``stem`` is the kind itself, which is written in brackets, or for a place the name of its
    kommun, which is written as it is.
    """

    kind: str
    start: int
    end: int
    stem: str

    @property
    def is_place(self) -> bool:
        """Whether ``stem`` is a kommun and not a kind."""
        return self.kind == PLACE and self.stem != PLACE


def finding(kind: str, start: int, end: int) -> Finding:
    """A finding that becomes a placeholder of its kind."""
    return Finding(kind, start, end, kind)


def resolve(found: Iterable[Finding], text: str) -> list[Finding]:
    """``found`` in ``text`` without overlaps, in the order of the text.

    The earlier kind of KINDS counts, among equals the longer one. What is left of the other on
    either side stays a finding, but a place is not cut.
    """
    held = bytearray(len(text))
    taken: list[Finding] = []
    for one in sorted(found, key=lambda f: (_RANK[f.kind], f.start - f.end, f.start)):
        if one.is_place and any(held[one.start : one.end]):
            continue
        for start, end in _free(held, one.start, one.end):
            inner = text[start:end].strip()
            if any(map(str.isalnum, inner)):
                start += text[start:end].index(inner)
                taken.append(Finding(one.kind, start, start + len(inner), one.stem))
        held[one.start : one.end] = b"\x01" * (one.end - one.start)
    return sorted(taken, key=lambda f: f.start)


def _free(held: bytearray, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between ``start`` and ``end`` that nothing holds."""
    while start < end:
        start = held.find(0, start, end)
        if start < 0:
            return
        stop = held.find(1, start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop
