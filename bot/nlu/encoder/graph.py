"""Write the transformer of multilingual-e5-small as an ONNX graph.

Input ``embeddings``: float32 (1, tokens, hidden), the summed word, position and type embeddings.
Outputs, float32: ``sentence`` (1, hidden) and ``early`` (1, hidden x len(EARLY)), means over all
tokens of the last layer and of the layers EARLY, which still hold much of the wording, not yet
normalised; MIDDLE (1, tokens, hidden), the tokens that the last layers start from.
The fused operators (Attention, SkipLayerNormalization, BiasGelu) are onnxruntime's own.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from bot.nlu.encoder.weights import Floats, Weights

EARLY = (4, 8)
MIDDLE_LAYER = 9  # layers below this are shared with bot.nlu.danger.tuned
MIDDLE = f"state.{MIDDLE_LAYER}"
_CONTRIB = "com.microsoft"


class Graph:
    """Nodes and constants of an ONNX graph that is being written."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: Floats) -> str:
        """Add a constant; returns its name."""
        array = np.ascontiguousarray(value, dtype=np.float32)
        self.constants.append(numpy_helper.from_array(array, name))
        return name

    def node(
        self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object
    ) -> str:
        """Add an operation; returns the name of its output."""
        self.nodes.append(
            helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes)
        )
        return output

    def layer(
        self, number: int, state: str, tensors: Mapping[str, Floats], heads: int, epsilon: float
    ) -> str:
        """Add a transformer layer of ``tensors`` (see `layer_tensors`) over ``state``.

        Returns the name of its output, ``state.`` and the number of the next layer.
        """
        at = f"l{number}"

        def own(name: str) -> str:
            return self.constant(f"{at}.{name}", tensors[name])

        context = self.node(
            "Attention", [state, own("qkv.w"), own("qkv.b")], f"{at}.context", _CONTRIB,
            num_heads=heads,
        )
        projected = self.node("MatMul", [context, own("ao.w")], f"{at}.projected")
        attended = self.node(
            "SkipLayerNormalization",
            [projected, state, own("aln.w"), own("aln.b"), own("ao.b")],
            f"{at}.attended", _CONTRIB, epsilon=epsilon,
        )
        widened = self.node("MatMul", [attended, own("fi.w")], f"{at}.widened")
        active = self.node("BiasGelu", [widened, own("fi.b")], f"{at}.active", _CONTRIB)
        narrowed = self.node("MatMul", [active, own("fo.w")], f"{at}.narrowed")
        return self.node(
            "SkipLayerNormalization",
            [narrowed, attended, own("oln.w"), own("oln.b"), own("fo.b")],
            f"state.{number + 1}", _CONTRIB, epsilon=epsilon,
        )

    def model(
        self, name: str, source: tuple[str, list[object]], outputs: Mapping[str, list[object]]
    ) -> onnx.ModelProto:
        """The whole, with its float32 input and outputs by name and shape."""
        proto = helper.make_graph(
            self.nodes,
            name,
            [helper.make_tensor_value_info(source[0], TensorProto.FLOAT, source[1])],
            [
                helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)
                for output, shape in outputs.items()
            ],
            initializer=self.constants,
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_CONTRIB, 1)]
        return helper.make_model(proto, opset_imports=opsets, ir_version=9)


def layer_tensors(weights: Weights, layer: int) -> dict[str, Floats]:
    """The tensors of a layer by name: matrices (in, out), query, key and value side by side."""
    hidden, inner, at = weights.hidden, weights.feed_forward, f"l{layer}"
    shapes = {"ao": (hidden, hidden), "fi": (inner, hidden), "fo": (hidden, inner)}
    found = {f"{p}.w": weights.matrix(f"{at}.{p}.w", *shape).T for p, shape in shapes.items()}
    found |= {f"{p}.b": weights.vector(f"{at}.{p}.b") for p in shapes}
    found |= {f"{n}.{p}": weights.vector(f"{at}.{n}.{p}") for n in ("aln", "oln") for p in "wb"}
    qkv = [weights.matrix(f"{at}.{p}.w", hidden, hidden).T for p in "qkv"]
    biases = [weights.vector(f"{at}.{p}.b") for p in "qkv"]
    return found | {"qkv.w": np.concatenate(qkv, axis=1), "qkv.b": np.concatenate(biases)}


def build(weights: Weights) -> onnx.ModelProto:
    """Return the float32 graph of the encoder for ``weights``."""
    hidden, epsilon = weights.hidden, weights.epsilon
    graph = Graph()
    norm = [graph.constant(f"emb.ln.{p}", weights.vector(f"emb.ln.{p}")) for p in "wb"]
    state = graph.node("LayerNormalization", ["embeddings", *norm], "state.0", epsilon=epsilon)
    for layer in range(weights.layers):
        state = graph.layer(layer, state, layer_tensors(weights, layer), weights.heads, epsilon)
    graph.node("ReduceMean", [state], "sentence", axes=[1], keepdims=0)
    means = [
        graph.node("ReduceMean", [f"state.{layer}"], f"mean.{layer}", axes=[1], keepdims=0)
        for layer in EARLY
    ]
    graph.node("Concat", means, "early", axis=1)
    return graph.model(
        "multilingual-e5-small",
        ("embeddings", [1, "tokens", hidden]),
        {
            "sentence": [1, hidden],
            "early": [1, hidden * len(EARLY)],
            MIDDLE: [1, "tokens", hidden],
        },
    )
