"""Our way to tell intents beside others, on equal data."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from bench.evaluation.designs import DESIGNS, OURS
from bench.evaluation.intervals import spread
from bench.evaluation.markdown import table
from bench.evaluation.material import Material
from bench.evaluation.scores import macro, per_intent
from bench.evaluation.seeds import SEEDS
from bench.sample import stratified

PER_INTENT = 20


@dataclass(frozen=True)
class DesignResult:
    """Scores of one design on dev, one a seed; ``seconds`` of training and asking together."""

    design: str
    accuracies: list[float]
    f1: list[float]
    seconds: float


@dataclass(frozen=True)
class Comparison:
    """All designs on the same samples of ``messages`` messages."""

    messages: int
    results: list[DesignResult]


def measure(
    material: Material, per_intent_messages: int = PER_INTENT, seeds: Sequence[int] = SEEDS
) -> Comparison:
    """Train every design on the same stratified sample, a sample a seed, and ask it dev."""
    examples = [r.example for r in material.readings["dev"]]
    truth, texts = [e.intent for e in examples], [e.text for e in examples]
    samples = [stratified(material.messages, per_intent_messages, seed) for seed in seeds]
    results = []
    for name, design in DESIGNS.items():
        accuracies, f1 = [], []
        start = time.process_time()
        for chosen in samples:
            predicted = design(chosen, texts, material.encode)
            right = sum(t == p for t, p in zip(truth, predicted, strict=True))
            accuracies.append(right / len(truth))
            f1.append(macro(per_intent(truth, predicted))[2])
        seconds = (time.process_time() - start) / len(samples)
        results.append(DesignResult(name, accuracies, f1, seconds))
    return Comparison(len(samples[0]), results)


def comparison_table(found: Comparison) -> str:
    """The designs, worst first, with their errors as a multiple of ours."""
    base = next(r for r in found.results if r.design == OURS)
    own = 1 - fmean(base.accuracies)
    rows = []
    for r in sorted(found.results, key=lambda r: fmean(r.accuracies)):
        errors = (1 - fmean(r.accuracies)) / own if own else 0.0
        name = f"**{r.design}**" if r.design == OURS else r.design
        rows.append([name, spread(r.accuracies), spread(r.f1), f"{errors:.2f}"])
    return table(["design", "accuracy on dev", "macro-F1", "errors, ours = 1"], rows)


def render(found: Comparison) -> str:
    """The section on designs."""
    return "\n\n".join([
        f"{len(found.results)} designs on the same samples: at most {PER_INTENT} messages an "
        f"intent, {found.messages} in all, three samples (seeds "
        f"{', '.join(map(str, SEEDS))}), tested on the whole of dev. Mean and standard deviation "
        "over the samples. The pipeline that `rasa init` gives (DIET) takes too long to be "
        "trained here: `make bench` measures it, see [benchmark.md](benchmark.md). "
        "What was chosen and why: [decisions/0003](decisions/0003-understanding.md).",
        comparison_table(found),
    ])
