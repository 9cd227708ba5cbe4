"""What a message sounds like: probabilities of acute danger, of concern, of who writes, of themes.

Two binary heads decide the level, each trained for its own question; a topic model's probability
of a danger topic is clearly worse at it (docs/decisions/0006). Linear, over the features of
bot.nlu.linear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.nlu.danger.labels import THEMES, WHO, Example, Level, Theme, Who
from bot.nlu.danger.verdict import Scores
from bot.nlu.encoder.weights import Floats
from bot.nlu.linear import Features, Linear, Settings, as_meta, regression, rows_of, softmax

_NAME = "danger"
_OUTPUTS = 2 + len(WHO) + len(THEMES)
# What the topics' own training messages say of danger: level, who, theme. None: not told.
OF_TOPIC: Mapping[str, tuple[Level | None, Who | None, Theme | None]] = {
    "fara_akut": ("akut", None, None),
    "utsatt": ("stod", "utsatt", None),
    "narstaende": ("stod", "narstaende", None),
    "barn_skriver": ("stod", "barn", None),
    "utovare": ("stod", "utovare", None),
    "sjalvmordstankar": (None, None, "suicid"),
    "heder_utsatt": ("stod", None, "heder"),
}


@dataclass(frozen=True)
class Lesson:
    """A training message with its labels; None where they are not told."""

    text: str
    level: Level | None
    concern: bool
    who: Who | None
    theme: Theme | None
    theme_known: bool


def lesson_of(example: Example) -> Lesson:
    """The lesson of a message labelled for danger."""
    concern = example.level != "ingen"
    return Lesson(example.text, example.level, concern, example.who, example.theme, concern)


def lesson_of_topic(text: str, intent: str) -> Lesson:
    """The lesson of a topic's training message: harmless unless the topic is one of safety."""
    if intent not in OF_TOPIC:
        return Lesson(text, "ingen", False, None, None, False)
    level, who, theme = OF_TOPIC[intent]
    return Lesson(text, level, True, who, theme, theme is not None)


class DangerModel:
    """All heads in one table of weights, so that a message is multiplied once."""

    def __init__(self, settings: Settings | None = None) -> None:
        """An untrained model; `fit` or `load` makes it usable."""
        self.settings = settings or Settings()
        self._linear = Linear(Features(self.settings))

    def fit(self, lessons: Sequence[Lesson], texts: Sequence[str], vectors: Floats) -> None:
        """Train on ``lessons`` with their corrected ``texts`` and ``vectors`` (same length).

        Raises ValueError when a head has no examples of both kinds.
        """
        matrix = self._linear.features.fit(texts, vectors)
        width = matrix.shape[1]
        weights, bias = np.zeros((_OUTPUTS, width), np.float32), np.zeros(_OUTPUTS, np.float32)

        def train(at: int, labels: Iterable[object], outputs: int) -> None:
            known = [(row, label) for row, label in enumerate(labels) if label is not None]
            rows, values = [row for row, _ in known], [label for _, label in known]
            if len(set(values)) < outputs:
                raise ValueError(f"danger output {at} needs examples of every kind")
            model = regression(self.settings).fit(matrix[rows], values)
            taught, offset = rows_of(model)
            if outputs == 2:
                taught, offset = taught[1:], offset[1:]
            weights[at : at + len(taught)], bias[at : at + len(taught)] = taught, offset

        train(0, (None if one.level is None else one.level == "akut" for one in lessons), 2)
        train(1, (one.concern for one in lessons), 2)
        order = sorted(WHO)
        train(2, (one.who for one in lessons), len(order))
        for number, theme in enumerate(THEMES, start=2 + len(order)):
            train(
                number, (one.theme == theme if one.theme_known else None for one in lessons), 2
            )
        self._linear.take(weights, bias)

    def scores(self, text: str, vector: Floats) -> Scores:
        """What one corrected ``text`` with its ``vector`` sounds like."""
        logits = self._linear.logits(text, vector)
        order = sorted(WHO)
        single = 1 / (1 + np.exp(-logits))
        who = softmax(logits[2 : 2 + len(order)])
        return Scores(
            akut=float(single[0]),
            concern=float(single[1]),
            who={name: float(p) for name, p in zip(order, who, strict=True)},
            themes={
                name: float(p) for name, p in zip(THEMES, single[2 + len(order) :], strict=True)
            },
        )

    def save(self, folder: Path) -> None:
        """Write the model into ``folder``."""
        self._linear.save(folder, _NAME, as_meta(self.settings))

    @classmethod
    def load(cls, folder: Path) -> DangerModel:
        """Read what `save` wrote; raises FileNotFoundError when it is not there."""
        linear, meta = Linear.load(folder, _NAME)
        model = cls(Settings(**meta["settings"]))
        model._linear = linear
        return model
