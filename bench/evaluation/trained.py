"""The speller and the intent model together, as the Rasa graph uses them, without Rasa."""

from __future__ import annotations

import json
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np

from bench.sample import Labelled
from bot.nlu import sentences
from bot.nlu.decision import Probabilities
from bot.nlu.encoder.weights import Floats
from bot.nlu.intents import IntentModel, Settings
from bot.nlu.lexicon import domain_words, is_swedish
from bot.nlu.spelling import Speller

Encode = Callable[[str], Floats]
_FILES = {"words.json", "intents.json", "intents.npz"}


class ModelError(RuntimeError):
    """The trained model is not there or lacks a part."""


@dataclass(frozen=True)
class Trained:
    """What was learnt from messages."""

    speller: Speller
    model: IntentModel

    @classmethod
    def load(cls, archive: Path) -> Trained:
        """The parts of the Rasa model ``archive``; raises ModelError when they are not there."""
        if not archive.is_file():
            raise ModelError("there is no trained model: run `make train`")
        with tempfile.TemporaryDirectory() as name, tarfile.open(archive) as tar:
            folder = Path(name)
            for member in tar:
                own = PurePosixPath(member.name).name
                content = tar.extractfile(member) if own in _FILES else None
                if content is not None:
                    (folder / own).write_bytes(content.read())
            missing = _FILES - {file.name for file in folder.iterdir()}
            if missing:
                raise ModelError(f"the trained model lacks {sorted(missing)[0]}")
            words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
            return cls(Speller(words), IntentModel.load(folder))

    @classmethod
    def fit(
        cls, messages: Sequence[Labelled], encode: Encode, settings: Settings | None = None
    ) -> Trained:
        """Learn from ``messages`` what the graph learns from its training data."""
        speller = learn_words(m.text for m in messages)
        read = [sentences.read(m.text, speller, encode, split=False)[0] for m in messages]
        model = IntentModel(settings)
        model.fit(
            [s.corrected for s in read],
            np.stack([s.vector for s in read]),
            [m.intent for m in messages],
        )
        return cls(speller, model)

    def rows(self, text: str, encode: Encode, split: bool = True) -> list[Probabilities]:
        """Probabilities of the whole ``text``, then of each of its clauses."""
        parts = sentences.read(text, self.speller, encode, split)
        return [self.model.probabilities(p.corrected, p.vector) for p in parts]

    def whole(self, texts: Iterable[str], encode: Encode) -> Floats:
        """Probabilities of whole texts: (texts, labels)."""
        return np.stack([self.rows(text, encode, split=False)[0] for text in texts])

    def predict(self, texts: Iterable[str], encode: Encode) -> list[str]:
        """The likeliest intent of each whole text."""
        return [self.model.labels[i] for i in self.whole(texts, encode).argmax(axis=1)]


def learn_words(texts: Iterable[str]) -> Speller:
    """A speller that knows the words of ``texts`` and those of the facts."""
    return Speller.learn(texts, is_swedish, domain_words())
