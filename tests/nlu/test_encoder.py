"""The sentence encoder and the packed weights that it reads."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.encoder import Encoder, EncoderError, load
from bot.nlu.encoder.encoder import MAX_TOKENS, cache_folder
from bot.nlu.encoder.weights import BLOCK, Weights, WeightsError, dequantise, wheel_file

LONG = "han frågar var jag är hela tiden " * 3_000


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The built encoder; `make setup` builds it, so these tests never skip."""
    return load()


@pytest.mark.parametrize("text", ["Vad är numret?", "", " ", "😀", "مرحبا", "\x00\x01", LONG])
def test_vectors_have_length_one(encoder: Encoder, text: str) -> None:
    """Also those of empty, odd and very long texts."""
    vector = encoder.encode_one(text)
    assert (vector.shape, vector.dtype) == ((encoder.dimension,), np.float32)
    assert float(np.linalg.norm(vector)) == pytest.approx(1.0, abs=1e-4)


def test_the_same_text_gives_the_same_vector(encoder: Encoder) -> None:
    """To the bit, also in another instance and beside other texts."""
    text = "Är stödtelefonen öppen på lördag?"
    again = Encoder(cache_folder()).encode(["något annat", text])[1]
    assert np.array_equal(encoder.encode_one(text), again)


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    """With the width of the encoder."""
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_meaning_is_closer_than_wording(encoder: Encoder) -> None:
    """Swedish, English and a misspelling of a question lie nearer than another question."""
    vectors = encoder.encode([
        "när har telefonen öppet", "what are the opening hours of the phone",
        "nar har telefonen oppet", "vad är könsstympning"])
    near, far = vectors[0] @ vectors[1:3].T, float(vectors[0] @ vectors[3])
    assert near.min() > far


def test_of_a_long_text_the_beginning_and_the_end_are_kept(encoder: Encoder) -> None:
    """At most MAX_TOKENS pieces, the two ends of the sentence among them."""
    text = "början " + LONG + " vad är numret"
    ids = encoder.tokens(text)
    assert len(ids) == MAX_TOKENS
    whole = encoder.tokens("vad är numret")
    assert (ids[0], ids[-1]) == (whole[0], whole[-1])
    assert ids[-3:] == whole[-3:]


def test_a_folder_without_the_encoder_says_what_to_do(tmp_path: Path) -> None:
    """Also when one of its files is missing."""
    with pytest.raises(EncoderError, match="make setup"):
        Encoder(tmp_path)
    (tmp_path / "e5-small.onnx").touch()
    (tmp_path / "pieces.model").touch()
    assert not Encoder.is_built(tmp_path)
    with pytest.raises(EncoderError, match="make setup"):
        Encoder(tmp_path)


def test_the_cache_folder_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the environment variable KVINNOFRID_CACHE."""
    monkeypatch.setenv("KVINNOFRID_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path / "encoder"


@pytest.mark.parametrize("length", [4, 40, 1_000, 1_000_000])
def test_truncated_weights_are_refused(tmp_path: Path, length: int) -> None:
    """Wherever the file breaks off."""
    path = tmp_path / "weights.bin"
    with wheel_file().open("rb") as file:
        path.write_bytes(file.read(length))
    with pytest.raises(WeightsError, match=r"weights\.bin"):
        Weights(path)


def test_weights_that_break_off_among_the_tensors_are_refused(tmp_path: Path) -> None:
    """The directory of tensors promises more than the file holds."""
    path = tmp_path / "weights.bin"
    with wheel_file().open("rb") as file:
        path.write_bytes(file.read(wheel_file().stat().st_size // 2))
    with pytest.raises(WeightsError):
        weights = Weights(path)
        weights.blocks("emb.word", weights.vocabulary_size, weights.hidden)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(100), b"E5S1" + bytes(100)])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    """An empty file, another format, and a header of zeros."""
    path = tmp_path / "weights.bin"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=r"weights\.bin"):
        Weights(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """The operating system's own error tells which file."""
    with pytest.raises((WeightsError, FileNotFoundError), match=r"weights\.bin"):
        Weights(tmp_path / "weights.bin")


def test_packed_weights_unpack() -> None:
    """Low nibbles are the first sixteen weights, high ones the rest, around eight."""
    nibbles = bytes((i % 16) | ((15 - i % 16) << 4) for i in range(16))
    packed = np.frombuffer(struct.pack("<e", 0.5) + nibbles, np.uint8).reshape(1, 1, -1)
    values = dequantise(packed)[0]
    assert values.shape == (BLOCK,)
    assert values[:16].tolist() == [(i - 8) * 0.5 for i in range(16)]
    assert values[16:].tolist() == [(7 - i) * 0.5 for i in range(16)]


def test_a_packed_tensor_is_no_vector() -> None:
    """Asking for the wrong kind is an error, not nonsense."""
    with pytest.raises(WeightsError, match=r"emb\.word"):
        Weights(wheel_file()).vector("emb.word")
