"""Recognising a known word without its å, ä, ö or with one slip of the finger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_FOLD = str.maketrans("åäöéèáàüæøÅÄÖ", "aaoeeaauaoAAO")


def fold(word: str) -> str:
    """The word without dots, rings and accents: lördag → lordag."""
    return word.translate(_FOLD)


class Spelling:
    """Known words, found by one dictionary look-up a letter.

    words: all of them; each is also known without its dots. loose: those in which one insertion,
    deletion, substitution or transposition is forgiven. never: words that are never corrected,
    though they look like a known one.
    """

    def __init__(self, words: Iterable[str], loose: Iterable[str], never: Iterable[str]) -> None:
        """Index the words."""
        self._known = frozenset(words)
        self._never = frozenset(never)
        self._plain: dict[str, str] = {}
        for word in sorted(self._known):
            plain = fold(word)
            if plain != word and plain not in self._known:
                self._plain.setdefault(plain, word)
        self._near: dict[str, list[str]] = {}
        for word in sorted(set(loose)):
            plain = fold(word)
            for key in {plain, *_deletions(plain)}:
                self._near.setdefault(key, []).append(word)

    def correct(self, word: str) -> str | None:
        """The known word meant by a lower-case word, or None."""
        if word in self._never:
            return None
        if word.isascii():
            known = self._plain.get(word)
            if known is not None:
                return known
        if not 5 <= len(word) <= 22:
            return None
        plain = fold(word)
        best: tuple[tuple[bool, int, int, str], str] | None = None
        near = self._near
        for key in (plain, *_deletions(plain)):
            for known in near.get(key, ()):
                cost = _slip(plain, fold(known))
                if cost is None or (not word.isascii() and _slip(word, known) is None):
                    continue
                rank = (known[0] != word[0], cost, abs(len(known) - len(word)), known)
                if best is None or rank < best[0]:
                    best = rank, known
        return None if best is None else best[1]


def _deletions(word: str) -> Iterator[str]:
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def _slip(written: str, known: str) -> int | None:
    """0 for equal, 1 for a letter too many, too few or swapped, 2 for a wrong one; else None."""
    if written == known:
        return 0
    n, m = len(written), len(known)
    i = 0
    while i < n and i < m and written[i] == known[i]:
        i += 1
    if n == m:
        if written[i + 1 :] == known[i + 1 :]:
            return 2
        swapped = (
            i + 1 < n
            and written[i] == known[i + 1]
            and written[i + 1] == known[i]
            and written[i + 2 :] == known[i + 2 :]
        )
        return 1 if swapped else None
    if n == m + 1 and written[i + 1 :] == known[i:]:
        return 1
    if n + 1 == m and written[i:] == known[i + 1 :]:
        return 1
    return None
