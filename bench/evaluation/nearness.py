"""How like the training messages a test message is: what a score on it is worth."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import CountVectorizer

_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """``text`` in lower case, words only."""
    return " ".join(_WORD.findall(text.lower()))


def nearness(texts: Sequence[str], training: Sequence[str]) -> npt.NDArray[np.float64]:
    """For each of ``texts`` the greatest likeness to any of ``training``: 0 none, 1 the same words.

    Likeness is the Jaccard index of the sets of four-letter sequences of the plain texts.
    """
    grams = CountVectorizer(analyzer="char", ngram_range=(4, 4), binary=True, dtype=np.float32)
    known = grams.fit_transform(f" {plain(text)} " for text in training)
    asked = grams.transform(f" {plain(text)} " for text in texts)
    # n-grams that no training message has are counted too
    sizes = np.array([len(_grams(text)) for text in texts])[:, None]
    common = (asked @ known.T).toarray()
    union = sizes + np.asarray(known.sum(axis=1)).ravel()[None, :] - common
    result: npt.NDArray[np.float64] = (common / np.maximum(union, 1)).max(axis=1)
    return result


def _grams(text: str) -> set[str]:
    padded = f" {plain(text)} "
    return {padded[i : i + 4] for i in range(len(padded) - 3)}
