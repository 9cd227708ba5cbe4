"""The intent model on a tiny problem."""

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.intents import IntentModel, Settings

TEXTS = ["vad är numret", "numret tack", "telefonnummer", "vilka språk", "finns på arabiska",
         "på vilket språk"] * 3
LABELS = ["nummer", "nummer", "nummer", "sprak", "sprak", "sprak"] * 3
VECTORS = np.array([[1, 0, 0.1]] * 3 + [[0, 1, 0.1]] * 3, np.float32).repeat(1, axis=0)
VECTORS = np.vstack([VECTORS] * 3)


@pytest.fixture(scope="module")
def model() -> IntentModel:
    """A model trained on two intents."""
    made = IntentModel(Settings(min_count=1))
    made.fit(TEXTS, VECTORS, LABELS)
    return made


def test_probabilities_sum_to_one_and_favour_the_right_intent(model: IntentModel) -> None:
    """Also with only two intents, where scikit-learn keeps a single row of weights."""
    row = model.probabilities("numret", np.array([1, 0, 0.1], np.float32))
    assert row.sum() == pytest.approx(1.0)
    assert model.labels[int(row.argmax())] == "nummer"


def test_a_saved_model_answers_the_same(model: IntentModel, tmp_path: Path) -> None:
    """Weights are kept in half precision; probabilities stay within a hundredth."""
    model.save(tmp_path)
    again = IntentModel.load(tmp_path)
    vector = np.array([0.2, 0.7, 0.1], np.float32)
    for text in ("vilka språk", "", "ö" * 500):
        np.testing.assert_allclose(
            model.probabilities(text, vector), again.probabilities(text, vector), atol=0.01
        )


def test_one_intent_alone_is_refused() -> None:
    """There is nothing to tell apart."""
    with pytest.raises(ValueError, match="two intents"):
        IntentModel().fit(["a"], np.zeros((1, 3), np.float32), ["x"])
