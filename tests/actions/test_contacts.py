"""The action that gives a named line, organisation or person."""

from __future__ import annotations

import pytest

from actions.contacts import Contacts, _meant
from tests.actions.heard import answers, heard, names


@pytest.mark.parametrize(
    ("text", "intent", "contacts"),
    [
        ("vad har Kvinnofridslinjen för nummer", "linje", ["kvinnofridslinjen"]),
        ("kvinofridslinjens nummer", "linje", ["kvinnofridslinjen"]),
        ("Bris eller Mind?", "linje", ["bris", "sjalvmordslinjen"]),
        ("Bris, Mind och RFSL", "linje", ["bris", "sjalvmordslinjen"]),
        ("Bris Bris bris", "linje", ["bris"]),
        ("kan man smsa 112", "linje", ["sms112"]),
        ("numret till Maha Eichoue", "kontaktperson", ["maha_eichoue"]),
        ("och martina?", "kontaktperson", ["martina_gavranovic"]),
        ("når jag Maha imorgon", "kontaktperson", ["maha_eichoue"]),
    ],
)
def test_named_contacts(text: str, intent: str, contacts: list[str]) -> None:
    """Each contact that is named, at most two, each once."""
    found = answers(Contacts(), heard(text, intent))
    assert set(names(found)) == {"utter_kontakt_kort"}
    assert [message["contact"] for message in found] == contacts
    assert [message["further"] for message in found] == [n > 0 for n in range(len(contacts))]


@pytest.mark.parametrize(
    ("intent", "response"),
    [("linje", "utter_linjer_lista"), ("kontaktperson", "utter_lansstyrelsen_kontakt")],
)
def test_without_a_name(intent: str, response: str) -> None:
    """The list of lines, or the contacts of the county board."""
    assert names(answers(Contacts(), heard("vad är numret dit", intent))) == [response]


def test_a_line_with_a_time_is_a_question_about_hours() -> None:
    """"Har Bris öppet på lördag" is answered by the opening hours."""
    (message,) = answers(Contacts(), heard("har Bris öppet på lördag", "linje"))
    assert (message["response"], message["contact"]) == ("utter_oppet_alltid", "bris")


def test_who_asks_for_a_condition_gets_it_alone() -> None:
    """"Kostar det?" is not answered by a card of ten sentences."""
    (message,) = answers(Contacts(), heard("är det gratis att ringa Kvinnofridslinjen?", "linje"))
    assert message["response"] == "utter_kontakt_villkor"
    assert (message["contact"], message["asked"]) == ("kvinnofridslinjen", ["cost"])


def test_who_cannot_speak_after_danger_is_told_of_112_by_text() -> None:
    """"Kan man smsa?" after "Ring 112 nu" is about 112; what it costs is about the other line."""
    assert _meant("larm112", ["chat"]) == "sms112"
    assert _meant("larm112", ["cost"]) == "kvinnofridslinjen"
    assert _meant("larm112", []) == "larm112"
    assert _meant("bris", ["chat"]) == "bris"
