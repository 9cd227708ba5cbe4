"""LIX, the readability index of Björnsson (1968): words a sentence + percentage of long words."""

from __future__ import annotations

import re

LONG = 6  # letters; a word above this counts as long
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_NUMBER = re.compile(r"\d[\d\s:.–-]*")
_SENTENCE = re.compile(r"[.!?:]+(?=\s|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def lix(text: str) -> float:
    """LIX of a text; a line, such as a bullet, is a sentence. Addresses and numbers are left out.

    0 for a text without words.
    """
    plain = _ADDRESS.sub("", text)
    sentences = [part for part in _SENTENCE.split(plain) if _WORD.search(_NUMBER.sub("", part))]
    words = [word for part in sentences for word in _WORD.findall(part)]
    if not words:
        return 0.0
    long = sum(len(word) > LONG for word in words)
    return len(words) / len(sentences) + 100 * long / len(words)
