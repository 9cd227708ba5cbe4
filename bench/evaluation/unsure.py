"""When the bot should ask instead of answer, and whether its confidence is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bench.evaluation import pictures
from bench.evaluation.calibration import (
    Bin,
    Rows,
    best_factor,
    expected_error,
    reliability,
    temper,
)
from bench.evaluation.intervals import Share, share
from bench.evaluation.markdown import percent, picture, table
from bench.evaluation.material import Material
from bot.nlu.decision import UNSURE, Thresholds

STEPS = tuple(round(0.05 * i, 2) for i in range(19))


@dataclass(frozen=True)
class UnsurePoint:
    """What one threshold does: answers that are wrong, questions asked, and which were needless."""

    threshold: float
    wrong: Share
    asked: Share
    needless: Share


@dataclass(frozen=True)
class Calibration:
    """Calibration of one set before and after multiplying the temperature by ``factor``."""

    name: str
    before: list[Bin]
    after: list[Bin]


@dataclass(frozen=True)
class UnsureResult:
    """The curve on dev; the temperature is fitted on dev too, and checked on final."""

    chosen: UnsurePoint
    points: list[UnsurePoint]
    temperature: float
    factor: float
    calibrations: list[Calibration]


def point(material: Material, name: str, thresholds: Thresholds) -> UnsurePoint:
    """What the bot does with the set ``name`` under ``thresholds``."""
    wrong, asked, needless = [], [], []
    for reading in material.readings[name]:
        intent = material.decide(reading.rows, thresholds, reading.danger).main.intent
        top = material.labels[int(reading.rows[0].argmax())]
        asked.append(intent == UNSURE)
        wrong.append(intent not in (UNSURE, reading.example.intent))
        needless.append(intent == UNSURE and top == reading.example.intent)
    return UnsurePoint(thresholds.unsure, share(wrong), share(asked), share(needless))


def whole_rows(material: Material, name: str) -> Rows:
    """Probabilities of the whole messages of a set: (messages, labels)."""
    return np.stack([np.asarray(r.rows[0], float) for r in material.readings[name]])


def measure(material: Material, steps: Sequence[float] = STEPS) -> UnsureResult:
    """The curve of the threshold for unsure, and the calibration."""
    points = [
        point(material, "dev", replace(material.thresholds, unsure=step)) for step in steps
    ]
    truth = {
        name: [material.labels.index(r.example.intent) for r in material.readings[name]]
        for name in ("dev", "final")
    }
    factor = best_factor(whole_rows(material, "dev"), truth["dev"])
    calibrations = [
        Calibration(name, *(_bins(whole_rows(material, name), truth[name], f)
                            for f in (1.0, factor)))
        for name in ("dev", "final")
    ]
    return UnsureResult(
        point(material, "dev", material.thresholds),
        points,
        material.trained.model.settings.temperature,
        factor,
        calibrations,
    )


def _bins(rows: Rows, truth: Sequence[int], factor: float) -> list[Bin]:
    warm = temper(rows, factor)
    right = [int(best) == t for best, t in zip(warm.argmax(axis=1), truth, strict=True)]
    return reliability(list(warm.max(axis=1)), right)


def render(result: UnsureResult) -> str:
    """The section on being unsure."""
    points = result.points
    pictures.curves(
        "unsure",
        {
            "wrong answers": (
                [p.threshold for p in points], [p.wrong.value for p in points], [0.0]),
            "needless questions": (
                [p.threshold for p in points], [p.needless.value for p in points], [0.0]),
        },
        ("threshold unsure", "share of the messages of dev"),
        {"config.yml": result.chosen.threshold},
    )
    dev = result.calibrations[0]
    pictures.reliability("reliability", {
        f"temperature {result.temperature:.2f} (config.yml)": dev.before,
        f"temperature {result.temperature * result.factor:.2f} (best on dev)": dev.after,
    })
    chosen = result.chosen
    rows = [
        [f"{p.threshold:.2f}", percent(p.wrong.value), percent(p.asked.value),
         percent(p.needless.value)]
        for p in points
    ]
    errors = [
        [c.name, f"{expected_error(c.before):.3f}", f"{expected_error(c.after):.3f}"]
        for c in result.calibrations
    ]
    return "\n\n".join([
        "A message under the threshold `unsure` gets a clarifying question instead of an answer. "
        f"With the threshold of config.yml, {chosen.threshold:.2f}, on dev: wrong answers "
        f"{chosen.wrong}, questions {chosen.asked}, of all messages needlessly asked (the best "
        f"guess was right) {chosen.needless}.",
        table(["unsure", "wrong answers", "questions", "needless questions"], rows),
        picture("unsure", "Wrong answers and needless questions against the threshold"),
        "Calibration: expected calibration error (ten bins) with the temperature of config.yml "
        f"({result.temperature:.2f}) and with the one that makes the answers of dev likeliest "
        f"({result.temperature * result.factor:.2f}); final checks it.",
        table(["set", "before", "after"], errors),
        picture("reliability", "Reliability diagram of dev"),
    ])
