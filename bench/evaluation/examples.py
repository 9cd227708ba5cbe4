"""The messages of the test sets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Example:
    """A message, its intent, and the style it is written in (vardag, stavfel …)."""

    text: str
    intent: str
    style: str = ""


@dataclass(frozen=True)
class TwoQuestions:
    """A message that asks for both ``intents``."""

    text: str
    intents: tuple[str, str]


def read_set(path: Path) -> list[Example]:
    """The messages of a test set, in order; none when there is no such file."""
    if not path.is_file():
        return []
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Example(e["text"], group["intent"], e.get("metadata", {}).get("style", ""))
        for group in raw["nlu"]
        for e in group["examples"]
    ]


def read_two(path: Path) -> dict[str, list[TwoQuestions]]:
    """The messages with two questions, by part: dev and final."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        part: [TwoQuestions(e["text"], (e["intents"][0], e["intents"][1])) for e in entries]
        for part, entries in raw.items()
    }
