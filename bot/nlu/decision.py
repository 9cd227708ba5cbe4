"""Decide what a message asks for, from the probabilities of the whole and of its clauses.

Rasa-free. The thresholds were chosen on the development set: docs/decisions/0003.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.topics import Topic

Probabilities = npt.NDArray[np.float32]
UNSURE = "nlu_fallback"
FOLLOWING = "folj_kontakt"
DANGER = "fara_akut"
ONE_WHO_HITS = "utovare"
VICTIM = "utsatt"


@dataclass(frozen=True)
class Thresholds:
    """Probabilities between 0 and 1."""

    unsure: float = 0.2
    clause: float = 0.5
    danger: float = 0.15
    danger_clause: float = 0.6
    safety: float = 0.3
    safety_sum: float = 0.7


@dataclass(frozen=True)
class Choice:
    """An intent, how sure it is (0-1), and which part of the message holds it (0 = the whole)."""

    intent: str
    confidence: float
    part: int


@dataclass(frozen=True)
class Decision:
    """The main choice and the further questions of the same message, in the order to answer."""

    main: Choice
    others: tuple[Choice, ...] = ()


def _top(row: Probabilities, labels: Sequence[str], part: int) -> Choice:
    best = int(row.argmax())
    return Choice(labels[best], float(row[best]), part)


def decide(
    rows: Sequence[Probabilities],
    labels: Sequence[str],
    topics: Mapping[str, Topic],
    thresholds: Thresholds,
    most: int = 2,
) -> Decision:
    """Choose from ``rows``: probabilities (labels,) of the whole message, then of each clause.

    Danger comes first wherever it stands. Otherwise confident clauses with different questions are
    all answered, at most ``most``; a single confident question in a clause wins over a greeting
    or an unsure whole.
    """
    whole = _top(rows[0], labels, 0)
    clauses = [_top(row, labels, part) for part, row in enumerate(rows[1:], start=1)]
    questions: dict[str, Choice] = {}
    for choice in clauses:
        topic = topics.get(choice.intent)
        # "…, och vilket nummer är det?" asks for the contact of the question before it.
        asks = topic and (topic.role == "fact" or (questions and choice.intent == FOLLOWING))
        if asks and choice.confidence >= thresholds.clause:
            questions.setdefault(choice.intent, choice)

    danger = _danger(rows, labels, thresholds, whole, clauses, topics)
    if danger is not None:
        others = [c for c in questions.values() if c.intent != danger.intent]
        return Decision(danger, tuple(others[: most - 1]))

    role = topics[whole.intent].role if whole.intent in topics else None
    if len(questions) > 1:
        chosen = sorted(questions.values(), key=lambda c: c.part)
        if role == "fact" and whole.intent not in questions and whole.confidence > 0.8:
            return Decision(whole)
        chosen = chosen[-most:]
        return Decision(chosen[0], tuple(chosen[1:]))
    if len(questions) == 1:
        only = next(iter(questions.values()))
        if role != "fact" or whole.confidence < min(only.confidence, 0.8):
            return Decision(only)
    if whole.confidence < thresholds.unsure:
        return Decision(Choice(UNSURE, 1.0 - whole.confidence, 0))
    return Decision(whole)


def _danger(
    rows: Sequence[Probabilities],
    labels: Sequence[str],
    thresholds: Thresholds,
    whole: Choice,
    clauses: Sequence[Choice],
    topics: Mapping[str, Topic],
) -> Choice | None:
    """The safety topic that outranks the rest, or None.

    Safety topics take each other's probability, so it is their sum that tells whether a person is
    concerned; which of them answers comes after.
    """
    safety = [n for n, label in enumerate(labels) if _is_safety(label, topics)]
    if DANGER in labels:
        column = labels.index(DANGER)
        for part, row in enumerate(rows):
            if row[column] >= (thresholds.danger_clause if part else thresholds.danger):
                return Choice(DANGER, float(row[column]), part)
    for choice, row in zip((whole, *clauses), rows, strict=True):
        together = float(row[safety].sum()) if safety else 0.0
        likeliest = _is_safety(choice.intent, topics) and choice.confidence >= thresholds.safety
        if together >= thresholds.safety_sum or (choice.part == 0 and likeliest):
            return _concerned(row, labels, safety, choice.part)
    return None


def _is_safety(intent: str, topics: Mapping[str, Topic]) -> bool:
    return intent in topics and topics[intent].role == "safety"


def _concerned(
    row: Probabilities, labels: Sequence[str], safety: Sequence[int], part: int
) -> Choice:
    """The likeliest safety topic; the one who hits only when that is clear.

    To tell a victim that it takes courage to change harms more than to thank one who hits.
    """
    ranked = sorted(safety, key=lambda n: -row[n])
    best = ranked[0]
    if labels[best] == ONE_WHO_HITS and len(ranked) > 1:
        others = float(row[safety].sum() - row[best])
        if row[best] < 0.5 or row[best] < 2 * others:
            best = ranked[1] if row[ranked[1]] >= 0.05 else best
            if labels[best] == ONE_WHO_HITS and VICTIM in labels and row[best] < 0.5:
                best = labels.index(VICTIM)
    return Choice(labels[best], float(row[safety].sum()), part)
