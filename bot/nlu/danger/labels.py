"""Labelled messages about danger: data/danger (training) and tests/sets/danger (held out).

docs/danger-labels.md says what the labels mean.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

TRAINING = Path(__file__).parents[3] / "data" / "danger"

Level = Literal["ingen", "stod", "akut"]
Who = Literal["utsatt", "barn", "narstaende", "utovare", "yrkesverksam"]
Theme = Literal["heder", "utomlands", "suicid", "dov", "man", "hbtq"]
Sign = Literal["explicit", "indirekt"]
LEVELS: tuple[Level, ...] = get_args(Level)
WHO: tuple[Who, ...] = get_args(Who)
THEMES: tuple[Theme, ...] = get_args(Theme)
_FORMS = """
vardag kort kodat berattelse stavfel utan_prickar slang dialekt inlarare formell fraga yrkesroll
hypotetisk statistik forfluten citat film spel nyhet idiom skola test utanfor smaprat avslut
"""
FORMS = frozenset(_FORMS.split())


class LabelError(ValueError):
    """A labelled file has a mistake; the message names the file, the block and the rule."""


@dataclass(frozen=True)
class Example:
    """One labelled message. ``who`` and ``sign`` are None at level "ingen"."""

    text: str
    level: Level
    form: str
    lang: str
    who: Who | None = None
    theme: Theme | None = None
    sign: Sign | None = None


def _examples(block: Mapping[str, Any], where: str) -> list[Example]:
    rules = {
        "level": (block.get("level"), LEVELS),
        "form": (block.get("form"), FORMS),
        "theme": (block.get("theme"), (None, *THEMES)),
    }
    if block.get("level") != "ingen":
        rules["who"] = (block.get("who"), WHO)
        rules["sign"] = (block.get("sign"), get_args(Sign))
    for name, (value, allowed) in rules.items():
        if value not in allowed:
            raise LabelError(f"{where}: {name} is {value!r}")
    unknown = set(block) - {"level", "who", "theme", "sign", "form", "lang", "texts"}
    if unknown or not block.get("lang"):
        raise LabelError(f"{where}: needs lang, knows no {sorted(unknown)}")
    labels = {key: value for key, value in block.items() if key != "texts"}
    if any(not isinstance(text, str) or not text.strip() for text in block["texts"]):
        raise LabelError(f"{where}: a text is empty or not in quotes")
    return [Example(text=text, **labels) for text in block["texts"]]


def read(paths: Iterable[Path]) -> list[Example]:
    """Examples of ``paths`` in order; raises LabelError at the first mistake or repetition."""
    found: list[Example] = []
    seen: set[str] = set()
    for path in paths:
        for number, block in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1):
            where = f"{path.name}, block {number}"
            for example in _examples(block, where):
                if key(example.text) in seen:
                    raise LabelError(f"{where}: the text stands twice: {example.text!r}")
                seen.add(key(example.text))
                found.append(example)
    return found


def key(text: str) -> str:
    """What two texts have in common when they count as the same."""
    return " ".join(text.lower().split())


def training() -> list[Example]:
    """All of data/danger."""
    return read(sorted(TRAINING.glob("*.yml")))


def fingerprint() -> str:
    """SHA-256 over data/danger, in hexadecimal: what is learnt from it is as old as it is."""
    digest = hashlib.sha256()
    for path in sorted(TRAINING.glob("*.yml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
