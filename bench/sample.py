"""Samples of messages that stay the same as long as the messages do."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data


@dataclass(frozen=True, order=True)
class Labelled:
    """A message and its intent."""

    intent: str
    text: str


def read(path: Path) -> list[Labelled]:
    """The labelled messages of a Rasa NLU file or folder, each once, sorted."""
    examples = load_data(str(path)).intent_examples
    return sorted({Labelled(str(e.get(INTENT)), str(e.get(TEXT))) for e in examples})


def _rank(message: Labelled, seed: int) -> str:
    return hashlib.sha256(f"{seed}\n{message.intent}\n{message.text}".encode()).hexdigest()


def stratified(messages: Iterable[Labelled], per_intent: int, seed: int) -> list[Labelled]:
    """At most ``per_intent`` messages of every intent, sorted.

    Chosen by a hash of the message: one more message in the data moves at most one in the sample.
    """
    by_intent: dict[str, list[Labelled]] = defaultdict(list)
    for message in messages:
        by_intent[message.intent].append(message)
    return sorted(
        message
        for group in by_intent.values()
        for message in sorted(group, key=lambda m: _rank(m, seed))[:per_intent]
    )


def texts(messages: Sequence[Labelled], count: int, seed: int) -> list[str]:
    """``count`` texts drawn with ``seed``; all are used before any comes again.

    Raises ValueError when there are no messages.
    """
    if not messages:
        raise ValueError("there are no messages to draw from")
    generator = random.Random(seed)
    pool = sorted(message.text for message in messages)
    drawn: list[str] = []
    while len(drawn) < count:
        drawn += generator.sample(pool, len(pool))
    return drawn[:count]
