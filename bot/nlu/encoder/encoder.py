"""Turn texts into multilingual-e5-small sentence vectors, on one thread, in a few milliseconds."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import sentencepiece

from bot.nlu.encoder.eight_bits import session
from bot.nlu.encoder.graph import MIDDLE
from bot.nlu.encoder.weights import Floats, Weights, dequantise, wheel_file

PREFIX = "query: "
MAX_TOKENS = 256
MAX_CHARACTERS = 4 * MAX_TOKENS
GRAPH = "e5-small-2.onnx"  # the number goes up with what the graph gives: it is then built anew
_FILES = (GRAPH, "pieces.model", "normalise.json")


@dataclass(frozen=True)
class Encoding:
    """What the encoder makes of a text.

    ``state``: its unit sentence vector, then the means of the layers EARLY: float32, (dimension x
    (1 + len(EARLY)),). ``tokens``: the tokens in the middle of the encoder: float32, (tokens,
    dimension); None where only the state was kept. See bot.nlu.encoder.graph.
    """

    state: Floats
    tokens: Floats | None = None


Encode = Callable[[str], Encoding]


class EncoderError(RuntimeError):
    """The encoder has not been built."""


def cache_folder() -> Path:
    """Folder of the built encoder: ``$KVINNOFRID_CACHE`` or ``.cache`` at the project's root."""
    root = os.environ.get("KVINNOFRID_CACHE")
    return (Path(root) if root else Path(__file__).parents[3] / ".cache") / "encoder"


class Encoder:
    """The built encoder. Word vectors stay packed in the wheel's memory-mapped file."""

    def __init__(self, folder: Path) -> None:
        """Load from ``folder``; raises EncoderError when it has not been built."""
        if not self.is_built(folder):
            raise EncoderError("the encoder is not built: run `make setup`")
        self._session = session(str(folder / GRAPH))
        self._pieces = sentencepiece.SentencePieceProcessor(
            model_file=str(folder / "pieces.model")
        )
        table: dict[str, str] = json.loads((folder / "normalise.json").read_text(encoding="utf-8"))
        self._normalisation = {int(code): text for code, text in table.items()}
        weights = Weights(wheel_file())
        self.dimension: int = weights.hidden
        self._words = weights.blocks("emb.word", weights.vocabulary_size, weights.hidden)
        self._positions = (
            weights.vector("emb.pos").reshape(-1, weights.hidden)
            + weights.vector("emb.type")[: weights.hidden]
        )
        self._ends = (weights.vocabulary.bos, weights.vocabulary.eos)

    @staticmethod
    def is_built(folder: Path) -> bool:
        """Whether all files of the encoder are in ``folder``."""
        return all((folder / name).is_file() for name in _FILES)

    def tokens(self, text: str) -> list[int]:
        """Piece ids of ``text`` with ``<s>`` and ``</s>``, at most MAX_TOKENS.

        Of a longer text the beginning and the end are kept: questions stand at the end.
        """
        normal = (PREFIX + text).translate(self._normalisation)
        while "  " in normal:
            normal = normal.replace("  ", " ")
        ids: list[int] = self._pieces.EncodeAsIds(normal)
        room = MAX_TOKENS - 2
        if len(ids) > room:
            ids = ids[: room // 2] + ids[-(room - room // 2) :]
        return [self._ends[0], *ids, self._ends[1]]

    def encode_one(self, text: str) -> Floats:
        """Unit sentence vector of ``text``: float32, shape (dimension,)."""
        return self.read(text).state[: self.dimension]

    def read(self, text: str) -> Encoding:
        """All that is made of ``text``."""
        if len(text) > MAX_CHARACTERS:
            text = text[: MAX_CHARACTERS // 2] + " " + text[-MAX_CHARACTERS // 2 :]
        ids = self.tokens(text)
        embeddings = dequantise(self._words[ids]) + self._positions[: len(ids)]
        sentence, early, tokens = self._session.run(
            ["sentence", "early", MIDDLE], {"embeddings": embeddings[None]}
        )
        vector: Floats = sentence[0]
        unit = vector / max(float(np.linalg.norm(vector)), 1e-9)
        return Encoding(np.concatenate([unit, early[0]]), tokens[0])

    def encode(self, texts: Iterable[str]) -> Floats:
        """Unit sentence vectors of ``texts``: float32, shape (texts, dimension)."""
        rows = [self.encode_one(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), np.float32)


@lru_cache(maxsize=1)
def load() -> Encoder:
    """The encoder of this process, loaded once from the cache folder."""
    return Encoder(cache_folder())
