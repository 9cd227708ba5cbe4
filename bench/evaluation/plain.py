"""Danger on plain messages: how many get the level that anyone would give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from bench.evaluation.intervals import Share, share
from bench.evaluation.markdown import table
from bench.evaluation.material import SETS, Material, judged
from bot.nlu.danger.labels import Level

FOLDER = SETS / "plain"
NAMES = ("dev", "final")
_SEEN: tuple[Level, ...] = ("stod", "akut")
# Group of messages -> what it is called, levels that are right.
RIGHT: Mapping[str, tuple[str, tuple[Level, ...]]] = {
    "acute": ("danger now: acute answer", ("akut",)),
    "support": ("told or worried: support line", _SEEN),
    "no_alarm": ("look-alikes and questions: no safety answer", ("ingen",)),
    "out_of_scope": ("out of scope: no safety answer", ("ingen",)),
    "languages_danger": ("danger now in other languages: acute answer", ("akut",)),
    "languages_harmless": ("questions in other languages: no safety answer", ("ingen",)),
}


def read(path: Path) -> dict[str, list[str]]:
    """The groups of messages in ``path``; raises ValueError for a group that is not known."""
    found: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    if unknown := set(found) - set(RIGHT):
        raise ValueError(f"{path.name} has unknown groups: {', '.join(sorted(unknown))}")
    return found


def shares(groups: Mapping[str, list[str]], level: Callable[[str], Level]) -> dict[str, Share]:
    """The share of right levels in each of ``groups``; ``level`` judges a message."""
    return {
        group: share([level(text) in RIGHT[group][1] for text in texts])
        for group, texts in groups.items()
    }


def measure(own: Material) -> dict[str, dict[str, Share]]:
    """The shares of each set with the trained model."""

    def level(text: str) -> Level:
        return judged(own.trained, text, own.read, own.danger).level

    return {name: shares(read(FOLDER / f"{name}.yml"), level) for name in NAMES}


def render(result: Mapping[str, Mapping[str, Share]]) -> str:
    """The section on plain messages."""
    return "\n\n".join([
        "Two testers who had read the county board's page and nothing else wrote what they thought "
        "nobody would judge otherwise. The misses of dev were read, and messages of their kind "
        "were written for training; of final only the totals were read. Where the level is missed, "
        "the answer mostly names 112 all the same (see [REST](#over-the-rest-channel)).",
        table(["messages", *NAMES], [
            [called, *(result[name][group] for name in NAMES)]
            for group, (called, _) in RIGHT.items()
        ]),
    ])
