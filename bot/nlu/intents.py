"""The intent model: sentence vector + character n-grams -> probabilities of the intents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.nlu.encoder.weights import Floats
from bot.nlu.linear import Features, Linear, Settings, as_meta, regression, rows_of, softmax

__all__ = ["IntentModel", "Settings"]
_NAME = "intents"


class IntentModel:
    """A multinomial logistic regression over scaled dense and sparse features."""

    def __init__(self, settings: Settings | None = None) -> None:
        """An untrained model; `fit` or `load` makes it usable."""
        self.settings = settings or Settings()
        self.labels: list[str] = []
        self._linear = Linear(Features(self.settings))

    def fit(self, texts: Sequence[str], vectors: Floats, labels: Sequence[str]) -> None:
        """Train on corrected ``texts``, their sentence ``vectors`` and ``labels`` (same length).

        Raises ValueError when there are fewer than two labels.
        """
        if len(set(labels)) < 2:
            raise ValueError("an intent model needs at least two intents")
        model = regression(self.settings)
        model.fit(self._linear.features.fit(texts, vectors), labels)
        self.labels = [str(label) for label in model.classes_]
        self._linear.take(*rows_of(model))

    def probabilities(self, text: str, vector: Floats) -> npt.NDArray[np.float32]:
        """Probability of each of ``labels`` for one corrected ``text``: float32, (labels,)."""
        return softmax(self._linear.logits(text, vector) / self.settings.temperature)

    def save(self, folder: Path) -> None:
        """Write the model into ``folder``."""
        self._linear.save(folder, _NAME, {**as_meta(self.settings), "labels": self.labels})

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote; raises FileNotFoundError when it is not there."""
        linear, meta = Linear.load(folder, _NAME)
        model = cls(Settings(**meta["settings"]))
        model.labels, model._linear = meta["labels"], linear
        return model
