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
class SeedResult:
    """Accuracy of a model trained on another random part of the training messages."""

    seed: int
    messages: int
    dev: float
    final: float


def part(messages: Sequence[Labelled], share: float, seed: int) -> list[Labelled]:
    """A random ``share`` of ``messages``, without repetition."""
    return random.Random(seed).sample(list(messages), round(share * len(messages)))


def measure(material: Material, seeds: Sequence[int] = SEEDS) -> list[SeedResult]:
    """Train with each seed on 90 % of the messages and test on dev and final."""
    results = []
    for seed in seeds:
        chosen = part(material.messages, SHARE, seed)
        settings = replace(material.trained.model.settings, seed=seed)
        trained = Trained.fit(chosen, material.encode, settings)
        results.append(
            SeedResult(seed, len(chosen), accuracy(trained, material, "dev"),
                       accuracy(trained, material, "final"))
        )
    return results


def accuracy(trained: Trained, material: Material, name: str) -> float:
    """Share of whole messages of the set ``name`` whose intent ``trained`` tells."""
    examples = [r.example for r in material.readings[name]]
    predicted = trained.predict((e.text for e in examples), material.encode)
    return sum(e.intent == p for e, p in zip(examples, predicted, strict=True)) / len(examples)


def render(results: Sequence[SeedResult]) -> str:
    """The section on the spread over seeds."""
    rows = [[r.seed, r.messages, percent(r.dev), percent(r.final)] for r in results]
    return "\n\n".join([
        f"The speller and the intent model trained anew, each time on another random "
        f"{SHARE:.0%} of the training messages (drawn without repetition).",
        table(["seed", "messages", "dev", "final"], rows),
        f"Mean and standard deviation: dev {spread([r.dev for r in results])}, "
        f"final {spread([r.final for r in results])}.",
    ])
