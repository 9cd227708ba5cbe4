"""Write the transformer of multilingual-e5-small as an ONNX graph.

Input ``embeddings``: float32 (1, tokens, hidden), the summed word, position and type embeddings.
Outputs, float32, means over all tokens, not yet normalised: ``sentence`` (1, hidden) of the last
layer, ``early`` (1, hidden x len(EARLY)) of the layers EARLY, which still hold much of the wording.
The fused operators (Attention, SkipLayerNormalization, BiasGelu) are onnxruntime's own.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from bot.nlu.encoder.weights import Floats, Weights

EARLY = (4, 8)
_CONTRIB = "com.microsoft"


class _Graph:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: Floats) -> str:
        array = np.ascontiguousarray(value, dtype=np.float32)
        self.constants.append(numpy_helper.from_array(array, name))
        return name

    def node(
        self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object
    ) -> str:
        self.nodes.append(
            helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes)
        )
        return output


def build(weights: Weights) -> onnx.ModelProto:
    """Return the float32 graph of the encoder for ``weights``."""
    hidden, inner, eps = weights.hidden, weights.feed_forward, weights.epsilon
    graph = _Graph()

    def norm(prefix: str) -> list[str]:
        return [graph.constant(f"{prefix}.{p}", weights.vector(f"{prefix}.{p}")) for p in "wb"]

    state = graph.node(
        "LayerNormalization", ["embeddings", *norm("emb.ln")], "state.0", epsilon=eps
    )
    for layer in range(weights.layers):
        at = f"l{layer}"
        attention_weight = np.concatenate(
            [weights.matrix(f"{at}.{p}.w", hidden, hidden).T for p in "qkv"], axis=1
        )
        attention_bias = np.concatenate([weights.vector(f"{at}.{p}.b") for p in "qkv"])
        context = graph.node(
            "Attention",
            [
                state,
                graph.constant(f"{at}.qkv.w", attention_weight),
                graph.constant(f"{at}.qkv.b", attention_bias),
            ],
            f"{at}.context",
            _CONTRIB,
            num_heads=weights.heads,
        )
        projected = graph.node(
            "MatMul",
            [context, graph.constant(f"{at}.ao.w", weights.matrix(f"{at}.ao.w", hidden, hidden).T)],
            f"{at}.projected",
        )
        attended = graph.node(
            "SkipLayerNormalization",
            [projected, state, *norm(f"{at}.aln"), graph.constant(f"{at}.ao.b",
             weights.vector(f"{at}.ao.b"))],
            f"{at}.attended",
            _CONTRIB,
            epsilon=eps,
        )
        widened = graph.node(
            "MatMul",
            [attended, graph.constant(f"{at}.fi.w", weights.matrix(f"{at}.fi.w", inner, hidden).T)],
            f"{at}.widened",
        )
        active = graph.node(
            "BiasGelu",
            [widened, graph.constant(f"{at}.fi.b", weights.vector(f"{at}.fi.b"))],
            f"{at}.active",
            _CONTRIB,
        )
        narrowed = graph.node(
            "MatMul",
            [active, graph.constant(f"{at}.fo.w", weights.matrix(f"{at}.fo.w", hidden, inner).T)],
            f"{at}.narrowed",
        )
        state = graph.node(
            "SkipLayerNormalization",
            [narrowed, attended, *norm(f"{at}.oln"), graph.constant(f"{at}.fo.b",
             weights.vector(f"{at}.fo.b"))],
            f"state.{layer + 1}",
            _CONTRIB,
            epsilon=eps,
        )
    graph.node("ReduceMean", [state], "sentence", axes=[1], keepdims=0)
    means = [
        graph.node("ReduceMean", [f"state.{layer}"], f"mean.{layer}", axes=[1], keepdims=0)
        for layer in EARLY
    ]
    graph.node("Concat", means, "early", axis=1)
    proto = helper.make_graph(
        graph.nodes,
        "multilingual-e5-small",
        [helper.make_tensor_value_info("embeddings", TensorProto.FLOAT, [1, "tokens", hidden])],
        [
            helper.make_tensor_value_info("sentence", TensorProto.FLOAT, [1, hidden]),
            helper.make_tensor_value_info("early", TensorProto.FLOAT, [1, hidden * len(EARLY)]),
        ],
        initializer=graph.constants,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_CONTRIB, 1)]
    return helper.make_model(proto, opset_imports=opsets, ir_version=9)
