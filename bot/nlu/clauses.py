"""Cut a message into the clauses that may each hold a question of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

MIN_WORDS = 2
MAX_CLAUSES = 6

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+|\s*[;•]\s*|\s+[–—]\s+")
_QUESTION_WORD = (
    r"(?:vad|va|vem|vems|vilka|vilken|vilket|hur|när|nar|var|vart|varför|är|finns|får|kan|ska|har"
    r"|gäller|måste|what|who|when|where|how|is|are|which|can)\b"
)
_CONJUNCTION = re.compile(
    rf"\s*,?\s+(?:och|o|samt|plus|men|sen|sedan|eller|and|also)\s+(?:också\s+|även\s+|sen\s+)?"
    rf"(?={_QUESTION_WORD})|,\s+(?={_QUESTION_WORD})|\?\s*(?:och|samt|and)\s+",
    re.IGNORECASE,
)
# "vad är numret, han kommer hem nu": a question, then what happens, with no more than a comma.
_TOLD = re.compile(
    r",\s+(?=(?:han|hon|de|dom|jag|vi|min|mitt|pappa|mamma|någon|nån|he|she|they|i|my)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(_QUESTION_WORD, re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Clause:
    """A part of a message: its text and where it stands (character offsets)."""

    text: str
    start: int
    end: int


def _pieces(text: str, start: int, separator: re.Pattern[str]) -> list[Clause]:
    result, at = [], 0
    for match in [*separator.finditer(text), None]:
        stop = match.start() if match else len(text)
        piece = text[at:stop]
        stripped = piece.strip()
        if stripped:
            begin = start + at + piece.index(stripped)
            result.append(Clause(stripped, begin, begin + len(stripped)))
        at = match.end() if match else len(text)
    return result


def split(text: str) -> list[Clause]:
    """Return the clauses of ``text`` in order, or nothing when it is a single one.

    A piece of fewer than MIN_WORDS words is joined to the piece after it (the last to the piece
    before). Of a long story only the last MAX_CLAUSES clauses are returned.
    """
    pieces = [
        told
        for sentence in _pieces(text, 0, _SENTENCE_END)
        for part in _pieces(sentence.text, sentence.start, _CONJUNCTION)
        for told in (_pieces(part.text, part.start, _TOLD) if _ASKS.match(part.text) else [part])
    ]
    joined: list[Clause] = []
    short: Clause | None = None
    for piece in pieces:
        start = short.start if short else piece.start
        current = Clause(text[start : piece.end], start, piece.end)
        if len(_WORD.findall(current.text)) < MIN_WORDS:
            short = current
        else:
            joined.append(current)
            short = None
    if short and joined:
        last = joined.pop()
        joined.append(Clause(text[last.start : short.end], last.start, short.end))
    return joined[-MAX_CLAUSES:] if len(joined) > 1 else []
