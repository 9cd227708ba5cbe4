"""Encodings that are kept between trainings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.encoder import memory
from bot.nlu.encoder.encoder import Encoding
from bot.nlu.encoder.memory import Memory


class CountingEncoder:
    """Encodes a text as its length and a third, and counts."""

    def __init__(self) -> None:
        """Nothing encoded yet."""
        self.count = 0

    def __call__(self, text: str) -> Encoding:
        """Two numbers, the second not exact in half precision."""
        self.count += 1
        return Encoding(np.array([len(text), 1 / 3], np.float32), np.zeros((1, 2), np.float32))


def test_a_known_text_is_not_encoded_again(tmp_path: Path) -> None:
    """Neither in this training nor in the next, and gives the same numbers."""
    encode, path = CountingEncoder(), tmp_path / "encodings.npz"
    first = Memory(encode, path, b"v1")
    fresh = first("hjälp").state
    assert np.array_equal(first("hjälp").state, fresh) and encode.count == 1
    first.save()
    second = Memory(encode, path, b"v1")
    assert np.array_equal(second("hjälp").state, fresh) and encode.count == 1
    second("annat")
    assert encode.count == 2


def test_another_encoder_starts_anew(tmp_path: Path) -> None:
    """Its vectors are others."""
    encode, path = CountingEncoder(), tmp_path / "encodings.npz"
    before = Memory(encode, path, b"v1")
    before("hjälp")
    before.save()
    Memory(encode, path, b"v2")("hjälp")
    assert encode.count == 2


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04broken"])
def test_a_broken_file_is_made_anew(content: bytes, tmp_path: Path) -> None:
    """A training that was cut off costs time, not the next training."""
    path = tmp_path / "encodings.npz"
    path.write_bytes(content)
    own = Memory(CountingEncoder(), path, b"v1")
    own("hjälp")
    own.save()
    assert Memory(CountingEncoder(), path, b"v1")("hjälp").state[0] == 5


def test_the_oldest_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file does not grow for ever; what was used last stays."""
    monkeypatch.setattr(memory, "MOST", 2)
    encode, path = CountingEncoder(), tmp_path / "encodings.npz"
    own = Memory(encode, path, b"v1")
    for text in ("a", "b", "c", "a"):
        own(text)
    own.save()
    later = Memory(encode, path, b"v1")
    later("a")
    later("c")
    assert encode.count == 3
    later("b")
    assert encode.count == 4


def test_no_text_is_written(tmp_path: Path) -> None:
    """Digests tell what is known."""
    own = Memory(CountingEncoder(), tmp_path / "encodings.npz", b"v1")
    own("han bankar på dörren")
    own.save()
    assert b"bankar" not in (tmp_path / "encodings.npz").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["encodings.npz"]
