"""Writes `ordinary_words.csv`: the words of Swedish that look like a place.

`python -m bot.nlu.places.ordinary` runs every word of simplemma's Swedish word list through the
name index. A word that is a name but for its dots (berg, vara, våra) is written as ``name``, one
that is merely close to a name or looks like an inflected one as ``near``. It is to be run again
when names are added, and takes some minutes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.nlu.places.atlas import FOLDER
from bot.nlu.places.gazetteer import Gazetteer
from bot.nlu.places.names import NameIndex
from bot.nlu.places.spelling import fold, lower

_LONGEST = 24


def lexicon() -> list[str]:
    """The Swedish words, in their inflected forms, that simplemma knows."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    return list(DefaultDictionaryFactory().get_dictionary("sv"))


def alike(index: NameIndex, words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words that look like a place, in lower case, with ``name`` or ``near``."""
    lowered = {lower(word): word == word.lower() for word in words if word.isalpha()}
    plain = {word for word, is_plain in lowered.items() if is_plain and len(word) <= _LONGEST}
    names: dict[str, set[str]] = {}
    for word in plain:
        hit = index.exact(word, fold(word))
        if hit and not hit.ending and not hit.people:
            names.setdefault(hit.key, set()).add(word)
    for word in sorted(set().union(*names.values())):
        yield word, "name"
    for word in sorted(lowered):
        if len(word) > _LONGEST or word in names:
            continue
        folded = fold(word)
        hit = index.exact(word, folded)
        if hit is None:
            if index.near(folded):
                yield word, "near"
        elif hit.ending and hit.key in names:
            yield word, "near"


def write(path: Path) -> int:
    """Write the words to ``path``; returns how many there are."""
    rows = list(alike(Gazetteer.load().index, lexicon()))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("word", "like"))
        writer.writerows(rows)
    return len(rows)


if __name__ == "__main__":
    print(write(FOLDER / "ordinary_words.csv"), "words", file=sys.stderr)
