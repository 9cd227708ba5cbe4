"""The words of a message with their places in it, and which of them belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.places.spelling import fold, lower

_WORD = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f][^\W\d_]*)*")
_ADDRESS = re.compile(r"[^\s@]{1,64}@\S+|(?:https?://|www\.)\S+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…\n\r:;()\"”»•]")
_CLAUSE_END = re.compile(r"[.!?…\n\r:;()\"”»•,]")
_SHOUTING = 0.6


@dataclass(frozen=True)
class Token:
    """A run of letters: as written, in lower case, and folded (no dots or accents).

    ``gap`` is the text between the token before and this one.
    """

    text: str
    lower: str
    fold: str
    start: int
    end: int
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def begins_sentence(self) -> bool:
        """Whether a sentence end (or nothing) stands before it."""
        return self._is_first or bool(_SENTENCE_END.search(self.gap))

    @property
    def begins_clause(self) -> bool:
        """Whether a sentence end or a comma (or nothing) stands before it."""
        return self._is_first or bool(_CLAUSE_END.search(self.gap))

    @property
    def _is_first(self) -> bool:
        """Whether all that stands before it is its gap: spaces, an emoji, a sign."""
        return self.start == len(self.gap)

    @property
    def joined(self) -> bool:
        """Whether only a space or a hyphen parts it from the token before."""
        return self.gap.strip(" \t-–\u00a0") == "" and bool(self.gap)

    @property
    def hyphenated(self) -> bool:
        """Whether a hyphen parts it from the token before."""
        return self.gap in ("-", "–")


def tokenise(text: str) -> list[Token]:
    """The words of ``text`` in order; e-mail and web addresses are passed over."""
    hidden = [match.span() for match in _ADDRESS.finditer(text)]
    tokens: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if any(begin <= start < finish for begin, finish in hidden):
            continue
        written = match.group()
        lowered = lower(written)
        gap = text[last:start] if tokens or start else ""
        tokens.append(Token(written, lowered, fold(lowered), start, end, gap))
        last = end
    return tokens


def shouting(tokens: list[Token]) -> bool:
    """Whether capital letters say nothing: most letters, or most words, begin with one."""
    letters = sum(len(token.text) for token in tokens)
    capitals = sum(letter.isupper() for token in tokens for letter in token.text)
    if letters > 3 and capitals / letters > _SHOUTING:
        return True
    long_words = [token for token in tokens if len(token.text) > 2]
    return len(long_words) > 3 and (
        sum(token.capital for token in long_words) / len(long_words) > _SHOUTING
    )
