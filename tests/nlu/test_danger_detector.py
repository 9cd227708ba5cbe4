"""The Rasa component that judges danger: what it does when parts of it are away, and in context."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import sentences
from bot.nlu.danger.labels import THEMES, WHO
from bot.nlu.danger.verdict import Danger, Scores
from bot.nlu.danger_detector import DangerDetector
from bot.nlu.sentences import Sentence

CONFIG: dict[str, Any] = {
    "model": {}, "thresholds": {"akut": 0.5, "akut_context": 0.5, "akut_signal": 0.2}}


class Words:
    """A model that goes by single words, each adding to the probability of acute danger."""

    def __init__(self) -> None:
        """The words that count."""
        self.weight = {"nycklarna": 0.3, "full": 0.3, "hjälp": 0.9}

    def scores(self, texts: list[str], states: Any, tokens: Any) -> list[Scores]:
        """The words' weights together, and half of it more as concern."""
        return [self._score(text) for text in texts]

    def _score(self, text: str) -> Scores:
        akut = min(sum(w for word, w in self.weight.items() if word in text), 1.0)
        nobody = {name: float(name == "utsatt") for name in WHO}
        return Scores(akut, min(akut * 1.5, 1.0), nobody, dict.fromkeys(THEMES, 0.0))


class Broken:
    """A model that cannot be asked."""

    def scores(self, texts: list[str], states: Any, tokens: Any) -> list[Scores]:
        """Fails as a damaged file would."""
        raise RuntimeError(f"cannot read {texts}")


def detector(model: Any) -> DangerDetector:
    """A detector with ``model`` in place of a trained one."""
    made = DangerDetector.create(CONFIG, None, None, None)  # type: ignore[arg-type]
    made.model = model
    return made


def sentence(text: str) -> Sentence:
    """A text as read, without an encoder."""
    return Sentence(text, text.lower(), np.zeros(4, np.float32), 0, len(text))


def message(text: str, **data: Any) -> Message:
    """A message as the featurizer leaves it."""
    made = Message({TEXT: text, **data})
    made.set(sentences.ATTRIBUTE, [sentence(text)])
    made.set(sentences.READER, sentence)
    return made


def tracker(*texts: str, judged: Danger | None = None) -> DialogueStateTracker:
    """A conversation in which these messages were written."""
    value = (judged or Danger(akut=0.3, concern=0.45)).as_value()
    events = [
        UserUttered(text, parse_data={"text": text, "danger": value}) for text in texts]  # type: ignore[typeddict-item]
    return DialogueStateTracker.from_events("x", list(events))


def level(
    detector: DangerDetector, made: Message, before: DialogueStateTracker | None = None
) -> str:
    """The level that a message gets."""
    detector.process([made], before)
    return str(made.get("danger")["level"])


def test_a_message_is_judged_by_the_model() -> None:
    """The judgement stands in what leaves the graph."""
    made = message("hjälp")
    assert level(detector(Words()), made) == "akut"
    assert "danger" in made.as_dict(only_output_properties=True)


@pytest.mark.parametrize("model", [None, Broken()])
def test_without_a_working_model_signals_decide(
    model: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Danger is seen, and no word of the message reaches the log."""
    assert level(detector(model), message("han bankar på dörren")) == "akut"
    assert level(detector(model), message("vad är numret")) == "ingen"
    assert "bankar" not in caplog.text and "numret" not in caplog.text


def test_without_sentences_signals_decide() -> None:
    """The encoder failed."""
    assert level(detector(Words()), Message({TEXT: "han bankar på dörren"})) == "akut"


def test_what_was_written_before_counts() -> None:
    """"Han är full", "han har tagit nycklarna": acute together."""
    assert level(detector(Words()), message("han tog nycklarna")) == "ingen"
    assert level(detector(Words()), message("han tog nycklarna"), tracker("han är full")) == "akut"


def test_after_an_alarm_a_harmless_message_is_harmless() -> None:
    """What was said once is not alarmed at again with every message."""
    before = tracker("han är full hjälp", judged=Danger("akut", "utsatt", akut=0.9, concern=0.9))
    assert level(detector(Words()), message("vad är numret"), before) == "ingen"


def test_harmless_messages_are_not_read_together() -> None:
    """That would cost an encoding for nothing."""
    made = message("vad är numret")
    made.set(sentences.READER, None)  # would fail if it were called
    assert level(detector(Words()), made, tracker("hej", judged=Danger())) == "ingen"


@pytest.mark.parametrize("text", ["/fara_akut", "", None])
def test_buttons_and_empty_messages_are_not_judged(text: str | None) -> None:
    """They have no words of the person's own."""
    made = Message({TEXT: text})
    detector(Words()).process([made])
    assert made.get("danger") is None


def test_the_fingerprint_changes_with_the_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rasa must not take a detector from its cache that was taught other messages."""
    monkeypatch.setattr("bot.nlu.danger.labels.TRAINING", tmp_path)
    (tmp_path / "a.yml").write_text("[]", encoding="utf-8")
    before = DangerDetector.fingerprint_addon(CONFIG)
    (tmp_path / "a.yml").write_text("[ ]", encoding="utf-8")
    assert DangerDetector.fingerprint_addon(CONFIG) != before
