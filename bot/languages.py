"""The languages that people write in: what they are called, and what the bot answers in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

Answered = Literal["sv", "en"]
NORDIC = frozenset(("sv", "no", "da"))  # answered in Swedish, which they understand
_PATH = Path(__file__).parent / "answers" / "language_names.yml"


@dataclass(frozen=True)
class Language:
    """A language that the bot recognises: its ISO 639 code and its names."""

    code: str
    sv: str
    en: str
    own: str


def answered_in(code: str) -> Answered:
    """Swedish for the Nordic languages that resemble it, else English."""
    return "sv" if code in NORDIC else "en"


@lru_cache(maxsize=1)
def known() -> dict[str, Language]:
    """The languages that the bot recognises, by code."""
    raw = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    return {
        names["code"]: Language(names["code"], swedish, names["en"], names["own"])
        for swedish, names in raw.items()
        if "code" in names
    }


def foreign(code: str | None) -> Language | None:
    """The language of ``code`` where it is neither one that the bot answers in nor close to it."""
    return None if code is None or code in NORDIC or code == "en" else known().get(code)
