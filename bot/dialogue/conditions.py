"""What a message asks of a line beside its number: does it cost, is there an interpreter …"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

_PATH = Path(__file__).with_name("conditions.yml")
_WORD = re.compile(r"[\w:-]+")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    table: dict[str, list[str]] = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    return {
        condition: re.compile(
            "|".join(re.escape(w[:-1]) + r"[\w:-]*" if w.endswith("*") else re.escape(w)
                     for w in words)
        )
        for condition, words in table.items()
    }


def asked(text: str) -> list[str]:
    """Names of the facts ("cost", "interpreter" …) that ``text`` asks about, as they come."""
    found = [
        condition
        for word in _WORD.findall(text.lower())
        for condition, pattern in _patterns().items()
        if pattern.fullmatch(word)
    ]
    return list(dict.fromkeys(found))
