"""Which words are Swedish, and which belong to this bot whatever a dictionary says."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import simplemma

from bot.nlu.spelling import words

ROOT = Path(__file__).parents[2]


def is_swedish(word: str) -> bool:
    """Whether simplemma's Swedish lexicon has lower-case ``word``. Used in training only."""
    return bool(simplemma.is_known(word, lang="sv"))


@lru_cache(maxsize=1)
def domain_words() -> frozenset[str]:
    """Words of four letters or more in the names and aliases of the facts."""
    from bot import knowledge

    found: set[str] = set()
    for entry in knowledge.load().entries.values():
        for text in (entry.name.text("sv"), *entry.aliases):
            found.update(word for word in words(text) if len(word) >= 4)
    return frozenset(found)
