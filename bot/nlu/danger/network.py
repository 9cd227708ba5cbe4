"""A small feed-forward network: scikit-learn teaches it, numpy asks it."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from bot.nlu.cores import each
from bot.nlu.encoder.weights import Floats


@dataclass(frozen=True)
class Layers:
    """Weights and biases of the layers, in order; ReLU between them, nothing after the last."""

    weights: tuple[Floats, ...]
    biases: tuple[Floats, ...]

    def __call__(self, inputs: Floats) -> Floats:
        """Outputs before their sigmoid or softmax, (messages, outputs), for ``inputs``: float32."""
        state = inputs
        last = len(self.weights) - 1
        for number, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            state = state @ weight + bias
            if number < last:
                state = np.maximum(state, 0.0)
        return state

    def as_arrays(self, name: str) -> dict[str, npt.NDArray[np.float16]]:
        """For saving: half precision, named ``name``.w0, ``name``.b0 …"""
        found = {}
        for number, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            found[f"{name}.w{number}"] = weight.astype(np.float16)
            found[f"{name}.b{number}"] = bias.astype(np.float16)
        return found

    @classmethod
    def from_arrays(cls, name: str, arrays: Mapping[str, npt.NDArray[np.float16]]) -> Layers:
        """Read what `as_arrays` gave; raises KeyError when it is not there."""
        count = sum(key.startswith(f"{name}.w") for key in arrays)
        if not count:
            raise KeyError(f"there is no network {name}")

        def part(kind: str) -> tuple[Floats, ...]:
            return tuple(arrays[f"{name}.{kind}{i}"].astype(np.float32) for i in range(count))

        return cls(part("w"), part("b"))


def teach(
    inputs: Floats,
    targets: npt.NDArray[np.int64],
    hidden: Sequence[int],
    rounds: int,
    seeds: Sequence[int],
) -> list[Layers]:
    """Train a network for each of ``seeds`` on ``inputs`` (messages, features), on all cores.

    ``targets``: (messages,) class numbers, or (messages, outputs) zeros and ones. Outputs are in
    the order of the classes or columns; two classes are two columns, not one. ``rounds``: passes.
    """

    def one(seed: int) -> Layers:
        network = MLPClassifier(
            tuple(hidden), alpha=1e-3, batch_size=64, max_iter=rounds, random_state=seed
        ).fit(inputs, targets)
        return Layers(
            tuple(weight.astype(np.float32) for weight in network.coefs_),
            tuple(bias.astype(np.float32) for bias in network.intercepts_),
        )

    with warnings.catch_warnings():  # the number of rounds is chosen, convergence is not awaited
        warnings.simplefilter("ignore", ConvergenceWarning)
        return each(one, seeds)
