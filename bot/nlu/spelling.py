"""Correct the spelling of a Swedish message towards the words that this bot knows.

Only for understanding: the corrected copy stands beside the raw text and is never shown. A word is
corrected when it is unknown and one edit away from a known word, the dots of å, ä, ö not counted;
among several the most frequent wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

WORD = re.compile(r"[^\W\d_]+")
MIN_LENGTH = 4
_UNDOTTED = str.maketrans("åäöéèü", "aaoeeu")


def words(text: str) -> list[str]:
    """Lower-case words of ``text``: runs of letters."""
    return WORD.findall(text.lower())


def undotted(word: str) -> str:
    """``word`` as written on a keyboard without å, ä, ö."""
    return word.translate(_UNDOTTED)


def _deletions(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _one_edit(a: str, b: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours turns ``a`` into ``b``.

    Sharing a deletion is necessary but also met by two substitutions; this rules those out.
    """
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (
        a[:2] == b[1::-1] and len(b) > 1 and a[2:] == b[2:]
    )


class Speller:
    """Known words with their frequency, indexed by what remains when one letter is deleted."""

    def __init__(self, frequency: Mapping[str, int]) -> None:
        """``frequency``: lower-case words that are rightly spelt, with how often they occur."""
        self.frequency = dict(frequency)
        self._by_deletion: dict[str, list[str]] = {}
        self._by_undotted: dict[str, str] = {}
        for word in sorted(self.frequency, key=lambda w: (-self.frequency[w], w)):
            plain = undotted(word)
            self._by_undotted.setdefault(plain, word)
            if len(word) >= MIN_LENGTH:
                for key in _deletions(plain) | {plain}:
                    self._by_deletion.setdefault(key, []).append(word)
        self._memory: dict[str, str] = {}

    @classmethod
    def learn(
        cls,
        texts: Iterable[str],
        is_swedish: Callable[[str], bool],
        always: Iterable[str] = (),
        enough: int = 20,
    ) -> Speller:
        """Learn the known words from ``texts``, which hold misspellings too.

        A word counts as rightly spelt when ``is_swedish`` says so and it occurs twice, when it
        occurs ``enough`` times and is not another known word with its dots gone, or when it is in
        ``always``.
        """
        counts = Counter(word for text in texts for word in words(text))
        trusted = {w: n for w, n in counts.items() if n >= 2 and is_swedish(w)}
        dotted = {undotted(w) for w in trusted if undotted(w) != w}
        trusted.update(
            {w: n for w, n in counts.items() if n >= enough and w not in dotted}
        )
        trusted.update({w: max(counts[w], 2) for w in always})
        return cls(trusted)

    def correct_word(self, word: str) -> str:
        """The known word that lower-case ``word`` most likely is, or ``word`` itself."""
        known = self._memory.get(word)
        if known is None:
            known = self._correct(word)
            if len(self._memory) < 20_000:
                self._memory[word] = known
        return known

    def _correct(self, word: str) -> str:
        dotted = self._by_undotted.get(word, word)
        own = self.frequency.get(word, 0)
        if dotted != word and self.frequency[dotted] > 4 * own:
            return dotted
        if own or len(word) < MIN_LENGTH:
            return word
        dotted = self._by_undotted.get(undotted(word), word)
        if dotted != word:
            return dotted
        best, best_count, plain = word, 0, undotted(word)
        for key in _deletions(plain) | {plain}:
            for candidate in self._by_deletion.get(key, ())[:20]:
                count = self.frequency[candidate]
                if count > best_count and _one_edit(plain, undotted(candidate)):
                    best, best_count = candidate, count
        return best

    def correct(self, text: str) -> str:
        """``text`` in lower case with each unknown word corrected; all else stays in place."""
        return WORD.sub(lambda match: self.correct_word(match.group()), text.lower())
