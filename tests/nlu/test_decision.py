"""Deciding from probabilities of the whole and its clauses."""

import numpy as np

from bot.nlu.decision import UNSURE, Decision, Thresholds, decide
from bot.topics import parse

TITLE = {"sv": "x", "en": "x"}
TOPICS = parse(
    {
        "nummer": {"role": "fact", "title": TITLE},
        "sprak": {"role": "fact", "title": TITLE},
        "halsning": {"role": "talk", "title": TITLE},
        "utsatt": {"role": "safety", "title": TITLE},
        "fara_akut": {"role": "safety", "title": TITLE},
    }
)
LABELS = list(TOPICS)
THRESHOLDS = Thresholds(unsure=0.3, clause=0.5, danger=0.3, danger_clause=0.5)


def decision(*rows: dict[str, float]) -> Decision:
    """Decide over rows given as intent -> probability."""
    arrays = [np.array([row.get(label, 0.0) for label in LABELS], np.float32) for row in rows]
    return decide(arrays, LABELS, TOPICS, THRESHOLDS)


def intents(*rows: dict[str, float]) -> list[str]:
    """Intents of the decision, the main one first."""
    made = decision(*rows)
    return [made.main.intent, *(choice.intent for choice in made.others)]


def test_a_plain_message_gets_its_likeliest_intent() -> None:
    """One clause, one answer."""
    assert intents({"nummer": 0.9}) == ["nummer"]


def test_a_message_without_a_likely_intent_is_unsure() -> None:
    """Below the threshold the bot asks."""
    assert intents({"nummer": 0.2, "sprak": 0.1}) == [UNSURE]


def test_two_confident_questions_are_both_answered_in_order() -> None:
    """The whole mixes them; the clauses tell them apart."""
    assert intents({"sprak": 0.5, "nummer": 0.4}, {"nummer": 0.9}, {"sprak": 0.8}) == [
        "nummer", "sprak"]


def test_a_question_after_a_greeting_wins() -> None:
    """"Hej, jag heter … . Vad är numret?" is about the number."""
    assert intents({"halsning": 0.6}, {"halsning": 0.9}, {"nummer": 0.8}) == ["nummer"]


def test_danger_in_any_clause_comes_first_and_the_question_is_kept() -> None:
    """"Vad är numret, han kommer hem nu": danger, then the number."""
    assert intents({"nummer": 0.7}, {"nummer": 0.9}, {"fara_akut": 0.6}) == ["fara_akut", "nummer"]
    assert intents({"nummer": 0.6, "fara_akut": 0.35}) == ["fara_akut"]


def test_disclosure_outranks_a_question() -> None:
    """Somebody who tells of violence is met first."""
    assert intents({"utsatt": 0.5, "nummer": 0.4}, {"utsatt": 0.8}, {"nummer": 0.9}) == [
        "utsatt", "nummer"]
