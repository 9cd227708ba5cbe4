"""Deciding from probabilities of the whole and its clauses."""

import numpy as np

from bot.nlu.danger.verdict import Danger
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
THRESHOLDS = Thresholds(unsure=0.3, clause=0.5, beside_danger=0.5)
ACUTE = Danger("akut", "utsatt", akut=0.9)
TOLD = Danger("stod", "utsatt", concern=0.8)


def decision(*rows: dict[str, float], danger: Danger | None = None) -> Decision:
    """Decide over rows given as intent -> probability."""
    arrays = [np.array([row.get(label, 0.0) for label in LABELS], np.float32) for row in rows]
    return decide(arrays, LABELS, TOPICS, THRESHOLDS, danger)


def intents(*rows: dict[str, float], danger: Danger | None = None) -> list[str]:
    """Intents of the decision, the main one first."""
    made = decision(*rows, danger=danger)
    return [made.main.intent, *(choice.intent for choice in made.others)]


def test_a_plain_message_gets_its_likeliest_intent() -> None:
    """One clause, one answer."""
    assert intents({"nummer": 0.9}) == ["nummer"]


def test_a_message_without_a_likely_intent_is_unsure() -> None:
    """Below the threshold the bot asks."""
    assert intents({"nummer": 0.2, "sprak": 0.1, "halsning": 0.2}) == [UNSURE]
    assert intents({"utsatt": 0.8, "nummer": 0.2}, danger=Danger(concern=0.9)) == [UNSURE]
    assert intents({"utsatt": 0.8, "nummer": 0.2}, danger=Danger()) == ["nummer"]


def test_two_confident_questions_are_both_answered_in_order() -> None:
    """The whole mixes them; the clauses tell them apart."""
    assert intents({"sprak": 0.5, "nummer": 0.4}, {"nummer": 0.9}, {"sprak": 0.8}) == [
        "nummer", "sprak"]


def test_a_question_after_a_greeting_wins() -> None:
    """"Hej, jag heter … . Vad är numret?" is about the number."""
    assert intents({"halsning": 0.6}, {"halsning": 0.9}, {"nummer": 0.8}) == ["nummer"]


def test_danger_comes_first_and_the_question_is_kept() -> None:
    """"Vad är numret, han kommer hem nu": danger, then the number."""
    rows = ({"nummer": 0.7, "fara_akut": 0.3}, {"nummer": 0.9}, {"fara_akut": 0.6})
    assert intents(*rows, danger=ACUTE) == ["fara_akut", "nummer"]
    assert decision(*rows, danger=ACUTE).main.confidence == 0.9


def test_danger_outranks_whatever_the_topics_say() -> None:
    """It was judged apart, and no topic's probability can move it."""
    assert intents({"halsning": 1.0}, danger=ACUTE) == ["fara_akut"]
    assert intents({"nummer": 0.99}, danger=TOLD) == ["utsatt", "nummer"]
    assert intents({"nummer": 0.3, "sprak": 0.3, "halsning": 0.4}, danger=TOLD) == ["utsatt"]


def test_what_was_judged_harmless_gets_no_safety_topic() -> None:
    """"Slå gräset" resembles a disclosure; the question it is gets its answer."""
    assert intents({"fara_akut": 0.4, "utsatt": 0.2, "nummer": 0.35}) == ["nummer"]
    assert intents({"fara_akut": 0.6, "nummer": 0.4}, danger=Danger()) == ["nummer"]
