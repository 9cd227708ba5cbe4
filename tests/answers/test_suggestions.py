"""Which questions are offered as buttons."""

from __future__ import annotations

import pytest

from bot import topics
from bot.answers.suggestions import MOST, suggestions
from bot.dialogue.context import Turn
from bot.dialogue.plan import ASK, GIVE_UP, NO_TOPIC
from bot.dialogue.safety import AGAIN

TOPICS = topics.load()
ALWAYS = ["linjer_lista", "vad_kan_du"]


def turn(intent: str, *likely: str, questions: tuple[str, ...] = (), sure: float = 0.2) -> Turn:
    """A message of this intent, with what else it could be, each ``sure``."""
    entities = [{"entity": "question", "value": question} for question in questions]
    ranking = [(other, sure) for other in likely]
    return Turn(text="x", intent=intent, ranking=ranking, entities=entities)


def test_an_answer_offers_what_its_topic_names_next() -> None:
    """In the order of the registry, at most three."""
    assert suggestions("utter_kompotten", turn("kompotten"), TOPICS, {}) == list(
        TOPICS["kompotten"].next)


def test_what_was_just_asked_is_not_offered() -> None:
    """Neither the question nor the second one of the same message."""
    offered = suggestions(
        "utter_pass_vad", turn("pass_vad", questions=("pass_sprak",)), TOPICS, {})
    assert "pass_sprak" not in offered and offered


def test_a_computed_answer_names_its_topic() -> None:
    """``values["topic"]`` goes before the name of the answer."""
    offered = suggestions(
        "utter_pass_sprak_finns", turn("folj_annan"), TOPICS, {"topic": "pass_sprak"})
    assert offered == list(TOPICS["pass_sprak"].next)


def test_an_answer_without_a_topic_uses_that_of_the_message() -> None:
    """Opening hours belong to the intent that asked."""
    offered = suggestions("utter_oppet", turn("stodtelefon_oppet_nu"), TOPICS, {})
    assert offered == list(TOPICS["stodtelefon_oppet_nu"].next)


def test_a_clarifying_question_offers_the_likeliest_topics() -> None:
    """Small talk, what is unknown and what is outside are no suggestions."""
    unsure = turn("nlu_fallback", "halsning", "kompotten", "okant", "utanfor_ovrigt", "utsatt",
                  "pass_vad", "barnafrid")
    assert suggestions(ASK, unsure, TOPICS, {}) == ["kompotten", "utsatt", "pass_vad"]


def test_a_clarifying_question_names_danger_once_and_only_if_it_is_likely() -> None:
    """Such a button frightens, and is read over the shoulder."""
    safety = ("sjalvmordstankar", "utsatt", "kompotten")
    assert suggestions(ASK, turn("nlu_fallback", *safety), TOPICS, {}) == [
        "sjalvmordstankar", "kompotten"]
    assert suggestions(ASK, turn("nlu_fallback", *safety, sure=0.1), TOPICS, {}) == ["kompotten"]


def test_a_clarifying_question_leaves_out_the_unlikely() -> None:
    """Better two good suggestions than three of chance."""
    assert suggestions(ASK, turn("nlu_fallback", "kompotten", sure=0.01), TOPICS, {}) == ALWAYS


@pytest.mark.parametrize("ranking", [(), ("halsning", "tack")])
def test_a_clarifying_question_always_offers_something(ranking: tuple[str, ...]) -> None:
    """Without likely topics: the lines, and what the bot can answer."""
    assert suggestions(ASK, turn("nlu_fallback", *ranking), TOPICS, {}) == ALWAYS


def test_a_follow_up_without_a_topic_offers_the_beginning() -> None:
    """As does a conversation that has not begun."""
    assert suggestions(NO_TOPIC, turn("folj_kontakt"), TOPICS, {}) == ALWAYS
    assert suggestions(NO_TOPIC, None, TOPICS, {}) == ALWAYS


def test_danger_offers_nothing() -> None:
    """Whoever is in danger reads one thing."""
    assert suggestions("utter_fara_akut", turn("fara_akut"), TOPICS, {}) == []
    for answer in (AGAIN, "utter_heder_annan"):  # "vad gör jag nu?" is a question about the bot
        assert suggestions(answer, turn("vad_kan_du"), TOPICS, {}) == []


def test_an_unknown_answer_without_a_message_offers_nothing() -> None:
    """No error."""
    assert suggestions(GIVE_UP, None, TOPICS, {}) == []


def test_never_more_than_three() -> None:
    """For every topic of the registry, and none offers itself."""
    for topic in TOPICS.values():
        offered = suggestions(topic.action, turn(topic.intent), TOPICS, {"topic": topic.intent})
        assert len(offered) <= MOST
        assert topic.intent not in offered
