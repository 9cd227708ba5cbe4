"""Short follow-ups that lean on the topic just answered."""

from __future__ import annotations

import pytest

from bot import topics
from bot.dialogue.context import turns
from bot.dialogue.plan import UNSURE, plan
from tests.dialogue.events import Event, answered, did, said

TOPICS = topics.load()


def asked(text: str, intent: str, **ranking: float) -> Event:
    """A message with the probabilities of its topics."""
    event = said(text, intent)
    ranked = [{"name": name, "confidence": p} for name, p in ranking.items()]
    return {**event, "parse_data": {**event["parse_data"], "intent_ranking": ranked}}


def actions(*events: Event) -> list[str]:
    """The plan for the newest message."""
    return plan(turns(list(events)), TOPICS)


CAMPAIGN = [said("vilka står bakom kampanjen", "kampanj_avsandare"),
            did("utter_kampanj_avsandare"), answered("…")]


def test_a_topic_beside_the_one_just_answered_is_likelier() -> None:
    """"Var sprids den?" after the campaign's senders is about the campaign."""
    follow_up = asked("var sprids den?", UNSURE, barnafrid=0.15, kampanj_vad=0.1)
    assert actions(*CAMPAIGN, follow_up) == ["utter_kampanj_vad"]


def test_what_is_not_understood_and_points_back_gets_the_topic_again() -> None:
    """Its answer holds more than was read the first time."""
    assert actions(*CAMPAIGN, asked("hur länge har den funnits", UNSURE, hejda=0.1)) == [
        "utter_kampanj_avsandare"]


def test_follow_ups_lean_on_each_other() -> None:
    """The second leans on what the first was answered with."""
    first = [asked("var sprids den?", UNSURE, kampanj_vad=0.1), did("utter_kampanj_vad"),
             answered("…")]
    second = asked("vem samordnar?", UNSURE, hejda=0.1, kampanj_vad=0.05)
    assert actions(*CAMPAIGN, *first, second) == ["utter_kampanj_vad"]


@pytest.mark.parametrize(
    ("text", "intent", "expected"),
    [
        ("vad är syftet?", "vad_kan_du", "utter_kampanj_avsandare"),
        ("vad kan du?", "vad_kan_du", "utter_vad_kan_du"),
        ("vem har gjort den", "ar_du_robot", "utter_kampanj_avsandare"),
        ("är du en robot", "ar_du_robot", "utter_ar_du_robot"),
    ],
)
def test_what_the_bot_is_asked_about_says_you(text: str, intent: str, expected: str) -> None:
    """Without "du", a short question after a topic is about the topic."""
    assert actions(*CAMPAIGN, asked(text, intent, **{intent: 0.97})) == [expected]


@pytest.mark.parametrize(
    ("text", "intent", "p"),
    [("vad är kompotten", "kompotten", 0.99),
     ("vilka språk finns det där passet på", "pass_sprak", 0.95)],
)
def test_a_clear_question_of_its_own_does_not_lean(text: str, intent: str, p: float) -> None:
    """A switch of subject is followed at once."""
    assert actions(*CAMPAIGN, asked(text, intent, **{intent: p})) == [TOPICS[intent].action]


def test_nonsense_does_not_lean() -> None:
    """A short message that points nowhere is asked about."""
    assert actions(*CAMPAIGN, asked("blargh fnutti", UNSURE, hejda=0.1)) == ["utter_vilket_amne"]


def test_a_long_message_that_is_not_understood_is_asked_about() -> None:
    """It is no follow-up."""
    text = "i går var jag på marknaden och köpte en stol som jag ska måla grön till våren"
    assert actions(*CAMPAIGN, asked(text, UNSURE, kampanj_vad=0.1)) == ["utter_vilket_amne"]
