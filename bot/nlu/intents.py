"""The intent model: sentence vector + character n-grams -> probabilities of the intents.

Plain scikit-learn, no Rasa. Why these features and this classifier: docs/decisions/0003.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.nlu.encoder.weights import Floats

_FILE = "intents.npz"
_META = "intents.json"


@dataclass(frozen=True)
class Settings:
    """What was chosen by measurement on the development set."""

    c: float = 3.0
    dense_scale: float = 2.0
    min_count: int = 6
    shortest: int = 2
    longest: int = 4
    temperature: float = 1.0
    max_iterations: int = 150
    seed: int = 7


class IntentModel:
    """A multinomial logistic regression over scaled dense and sparse features."""

    def __init__(self, settings: Settings | None = None) -> None:
        """An untrained model; `fit` or `load` makes it usable."""
        self.settings = settings or Settings()
        self.labels: list[str] = []
        self._ngrams = self._vectorizer()
        self._centre: Floats = np.zeros(0, np.float32)
        self._dense: Floats = np.zeros((0, 0), np.float32)
        self._sparse: Floats = np.zeros((0, 0), np.float32)
        self._bias: Floats = np.zeros(0, np.float32)

    def _vectorizer(self) -> TfidfVectorizer:
        return TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(self.settings.shortest, self.settings.longest),
            min_df=self.settings.min_count,
            sublinear_tf=True,
            dtype=np.float32,
        )

    def fit(self, texts: Sequence[str], vectors: Floats, labels: Sequence[str]) -> None:
        """Train on corrected ``texts``, their sentence ``vectors`` and ``labels`` (same length).

        Raises ValueError when there are fewer than two labels.
        """
        if len(set(labels)) < 2:
            raise ValueError("an intent model needs at least two intents")
        sparse = self._ngrams.fit_transform(texts)
        self._centre = vectors.mean(axis=0)
        dense = self.settings.dense_scale * (vectors - self._centre)
        model = LogisticRegression(
            C=self.settings.c,
            class_weight="balanced",
            max_iter=self.settings.max_iterations,
            tol=1e-3,
            random_state=self.settings.seed,
        )
        model.fit(hstack([csr_matrix(dense), sparse], format="csr"), labels)
        self.labels = [str(label) for label in model.classes_]
        weights = model.coef_.astype(np.float32)
        if len(self.labels) == 2:
            weights = np.vstack([np.zeros_like(weights), weights])
        bias = model.intercept_.astype(np.float32)
        self._bias = bias if len(bias) > 1 else np.concatenate([[0.0], bias]).astype(np.float32)
        self._dense = np.ascontiguousarray(weights[:, : dense.shape[1]].T)
        self._sparse = np.ascontiguousarray(weights[:, dense.shape[1] :].T)

    def probabilities(self, text: str, vector: Floats) -> npt.NDArray[np.float32]:
        """Probability of each of ``labels`` for one corrected ``text``: float32, (labels,)."""
        row = self._ngrams.transform([text])
        logits = (
            self.settings.dense_scale * (vector - self._centre) @ self._dense
            + row.data @ self._sparse[row.indices]
            + self._bias
        ) / self.settings.temperature
        powers = np.exp(logits - logits.max())
        return (powers / powers.sum()).astype(np.float32)  # type: ignore[no-any-return]

    def save(self, folder: Path) -> None:
        """Write the model into ``folder`` as numbers and JSON (nothing that runs on loading)."""
        np.savez(
            folder / _FILE,
            centre=self._centre,
            dense=self._dense,
            sparse=self._sparse.astype(np.float16),
            bias=self._bias,
            idf=self._ngrams.idf_,
        )
        vocabulary = sorted(self._ngrams.vocabulary_, key=self._ngrams.vocabulary_.__getitem__)
        (folder / _META).write_text(
            json.dumps(
                {"settings": asdict(self.settings), "labels": self.labels, "ngrams": vocabulary},
                ensure_ascii=False,
            ),
            encoding="utf-8",
        )

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote; raises FileNotFoundError when it is not there."""
        meta = json.loads((folder / _META).read_text(encoding="utf-8"))
        model = cls(Settings(**meta["settings"]))
        model.labels = meta["labels"]
        with np.load(folder / _FILE, allow_pickle=False) as numbers:
            model._centre, model._dense = numbers["centre"], numbers["dense"]
            model._sparse = numbers["sparse"].astype(np.float32)
            model._bias = numbers["bias"]
            model._ngrams.vocabulary_ = {gram: i for i, gram in enumerate(meta["ngrams"])}
            model._ngrams.idf_ = numbers["idf"]
        return model
