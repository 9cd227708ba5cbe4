"""Which language a message is written in, also when it is short.

A linear model over character n-grams, trained on this bot's own messages: data/danger has them in
some twenty languages, labelled. docs/decisions/0007 tells what else was measured.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml

from bot.nlu.encoder.weights import Floats
from bot.nlu.linear import Settings, regression, rows_of, softmax
from bot.nlu.ngrams import CharacterNGrams

_NAME = "languages"
_SURE = 0.5
_LONGEST = 400  # characters that are looked at
_WORDS = Path(__file__).with_name("language.yml")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _frequent() -> tuple[frozenset[str], frozenset[str]]:
    lists = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return frozenset(lists["sv"]), frozenset(lists["en"])


def by_words(text: str) -> str | None:
    """"sv" or "en" by frequent words; None when they do not tell.

    Labels the topics' training messages, and stands in where there is no trained model.
    """
    words = _WORD.findall(text.lower()[:_LONGEST])
    swedish, english = _frequent()
    sv = sum(word in swedish or bool(re.search("[åäö]", word)) for word in words)
    en = sum(word in english for word in words)
    return None if sv == en else "sv" if sv > en else "en"


class LanguageModel:
    """Probabilities of languages, by ISO 639-1 code (639-3 where there is none)."""

    def __init__(self) -> None:
        """An untrained model, which goes by frequent words."""
        self.labels: list[str] = []
        self._ngrams = CharacterNGrams(1, 4, 2)
        self._weights: Floats = np.zeros((0, 0), np.float32)
        self._bias: Floats = np.zeros(0, np.float32)

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        """Train on ``texts`` with their language codes; ValueError for fewer than two."""
        if len(set(labels)) < 2:
            raise ValueError("a language model needs at least two languages")
        model = regression(Settings(c=10.0, max_iterations=300))
        model.fit(self._ngrams.fit(texts), labels)
        self.labels = [str(label) for label in model.classes_]
        weights, self._bias = rows_of(model)
        self._weights = np.ascontiguousarray(weights.T)

    def detect(self, text: str) -> str | None:
        """Code of the language of ``text``; None when it does not tell (a name, a number)."""
        text = text[:_LONGEST]
        if not _WORD.search(text):
            return None
        if not self.labels:
            return by_words(text)
        numbers, weights = self._ngrams.row(text)
        if not len(numbers):
            return None
        found = softmax(weights @ self._weights[numbers] + self._bias)
        best = int(found.argmax())
        return self.labels[best] if found[best] >= _SURE else by_words(text)

    def save(self, folder: Path) -> None:
        """Write the model into ``folder`` as numbers and JSON."""
        np.savez(
            folder / f"{_NAME}.npz",
            weights=self._weights.astype(np.float16), bias=self._bias, idf=self._ngrams.idf,
        )
        known = {"labels": self.labels, "ngrams": self._ngrams.grams}
        text = json.dumps(known, ensure_ascii=False)
        (folder / f"{_NAME}.json").write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LanguageModel:
        """Read what `save` wrote; raises FileNotFoundError when it is not there."""
        known = json.loads((folder / f"{_NAME}.json").read_text(encoding="utf-8"))
        model = cls()
        model.labels = known["labels"]
        with np.load(folder / f"{_NAME}.npz", allow_pickle=False) as numbers:
            model._ngrams.restore(known["ngrams"], numbers["idf"])
            model._weights = numbers["weights"].astype(np.float32)
            model._bias = numbers["bias"]
        return model


def learn(topics: Sequence[str], labelled: Sequence[tuple[str, str]]) -> LanguageModel:
    """A model of ``labelled`` messages (text, code) and of the ``topics``' sv and en messages."""
    told = [(text, found) for text in topics if (found := by_words(text))]
    texts, codes = zip(*labelled, *told, strict=True)
    model = LanguageModel()
    model.fit(texts, codes)
    return model
