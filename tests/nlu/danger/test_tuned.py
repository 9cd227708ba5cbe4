"""The encoder's last layers, taught to hear danger: the same layers, teachable, and kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu import encoder
from bot.nlu.danger import tuning
from bot.nlu.danger.labels import WHO, Example
from bot.nlu.danger.lessons import lesson_of
from bot.nlu.danger.model import DangerModel, Settings
from bot.nlu.danger.tuned import TunedLayers, quantised
from bot.nlu.encoder.graph import MIDDLE_LAYER, layer_tensors
from bot.nlu.encoder.weights import Floats, Weights, wheel_file

# One situation, said with and without danger: the words are shared, not what they say together.
_WHERE = ("i hallen", "vid porten", "på altanen", "i trappan", "hemma", "på jobbet", "i bilen",
          "vid skolan")
ACUTE = [f"han står {where} med en kniv och hotar mig" for where in _WHERE]
CALM = [f"han står {where} med en kaka och bjuder mig" for where in _WHERE]


def tokens(text: str) -> Floats:
    """The tokens of ``text`` in the middle of the encoder."""
    found = encoder.load().read(text).tokens
    assert found is not None
    return found


@pytest.fixture(scope="module")
def taught() -> TunedLayers:
    """Layers that have learnt the messages above but for the last two of each kind."""
    known = ACUTE[:-2] + CALM[:-2]
    acute = np.array([[text in ACUTE] * tuning.LEVELS for text in known], np.float32)
    who = np.array([0 if text in ACUTE else -1 for text in known], np.int32)
    rows = [tokens(text).astype(np.float16) for text in known]
    return tuning.teach(tuning.Lessons(rows, acute, who), rounds=60, rate=1e-3, seed=1)


def test_untaught_layers_are_the_encoders_own() -> None:
    """With a head that hands on the mean of the tokens, they give the sentence vector."""
    weights = Weights(wheel_file())
    hidden = weights.hidden
    same, nothing = np.eye(hidden, dtype=np.float32), np.zeros((hidden, hidden), np.float32)
    tensors = {
        f"l{layer}.{name}": value
        for layer in range(MIDDLE_LAYER, weights.layers)
        for name, value in layer_tensors(weights, layer).items()
    } | {
        "head.w": np.block([[same, -same], [nothing, nothing]]),  # positive and negative parts
        "head.b": np.zeros(2 * hidden, np.float32),
        "out.w": np.vstack([same, -same]),
        "out.b": np.zeros(hidden, np.float32),
    }
    layers = TunedLayers(quantised(tensors, weights.heads, weights.epsilon))
    for text in ("vad är numret?", "han bankar på dörren och jag är rädd", "hej"):
        (given,) = layers([tokens(text)])
        own = encoder.load().encode_one(text)
        assert float(given @ own) / np.linalg.norm(given) > 0.99


def test_what_words_say_together_is_learnt(taught: TunedLayers) -> None:
    """On messages that were not among the lessons, for the level and for who writes."""
    outputs = taught([tokens(text) for text in (*ACUTE[-2:], *CALM[-2:])])
    assert outputs.shape == (4, tuning.OUTPUTS)
    assert (outputs[:2, : tuning.LEVELS] > 0).all()
    assert (outputs[2:, : tuning.LEVELS] < 0).all()
    assert (outputs[:2, tuning.LEVELS :].argmax(axis=1) == 0).all()


def test_a_text_is_heard_alike_alone_and_beside_others(taught: TunedLayers) -> None:
    """A message's clauses are asked together."""
    several = [tokens(text) for text in ("hej", ACUTE[0], CALM[0])]
    together = taught(several)
    for row, own in zip(together, several, strict=True):
        assert np.array_equal(row, taught([own])[0])


def test_what_was_stored_is_read_again(taught: TunedLayers) -> None:
    """It is kept as it is asked."""
    text = tokens(ACUTE[0])
    assert np.array_equal(TunedLayers(taught.content)([text]), taught([text]))


def test_a_model_with_tuned_layers_is_kept_whole_and_wants_tokens(tmp_path: Path) -> None:
    """Networks and layers speak together, before and after storing."""
    made = [
        Example(f"{text} {name}", level, "kort", "sv", who, theme, "explicit")  # type: ignore[arg-type]
        for text, level in ((ACUTE[0], "akut"), (ACUTE[1], "stod"))
        for name, (who, theme) in enumerate(zip(
            [*WHO, "utsatt"], ["heder", "utomlands", "suicid", "dov", "man", "hbtq"], strict=True))
    ] + [Example(f"{text} {n}", "ingen", "fraga", "sv") for text in CALM for n in range(2)]
    lessons = [lesson_of(example) for example in made]
    texts = [lesson.text for lesson in lessons]
    states = np.stack([encoder.load().read(text).state for text in texts])
    rows = [tokens(text).astype(np.float16) for text in texts]
    model = DangerModel(Settings(
        min_count=1, width=10, hidden=(8, 4), networks=1, writers=1, tuned_rounds=2))
    model.fit(lessons, texts, states, rows)
    model.save(tmp_path)
    heard = [tokens(texts[0])]
    (before,) = model.scores(texts[:1], states[:1], heard)
    (after,) = DangerModel.load(tmp_path).scores(texts[:1], states[:1], heard)
    assert after.akut == pytest.approx(before.akut, abs=0.02)
    assert sum(after.who.values()) == pytest.approx(1.0, abs=1e-5)
    for missing in ([], [None]):
        with pytest.raises(ValueError, match="need the tokens"):
            model.scores(texts[:1], states[:1], missing)
    (tmp_path / "danger.onnx").unlink()
    with pytest.raises(FileNotFoundError):
        DangerModel.load(tmp_path)
