"""The action that tells whether a line is open, with the clock held still."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.opening_hours import OpeningHours
from actions.turn import clock
from tests.actions.heard import NOW, answers, at, earlier, heard, names
from tests.dialogue.events import Event

AT_A_TIME, NOW_INTENT, FOLLOW = "stodtelefon_oppet_tid", "stodtelefon_oppet_nu", "folj_tid"
UNCERTAIN = ["utter_oppet_osakert"]
MONDAY_NINE = "måndag 30 november klockan 09:00"


def said_at(now: datetime, *events: Event) -> list[dict]:
    """What the action answers when it is ``now``."""
    return answers(OpeningHours(lambda: now), *events)


@pytest.mark.parametrize(
    ("now", "response", "moment", "changes"),
    [
        (at("2026-11-23", "08:59"), "utter_stangt", "just nu", "i dag klockan 09:00"),
        (at("2026-11-23", "09:00"), "utter_oppet", "just nu", "16:00"),
        (at("2026-11-23", "15:59"), "utter_oppet", "just nu", "16:00"),
        (at("2026-11-23", "16:00"), "utter_stangt", "just nu",
         "i morgon, tisdag 24 november klockan 09:00"),
        (at("2026-11-27", "16:00"), "utter_stangt", "just nu", MONDAY_NINE),
        (at("2026-11-28", "12:00"), "utter_stangt", "just nu", MONDAY_NINE),
        (at("2026-12-24", "12:00"), "utter_stangt", "just nu", "måndag 28 december klockan 09:00"),
        (at("2026-12-31", "12:00"), "utter_stangt", "just nu",
         "måndag 4 januari 2027 klockan 09:00"),
        (at("2027-06-25", "12:00"), "utter_stangt", "just nu", "måndag 28 juni klockan 09:00"),
    ],
)
def test_now(now: datetime, response: str, moment: str, changes: str) -> None:
    """Without a time in the message the answer is for the present moment."""
    (message,) = said_at(now, heard("har ni öppet", NOW_INTENT, now=now))
    assert (message["response"], message["contact"]) == (response, "stodtelefon")
    assert message["moment"] == moment
    assert message["until" if response == "utter_oppet" else "opens"] == changes
    assert message["also"] == UNCERTAIN


@pytest.mark.parametrize(
    ("text", "response", "expected"),
    [
        ("öppet på fredag kl 14?", "utter_oppet",
         {"moment": "fredag 27 november klockan 14:00", "until": "16:00"}),
        ("öppet på fredag kl 17?", "utter_stangt",
         {"moment": "fredag 27 november klockan 17:00", "reason": "outside", "opens": MONDAY_NINE}),
        ("är det öppet imorgon?", "utter_oppet_dag",
         {"moment": "tisdag 24 november", "hours": "klockan 09:00-16:00"}),
        ("öppet på lördag?", "utter_stangt",
         {"moment": "lördag 28 november", "reason": "weekend", "opens": MONDAY_NINE}),
        ("på lördagar?", "utter_stangt", {"moment": "på lördagar"}),
        ("på vardagar?", "utter_oppet_dag", {"moment": "på vardagar",
                                             "hours": "klockan 09:00-16:00"}),
        ("öppet på julafton?", "utter_stangt",
         {"moment": "torsdag 24 december", "reason": "eve", "holiday": "julafton"}),
        ("öppet den 6 juni 2028?", "utter_stangt",
         {"moment": "tisdag 6 juni 2028", "reason": "holiday", "holiday": "nationaldagen",
          "opens": "onsdag 7 juni 2028 klockan 09:00"}),
        ("öppet den 7 juni 2028?", "utter_oppet_dag", {"moment": "onsdag 7 juni 2028"}),
        ("i helgen?", "utter_stangt",
         {"moment": "lördag 28 november–söndag 29 november", "opens": MONDAY_NINE}),
        ("i december?", "utter_oppet_period",
         {"days": ["torsdag 24 december: stängt (julafton)",
                   "fredag 25 december: stängt (juldagen)",
                   "torsdag 31 december: stängt (nyårsafton)"]}),
        ("den 31 februari?", "utter_datum_finns_inte", {"reason": "Februari har inte 31 dagar."}),
        ("nästa fredag?", "utter_oppet_dag",
         {"moment": "fredag 4 december", "other": "fredag 27 november", "other_state": "open",
          "also": ["utter_oppet_annan_dag", *UNCERTAIN]}),
    ],
)
def test_a_time(text: str, response: str, expected: dict[str, object]) -> None:
    """Days, moments, recurring days, spans and impossible dates, asked on a Monday at ten."""
    (message,) = said_at(NOW, heard(text, AT_A_TIME))
    assert message["response"] == response
    assert {key: message.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    ("text", "moment", "response"),
    [
        ("men kl 17?", "fredag 27 november klockan 17:00", "utter_stangt"),
        ("klockan tio då", "fredag 27 november klockan 10:00", "utter_oppet"),
        ("och på måndag?", "måndag 30 november", "utter_oppet_dag"),
    ],
)
@pytest.mark.parametrize("between", [[], earlier("tack", "tack", "utter_tack")])
def test_a_bare_clock_time_falls_on_the_day_before(
    text: str, moment: str, response: str, between: list[Event]
) -> None:
    """"Men kl 17?" means Friday after "på fredag?", also with thanks between."""
    before = earlier("öppet på fredag?", AT_A_TIME, "action_opening_hours")
    (message,) = said_at(NOW, *before, *between, heard(text, FOLLOW))
    assert (message["moment"], message["response"]) == (moment, response)


def test_a_day_long_ago_is_forgotten() -> None:
    """Two other messages later "kl 17" is the next such time."""
    before = earlier("öppet på fredag?", AT_A_TIME)
    between = earlier("tack", "tack") + earlier("kompotten", "kompotten")
    (message,) = said_at(NOW, *before, *between, heard("kl 15?", FOLLOW))
    assert message["moment"] == "måndag 23 november klockan 15:00"


@pytest.mark.parametrize(
    ("text", "intent", "contact", "response"),
    [
        ("har Rätt att välja öppet kl 22?", "linje", "ratt_att_valja", "utter_stangt"),
        ("har Rätt att välja öppet kl 20?", "linje", "ratt_att_valja", "utter_oppet"),
        ("har Kvinnofridslinjen öppet kl 22?", "linje", "kvinnofridslinjen", "utter_oppet_alltid"),
        ("har RFSL öppet på lördag?", "linje", "rfsl", "utter_oppet_okant"),
        ("är Kvinnofridslinjen öppen nu?", NOW_INTENT, "kvinnofridslinjen", "utter_oppet_alltid"),
        ("är Bris öppet på julafton?", AT_A_TIME, "bris", "utter_oppet_alltid"),
        ("är Länsstyrelsens stödtelefon öppen nu?", NOW_INTENT, "stodtelefon", "utter_oppet"),
        ("jag är på polisen, är stödtelefonen öppen?", NOW_INTENT, "stodtelefon", "utter_oppet"),
        ("är Länsstyrelsen öppen nu?", NOW_INTENT, "stodtelefon", "utter_oppet"),
    ],
)
def test_a_named_line(text: str, intent: str, contact: str, response: str) -> None:
    """The hours are those of the line that the message names, whatever the intent says."""
    (message,) = said_at(NOW, heard(text, intent))
    assert (message["contact"], message["response"]) == (contact, response)


def test_a_follow_up_stays_with_the_line_talked_about() -> None:
    """"Och på söndag?" after Rätt att välja is about Rätt att välja."""
    before = earlier("har Rätt att välja öppet på fredag?", "linje", "action_contact")
    (sunday,) = said_at(NOW, *before, heard("och på söndag?", FOLLOW))
    assert (sunday["contact"], sunday["hours"]) == ("ratt_att_valja", "klockan 07:00-21:00")


def test_a_question_about_the_support_phone_leaves_the_line_before() -> None:
    """A new question that names no line is about the support phone again."""
    before = earlier("har Rätt att välja öppet på fredag?", "linje", "action_contact")
    (message,) = said_at(NOW, *before, heard("är stödtelefonen öppen nu", NOW_INTENT))
    assert message["contact"] == "stodtelefon"


def test_several_times_give_at_most_two_answers() -> None:
    """The first two in the order of the message."""
    text = "öppet på onsdag, torsdag och på fredag den 4 december?"
    found = said_at(NOW, heard(text, AT_A_TIME))
    assert [m["moment"] for m in found] == ["onsdag 25 november", "torsdag 26 november"]


@pytest.mark.parametrize(
    ("now", "response", "expected"),
    [
        (NOW, "utter_oppet", {"moment": "right now", "until": "16:00"}),
        (at("2026-11-23", "17:00"), "utter_stangt",
         {"moment": "right now", "opens": "tomorrow, Tuesday 24 November at 09:00"}),
        (at("2026-12-24", "10:00"), "utter_stangt",
         {"reason": "eve", "holiday": "Christmas Eve", "opens": "Monday 28 December at 09:00"}),
    ],
)
def test_english(now: datetime, response: str, expected: dict[str, str]) -> None:
    """Days and reasons are said in the visitor's language."""
    (message,) = said_at(now, heard("are you open", NOW_INTENT, language="en", now=now))
    assert message["response"] == response
    assert {key: message[key] for key in expected} == expected


def test_the_language_of_the_conversation_holds_for_a_bare_time() -> None:
    """A message that tells no language is answered in the one spoken before."""
    before = earlier("are you open", NOW_INTENT, language="en")
    (message,) = said_at(NOW, *before, heard("kl 17", FOLLOW, language=None))
    assert message["moment"] == "Monday 23 November at 17:00"


@pytest.mark.parametrize("intent", [AT_A_TIME, FOLLOW])
def test_a_time_that_is_not_understood_is_asked_for(intent: str) -> None:
    """No answer for now to a question about another time."""
    (message,) = said_at(NOW, heard("är ni öppna när månen är full", intent))
    assert (message["response"], message["contact"]) == ("utter_vilken_tid", "stodtelefon")


def test_without_any_message_the_answer_is_for_now() -> None:
    """An empty conversation is no error."""
    assert names(said_at(NOW)) == ["utter_oppet"]


def test_the_clock_of_the_server_is_stockholm_time() -> None:
    """The default clock is aware; hours are compared on Stockholm's clock."""
    zone = clock().tzinfo
    assert getattr(zone, "key", None) == "Europe/Stockholm"
    assert OpeningHours().name() == "action_opening_hours"
