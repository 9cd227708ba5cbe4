"""Probabilities of training messages from models that have not seen them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.evaluation.calibration import Rows
from bench.evaluation.material import Material
from bench.evaluation.seeds import Resampled
from bench.sample import Labelled


@dataclass(frozen=True)
class HeldOut:
    """Training messages that a model was not trained on, and its probabilities of ``labels``."""

    messages: list[Labelled]
    labels: list[str]
    rows: Rows


def measure(material: Material, models: Sequence[Resampled]) -> HeldOut:
    """Ask each of ``models`` about the messages that it has not seen."""
    labels = sorted({m.intent for m in material.messages})
    messages = [message for m in models for message in m.unseen]
    rows = np.zeros((len(messages), len(labels)))
    start = 0
    for m in models:
        found = m.trained.whole((message.text for message in m.unseen), material.encode)
        columns = [labels.index(label) for label in m.trained.model.labels]
        rows[start : start + len(m.unseen), columns] = found
        start += len(m.unseen)
    return HeldOut(messages, labels, rows)
