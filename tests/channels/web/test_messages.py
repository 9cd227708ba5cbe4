"""From what Rasa sends to what the widget shows: text, links, cards, urgency, language."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from bot.answers.opening_hours import STOCKHOLM
from bot.channels.web.cards import MOST, card, emergency
from bot.channels.web.links import finder
from bot.channels.web.messages import Message, Shaper
from bot.knowledge import load
from tests.channels.web.fakes import DANGER

TUESDAY = dt.datetime(2026, 12, 1, 10, 0, tzinfo=STOCKHOLM)
SUNDAY = dt.datetime(2026, 12, 6, 10, 0, tzinfo=STOCKHOLM)


def shape(text: str, moment: dt.datetime = TUESDAY, lang: str = "sv", **more: Any) -> Message:
    """The message of an answer."""
    return Shaper(finder(), lambda: moment).answer({"text": text, **more}, lang, str)


def test_an_answer_to_danger_is_urgent_and_first() -> None:
    """By the name of the answer, wherever it came in the turn."""
    sent = [
        {"text": "Varsågod!", "utter_action": "utter_tack", "timestamp": 1.0},
        {"text": DANGER, "utter_action": "utter_fara_akut", "timestamp": 2.0},
        {"text": "Och mer.", "utter_action": "utter_dina_spar", "timestamp": 3.0},
        {"text": "Ring 90101.", "utter_action": "utter_sjalvmordstankar", "timestamp": 4.0},
    ]
    shown = Shaper(finder(), lambda: TUESDAY).answers(sent, "sv", str)
    assert [(one.id, one.urgent) for one in shown] == [
        ("2.0", True), ("4.0", True), ("1.0", False), ("3.0", False)]


def test_messages_without_text_are_left_out() -> None:
    """Rasa sends some with nothing but null."""
    sent = [{"text": None}, {"text": "  "}, {"custom": {"a": 1}}, {"text": "Hej"}]
    assert [one.text for one in Shaper(finder(), lambda: TUESDAY).answers(sent, "sv", str)] == [
        "Hej"]


def test_a_danger_answer_has_cards_to_tap() -> None:
    """112 and Kvinnofridslinjen, open day and night, in the order of the text."""
    found = shape(DANGER, utter_action="utter_fara_akut").cards
    assert [(one.name, one.phone and one.phone.href, one.open_now) for one in found] == [
        ("SOS Alarm 112", "tel:112", True), ("Kvinnofridslinjen", "tel:116016", True)]


def test_open_now_is_computed() -> None:
    """The county board's phone: on a Tuesday morning, not on a Sunday."""
    text = "Stödtelefonen: 010-223 57 60."
    assert [shape(text, when).cards[0].open_now for when in (TUESDAY, SUNDAY)] == [True, False]
    assert shape(text).cards[0].note == "Andra källor har andra tider."


def test_a_contact_without_hours_is_neither_open_nor_closed() -> None:
    """Null, not false."""
    (found,) = shape("Polisen 114 14.").cards
    assert found.open_now is None and found.source is not None


def test_112_in_passing_is_a_link_only() -> None:
    """The card is for whom the answer is about; where that is 112, for 112."""
    assert [one.name for one in shape("Bris: 116 111. I fara: ring 112.").cards] == ["Bris"]
    assert [one.name for one in shape("Ring 112.").cards] == ["SOS Alarm 112"]


def test_a_list_of_lines_has_no_cards() -> None:
    """Its links are enough."""
    text = "116 016\n020-57 70 70\n116 111\n114 14"
    assert len(shape(text).links) == MOST + 1 and not shape(text).cards


def test_the_card_shows_the_number_that_was_said() -> None:
    """The older one of Kvinnofridslinjen, and a text message where that is meant."""
    assert shape("020-50 50 50").cards[0].phone.text == "020-50 50 50"  # type: ignore[union-attr]
    (sms,) = shape("Skicka sms till 112.").cards
    assert sms.name == "SMS112" and sms.phone is not None and sms.phone.href == "sms:112"


@pytest.mark.parametrize(
    ("text", "lang", "told", "expected"),
    [("Ring Kvinnofridslinjen nu, det är gratis.", "en", None, "sv"),
     ("Call the line now, it is free of charge.", "sv", None, "en"),
     ("112", "en", None, "en"), ("112", "sv", None, "sv"),
     ("Call the line now.", "sv", {"language": "ar"}, "ar")],
)
def test_the_language_of_a_message(text: str, lang: str, told: Any, expected: str) -> None:
    """As the answer says, else by its words, else of the conversation."""
    assert shape(text, lang=lang, metadata=told).lang == expected


def test_buttons_need_both_parts() -> None:
    """A title and a payload."""
    buttons = [{"title": "A", "payload": "/a"}, {"title": "B"}, {"payload": "/c"}, {}]
    assert [one.payload for one in shape("Hej", buttons=buttons).buttons] == ["/a"]
    assert shape("Hej", buttons=None).buttons == ()


def test_a_message_is_json() -> None:
    """With the keys of the contract and no time."""
    value = json.loads(json.dumps(shape(DANGER, utter_action="utter_fara_akut").as_value()))
    assert set(value) == {
        "id", "from", "lang", "at", "urgent", "text", "links", "buttons", "cards"}
    assert value["from"] == "bot" and value["at"] is None
    assert value["links"][1] == {"kind": "tel", "text": "116 016", "href": "tel:116016"}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_contact_has_a_card(lang: str) -> None:
    """None fails, each has a name that begins with a capital or a digit."""
    for entry in load():
        if entry.kind in ("line", "organisation", "person", "kommun"):
            made = card(entry, lang, TUESDAY)
            assert made.name and not made.name[0].islower()


def test_the_numbers_of_an_error() -> None:
    """112 and Kvinnofridslinjen always, and once; others that a text names after them."""
    names = [one.name for one in emergency(
        load(), "sv", TUESDAY, "Ring 112. Bris, 116 111, svarar.", finder())]
    assert names == ["SOS Alarm 112", "Kvinnofridslinjen", "Bris"]
