"""The encoder's last layers, taught to hear danger (bot.nlu.danger.tuning), as they are asked.

They start from the tokens in the middle of the encoder, which every message has anyway, so they
cost a quarter of an encoding. Unlike a mean over a sentence they see which word belongs to which
("han är på väg med kakan"). Eight-bit weights, one thread.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx

from bot.nlu.encoder.eight_bits import quantise, session
from bot.nlu.encoder.graph import MIDDLE, MIDDLE_LAYER, Graph
from bot.nlu.encoder.weights import Floats

Row = npt.NDArray[np.float16]  # the tokens of a text in the middle of the encoder: (tokens, hidden)
_HEAD = ("mean", "max")  # over the tokens: what the last two matrices see


class TunedLayers:
    """Levels and writers of a text from its tokens."""

    def __init__(self, content: bytes) -> None:
        """``content``: what `quantised` gave; raises onnxruntime's own errors for another thing."""
        self.content = content
        self._session = session(content)

    def __call__(self, texts: Sequence[Floats]) -> Floats:
        """Outputs before sigmoid or softmax: float32, (texts, outputs).

        ``texts``: the tokens of each, float32, (tokens, hidden). See bot.nlu.danger.tuning.OUTPUTS.
        """
        rows = [self._session.run(["outputs"], {MIDDLE: tokens[None]})[0][0] for tokens in texts]
        return np.stack(rows)


def graph_of(tensors: Mapping[str, Floats], heads: int, epsilon: float) -> onnx.ModelProto:
    """The float32 graph of ``tensors`` by name: "l9.qkv.w" … of the layers, "head.w", "out.w" …"""
    graph = Graph()
    state = MIDDLE
    hidden = tensors[f"l{MIDDLE_LAYER}.qkv.w"].shape[0]
    number = MIDDLE_LAYER
    while any(name.startswith(f"l{number}.") for name in tensors):
        prefix = f"l{number}."
        own = {n.removeprefix(prefix): v for n, v in tensors.items() if n.startswith(prefix)}
        state = graph.layer(number, state, own, heads, epsilon)
        number += 1
    pools = [
        graph.node(f"Reduce{kind.capitalize()}", [state], kind, axes=[1], keepdims=0)
        for kind in _HEAD
    ]
    inputs = graph.node("Concat", pools, "pooled", axis=1)
    for name in ("head", "out"):
        weight, bias = (graph.constant(f"{name}.{p}", tensors[f"{name}.{p}"]) for p in "wb")
        product = graph.node("MatMul", [inputs, weight], f"{name}.product")
        inputs = graph.node("Add", [product, bias], "outputs" if name == "out" else f"{name}.sum")
        if name == "head":
            inputs = graph.node("Relu", [inputs], "head.active")
    return graph.model(
        "danger",
        (MIDDLE, [1, "tokens", hidden]),
        {"outputs": [1, tensors["out.b"].shape[0]]},
    )


def quantised(tensors: Mapping[str, Floats], heads: int, epsilon: float) -> bytes:
    """The graph of ``tensors`` with eight-bit weights."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "danger.onnx"
        logging.disable(logging.WARNING)  # it advises a preparation that changes nothing here
        try:
            quantise(graph_of(tensors, heads, epsilon), path, reduce_range=True)
        finally:
            logging.disable(logging.NOTSET)
        return path.read_bytes()
