"""Linear models over one kind of features: sentence vector and character n-grams side by side.

The topics and the danger levels are both read from these features. Plain scikit-learn, no Rasa. Why
these features and this classifier: docs/decisions/0003.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.nlu.encoder.weights import Floats
from bot.nlu.ngrams import CharacterNGrams


@dataclass(frozen=True)
class Settings:
    """What was chosen by measurement on the development sets."""

    c: float = 3.0
    dense_scale: float = 2.0
    min_count: int = 6
    shortest: int = 2
    longest: int = 4
    temperature: float = 1.0
    max_iterations: int = 150
    seed: int = 7


class Features:
    """Turns a text and its sentence vector into numbers; learns its n-grams and its centre."""

    def __init__(self, settings: Settings) -> None:
        """``settings``: which n-grams, and how much the vector weighs beside them."""
        self.scale = settings.dense_scale
        self.ngrams = CharacterNGrams(settings.shortest, settings.longest, settings.min_count)
        self.centre: Floats = np.zeros(0, np.float32)

    def fit(self, texts: Sequence[str], vectors: Floats) -> csr_matrix:
        """Learn from corrected ``texts`` and their ``vectors``; return the matrix of features."""
        sparse = self.ngrams.fit(texts)
        self.centre = vectors.mean(axis=0)
        return hstack([csr_matrix(self.scale * (vectors - self.centre)), sparse], format="csr")


class Linear:
    """Weights of several outputs over `Features`, kept as two dense tables."""

    def __init__(self, features: Features) -> None:
        """``features`` that are learnt, or restored by `load`."""
        self.features = features
        self._dense: Floats = np.zeros((0, 0), np.float32)
        self._sparse: Floats = np.zeros((0, 0), np.float32)
        self._bias: Floats = np.zeros(0, np.float32)

    def take(self, weights: npt.NDArray[Any], bias: npt.NDArray[Any]) -> None:
        """Use ``weights`` (outputs, features) and ``bias`` (outputs,)."""
        width = len(self.features.centre)
        self._dense = np.ascontiguousarray(weights[:, :width].T, np.float32)
        self._sparse = np.ascontiguousarray(weights[:, width:].T, np.float32)
        self._bias = np.asarray(bias, np.float32)

    def logits(self, text: str, vector: Floats) -> Floats:
        """Outputs for one corrected ``text`` and its ``vector``: float32, (outputs,)."""
        numbers, weights = self.features.ngrams.row(text)
        dense = self.features.scale * (vector - self.features.centre)
        total: Floats = dense @ self._dense + weights @ self._sparse[numbers] + self._bias
        return total

    def save(self, folder: Path, name: str, meta: Mapping[str, Any]) -> None:
        """Write into ``folder`` as numbers and JSON (nothing that runs on loading)."""
        np.savez(
            folder / f"{name}.npz",
            centre=self.features.centre,
            dense=self._dense,
            sparse=self._sparse.astype(np.float16),
            bias=self._bias,
            idf=self.features.ngrams.idf,
        )
        known = {**meta, "ngrams": self.features.ngrams.grams}
        text = json.dumps(known, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, name: str) -> tuple[Linear, dict[str, Any]]:
        """Read what `save` wrote, with its ``meta``; FileNotFoundError when it is not there."""
        meta = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        model = cls(Features(Settings(**meta["settings"])))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as numbers:
            model.features.centre = numbers["centre"]
            model.features.ngrams.restore(meta["ngrams"], numbers["idf"])
            model._dense, model._bias = numbers["dense"], numbers["bias"]
            model._sparse = numbers["sparse"].astype(np.float32)
        return model, meta


def regression(settings: Settings) -> LogisticRegression:
    """The untrained classifier of ``settings``: balanced classes, a fixed seed."""
    return LogisticRegression(
        C=settings.c,
        class_weight="balanced",
        max_iter=settings.max_iterations,
        tol=1e-3,
        random_state=settings.seed,
    )


def rows_of(model: LogisticRegression) -> tuple[Floats, Floats]:
    """Weights (classes, features) and bias (classes,), with two rows for two classes too."""
    weights, bias = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)
    if len(model.classes_) == 2:
        weights = np.vstack([np.zeros_like(weights), weights])
        bias = np.concatenate([np.zeros(1, np.float32), bias])
    return weights, bias


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis that sum to 1: float32, as many as ``logits``."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Floats = (powers / powers.sum(axis=-1, keepdims=True)).astype(np.float32)
    return shares


def as_meta(settings: Settings) -> dict[str, Any]:
    """``settings`` as `Linear.load` expects them in ``meta``."""
    return {"settings": asdict(settings)}
