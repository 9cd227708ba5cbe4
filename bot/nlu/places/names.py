"""Which known name a word is: as written, without dots, in the genitive or a compound, misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.nlu.places.atlas import Named, Place
from bot.nlu.places.spelling import DeletionIndex, distance, fold, lower

_LARGE = 3  # the rank of a landskap in what follows
_BY_KIND = ("ambiguous", "kommun", "lan", "landskap", "ort", "abroad", "unknown")
_SPLIT_FROM = 8  # letters from which a kommun is found though written as two words
_SHORTEST_STEM = 3
_FUZZY_PART = 4  # letters from which a part of a name may be misspelt
_PARTS = re.compile(r"[\s\-–]+")


@dataclass(frozen=True)
class Hit:
    """A known name that a word can be.

    ``places``: what the name means, most likely first. ``key``: the name, folded, without spaces.
    ``edits``: how far the word is from it. ``dotted``: whether dots and accents are as in the name.
    ``ending``: what was put on it ("s", "trakten"), ``people``: whether it is a word for persons.
    """

    places: tuple[Place, ...]
    key: str
    edits: int
    dotted: bool
    ending: str
    people: bool

    @property
    def place(self) -> Place:
        """The most likely place."""
        return self.places[0]


def compact(name: str) -> str:
    """``name`` in lower case without spaces and hyphens."""
    return _PARTS.sub("", lower(name))


def _rank(named: Named) -> tuple[int, int]:
    return _BY_KIND.index(named.place.kind), -named.place.size


class NameIndex:
    """All names, found by what is written."""

    def __init__(
        self, names: Iterable[Named], endings: Iterable[str], people_endings: Iterable[str]
    ) -> None:
        """``endings`` may be put on a name (trakten), ``people_endings`` too (bo)."""
        exact: dict[str, list[Named]] = {}
        folded: dict[str, list[Named]] = {}
        self._parts: dict[str, set[tuple[str, ...]]] = {}
        self.first_parts: set[str] = set()
        self.later_parts: set[str] = set()
        for named in sorted(names, key=_rank):
            key = compact(named.name)
            exact.setdefault(key, []).append(named)
            folded.setdefault(fold(key), []).append(named)
            parts = tuple(fold(part) for part in _PARTS.split(lower(named.name)))
            self._parts.setdefault(fold(key), set()).add(parts)
            if len(parts) > 1:
                self.first_parts.add(parts[0])
                self.later_parts.update(parts[1:])
            for respelt in _respellings(key):
                folded.setdefault(respelt, []).append(named)
        self._exact = {key: tuple(found) for key, found in exact.items()}
        self._folded = {key: tuple(found) for key, found in folded.items()}
        self._near = DeletionIndex(folded)
        self._people = {fold(ending) for ending in people_endings}
        self.endings = {fold(ending) for ending in endings} | self._people
        longest_first = sorted(self.endings, key=len, reverse=True)
        self._ending = re.compile(
            rf"(.{{{_SHORTEST_STEM},}}?)({'|'.join(map(re.escape, longest_first))})s?"
        )

    def _stems(self, folded: str) -> Iterator[tuple[int, str]]:
        """Lengths of what may be the name in ``folded``, each with the ending that follows."""
        yield len(folded), ""
        if folded.endswith("s") and len(folded) > _SHORTEST_STEM:
            yield len(folded) - 1, "s"
        match = self._ending.fullmatch(folded)
        if match:
            yield match.end(1), match.group(2)
            if match.group(1).endswith("s") and match.end(1) > _SHORTEST_STEM:
                yield match.end(1) - 1, match.group(2)

    def has_parts(self, key: str, parts: int) -> bool:
        """Whether the name with this folded key is written in that many parts."""
        return any(len(split) == parts for split in self._parts.get(key, ()))

    def can_be_split(self, key: str) -> bool:
        """Whether the folded key is a long name of a kommun or larger, written as two words."""
        found = self._folded.get(key, ())
        return len(key) >= _SPLIT_FROM and bool(found) and _rank(found[0])[0] <= _LARGE

    def exact(self, written: str, folded: str) -> Hit | None:
        """The name that ``written`` (lower case, no spaces) is, also inflected or without dots.

        ``folded`` is ``fold(written)``. The dots as in the name go before any other reading.
        """
        stems = list(self._stems(folded))
        for length, ending in stems:
            found = self._exact.get(written[:length])
            if found:
                return self._hit(found, folded[:length], 0, True, ending)
        for length, ending in stems:
            found = self._folded.get(folded[:length])
            if found:
                return self._hit(found, folded[:length], 0, False, ending)
        return None

    def near(self, folded: str) -> Hit | None:
        """The best name at one or two edits from ``folded``, or None.

        Fewer edits first, then kommun and län, then the same first letter, then the larger place.
        """
        best: tuple[tuple[int, int, bool, int, str], Hit] | None = None
        for length, ending in self._stems(folded):
            stem = folded[:length]
            for key, edits in self._near.near(stem).items():
                found = self._folded[key]
                if found[0].people:
                    continue
                kind, size = _rank(found[0])
                order = (edits, max(kind, 2), key[0] != stem[0], size, ending)
                if best is None or order < best[0]:
                    best = order, self._hit(found, key, edits, False, ending)
        return best[1] if best else None

    def near_parts(self, words: list[str]) -> Hit | None:
        """The name in several parts of which each is at most one edit from the folded ``words``.

        Parts of up to three letters must be as they are; the last word may be in the genitive.
        """
        readings = [(words, "")]
        if words[-1].endswith("s"):
            readings.append(([*words[:-1], words[-1][:-1]], "s"))
        for reading, ending in readings:
            near = self._near.near("".join(reading))
            for key, edits in sorted(near.items(), key=lambda item: item[1]):
                for parts in self._parts.get(key, ()):
                    if len(parts) == len(reading) and all(map(_part_alike, reading, parts)):
                        return self._hit(self._folded[key], key, edits, False, ending)
        return None

    def _hit(
        self, found: tuple[Named, ...], key: str, edits: int, dotted: bool, ending: str
    ) -> Hit:
        places = tuple(dict.fromkeys(named.place for named in found))
        people = found[0].people or ending in self._people
        return Hit(places, key, edits, dotted, ending, people)


def _part_alike(word: str, part: str) -> bool:
    return word == part or (len(part) >= _FUZZY_PART and distance(word, part, 1) <= 1)


def _respellings(key: str) -> Iterator[str]:
    """``key`` with å, ä, ö written as aa, ae, oe, as on a keyboard without them."""
    if len(key) > 4 and fold(key) != key:
        yield fold(key.replace("å", "aa").replace("ä", "ae").replace("ö", "oe"))
        yield fold(key.replace("ä", "ae").replace("ö", "oe"))
