"""Decide what a message asks for, from the probabilities of the whole and of its clauses.

Rasa-free. Danger is judged apart (bot.nlu.danger) and comes first here. The thresholds were chosen
on the development set: docs/decisions/0003.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.nlu.danger.verdict import Danger
from bot.topics import Topic

Probabilities = npt.NDArray[np.float32]
UNSURE = "nlu_fallback"
FOLLOWING = "folj_kontakt"


@dataclass(frozen=True)
class Thresholds:
    """Probabilities between 0 and 1."""

    unsure: float = 0.2
    clause: float = 0.5
    beside_danger: float = 0.5


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


def harmless(
    row: Probabilities,
    labels: Sequence[str],
    topics: Mapping[str, Topic],
    concern: float = 0.0,
) -> Probabilities:
    """``row`` (labels,) without the safety topics, whose share the others get.

    As far as there is ``concern`` (0-1), none gets it: a message that sounds of danger and was
    judged harmless stays unsure, and is asked about in words that name 112.
    """
    calm = row.copy()
    calm[[n for n, label in enumerate(labels) if _is_safety(label, topics)]] = 0.0
    taken = float(row.sum() - calm.sum())
    return calm / max(1.0 - taken * (1.0 - concern), 1e-6)


def decide(
    rows: Sequence[Probabilities],
    labels: Sequence[str],
    topics: Mapping[str, Topic],
    thresholds: Thresholds,
    danger: Danger | None = None,
    most: int = 2,
) -> Decision:
    """Choose from ``rows``: probabilities (labels,) of the whole message, then of each clause.

    ``danger`` comes first, with the question asked beside it. Otherwise confident clauses with
    different questions are all answered, at most ``most``; a single confident question in a clause
    wins over a greeting or an unsure whole.
    """
    concern = danger.concern if danger is not None else 0.0
    rows = [harmless(row, labels, topics, concern) for row in rows]
    whole = _top(rows[0], labels, 0)
    clauses = [_top(row, labels, part) for part, row in enumerate(rows[1:], start=1)]
    questions: dict[str, Choice] = {}
    for choice in clauses:
        topic = topics.get(choice.intent)
        # "…, och vilket nummer är det?" asks for the contact of the question before it.
        asks = topic and (topic.role == "fact" or (questions and choice.intent == FOLLOWING))
        sure = _together(rows[choice.part], labels, topics, choice.intent)
        if asks and sure >= thresholds.clause:
            questions.setdefault(choice.intent, choice)

    role = topics[whole.intent].role if whole.intent in topics else None
    if danger is not None and danger.intent is not None:
        if role == "fact" and whole.confidence >= thresholds.beside_danger:
            questions.setdefault(whole.intent, whole)
        sure = danger.akut if danger.level == "akut" else danger.concern
        others = sorted(questions.values(), key=lambda c: -c.confidence)
        return Decision(Choice(danger.intent, sure, 0), tuple(others[: most - 1]))
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


def _together(
    row: Probabilities, labels: Sequence[str], topics: Mapping[str, Topic], intent: str
) -> float:
    """Probability of ``intent`` with those about the same thing ("öppettider", "öppet nu")."""
    entry = topics[intent].entry if intent in topics else None
    same = [n for n, label in enumerate(labels)
            if label == intent or (entry and label in topics and topics[label].entry == entry
                                   and topics[label].role == "fact")]
    return float(row[same].sum())


def _is_safety(intent: str, topics: Mapping[str, Topic]) -> bool:
    return intent in topics and topics[intent].role == "safety"
