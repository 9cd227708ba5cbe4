"""Planning the answer to a message in its context."""

import pytest

from bot import topics
from bot.dialogue.context import turns
from bot.dialogue.plan import ASK, EMPTY, GIVE_UP, UNSURE, is_bare, plan
from tests.dialogue.events import Event, answered, did, entity, said

TOPICS = topics.load()
PLACE = "och i Norrköping då?"


def actions(*events: Event) -> list[str]:
    """The plan for the newest message of these events."""
    return plan(turns(list(events)), TOPICS)


def test_a_plain_question_is_answered_by_its_topic() -> None:
    """The registry names the action, or utter_<intent>."""
    assert actions(said("kompotten?", "kompotten")) == ["utter_kompotten"]
    assert actions(said("öppet nu?", "stodtelefon_oppet_nu")) == ["action_opening_hours"]


def test_two_questions_get_two_answers() -> None:
    """In the order of the message."""
    text = "vad är numret och vilka språk finns passet på"
    further = entity("question", "pass_sprak", "vilka språk finns passet på", text)
    assert actions(said(text, "stodtelefon_nummer", entities=[further])) == [
        "utter_stodtelefon_nummer", "action_pass_language"]


def test_danger_comes_first_and_the_question_after() -> None:
    """Nothing in the context can move danger aside."""
    text = "hjälp han slår in dörren, vad är numret"
    further = entity("question", "stodtelefon_nummer", "vad är numret", text)
    before = [said("koordinator?", "koordinator_kontakt"), did("action_coordinator")]
    assert actions(*before, said(text, "fara_akut", entities=[further])) == [
        "utter_fara_akut", "utter_stodtelefon_nummer"]


def test_yes_takes_the_first_suggestion() -> None:
    """A bare "ja" after suggestions answers the first of them."""
    before = [said("passet", "pass_vad"), did("utter_pass_vad"),
              answered("…", "pass_sprak", "pass_hamta")]
    assert actions(*before, said("ja", "ja")) == ["action_pass_language"]
    assert actions(said("ja", "ja")) == ["utter_ja"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("koordinator_kontakt", "action_coordinator"),
        ("orosanmalan", "action_report_concern"),
        ("kompotten", "action_coordinator"),
    ],
)
def test_a_bare_place_means_the_topic_that_takes_places(before: str, expected: str) -> None:
    """"Och i Norrköping då?" asks again what was just asked."""
    place = entity("place", "Norrköping", "Norrköping", PLACE)
    assert actions(said("x", before), did("y"), said(PLACE, UNSURE, entities=[place])) == [expected]


@pytest.mark.parametrize(
    ("text", "intent", "expected"),
    [
        ("finns passet på arabiska?", "pass_sprak", "action_pass_language"),
        ("kan man få könsstympningspasset på somaliska", "pass_sprak", "action_pass_language"),
        ("talar de arabiska?", "pass_sprak", "action_contact"),
        ("kostar det något?", "vald_ekonomiskt", "action_contact"),
        ("kan jag vara anonym", "sparas_det", "action_contact"),
    ],
)
def test_a_short_follow_up_about_a_line_stays_with_it(
    text: str, intent: str, expected: str
) -> None:
    """Cost, anonymity and interpreters are the line's; a language of the pass is the pass's."""
    before = [said("min man slår mig", "utsatt"), did("utter_utsatt"), answered("…")]
    assert actions(*before, said(text, intent)) == [expected]


@pytest.mark.parametrize(
    ("before", "expected"),
    [("lansrutinen", "action_follow_up"), ("stodtelefon_nummer", "action_opening_hours")],
)
def test_a_time_without_words_of_its_own_leans_on_the_topic(before: str, expected: str) -> None:
    """"Sedan när?" after a routine asks for more about it, after a phone for its hours."""
    assert actions(said("x", before), did("y"), said("sedan när?", "folj_tid")) == [expected]


def test_a_time_with_nothing_to_lean_on_is_asked_about() -> None:
    """Tomorrow's weather is not the phone's hours."""
    assert actions(said("vad blir det för väder imorgon", "folj_tid")) == [ASK]


def test_not_understood_twice_gives_a_person_to_contact() -> None:
    """First a clarifying question, then no loop of questions."""
    first = said("blarg", UNSURE)
    assert actions(first) == [ASK]
    assert actions(first, did(ASK), answered("?"), said("blurg", UNSURE)) == [GIVE_UP]


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "?!", "…"])
def test_a_message_without_words_is_asked_to_be_written(text: str) -> None:
    """Emoji and signs alone are no question."""
    assert actions(said(text, UNSURE)) == [EMPTY]


def test_a_button_is_taken_at_its_word() -> None:
    """"/ja" style payloads do not run through the context again."""
    assert actions(said("/kompotten", "kompotten")) == ["utter_kompotten"]


@pytest.mark.parametrize(
    ("text", "place", "bare"),
    [
        ("Motala", "Motala", True),
        ("och i Norrköping då?", "Norrköping", True),
        ("nej, Motala", "Motala", True),
        ("om man bor i Kisa", "Kisa", True),
        ("har Motala någon kvinnojour", "Motala", False),
    ],
)
def test_fillers_do_not_count_beside_a_place(text: str, place: str, bare: bool) -> None:
    """Only words that ask something make it a question of its own."""
    assert is_bare(text, [entity("place", place, place, text)], "place") is bare


@pytest.mark.parametrize(
    ("text", "expected"),
    [("är linjen öppen nyårsafton", ["action_opening_hours"]),
     ("vilka linjer är öppna nyårsafton", ["utter_linjer_lista"])],
)
def test_one_line_with_a_time_is_asked_about_its_hours(text: str, expected: list[str]) -> None:
    """"Linjen" is the county board's phone; "vilka linjer" is the list."""
    time = entity("time", "nyårsafton", "nyårsafton", text)
    assert actions(said(text, "linjer_lista", entities=[time])) == expected
    if expected == ["action_opening_hours"]:
        assert actions(said(text, "linje", entities=[time])) == expected


def test_trafficking_at_a_place_gets_the_coordinator_too() -> None:
    """What it is, and whom to call there; "när" with a place asks for the coordinator itself."""
    text = "Sala kommun här, vart vänder vi oss om människohandel"
    place = entity("place", "Sala", "Sala", text)
    assert actions(said(text, "prostitution_vad", entities=[place])) == [
        "utter_prostitution_vad", "action_coordinator"]
    assert actions(said(text, "koordinator_nar", entities=[place])) == ["action_coordinator"]
