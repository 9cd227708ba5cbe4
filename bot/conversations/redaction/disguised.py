"""Names written so that no list has them: m0hammed, A n n a, 4hmed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.name_lists import NameLists
from bot.conversations.redaction.name_looks import stem
from bot.conversations.redaction.text import Text
from bot.nlu.places.spelling import fold

_FIGURES = str.maketrans("013457@$!", "oieastasi")
_TOKEN = re.compile(r"(?<![\w@.#/-])(?=[^\W\d_]*[0134578@$!])[\w@$!]{4,20}(?<=\w)(?![\w@#]|[.-]\w)")
_SPACED = re.compile(r"(?<![\w-])[^\W\d_](?:(?: |\.|-)[^\W\d_](?![^\W_])){2,20}(?!\w)")
_FEWEST_LETTERS = 3


class Disguised:
    """Finds names in disguise."""

    def __init__(self, lists: NameLists, known: KnownWords) -> None:
        """Take the names and the ordinary words."""
        self._lists = lists
        self._known = known

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of the kind NAMN."""
        for match in _TOKEN.finditer(text.low):
            if self._figures_in(match.group()):
                yield finding("NAMN", *match.span())
        for match in _SPACED.finditer(text.low):
            letters = fold("".join(filter(str.isalpha, match.group())))
            if self._is_name(letters):
                yield finding("NAMN", *match.span())

    def _figures_in(self, token: str) -> bool:
        """Whether figures stand for letters of a name; those at the end are a year or the like."""
        letters = sum(map(str.isalpha, token))
        inner = token.rstrip("0123456789")
        if letters < _FEWEST_LETTERS or inner.isalpha():
            return False
        return self._is_name(fold(token.translate(_FIGURES)))

    def _is_name(self, folded: str) -> bool:
        if not folded.isalpha() or folded in self._known.common:
            return False
        return any(
            form in self._lists.sure or self._lists.nearly(form) for form in (folded, stem(folded))
        )
