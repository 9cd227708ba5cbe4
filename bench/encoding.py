"""What the sentence encoder costs: one vector, and all the vectors of a message."""

from __future__ import annotations

import time
from collections.abc import Sequence
from statistics import median
from typing import Any

from bench.process import cores, on_core
from bot.nlu import encoder, sentences
from bot.nlu.encoder.encoder import Encoding
from bot.nlu.spelling import Speller

_WARM_UP = 10  # messages


class TimedEncoder:
    """Counts the vectors that are asked for and the CPU milliseconds that they take."""

    def __init__(self) -> None:
        """Nothing asked for yet."""
        self._encode = encoder.load().read
        self.vectors: list[float] = []

    def __call__(self, text: str) -> Encoding:
        """The encoding of ``text``."""
        began = time.process_time_ns()
        encoding = self._encode(text)
        self.vectors.append((time.process_time_ns() - began) / 1e6)
        return encoding


def measure(texts: Sequence[str], speller: Speller) -> dict[str, Any]:
    """CPU milliseconds over ``texts``, as the bot reads them: whole, corrected, and in clauses.

    ``whole_ms``: the vector of the raw text; ``message_ms``: all its vectors; ``vectors``: how many
    those are in the mean. CPU time, because a busy machine stretches the clock.
    """
    whole, message, count = [], [], 0
    with on_core(cores()[0]):
        for text in texts[:_WARM_UP]:
            encoder.load().encode_one(text)
        for text in texts:
            timed = TimedEncoder()
            sentences.read(text, speller, timed)
            whole.append(round(timed.vectors[0], 3))
            message.append(round(sum(timed.vectors), 3))
            count += len(timed.vectors)
    return {
        "whole_ms": median(whole), "message_ms": median(message),
        "vectors": round(count / len(texts), 2), "messages": len(texts),
    }
