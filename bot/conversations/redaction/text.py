"""A message as the finders read it: every character in its place, but in one form."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache

from bot.nlu.places.spelling import fold
from bot.nlu.places.tokens import Token

_MARKS = (  # signs of Hebrew, Arabic, India, Thailand, Laos, Burma, Cambodia inside words
    r"\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0963\u0981-\u0dff\u0e31-\u0e4e"
    r"\u0eb1-\u0ecd\u102b-\u103e\u17b4-\u17d3"
)
_WORD = re.compile(rf"[^\W\d_]+(?:[{_MARKS}][^\W\d_]*)*(?:['’][^\W\d_]+)*")
_DASHES = "‐‑‒–—―−﹘﹣－"
_SHOUTING = 0.6  # share of capital letters
_TITLED = 0.75  # share of words with a capital letter
PLACEHOLDER = "\ue000"  # stands for what is already a placeholder


class Word(Token):
    """A token of a message as the finders read it; several stops and signs may part two."""

    @property
    def joined(self) -> bool:
        """Whether it goes on from the word before: a space, a hyphen, an initial's full stop."""
        return 0 < len(self.gap) <= 3 and not self.gap.strip(" -\t")


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """One character for one: digits as 0-9, all sorts of spaces and dashes as one."""
    if character in _DASHES:
        return "-"
    if character in "\u200c\u200d":
        return "\u0300"  # a joiner inside a word, which must not part it
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category in ("Zs", "Cf"):
        return " "
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    return character


@lru_cache(maxsize=4096)
def _small(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


class Text:
    """``raw`` in one form, ``plain``, and ``low``, that in lower case; all of one length."""

    def __init__(self, raw: str) -> None:
        """Read ``raw``."""
        self.raw = raw
        self.plain = raw if raw.isascii() else "".join(map(_plain, raw))
        self.low = self.plain.lower()
        if len(self.low) != len(self.plain):
            self.low = "".join(map(_small, self.plain))

    @cached_property
    def words(self) -> list[Word]:
        """Its words in order."""
        found: list[Word] = []
        last = 0
        for match in _WORD.finditer(self.plain):
            start, end = match.span()
            written, lowered = match.group(), self.low[start:end]
            found.append(Word(written, lowered, fold(lowered), start, end, self.plain[last:start]))
            last = end
        return found

    @cached_property
    def shouts(self) -> bool:
        """Whether capital letters say nothing here."""
        letters = sum(map(str.isalpha, self.plain))
        capitals = sum(map(str.isupper, self.plain))
        if letters > 3 and capitals > _SHOUTING * letters:
            return True
        long_words = [word for word in self.words if len(word.text) > 2]
        capital = sum(word.capital for word in long_words)
        return len(long_words) > 5 and capital > _TITLED * len(long_words)
