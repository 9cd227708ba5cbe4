"""The running bot, asked over the REST channel: are the wanted facts in the reply?

The sets were written from the county board's page, the facts and the issues alone. The misses of
`replies` were looked at and mended; those of `replies_final` are counted only.
"""

from __future__ import annotations

import json
import tempfile
import urllib.request
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.evaluation.intervals import Share, share
from bench.evaluation.markdown import table
from bench.evaluation.material import ROOT, SETS
from bench.process import cores
from bench.server import Side, running
from bot.training import MODEL

NAMES = ("replies", "replies_final")
LONGEST = 1_200  # characters of a message


@dataclass(frozen=True)
class Turn:
    """A message with what its reply must hold (any one of each entry) and must not hold."""

    say: str
    has: tuple[tuple[str, ...], ...]
    lacks: tuple[str, ...]


def _turn(raw: Mapping[str, Any]) -> Turn:
    has = tuple(
        tuple(map(str, one)) if isinstance(one, list) else (str(one),) for one in raw["has"]
    )
    return Turn(str(raw["say"]), has, tuple(map(str, raw.get("lacks", ()))))


def read(path: Path) -> dict[str, list[list[Turn]]]:
    """Conversations by section; a section of single messages has conversations of one turn."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        section: [
            [_turn(one) for one in (item if isinstance(item, list) else [item])] for item in items
        ]
        for section, items in content.items()
    }


def plain(text: str) -> str:
    """Text as it is compared: lower case, one kind of dash and of space."""
    return " ".join(text.lower().replace("–", "-").replace("\u2011", "-").split())


def is_right(turn: Turn, messages: Sequence[str]) -> bool:
    """Whether the reply has what it must, lacks what it must, and is not too long."""
    whole = plain("\n".join(messages))
    return (
        all(any(plain(one) in whole for one in wanted) for wanted in turn.has)
        and not any(plain(one) in whole for one in turn.lacks)
        and all(len(message) < LONGEST for message in messages)
        and bool(whole)
    )


def _say(url: str, sender: str, text: str) -> list[str]:
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return [str(message.get("text", "")) for message in json.load(reply)]


def ask(url: str, conversations: Iterable[Sequence[Turn]]) -> Share:
    """The share of right turns of ``conversations``, each with a sender of its own."""
    right = []
    for turns in conversations:
        sender = uuid.uuid4().hex
        right += [is_right(turn, _say(url, sender, turn.say)) for turn in turns]
    return share(right)


def measure() -> dict[str, dict[str, Share]]:
    """Shares by set and section, from servers started for this on one core."""
    side = Side("ours", ROOT, MODEL, actions=True)
    with tempfile.TemporaryDirectory() as work, running(side, cores()[0], Path(work)) as servers:
        return {
            name: {
                section: ask(servers.url, conversations)
                for section, conversations in read(SETS / f"{name}.yml").items()
            }
            for name in NAMES
        }


def render(results: Mapping[str, Mapping[str, Share]]) -> str:
    """The section on replies."""
    sections = dict.fromkeys(section for found in results.values() for section in found)
    return "\n\n".join([
        "Asked over the REST channel; right means that the wanted facts are in the reply, and no "
        "message of it has 1,200 characters. Both sets were written by helpers that had seen the "
        "county board's page, the facts and the issues, and nothing of this project. The misses of "
        "`replies` were read and mended, so it flatters; those of `replies_final` were not read, "
        "but for its places and dates (three misses each, mended).",
        table(["section", *results],
              [[s, *(results[name].get(s, "–") for name in results)] for s in sections]),
    ])
