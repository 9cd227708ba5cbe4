"""Sentence vectors of the encoder, kept between runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bot.nlu.encoder.weights import Floats


class VectorCache:
    """Vectors by text, in one file; those of another encoder are forgotten."""

    def __init__(self, path: Path, encode: Callable[[str], Floats], encoder: str) -> None:
        """``encoder`` tells encoders apart; vectors are read from ``path`` if they are its."""
        self._path = path
        self._encode = encode
        self._encoder = encoder
        self._vectors: dict[str, Floats] = {}
        self._kept = 0
        if path.is_file():
            with np.load(path, allow_pickle=False) as file:
                meta = json.loads(bytes(file["meta"]).decode())
                if meta["encoder"] == encoder:
                    self._vectors = dict(zip(meta["texts"], file["vectors"], strict=True))
        self._kept = len(self._vectors)

    def __call__(self, text: str) -> Floats:
        """The vector of ``text``, encoded only the first time."""
        found = self._vectors.get(text)
        if found is None:
            found = self._vectors[text] = self._encode(text)
        return found

    def save(self) -> None:
        """Write the file if there are new vectors."""
        if len(self._vectors) == self._kept:
            return
        meta = {"encoder": self._encoder, "texts": list(self._vectors)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(".part.npz")
        np.savez(
            part,
            vectors=np.stack(list(self._vectors.values())),
            meta=np.frombuffer(json.dumps(meta, ensure_ascii=False).encode(), np.uint8),
        )
        part.replace(self._path)
        self._kept = len(self._vectors)


def fingerprint(*files: Path) -> str:
    """SHA-256 over the contents of ``files``, in hexadecimal."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
