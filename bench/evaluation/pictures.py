"""The pictures of `docs/evaluation`, drawn the same way every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib  # type: ignore[import-untyped]
import numpy as np
from matplotlib.figure import Figure  # type: ignore[import-untyped]

from bench.evaluation.calibration import Bin
from bench.evaluation.scores import confusion_matrix

matplotlib.use("Agg")
FOLDER = Path(__file__).parents[2] / "docs" / "evaluation"
_PLAIN = {"Software": None}  # no version in the file: the same data gives the same picture


def _save(figure: Figure, name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    figure.savefig(FOLDER / f"{name}.png", dpi=90, metadata=_PLAIN)


def confusion(
    name: str, truth: Sequence[str], predicted: Sequence[str], labels: Sequence[str]
) -> None:
    """A confusion matrix; rows are the truth."""
    matrix = confusion_matrix(truth, predicted, labels).astype(float)
    shares = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    figure = Figure(figsize=(12.5, 12))
    axes = figure.subplots()
    axes.imshow(np.sqrt(shares), cmap="Blues", vmin=0, vmax=1)
    ticks = range(len(labels))
    axes.set_xticks(ticks, labels, rotation=90, fontsize=6.5)
    axes.set_yticks(ticks, labels, fontsize=6.5)
    axes.set_xlabel("taken for")
    axes.set_ylabel("intent")
    axes.grid(color="0.93", linewidth=0.4)
    axes.set_axisbelow(True)
    _save(figure, name)


def curves(
    name: str,
    lines: Mapping[str, tuple[Sequence[float], Sequence[float], Sequence[float]]],
    axes_labels: tuple[str, str],
    marks: Mapping[str, float] | None = None,
    logarithmic: bool = False,
) -> None:
    """Lines of x, y and half the height of y's error bar; ``marks`` are vertical lines."""
    figure = Figure(figsize=(7, 4.2))
    axes = figure.subplots()
    for label, (x, y, error) in lines.items():
        axes.errorbar(x, y, yerror(error), marker="o", markersize=3, capsize=2, label=label)
    for label, at in (marks or {}).items():
        axes.axvline(at, color="0.4", linestyle=":", label=label)
    if logarithmic:
        ticks = sorted({round(v) for x, _, _ in lines.values() for v in x})
        axes.set_xscale("log")
        axes.set_xticks(ticks, [str(t) for t in ticks])
        axes.set_xticks([], minor=True)
    axes.set_xlabel(axes_labels[0])
    axes.set_ylabel(axes_labels[1])
    axes.grid(color="0.9")
    axes.legend(frameon=False)
    _save(figure, name)


def yerror(error: Sequence[float]) -> Sequence[float] | None:
    """Error bars, or None when there are none to draw."""
    return error if any(error) else None


def reliability(name: str, found: Mapping[str, Sequence[Bin]]) -> None:
    """Accuracy against confidence; the size of a dot tells how many messages it stands for."""
    figure = Figure(figsize=(5.2, 5))
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="0.6", linewidth=1)
    for label, bins in found.items():
        x, y = [b.confidence for b in bins], [b.accuracy for b in bins]
        line = axes.plot(x, y, label=label)[0]
        sizes = [8 + 400 * b.size / sum(b.size for b in bins) for b in bins]
        axes.scatter(x, y, sizes, color=line.get_color(), alpha=0.6)
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.05)
    axes.set_xlabel("confidence")
    axes.set_ylabel("share that is right")
    axes.grid(color="0.9")
    axes.legend(frameon=False)
    _save(figure, name)
