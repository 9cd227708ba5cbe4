"""Teach the encoder's last layers to hear danger, in TensorFlow, which Rasa brings.

Two outputs for the level (acute; any concern) and one for each kind of writer. Most of the time
goes to messages that are not heard rightly yet: of the others a part is passed over.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from bot.nlu.danger.labels import WHO
from bot.nlu.danger.tuned import Row, TunedLayers, quantised
from bot.nlu.encoder.graph import MIDDLE_LAYER, layer_tensors
from bot.nlu.encoder.weights import Floats, Weights, wheel_file

logger = logging.getLogger(__name__)
LEVELS = 2  # outputs: acute, concern
OUTPUTS = LEVELS + len(WHO)
_WIDTH = 256  # of the layer above the pools
_BATCH = 32  # messages
_WARM = 200  # steps until the rate of learning is reached
_DROPOUT = 0.1
_DECAY = 0.01
_HEAD_RATE = 10.0  # what is new learns so much faster than what the encoder brings
_CLEAR = 0.05  # loss below which a message is heard rightly
_REPEATED = 0.25  # share of those that are gone through again
_BUCKET = 50  # batches that are sorted by length together
_FAR = -1e4

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Lessons:
    """Messages as tokens in the middle of the encoder, with what they teach.

    ``tokens``: half precision, (tokens, hidden) each. ``levels``: zeros and ones, (messages,
    LEVELS). ``who``: number of the writer in WHO, -1 where it is not told.
    """

    tokens: Sequence[Row]
    levels: Floats
    who: Numbers


def teach(lessons: Lessons, rounds: int, rate: float, seed: int) -> TunedLayers:
    """The layers after ``rounds`` passes; ``rate``: of learning, at its highest."""
    weights = Weights(wheel_file())
    network = _Network(weights, seed)
    network.learn(lessons, rounds, rate)
    tensors = {name: np.asarray(variable) for name, variable in network.variables.items()}
    return TunedLayers(quantised(tensors, weights.heads, weights.epsilon))


class _Network:
    """The layers and the head above them, as variables that learn."""

    def __init__(self, weights: Weights, seed: int) -> None:
        self._heads, self._epsilon = weights.heads, weights.epsilon
        self._hidden = weights.hidden
        self._layers = range(MIDDLE_LAYER, weights.layers)
        self._random = np.random.default_rng(seed)
        tf.random.set_seed(seed)
        tensors = {
            f"l{layer}.{name}": value
            for layer in self._layers
            for name, value in layer_tensors(weights, layer).items()
        }
        pooled = 2 * weights.hidden
        tensors |= {
            "head.w": self._drawn(pooled, _WIDTH),
            "head.b": np.zeros(_WIDTH, np.float32),
            "out.w": self._drawn(_WIDTH, OUTPUTS),
            "out.b": np.zeros(OUTPUTS, np.float32),
        }
        self.variables = {name: tf.Variable(value) for name, value in tensors.items()}
        self._new = [v for name, v in self.variables.items() if name[0] != "l"]
        self._brought = [v for name, v in self.variables.items() if name[0] == "l"]
        self._optimisers = [
            (variables, _optimiser(variables)) for variables in (self._brought, self._new)
        ]
        rows = tf.TensorSpec((None, None, self._hidden), tf.float16)
        number = tf.TensorSpec((), tf.float32)
        self._step = tf.function(self._learn_batch, autograph=False, input_signature=[
            rows, tf.TensorSpec((None,), tf.int32), tf.TensorSpec((None, LEVELS), tf.float32),
            tf.TensorSpec((None,), tf.int32), number,
        ])

    def _drawn(self, inputs: int, outputs: int) -> Floats:
        spread = 1 / math.sqrt(inputs)
        return self._random.normal(0, spread, (inputs, outputs)).astype(np.float32)

    def learn(self, lessons: Lessons, rounds: int, rate: float) -> None:
        """Go through ``lessons`` ``rounds`` times; the rate falls to nothing towards the end."""
        count = len(lessons.tokens)
        lengths = np.array([len(row) for row in lessons.tokens], np.int32)
        losses = np.full(count, np.inf, np.float32)
        begun, done = time.monotonic(), 0.0
        steps = 0
        for each in range(rounds):
            order = self._random.permutation(count)
            again = (losses[order] > _CLEAR) | (self._random.random(count) < _REPEATED)
            batches = self._batches(order[again], lengths)
            for number, batch in enumerate(batches):
                steps += 1
                done = (each + number / len(batches)) / rounds
                slow = min(1.0, steps / _WARM) * (1.0 - done)
                losses[batch] = self._step(
                    _padded([lessons.tokens[n] for n in batch]), lengths[batch],
                    lessons.levels[batch], lessons.who[batch], np.float32(rate * slow),
                ).numpy()
            logger.info("danger: %d of %d rounds, %d messages, %.0f s", each + 1, rounds,
                        again.sum(), time.monotonic() - begun)

    def _batches(self, order: npt.NDArray[np.int64], lengths: Numbers) -> list[Numbers]:
        """Messages of like length together, in an order that does not tell their length."""
        found: list[Numbers] = []
        for start in range(0, len(order), _BATCH * _BUCKET):
            bucket = order[start : start + _BATCH * _BUCKET]
            bucket = bucket[np.argsort(lengths[bucket], kind="stable")]
            found += [bucket[n : n + _BATCH] for n in range(0, len(bucket), _BATCH)]
        return [found[number] for number in self._random.permutation(len(found))]

    def _learn_batch(
        self, tokens: tf.Tensor, lengths: tf.Tensor, levels: tf.Tensor, who: tf.Tensor,
        rate: tf.Tensor,
    ) -> tf.Tensor:
        """One step; the loss of each message's level."""
        with tf.GradientTape() as tape:
            outputs = self._outputs(tf.cast(tokens, tf.float32), lengths)
            wrong = tf.nn.sigmoid_cross_entropy_with_logits(levels, outputs[:, :LEVELS])
            told = tf.cast(who >= 0, tf.float32)
            of_who = tf.nn.sparse_softmax_cross_entropy_with_logits(
                tf.maximum(who, 0), outputs[:, LEVELS:]
            )
            loss = tf.reduce_mean(tf.reduce_sum(wrong, 1)) + 0.5 * tf.reduce_sum(
                of_who * told
            ) / tf.maximum(tf.reduce_sum(told), 1.0)
        gradients = tape.gradient(loss, self._brought + self._new)
        gradients, _ = tf.clip_by_global_norm(gradients, 1.0)
        for (variables, optimiser), times in zip(self._optimisers, (1.0, _HEAD_RATE), strict=True):
            optimiser.learning_rate.assign(times * rate)
            own, gradients = gradients[: len(variables)], gradients[len(variables) :]
            optimiser.apply_gradients(zip(own, variables, strict=True))
        return tf.reduce_max(wrong, 1)

    def _outputs(self, state: tf.Tensor, lengths: tf.Tensor) -> tf.Tensor:
        """What is heard in messages, (messages, OUTPUTS), while learning."""
        batch, longest = tf.shape(state)[0], tf.shape(state)[1]
        there = tf.sequence_mask(lengths, longest, tf.float32)
        beyond = (1 - there) * _FAR
        rows = tf.reshape(state, (-1, self._hidden))
        for layer in self._layers:
            rows = self._layer(f"l{layer}", rows, beyond, batch, longest)
        state = tf.reshape(rows, (batch, longest, self._hidden))
        mean = tf.reduce_sum(state * there[:, :, None], 1) / tf.reduce_sum(there, 1, keepdims=True)
        highest = tf.reduce_max(state + beyond[:, :, None], 1)
        pooled = tf.nn.dropout(tf.concat([mean, highest], 1), _DROPOUT)
        return self._dense("out", tf.nn.dropout(tf.nn.relu(self._dense("head", pooled)), _DROPOUT))

    def _layer(
        self, at: str, rows: tf.Tensor, beyond: tf.Tensor, batch: tf.Tensor, longest: tf.Tensor
    ) -> tf.Tensor:
        width = self._hidden // self._heads
        parts = tf.reshape(self._dense(f"{at}.qkv", rows), (batch, longest, 3, self._heads, width))
        query, key, value = tf.unstack(tf.transpose(parts, (2, 0, 3, 1, 4)))
        near = tf.matmul(query, key, transpose_b=True) / math.sqrt(width)
        near = tf.nn.dropout(tf.nn.softmax(near + beyond[:, None, None, :]), _DROPOUT)
        seen = tf.reshape(tf.transpose(tf.matmul(near, value), (0, 2, 1, 3)), (-1, self._hidden))
        attended = self._norm(
            f"{at}.aln", tf.nn.dropout(self._dense(f"{at}.ao", seen), _DROPOUT) + rows
        )
        widened = tf.nn.gelu(self._dense(f"{at}.fi", attended))
        narrowed = tf.nn.dropout(self._dense(f"{at}.fo", widened), _DROPOUT)
        return self._norm(f"{at}.oln", narrowed + attended)

    def _dense(self, name: str, rows: tf.Tensor) -> tf.Tensor:
        return tf.matmul(rows, self.variables[f"{name}.w"]) + self.variables[f"{name}.b"]

    def _norm(self, name: str, rows: tf.Tensor) -> tf.Tensor:
        away = rows - tf.reduce_mean(rows, -1, keepdims=True)
        spread = tf.reduce_mean(away * away, -1, keepdims=True)
        scaled = away * tf.math.rsqrt(spread + self._epsilon)
        return scaled * self.variables[f"{name}.w"] + self.variables[f"{name}.b"]


def _optimiser(variables: list[tf.Variable]) -> tf.keras.optimizers.AdamW:
    """AdamW over ``variables``; biases and norms do not decay."""
    found = tf.keras.optimizers.AdamW(weight_decay=_DECAY, epsilon=1e-6, jit_compile=False)
    found.exclude_from_weight_decay([v for v in variables if len(v.shape) < 2])
    found.build(variables)
    return found


def _padded(rows: Sequence[Row]) -> Row:
    longest = max(len(row) for row in rows)
    found = np.zeros((len(rows), longest, rows[0].shape[1]), np.float16)
    for number, row in enumerate(rows):
        found[number, : len(row)] = row
    return found
