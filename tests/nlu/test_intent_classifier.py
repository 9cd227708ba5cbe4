"""The Rasa component that classifies messages, on a model of a few examples."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import clauses, sentences
from bot.nlu.danger.verdict import Danger
from bot.nlu.decision import UNSURE
from bot.nlu.encoder.weights import Floats
from bot.nlu.intent_classifier import QUESTION, TopicClassifier
from bot.nlu.sentences import Sentence
from tests.nlu.graph_storage import FolderStorage

EXAMPLES = {
    "stodtelefon_nummer": ["vad är numret", "vilket nummer", "numret tack", "telefonnummer numret",
                           "ge mig numret"],
    "pass_sprak": ["vilka språk finns passet på", "passet språk", "finns passet på somaliska",
                   "språk för passet", "andra språk på passet"],
    "fara_akut": ["han slår in dörren", "hjälp han slår mig nu", "han slår nu", "dörren slås in",
                  "han är här och slår"],
    "halsning": ["hej", "hej hej", "hallå hej", "tjena hej", "hejsan"],
}
SETTINGS = {"min_count": 1, "c": 100.0}


def vector(text: str) -> Floats:
    """A vector of its own for each wording, without the encoder."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "little")
    found: Floats = np.random.default_rng(seed).normal(size=8).astype(np.float32)
    return found / np.linalg.norm(found) * np.float32(0.1)


def message(text: str, split: bool = True, **data: Any) -> Message:
    """A message as the featurizer leaves it."""
    made = Message({TEXT: text, **data})
    parts = [clauses.Clause(text, 0, len(text)), *(clauses.split(text) if split else [])]
    made.set(sentences.ATTRIBUTE, [
        Sentence(p.text, p.text.lower(), vector(p.text), p.start, p.end) for p in parts])
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a trained model."""
    path = tmp_path_factory.mktemp("model")
    data = TrainingData([
        message(text, False, **{INTENT: intent})
        for intent, texts in EXAMPLES.items() for text in texts])
    create(path).train(data)
    return path


def create(path: Path, **thresholds: float) -> TopicClassifier:
    """An untrained classifier."""
    storage: Any = FolderStorage(path)
    config = {"model": SETTINGS, "thresholds": thresholds}
    return TopicClassifier.create(config, storage, None, None)  # type: ignore[arg-type]


def loaded(folder: Path, **thresholds: float) -> TopicClassifier:
    """A classifier with the trained model."""
    storage: Any = FolderStorage(folder)
    config = {"model": SETTINGS, "thresholds": thresholds}
    return TopicClassifier.load(config, storage, None, None)  # type: ignore[arg-type]


def classified(
    folder: Path, text: str, data: dict[str, Any] | None = None, **thresholds: float
) -> Message:
    """A message after a loaded classifier."""
    made = message(text, **(data or {}))
    loaded(folder, **thresholds).process([made])
    return made


@pytest.mark.parametrize(
    ("text", "intent"),
    [("vad är numret", "stodtelefon_nummer"), ("finns passet på andra språk", "pass_sprak"),
     ("hej", "halsning")],
)
def test_intent_and_ranking(folder: Path, text: str, intent: str) -> None:
    """The ranking begins with the intent and has every other once, the likeliest first."""
    made = classified(folder, text)
    assert made.get("intent")["name"] == intent
    ranking = made.get("intent_ranking")
    assert ranking[0]["name"] == intent
    assert sorted(r["name"] for r in ranking) == sorted(EXAMPLES)
    rest = [r["confidence"] for r in ranking[1:]]
    assert rest == sorted(rest, reverse=True)
    assert all(isinstance(r["confidence"], float) for r in ranking)  # JSON-able


def test_a_second_question_becomes_an_entity(folder: Path) -> None:
    """Its place is that of its clause."""
    text = "vad är numret och vilka språk finns passet på"
    made = classified(folder, text, clause=0.3)
    assert made.get("intent")["name"] == "stodtelefon_nummer"
    (found,) = made.get("entities")
    assert (found["entity"], found["value"]) == (QUESTION, "pass_sprak")
    assert text[found["start"] : found["end"]] == "vilka språk finns passet på"
    assert found["extractor"] == "TopicClassifier"


def test_judged_danger_comes_first(folder: Path) -> None:
    """Whatever else is asked, and the question is kept."""
    danger = Danger("akut", "utsatt", akut=0.9).as_value()
    text = "vad är numret? han slår in dörren"
    made = classified(folder, text, data={"danger": danger}, clause=0.3)
    assert made.get("intent") == {"name": "fara_akut", "confidence": 0.9}
    assert [e["value"] for e in made.get("entities")] == ["stodtelefon_nummer"]


def test_danger_comes_through_when_classification_fails(folder: Path) -> None:
    """A message that could not be read, a broken model: 112 all the same."""
    component = loaded(folder)
    danger = Danger("akut", "utsatt").as_value()
    messages = [Message({TEXT: "hjälp", "danger": danger}), Message({TEXT: "vad är numret"})]
    component.process(messages)  # without sentences
    component.model = None  # type: ignore[assignment]
    broken = message("hjälp", danger=danger)
    component.process([broken])
    assert [m.get("intent")["name"] for m in (*messages, broken)] == [
        "fara_akut", UNSURE, "fara_akut"]


def test_what_is_not_likely_is_not_understood(folder: Path) -> None:
    """The ranking then holds what it could be, for the suggestions."""
    made = classified(folder, "blarg", unsure=1.1)
    assert made.get("intent")["name"] == UNSURE
    assert {r["name"] for r in made.get("intent_ranking")} == set(EXAMPLES)


def test_messages_without_sentences_are_left_alone(folder: Path) -> None:
    """A button, or a message without text."""
    component = loaded(folder)
    messages = [Message({TEXT: "/kompotten", "intent": {"name": "kompotten"}}), Message({})]
    component.process(messages)
    assert [m.get("intent") for m in messages] == [{"name": "kompotten"}, None]


def test_a_loaded_model_answers_as_the_trained_one(folder: Path) -> None:
    """Numbers are kept up to half precision."""
    first = classified(folder, "vad är numret").get("intent")["confidence"]
    again = classified(folder, "vad är numret").get("intent")["confidence"]
    assert first == again


@pytest.mark.parametrize("config", [
    {"model": {"colour": 1}, "thresholds": {}}, {"model": {}, "thresholds": {"colour": 1}}])
def test_unknown_settings_are_refused(tmp_path: Path, config: dict[str, Any]) -> None:
    """A misspelt setting in config.yml stops the training."""
    with pytest.raises(TypeError, match="colour"):
        TopicClassifier.create(config, None, None, None)  # type: ignore[arg-type]
