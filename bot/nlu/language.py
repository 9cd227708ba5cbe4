"""Tell Swedish from English and from other languages, also in short messages.

A plain first version by frequent words and by script.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

Language = Literal["sv", "en", "other"]
_WORDS = Path(__file__).with_name("language.yml")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


@lru_cache(maxsize=1)
def _frequent() -> tuple[frozenset[str], frozenset[str]]:
    lists = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return frozenset(lists["sv"]), frozenset(lists["en"])


def detect(text: str) -> Language | None:
    """Language of ``text``; None when it does not tell (a name, a number, an emoji).

    "other" is told by script only: mostly letters that are not Latin.
    """
    words = _WORD.findall(text.lower()[:2_000])
    if not words:
        return None
    if sum(bool(_LATIN.match(word)) for word in words) * 2 < len(words):
        return "other"
    swedish, english = _frequent()
    sv = sum(word in swedish or bool(re.search("[åäö]", word)) for word in words)
    en = sum(word in english for word in words)
    if sv == en:
        return None
    return "sv" if sv > en else "en"
