"""Encodings kept on disk between trainings: most messages of a corrected model are not new.

Beside the built encoder lie the vectors (half precision) and the digests of their texts; the texts
themselves are not written. A file that cannot be read is made anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from bot.nlu.encoder.encoder import GRAPH, Encode, Encoding, cache_folder, load

MOST = 100_000  # texts that are kept: some 230 MB
_DIGEST = 16  # bytes
_FILE = "encodings.npz"


class Memory:
    """Encodes texts, and remembers what it encoded. Safe to call from several threads."""

    def __init__(self, encode: Encode, path: Path, version: bytes) -> None:
        """``version``: of the encoder; what another one wrote into ``path`` is not used."""
        self._encode = encode
        self._path = path
        self._version = version
        self._known: dict[bytes, np.ndarray[tuple[int], np.dtype[np.float16]]] = dict(self._read())
        self._new = 0

    def __call__(self, text: str) -> Encoding:
        """The state of ``text``, in half precision: the same known or new."""
        digest = hashlib.blake2b(text.encode(), digest_size=_DIGEST).digest()
        vector = self._known.pop(digest, None)
        if vector is None:
            vector = self._encode(text).state.astype(np.float16)
            self._new += 1
        self._known[digest] = vector  # at the end: what was asked for last is kept longest
        return Encoding(vector.astype(np.float32))

    def save(self) -> None:
        """Write what is new, and forget the oldest above MOST."""
        if not self._new:
            return
        kept = list(self._known.items())[-MOST:]
        digests = np.frombuffer(b"".join(digest for digest, _ in kept), np.uint8)
        beside = self._path.with_suffix(f".{os.getpid()}.npz")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(
            beside,
            version=np.frombuffer(self._version, np.uint8),
            digests=digests.reshape(-1, _DIGEST),
            vectors=np.stack([vector for _, vector in kept]),
        )
        beside.replace(self._path)
        self._new = 0

    def _read(self) -> Iterator[tuple[bytes, np.ndarray[tuple[int], np.dtype[np.float16]]]]:
        try:
            with np.load(self._path, allow_pickle=False) as stored:
                if stored["version"].tobytes() != self._version:
                    return
                digests, vectors = stored["digests"], stored["vectors"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return
        yield from zip((row.tobytes() for row in digests), vectors, strict=True)


@lru_cache(maxsize=1)
def training_memory() -> Memory:
    """The memory of this installation's encoder."""
    graph = (cache_folder() / GRAPH).read_bytes()
    version = hashlib.blake2b(graph, digest_size=_DIGEST).digest()
    return Memory(load().read, cache_folder() / _FILE, version)
