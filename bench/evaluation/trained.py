"""The speller and the intent model together, as the Rasa graph uses them, without Rasa."""

from __future__ import annotations

import json
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np

from bench.sample import Labelled
from bot.languages import NORDIC
from bot.nlu import sentences
from bot.nlu.cleaner import clean
from bot.nlu.danger.model import DangerModel
from bot.nlu.danger.verdict import Scores
from bot.nlu.decision import Probabilities
from bot.nlu.encoder.encoder import Encode
from bot.nlu.encoder.weights import Floats
from bot.nlu.intents import IntentModel, Settings
from bot.nlu.language import LanguageModel
from bot.nlu.lexicon import domain_words, is_swedish
from bot.nlu.spelling import Speller

_FILES = {
    "words.json", "intents.json", "intents.npz", "danger.json", "danger.npz", "danger.onnx",
    "languages.json", "languages.npz",
}


class ModelError(RuntimeError):
    """The trained model is not there or lacks a part."""


@dataclass(frozen=True)
class Trained:
    """What was learnt from messages. ``danger`` is None where only topics were learnt."""

    speller: Speller
    model: IntentModel
    languages: LanguageModel
    danger: DangerModel | None = None

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
            return cls(
                Speller(words),
                IntentModel.load(folder),
                LanguageModel.load(folder),
                DangerModel.load(folder),
            )

    @classmethod
    def fit(
        cls,
        messages: Sequence[Labelled],
        encode: Encode,
        settings: Settings | None = None,
        languages: LanguageModel | None = None,
    ) -> Trained:
        """Learn the topics from ``messages`` as the graph does; ``languages`` are not learnt."""
        learnt = cls(
            learn_words(m.text for m in messages),
            IntentModel(settings),
            languages or LanguageModel(),
        )
        read = [learnt.read(m.text, encode, split=False)[0] for m in messages]
        learnt.model.fit(
            [s.corrected for s in read],
            np.stack([s.vector for s in read]),
            [m.intent for m in messages],
        )
        return learnt

    def read(self, text: str, encode: Encode, split: bool = True) -> list[sentences.Sentence]:
        """``text`` and its clauses as the graph reads them: only Swedish spelling is mended."""
        text = clean(text)
        language = self.languages.detect(text)
        speller = self.speller if language is None or language in NORDIC else None
        return sentences.read(text, speller, encode, split)

    def rows(self, text: str, encode: Encode, split: bool = True) -> list[Probabilities]:
        """Probabilities of the whole ``text``, then of each of its clauses."""
        return [
            self.model.probabilities(p.corrected, p.vector) for p in self.read(text, encode, split)
        ]

    def scores(self, text: str, encode: Encode) -> list[Scores]:
        """How the whole ``text`` sounds, then each clause; ModelError without a danger model.

        ``encode`` must give tokens: `Encoder.read`.
        """
        model = self.danger
        if model is None:
            raise ModelError("only topics were learnt")
        parts = self.read(text, encode)
        return model.scores(
            [part.corrected for part in parts],
            np.stack([part.state for part in parts]),
            [part.tokens for part in parts],
        )

    def whole(self, texts: Iterable[str], encode: Encode) -> Floats:
        """Probabilities of whole texts: (texts, labels)."""
        return np.stack([self.rows(text, encode, split=False)[0] for text in texts])

    def predict(self, texts: Iterable[str], encode: Encode) -> list[str]:
        """The likeliest intent of each whole text."""
        return [self.model.labels[i] for i in self.whole(texts, encode).argmax(axis=1)]


def learn_words(texts: Iterable[str]) -> Speller:
    """A speller that knows the words of ``texts`` and those of the facts."""
    return Speller.learn(texts, is_swedish, domain_words())
