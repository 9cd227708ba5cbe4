"""How much the result hangs on which messages happen to be in the training data."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.evaluation.intervals import spread
from bench.evaluation.markdown import percent, table
from bench.evaluation.material import Material
from bench.evaluation.trained import Trained
from bench.sample import Labelled

SEEDS = (1, 2, 3)
SHARE = 0.9


@dataclass(frozen=True)
class Resampled:
    """A model trained on a random part of the messages, and the messages it has not seen."""

    seed: int
    trained: Trained
    seen: int
    unseen: list[Labelled]


@dataclass(frozen=True)
class SeedResult:
    """Accuracy of a model trained on another random part of the training messages.

    ``unseen``: on the training messages that it was not trained on.
    """

    seed: int
    messages: int
    dev: float
    final: float
    unseen: float


def parts(
    messages: Sequence[Labelled], share: float, seeds: Sequence[int]
) -> list[tuple[list[Labelled], list[Labelled]]]:
    """For each seed a random ``share`` of ``messages``, without repetition, and the rest.

    The rests have no message in common; raises ValueError when there are too many seeds for that.
    """
    mixed = list(messages)
    random.Random(seeds[0]).shuffle(mixed)
    size = len(mixed) - round(share * len(mixed))
    if size * len(seeds) > len(mixed):
        raise ValueError("too many seeds for rests without a message in common")
    return [
        (mixed[: n * size] + mixed[(n + 1) * size :], mixed[n * size : (n + 1) * size])
        for n in range(len(seeds))
    ]


def train(material: Material, seeds: Sequence[int] = SEEDS) -> list[Resampled]:
    """A model a seed, each trained on another 90 % of the messages."""
    return [
        Resampled(
            seed,
            Trained.fit(
                seen, material.encode, replace(material.trained.model.settings, seed=seed),
                material.trained.languages,
            ),
            len(seen),
            unseen,
        )
        for seed, (seen, unseen) in zip(
            seeds, parts(material.messages, SHARE, seeds), strict=True
        )
    ]


def measure(material: Material, models: Sequence[Resampled]) -> list[SeedResult]:
    """Test each of ``models`` on dev, final and the messages it has not seen."""
    results = []
    for m in models:
        told = m.trained.predict((message.text for message in m.unseen), material.encode)
        right = sum(message.intent == p for message, p in zip(m.unseen, told, strict=True))
        dev, final = (accuracy(m.trained, material, name) for name in ("dev", "final"))
        results.append(SeedResult(m.seed, m.seen, dev, final, right / len(m.unseen)))
    return results


def accuracy(trained: Trained, material: Material, name: str) -> float:
    """Share of whole messages of the set ``name`` whose intent ``trained`` tells."""
    examples = [r.example for r in material.readings[name]]
    predicted = trained.predict((e.text for e in examples), material.encode)
    return sum(e.intent == p for e, p in zip(examples, predicted, strict=True)) / len(examples)


def render(results: Sequence[SeedResult]) -> str:
    """The section on the spread over seeds."""
    rows = [
        [r.seed, r.messages, percent(r.dev), percent(r.final), percent(r.unseen)] for r in results
    ]
    return "\n\n".join([
        f"The speller and the intent model trained anew, each time on another random "
        f"{SHARE:.0%} of the training messages (drawn without repetition), and tested on the sets "
        "and on the training messages that were left out.",
        table(["seed", "messages", "dev", "final", "left out"], rows),
        f"Mean and standard deviation: dev {spread([r.dev for r in results])}, "
        f"final {spread([r.final for r in results])}, "
        f"left out {spread([r.unseen for r in results])}. Messages that were left out are harder "
        "than the sets: written in great number to be different, with less care that each has one "
        "clear intent, and some need the message before them. What real visitors get lies "
        "between the two, or below, until it is measured on real messages.",
    ])
