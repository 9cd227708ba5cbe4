"""Spelling: names without dots and accents, edit distance, and a quick index of near names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

SHORTEST_FUZZY = 5  # letters a name must have to be found misspelt
TWO_EDITS_FROM = 9  # letters from which two edits are allowed

_LETTERS = str.maketrans("åäöæøéèêëáàâãíìîïóòôõúùûüñçýłđðğşı", "aaoaoeeeeaaaaiiiioooouuuuncylddgsi")


def lower(text: str) -> str:
    """``text`` in lower case with composed letters (Unicode NFC)."""
    return unicodedata.normalize("NFC", text).lower()


def fold(lowered: str) -> str:
    """``lowered`` with å, ä, ö and other accented letters as plain ones; the length stays."""
    return lowered.translate(_LETTERS)


def allowed_edits(name: str) -> int:
    """How many edits a name of this length may be away from what was written."""
    if len(name) < SHORTEST_FUZZY:
        return 0
    return 2 if len(name) >= TWO_EDITS_FROM else 1


def distance(left: str, right: str, limit: int) -> int:
    """Edits from ``left`` to ``right``: insertion, deletion, substitution, transposition of
    neighbours (optimal string alignment). Returns ``limit + 1`` when there are more than ``limit``.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, a in enumerate(left, start=1):
        current = [row]
        for column, b in enumerate(right, start=1):
            cost = min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (a != b))
            if (
                row > 1
                and column > 1
                and a == right[column - 2]
                and left[row - 2] == b
                and before[column - 2] + 1 < cost
            ):
                cost = before[column - 2] + 1
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, above = above, current
    return above[-1] if above[-1] <= limit else limit + 1


def deletions(word: str, edits: int) -> Iterator[str]:
    """``word`` itself and every string left when up to ``edits`` (0 to 2) letters are taken out."""
    yield word
    if edits >= 1:
        for first in range(len(word)):
            shorter = word[:first] + word[first + 1 :]
            yield shorter
            if edits >= 2:
                for second in range(first, len(shorter)):
                    yield shorter[:second] + shorter[second + 1 :]


class DeletionIndex:
    """Finds the names near a word by comparing what is left when letters are deleted from both."""

    def __init__(self, names: Iterable[str]) -> None:
        """``names`` are folded; those shorter than ``SHORTEST_FUZZY`` are left out."""
        index: dict[str, set[str]] = {}
        self._longest = 0
        for name in names:
            edits = allowed_edits(name)
            if edits:
                self._longest = max(self._longest, len(name) + edits)
                for rest in deletions(name, edits):
                    index.setdefault(rest, set()).add(name)
        self._index = {rest: tuple(sorted(found)) for rest, found in index.items()}

    def near(self, word: str) -> dict[str, int]:
        """The names within their allowed edits of the folded ``word``, with the distance."""
        edits = 2 if len(word) >= TWO_EDITS_FROM - 2 else 1
        if not SHORTEST_FUZZY - 1 <= len(word) <= self._longest:
            return {}
        found: dict[str, int] = {}
        seen: set[str] = set()
        for rest in deletions(word, edits):
            for name in self._index.get(rest, ()):
                if name not in seen:
                    seen.add(name)
                    limit = allowed_edits(name)
                    edits_away = distance(word, name, limit)
                    if edits_away <= limit:
                        found[name] = edits_away
        return found
