"""What more training messages bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from bench.evaluation import pictures
from bench.evaluation.intervals import spread
from bench.evaluation.markdown import percent, picture, table
from bench.evaluation.material import Material
from bench.evaluation.seeds import SEEDS, accuracy
from bench.evaluation.trained import Trained
from bench.sample import stratified

SIZES = (8, 16, 32, 64)


@dataclass(frozen=True)
class Point:
    """Accuracies on dev, one a seed, at ``per_intent`` messages an intent (or all of fewer)."""

    per_intent: int
    messages: int
    accuracies: list[float]


def measure(
    material: Material, sizes: Sequence[int] = SIZES, seeds: Sequence[int] = SEEDS
) -> list[Point]:
    """Accuracy on dev of models trained on stratified samples, and of the trained model."""
    points = []
    for size in sizes:
        found, count = [], 0
        for seed in seeds:
            chosen = stratified(material.messages, size, seed)
            count = len(chosen)
            trained = Trained.fit(
                chosen, material.encode, material.trained.model.settings,
                material.trained.languages,
            )
            found.append(accuracy(trained, material, "dev"))
        points.append(Point(size, count, found))
    everything = accuracy(material.trained, material, "dev")
    total = len(material.messages)
    mean = round(total / len(Counter(m.intent for m in material.messages)))
    return [*points, Point(mean, total, [everything])]


def render(points: Sequence[Point]) -> str:
    """The section on the learning curve."""
    pictures.curves(
        "learning",
        {"dev": (
            [p.per_intent for p in points],
            [fmean(p.accuracies) for p in points],
            [stdev(p.accuracies) if len(p.accuracies) > 1 else 0.0 for p in points],
        )},
        ("training messages an intent", "accuracy"),
        logarithmic=True,
    )
    rows = []
    for p in points[:-1]:
        each = ", ".join(percent(a) for a in p.accuracies)
        rows.append([p.per_intent, p.messages, spread(p.accuracies), each])
    last = points[-1]
    rows.append([f"all (mean {last.per_intent})", last.messages, percent(last.accuracies[0]), "–"])
    before, after = fmean(points[-2].accuracies), last.accuracies[0]
    return "\n\n".join([
        "The whole understanding of wording (speller and model) learnt from a stratified sample, "
        "three seeds a size; tested on dev. With all messages there is one model, the trained one.",
        table(["messages an intent", "messages", "dev", "seeds"], rows),
        picture("learning", "Accuracy on dev against training messages an intent"),
        f"The last step, from {points[-2].messages} to {last.messages} messages, brings "
        f"{100 * (after - before):+.1f} points.",
    ])
