"""What must not lower the level: typos, lost dots, marks, courtesy, chatter, case, a question."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache

import pytest

from bench.evaluation import material
from bench.evaluation.material import Judgement, judged
from bot.nlu.danger.labels import LEVELS
from bot.nlu.spelling import undotted

# Share of seen messages that may lose their level to one change. A typo costs none; a question
# beside a few coded words costs some 8 % of them (docs/safety.md).
TOLERATED = 0.08
TOLERATED_BESIDE = 0.16
SAMPLE = 150


@lru_cache(maxsize=1)
def _seen() -> list[Judgement]:
    """Swedish messages of dev whose danger is seen as labelled, drawn with a fixed seed."""
    own = material.load()
    found = [
        case for case in own.judgements["dev"]
        if case.example.lang == "sv" and case.example.level != "ingen"
        and case.danger(own.danger).level == case.example.level
    ]
    return random.Random(4).sample(found, min(SAMPLE, len(found)))


def _typo(text: str) -> str:
    """Two neighbouring letters of the longest word swapped."""
    word = max(text.split(), key=len)
    at = len(word) // 2
    if len(word) < 4:
        return text
    return text.replace(word, word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :], 1)


CHANGES: dict[str, Callable[[str], str]] = {
    "typo": _typo,
    "without dots": undotted,
    "upper case": str.upper,
    "full stop": lambda text: f"{text[0].upper()}{text[1:]}.",
    "exclamation": lambda text: f"{text}!!",
    "politeness": lambda text: f"Hej! Ursäkta att jag stör. {text} Tack på förhand",
    "chatter": lambda text: f"hej hej, lite småkallt idag. {text}",
    "emoji": lambda text: f"{text} 🙏😭",
    "no punctuation": lambda text: "".join(c for c in text if c.isalnum() or c.isspace()),
    "question before": lambda text: f"Vad är numret till stödtelefonen? {text}",
    "question after": lambda text: f"{text}. vilka öppettider har ni?",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_wording_does_not_lower_the_level(change: str) -> None:
    """The person is as much in danger as before."""
    own = material.load()
    lowered = []
    for case in _seen():
        changed = CHANGES[change](case.example.text)
        now = judged(own.trained, changed, own.read, own.danger)
        if LEVELS.index(now.level) < LEVELS.index(case.example.level):
            lowered.append(now.level)
    most = TOLERATED_BESIDE if change.startswith("question") else TOLERATED
    assert len(lowered) <= most * len(_seen()), f"{len(lowered)} of {len(_seen())} lowered"
