"""LIX, the Swedish measure of readability, and how long an answer is.

LIX = words / sentences + 100 x words of more than six letters / words (C. H. Björnsson,
"Läsbarhet", 1968). Below 30: very easy, 30-40 easy, 40-50 medium, 50-60 hard, above 60 very hard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG = 6
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+|\bwww\.\S+")
_WORD = re.compile(r"[^\W\d_]+(?:[-’':][^\W\d_]+)*")
_END = re.compile(r"[.!?]+(?=\s|$)")
_LISTED = re.compile(r"^\s*(?:[•*–-]|\d+\.)\s")
_POINTER = re.compile(r"^[^.!?]*:\s*https?://\S+\s*$")


@dataclass(frozen=True)
class Length:
    """Counts of an answer.

    ``prose`` is its number of sentences outside lists; a line "Läs mer: https://…" is none of them.
    """

    words: int
    long_words: int
    sentences: int
    prose: int

    @property
    def lix(self) -> float:
        """The LIX value; 0 without words."""
        if not self.words:
            return 0.0
        return self.words / max(self.sentences, 1) + 100 * self.long_words / self.words


def sentences(text: str) -> list[str]:
    """Sentences of ``text``: parts between . ! ? and ends of lines that hold a word.

    Web and mail addresses are no words.
    """
    bare = _ADDRESS.sub("", text)
    parts = [part for line in bare.splitlines() for part in _END.split(line)]
    return [part.strip() for part in parts if _WORD.search(part)]


def measure(text: str) -> Length:
    """Count words and sentences of ``text``; each line of a list is a sentence of its own."""
    pointers = [line for line in text.splitlines() if _POINTER.match(line)]
    listed = [line for line in text.splitlines() if _LISTED.match(line)]
    prose = [line for line in text.splitlines() if not _LISTED.match(line)]
    items = [line for line in listed if _WORD.search(_ADDRESS.sub("", line))]
    outside = sentences("\n".join(prose))
    words = _WORD.findall(_ADDRESS.sub("", text))
    long_words = sum(len(word) > LONG for word in words)
    return Length(
        len(words), long_words, len(outside) + len(items), len(outside) - len(pointers)
    )
