"""Which answer a person in danger meets."""

from __future__ import annotations

import pytest

from bot import topics
from bot.dialogue.context import Turn, turns
from bot.dialogue.plan import plan
from bot.dialogue.safety import AGAIN, TRACES, answer
from bot.nlu.danger.verdict import Danger
from tests.answers.rendered import templates
from tests.dialogue.events import Event, answered, did, said

TOPICS = topics.load()
ACUTE = Danger("akut", "utsatt")
TOLD = Danger("stod", "utsatt")


@pytest.mark.parametrize(
    ("danger", "expected"),
    [
        (Danger(), None),
        (ACUTE, "utter_fara_akut"),
        (Danger("akut"), "utter_fara_akut"),
        (Danger("akut", "barn"), "utter_fara_akut_barn"),
        (Danger("akut", "narstaende"), "utter_fara_akut_annan"),
        (Danger("akut", "yrkesverksam"), "utter_fara_akut_arbete"),
        (Danger("akut", "utovare"), "utter_fara_akut_utovare"),
        (Danger("akut", "utsatt", ("suicid",)), "utter_fara_akut_suicid"),
        (Danger("akut", "barn", ("suicid",)), "utter_fara_akut_suicid"),
        (Danger("akut", "narstaende", ("suicid",)), "utter_fara_akut_suicid_annan"),
        (Danger("akut", "barn", ("heder", "utomlands")), "utter_fara_akut_utomlands"),
        (Danger("akut", "utsatt", ("heder",)), "utter_fara_akut"),
        (Danger("akut", "utsatt", ("dov",)), "utter_fara_akut_dov"),
        (TOLD, "utter_utsatt"),
        (Danger("stod", "utsatt", ("man",)), "utter_utsatt_man"),
        (Danger("stod", "utsatt", ("hbtq",)), "utter_utsatt_hbtq"),
        (Danger("stod", "utsatt", ("dov",)), "utter_utsatt_dov"),
        (Danger("stod", "utsatt", ("hbtq", "heder")), "utter_heder_utsatt"),
        (Danger("stod", "barn"), "utter_barn_skriver"),
        (Danger("stod", "barn", ("heder",)), "utter_heder_utsatt"),
        (Danger("stod", "narstaende"), "utter_narstaende"),
        (Danger("stod", "narstaende", ("heder",)), "utter_heder_annan"),
        (Danger("stod", "narstaende", ("suicid",)), "utter_sjalvmordstankar_annan"),
        (Danger("stod", "yrkesverksam", ("heder",)), "utter_yrkesverksam"),
        (Danger("stod", "utovare", ("suicid",)), "utter_utovare"),
        (Danger("stod", "utsatt", ("suicid",)), "utter_sjalvmordstankar"),
    ],
)
def test_the_path_of_a_person(danger: Danger, expected: str | None) -> None:
    """By level, by who writes, by theme; each path has its reviewed text."""
    assert answer(danger) == expected
    assert expected is None or expected in templates()


def heard(danger: Danger, text: str = "x", intent: str | None = None) -> Event:
    """A message that was judged so."""
    event = said(text, intent or str(danger.intent))
    return {**event, "parse_data": {**event["parse_data"], "danger": danger.as_value()}}


def actions(*events: Event) -> list[str]:
    """The plan for the newest message."""
    return plan(turns(list(events)), TOPICS)


def test_danger_is_answered_in_full_once_and_then_briefly() -> None:
    """Not the same text again; 112 all the same. Another path is said in full."""
    first = [heard(ACUTE), did("utter_fara_akut"), answered("Ring 112")]
    assert actions(heard(ACUTE)) == ["utter_fara_akut"]
    assert actions(*first, heard(ACUTE)) == [AGAIN]
    assert actions(*first, heard(Danger("akut", "barn"))) == ["utter_fara_akut_barn"]


def test_after_danger_a_question_gets_its_own_answer() -> None:
    """Without 112 before it again."""
    first = [heard(ACUTE), did("utter_fara_akut"), answered("Ring 112")]
    assert actions(*first, heard(Danger(), "kompotten?", "kompotten")) == ["utter_kompotten"]


def test_traces_are_spoken_of_once_to_the_one_concerned() -> None:
    """Not to staff, not in acute danger, not twice."""
    assert actions(heard(TOLD)) == ["utter_utsatt", TRACES]
    before = [heard(TOLD), did("utter_utsatt"), answered("x"), did(TRACES), answered("y")]
    assert actions(*before, heard(Danger("stod", "utsatt", ("man",)))) == ["utter_utsatt_man"]
    assert actions(heard(Danger("stod", "yrkesverksam"))) == ["utter_yrkesverksam"]
    assert actions(heard(ACUTE)) == ["utter_fara_akut"]


@pytest.mark.parametrize("before", [t.intent for t in TOPICS.values() if t.role != "safety"])
def test_danger_outranks_every_topic_before_it(before: str) -> None:
    """At every turn of whatever was talked about."""
    event = said("och i Motala?", before)
    assert actions(event, did(TOPICS[before].action), answered("…"), heard(ACUTE)) == [
        "utter_fara_akut"]


def test_a_turn_that_was_not_judged_gets_the_answer_of_its_topic() -> None:
    """A story or a button."""
    assert plan([Turn(text="/fara_akut", intent="fara_akut")], TOPICS) == ["utter_fara_akut"]


def test_what_to_do_after_a_telling_is_what_was_said_to_it() -> None:
    """Not a list of what the bot knows; that is given to who asks for it, and by its button."""
    told = [heard(Danger("stod", "narstaende", ("heder",))), did("utter_heder_annan"),
            answered("x")]
    calm = Danger()
    assert actions(*told, heard(calm, "vad kan jag göra", "vad_kan_du")) == ["utter_heder_annan"]
    assert actions(*told, heard(calm, "vad kan du göra", "vad_kan_du")) == ["utter_vad_kan_du"]
    assert actions(*told, heard(calm, "/vad_kan_du", "vad_kan_du")) == ["utter_vad_kan_du"]
    assert actions(heard(calm, "vad kan jag göra", "vad_kan_du")) == ["utter_vad_kan_du"]
    both = heard(calm, "vad kan jag göra och vad är Kompotten", "vad_kan_du")
    both["parse_data"]["entities"] = [{"entity": "question", "value": "kompotten"}]
    assert actions(*told, both) == ["utter_heder_annan", "utter_kompotten"]
    acute = [heard(ACUTE), did("utter_fara_akut"), answered("x")]
    assert actions(*acute, heard(calm, "vad gör jag?", "vad_kan_du")) == [AGAIN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("är det lagligt?", "utter_utanfor_narliggande"),
        ("är könsstympning lagligt?", "utter_konsstympning_lag"),
    ],
)
def test_the_one_law_that_is_spoken_of_is_not_that_of_a_telling(text: str, expected: str) -> None:
    """Who is beaten and asks what the law says is not told of genital mutilation."""
    told = [heard(TOLD), did("utter_utsatt"), answered("x")]
    assert actions(*told, heard(Danger(), text, "konsstympning_lag")) == [expected]
