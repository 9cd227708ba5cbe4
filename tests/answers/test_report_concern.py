"""Whom to call about a child, kommun by kommun."""

from __future__ import annotations

import pytest

from bot import knowledge
from bot.answers.report_concern import reply

KOMMUNER = [entry for entry in knowledge.load() if entry.kind == "kommun"]


def place(*codes: str, kind: str = "kommun", name: str = "X") -> dict[str, object]:
    """A place as bot.nlu.places.as_value gives it."""
    return {"kind": kind, "name": name, "kommun_codes": list(codes), "lan_codes": ["05"]}


def test_the_thirteen_kommuner_of_the_county_are_known() -> None:
    """Each once, by its code."""
    codes = [entry.code.text() for entry in KOMMUNER]
    assert len(set(codes)) == len(codes) == 13


@pytest.mark.parametrize("entry", KOMMUNER, ids=lambda entry: entry.id)
def test_a_number_is_said_only_where_there_is_one(entry: knowledge.Entry) -> None:
    """The number for concern, else that of the kommun's switchboard, is that of the facts."""
    found = reply(place(entry.code.text()), "sv")
    number = entry.get("phone_concern") or entry.get("phone")
    if number is None:
        assert found.response == "utter_orosanmalan_utan_nummer"
        assert "phone" not in found.values
    else:
        assert found.response == "utter_orosanmalan_nummer"
        assert found.values["phone"] == number.text("sv")
    assert found.values["place"] == entry.name.sv


@pytest.mark.parametrize(
    ("code", "duty"), [("0580", "013-20 75 26"), ("0584", "013-20 75 26"), ("0583", "")])
def test_the_duty_number_may_be_shared(code: str, duty: str) -> None:
    """Vadstena has Linköping's; Motala's is not known."""
    assert reply(place(code), "sv").values["duty"] == duty


@pytest.mark.parametrize(
    ("asked", "response"),
    [
        (None, "utter_orosanmalan"),
        ({}, "utter_orosanmalan"),
        (place(kind="abroad", name="Norge"), "utter_orosanmalan"),
        (place("0180", name="Stockholm"), "utter_orosanmalan_utan_nummer"),
        (place("0580", "0581", kind="lan", name="Östergötland"), "utter_orosanmalan_utan_nummer"),
        (place("0513", kind="ort", name="Kisa"), "utter_orosanmalan_nummer"),
        (place("0580", "0581", kind="ort", name="Åby"), "utter_orosanmalan_nummer"),
        (place("0580", "0581", kind="ambiguous", name="Åby"), "utter_orosanmalan_utan_nummer"),
    ],
)
def test_places_that_settle_no_kommun(asked: dict[str, object] | None, response: str) -> None:
    """Only a kommun or an ort has a number."""
    assert reply(asked, "sv").response == response


def test_english_names() -> None:
    """The kommun in English."""
    assert reply(place("0583"), "en").values["place"] == "Motala municipality"
