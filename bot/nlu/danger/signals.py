"""Words of first need, in many languages: transparent patterns beside the trained model.

They are read from signals.yml, need no model and no Swedish, and each has a name, so that the log
can say why without saying what was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.danger.labels import LEVELS, THEMES, WHO, Level, Theme, Who

_PATH = Path(__file__).with_name("signals.yml")
# Thai has no spaces between words, so there a border of words cannot be asked for.
_BORDERLESS = frozenset(("th",))
_MARKS_FROM = "\u0590"  # beyond it marks are letters' vowels, not accents


class SignalError(ValueError):
    """signals.yml has a mistake; the message names the signal and the rule."""


@dataclass(frozen=True)
class Signal:
    """A pattern and what it tells.

    ``calms``: words that only sound of danger ("dödstrött", "slå gräset"). At level "ingen" a
    signal tells who writes, or calms, and alarms at nothing.
    """

    id: str
    level: Level
    lang: str
    pattern: re.Pattern[str]
    who: Who | None = None
    theme: Theme | None = None
    calms: bool = False


def plain(text: str) -> str:
    """``text`` as signals see it: lower case, no accents or dots, no punctuation, single spaces."""
    found = []
    for letter in unicodedata.normalize("NFKD", text.lower()):
        kind = unicodedata.category(letter)
        if letter in "'’" or (kind == "Mn" and letter < _MARKS_FROM):
            continue
        found.append(" " if kind[0] in "PSCZ" else letter)
    return " ".join("".join(found).split())


def _signal(raw: dict[str, Any]) -> Signal:
    name = str(raw.get("id"))
    for field, allowed in (("level", LEVELS), ("who", (None, *WHO)), ("theme", (None, *THEMES))):
        if raw.get(field) not in allowed:
            raise SignalError(f"{name}: {field} is {raw.get(field)!r}")
    together = "|".join(f"(?:{one})" for one in raw["any"])
    border = "" if raw["lang"] in _BORDERLESS else r"\b"
    try:
        pattern = re.compile(f"{border}(?:{together}){border}")
    except re.error as error:
        raise SignalError(f"{name}: {error}") from error
    return Signal(
        name, raw["level"], raw["lang"], pattern, raw.get("who"), raw.get("theme"),
        bool(raw.get("calms")),
    )


@lru_cache(maxsize=1)
def load() -> tuple[Signal, ...]:
    """All signals of signals.yml, read once; raises SignalError at the first mistake."""
    return tuple(map(_signal, yaml.safe_load(_PATH.read_text(encoding="utf-8"))))


def find(text: str, signals: Sequence[Signal] | None = None) -> list[Signal]:
    """The signals that ``text`` holds, in the order of the list."""
    seen = plain(text)
    return [one for one in (load() if signals is None else signals) if one.pattern.search(seen)]
