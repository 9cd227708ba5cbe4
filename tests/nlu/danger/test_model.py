"""The danger model on a few made-up lessons: what it learns, keeps and refuses."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.danger.labels import THEMES, WHO, Example
from bot.nlu.danger.lessons import Lesson, lesson_of, lesson_of_topic
from bot.nlu.danger.model import DangerModel, Settings
from bot.nlu.danger.verdict import Scores
from bot.nlu.encoder.weights import Floats

SMALL = Settings(min_count=1, width=20, hidden=(16, 8), rounds=200, networks=2, tuned_rounds=0)


def vector(text: str) -> Floats:
    """The mean of a vector for each word, without the encoder."""
    found = []
    for word in text.split():
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "little")
        found.append(np.random.default_rng(seed).normal(size=12))
    mean: Floats = np.mean(found, axis=0).astype(np.float32)
    return mean / np.linalg.norm(mean)


def lessons() -> list[Lesson]:
    """Messages in which one word tells the level, one who writes, one the theme."""
    made = []
    for number in range(14):
        for n, who in enumerate(WHO):
            theme = THEMES[(number + n) % len(THEMES)]
            for level, word in (("akut", "fara"), ("stod", "oro")):
                text = f"{word} {who} {theme} nr{number}"
                made.append(Example(text, level, "kort", "sv", who, theme, "explicit"))  # type: ignore[arg-type]
        made += [Example(f"fråga nummer öppet nr{number}{n}", "ingen", "fraga", "sv")
                 for n in range(8)]
    return [lesson_of(example) for example in made]


def scores_of(model: DangerModel, text: str) -> Scores:
    """What a text that needs no correction sounds like."""
    return model.scores([text], vector(text)[None])[0]


def taught(settings: Settings = SMALL) -> DangerModel:
    """A model of the lessons."""
    model = DangerModel(settings)
    known = lessons()
    texts = [lesson.text for lesson in known]
    model.fit(known, texts, np.stack([vector(text) for text in texts]))
    return model


@pytest.fixture(scope="module")
def model() -> DangerModel:
    """Taught once for all tests here."""
    return taught()


def test_level_writer_and_theme_are_learnt(model: DangerModel) -> None:
    """Each head its own question, on messages that were not among the lessons."""
    acute = scores_of(model, "fara barn heder nr9")
    told = scores_of(model, "oro utovare suicid nr9")
    calm = scores_of(model, "fråga nummer öppet")
    assert acute.akut > 0.5 and acute.concern > 0.5
    assert told.akut < 0.5 < told.concern
    assert calm.concern < 0.5
    assert max(acute.who, key=lambda who: acute.who[who]) == "barn"
    assert max(told.themes, key=lambda theme: told.themes[theme]) == "suicid"
    assert sum(acute.who.values()) == pytest.approx(1.0, abs=1e-5)


def test_concern_is_never_below_acute_danger(model: DangerModel) -> None:
    """Whoever is in danger is of concern."""
    for text in ("fara", "oro", "fråga fara", "helt annat"):
        scores = scores_of(model, text)
        assert scores.concern >= scores.akut


def test_several_texts_sound_as_each_alone(model: DangerModel) -> None:
    """A message's clauses are asked at once."""
    texts = ["fara barn", "oro utovare suicid", "fråga"]
    together = model.scores(texts, np.stack([vector(text) for text in texts]))
    for text, scores in zip(texts, together, strict=True):
        alone = scores_of(model, text)
        assert scores.akut == pytest.approx(alone.akut, abs=1e-5)
        assert scores.who == pytest.approx(alone.who, abs=1e-5)
        assert scores.themes == pytest.approx(alone.themes, abs=1e-5)


def test_training_again_gives_the_same_model(model: DangerModel) -> None:
    """The seed is fixed."""
    again = taught()
    text = "fara narstaende dov nr3"
    assert scores_of(again, text).akut == scores_of(model, text).akut


def test_a_saved_model_answers_as_before(model: DangerModel, tmp_path: Path) -> None:
    """Through numbers in half precision."""
    model.save(tmp_path)
    loaded = DangerModel.load(tmp_path)
    assert loaded.settings == SMALL
    text = "oro yrkesverksam man nr2"
    before, after = scores_of(model, text), scores_of(loaded, text)
    assert after.concern == pytest.approx(before.concern, abs=0.02)
    assert after.who == pytest.approx(before.who, abs=0.02)


def test_a_model_of_another_version_is_refused(model: DangerModel, tmp_path: Path) -> None:
    """When it is loaded, not when somebody writes."""
    model.save(tmp_path)
    known = tmp_path / "danger.json"
    known.write_text(known.read_text().replace('"writers": 4', '"writers": 5'))
    with pytest.raises(KeyError, match="no network who4"):
        DangerModel.load(tmp_path)


def test_a_model_without_every_kind_is_refused() -> None:
    """Nothing to tell apart, or nothing taught."""
    calm = [lesson_of_topic(f"numret {n}", "stodtelefon_nummer") for n in range(30)]
    texts = [lesson.text for lesson in calm]
    with pytest.raises(ValueError, match="every level"):
        DangerModel(SMALL).fit(calm, texts, np.stack([vector(text) for text in texts]))
    with pytest.raises(ValueError, match="not trained"):
        scores_of(DangerModel(), "hej")
