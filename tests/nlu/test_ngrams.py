"""Character n-grams: one text at a time gives what scikit-learn gives for many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.ngrams import CharacterNGrams

TEXTS = [
    "vad är numret till stödtelefonen", "när är stödtelefonen öppen", "å i ö", "hej",
    "HEJ hej  hej", "är det någon där", "vilka språk finns passet på", "nu", "a b c",
    "numret, tack!", "öppet nu?",
]


@pytest.fixture(scope="module")
def learnt() -> tuple[CharacterNGrams, TfidfVectorizer]:
    """Both taught the same texts."""
    ours = CharacterNGrams(2, 4, 1)
    ours.fit(TEXTS)
    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    theirs.fit(TEXTS)
    return ours, theirs


def _same(text: str, learnt: tuple[CharacterNGrams, TfidfVectorizer]) -> None:
    ours, theirs = learnt
    numbers, weights = ours.row(text)
    dense = np.zeros(len(ours.grams))
    dense[numbers] = weights
    assert np.allclose(dense, theirs.transform([text]).toarray()[0], atol=1e-5)


@pytest.mark.parametrize("text", [*TEXTS, "", " ", "ö", "helt okänd text 123", "nu\nnu\tnu"])
def test_a_row_is_that_of_scikit_learn(
    text: str, learnt: tuple[CharacterNGrams, TfidfVectorizer]
) -> None:
    """Known, unknown, empty and one-letter texts."""
    _same(text, learnt)


@settings(max_examples=200, deadline=None)
@given(text=st.text("abehjnrtuvåäö ?!\n", max_size=40))
def test_any_row_is_that_of_scikit_learn(
    text: str, learnt: tuple[CharacterNGrams, TfidfVectorizer]
) -> None:
    """Any text of these letters."""
    _same(text, learnt)


def test_what_was_learnt_can_be_restored() -> None:
    """From the list of n-grams and their idf alone."""
    first, second = CharacterNGrams(2, 4, 1), CharacterNGrams(2, 4, 1)
    first.fit(TEXTS)
    second.restore(first.grams, first.idf)
    assert np.array_equal(first.row("numret nu")[1], second.row("numret nu")[1])
