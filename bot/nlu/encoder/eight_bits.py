"""ONNX graphs with eight-bit weights: how they are written, and how they are run."""

from __future__ import annotations

from pathlib import Path

import onnx
import onnxruntime


def quantise(model: onnx.ModelProto, path: Path, reduce_range: bool) -> None:
    """Write the float32 ``model`` to ``path`` with eight-bit weights.

    ``reduce_range``: seven bits of them; without VNNI instructions, products of eight can saturate.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic  # only where it is written

    full = path.with_suffix(".full")
    onnx.save(model, str(full))
    quantize_dynamic(
        str(full),
        str(path),
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Attention"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    full.unlink()


def session(source: str | bytes) -> onnxruntime.InferenceSession:
    """A session of one thread over a graph's path or content."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
