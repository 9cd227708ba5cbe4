"""Ways to tell intents, each trained and asked on the same messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier

from bench.evaluation import stock_regression
from bench.evaluation.trained import Trained, learn_words
from bench.sample import Labelled
from bot.nlu.encoder.encoder import Encode
from bot.nlu.encoder.weights import Floats
from bot.nlu.intents import IntentModel, Settings
from bot.nlu.sentences import read

Design = Callable[[Sequence[Labelled], Sequence[str], Encode], list[str]]
OURS = "ours: e5 of raw and corrected text + character n-grams, balanced LR"


def _regression(c: float = 3.0) -> LogisticRegression:
    return LogisticRegression(
        C=c, class_weight="balanced", max_iter=150, tol=1e-3, random_state=7
    )


def _ngrams() -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), min_df=2, sublinear_tf=True, dtype=np.float32
    )


def _raw(texts: Sequence[str], encode: Encode) -> Floats:
    return np.stack([encode(text).state for text in texts])


def stock(training: Sequence[Labelled], texts: Sequence[str], encode: Encode) -> list[str]:
    """Rasa's counts of character n-grams and its logistic regression."""
    return stock_regression.predict(training, texts)


def ngrams_alone(training: Sequence[Labelled], texts: Sequence[str], encode: Encode) -> list[str]:
    """TF-IDF of character n-grams of the raw text."""
    grams = _ngrams()
    model = _regression()
    model.fit(grams.fit_transform(m.text for m in training), [m.intent for m in training])
    return [str(label) for label in model.predict(grams.transform(texts))]


def vectors_alone(training: Sequence[Labelled], texts: Sequence[str], encode: Encode) -> list[str]:
    """Sentence vectors of the raw text, centred and scaled as in ours."""
    known = _raw([m.text for m in training], encode)
    centre = known.mean(axis=0)
    model = _regression()
    model.fit(2 * (known - centre), [m.intent for m in training])
    return [str(label) for label in model.predict(2 * (_raw(texts, encode) - centre))]


def nearest(training: Sequence[Labelled], texts: Sequence[str], encode: Encode) -> list[str]:
    """The five nearest sentence vectors, the nearer the weightier."""
    model = KNeighborsClassifier(5, weights="distance", metric="cosine")
    model.fit(_raw([m.text for m in training], encode), [m.intent for m in training])
    return [str(label) for label in model.predict(_raw(texts, encode))]


def ours(training: Sequence[Labelled], texts: Sequence[str], encode: Encode) -> list[str]:
    """Speller and model as the graph trains them."""
    return Trained.fit(training, encode).predict(texts, encode)


def without_spelling(
    training: Sequence[Labelled], texts: Sequence[str], encode: Encode
) -> list[str]:
    """Ours with the raw text alone, in lower case for the n-grams."""
    model = IntentModel(Settings())
    known = _raw([m.text for m in training], encode)
    model.fit([m.text.lower() for m in training], known, [m.intent for m in training])
    rows = [model.probabilities(text.lower(), encode(text).state) for text in texts]
    return [model.labels[int(row.argmax())] for row in rows]


def both_ngrams(training: Sequence[Labelled], texts: Sequence[str], encode: Encode) -> list[str]:
    """Ours with n-grams of the raw text as well."""
    known, asked = _features([m.text for m in training], texts, encode, both=True)
    model = _regression()
    model.fit(known, [m.intent for m in training])
    return [str(label) for label in model.predict(asked)]


def neural(training: Sequence[Labelled], texts: Sequence[str], encode: Encode) -> list[str]:
    """The features of ours under one hidden layer of 256."""
    known, asked = _features([m.text for m in training], texts, encode)
    model = MLPClassifier((256,), alpha=1e-3, batch_size=64, max_iter=15, random_state=7)
    model.fit(known, [m.intent for m in training])
    return [str(label) for label in model.predict(asked)]


def _features(
    known: Sequence[str], asked: Sequence[str], encode: Encode, both: bool = False
) -> tuple[csr_matrix, csr_matrix]:
    """The features of ours: scaled vectors beside n-grams of corrected (and raw) texts."""
    speller = learn_words(known)
    read_known = [read(text, speller, encode, split=False)[0] for text in known]
    read_asked = [read(text, speller, encode, split=False)[0] for text in asked]
    centre = np.stack([s.vector for s in read_known]).mean(axis=0)
    grams, raw = _ngrams(), _ngrams()
    grams.fit(s.corrected for s in read_known)
    raw.fit(known)
    made = []
    for found in (read_known, read_asked):
        dense = 2 * (np.stack([s.vector for s in found]) - centre)
        blocks = [csr_matrix(dense), grams.transform(s.corrected for s in found)]
        if both:
            blocks.append(raw.transform(s.text for s in found))
        made.append(hstack(blocks, format="csr"))
    return made[0], made[1]


DESIGNS: Mapping[str, Design] = {
    "Rasa CountVectors char_wb 1–4 + LogisticRegressionClassifier, as they come": stock,
    "TF-IDF char_wb 2–4 of the raw text, balanced LR": ngrams_alone,
    "e5 of the raw text, five nearest neighbours": nearest,
    "e5 of the raw text, centred, balanced LR": vectors_alone,
    "ours without spelling": without_spelling,
    OURS: ours,
    "ours + character n-grams of the raw text": both_ngrams,
    "ours under a hidden layer of 256 (MLP)": neural,
}
