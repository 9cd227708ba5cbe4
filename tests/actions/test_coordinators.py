"""The action that finds the regional coordinator of a place."""

from __future__ import annotations

import pytest

from actions.coordinators import Coordinators
from tests.actions.heard import answers, earlier, heard

INTENT = "koordinator_kontakt"


@pytest.mark.parametrize(
    ("text", "response", "expected"),
    [
        ("vilken är det för Linköping?", "utter_koordinator_region",
         {"place": "Linköping", "region": "Öst",
          "counties": ["Östergötland", "Södermanland", "Jönköping"]}),
        ("regionkoordinator i linsjöping", "utter_koordinator_region", {"region": "Öst"}),
        ("vi sitter i Nyköping", "utter_koordinator_region", {"region": "Öst"}),
        ("Umeå", "utter_koordinator_region", {"place": "Umeå", "region": "Nord"}),
        ("och Karlstd?", "utter_koordinator_region", {"place": "Karlstad",
                                                      "region": "Bergslagen"}),
        ("Visby", "utter_koordinator_region", {"region": "Stockholm"}),
        ("Malmö", "utter_koordinator_region", {"region": "Syd", "extra_phone": "020-35 40 40"}),
        ("Göteborgs stad", "utter_koordinator_region", {"region": "Väst"}),
        ("hör Gävleborg dit?", "utter_koordinator_region", {"region": "Mitt"}),
        ("inte Linköping utan Umeå", "utter_koordinator_region", {"place": "Umeå"}),
        ("Småland", "utter_koordinator_vilken", {"place": "Småland", "regions": [
            "Öst (Östergötland, Södermanland, Jönköping)",
            "Syd (Kronoberg, Kalmar, Blekinge, Skåne)"]}),
        ("jag är i Norge", "utter_koordinator_utomlands", {"place": "Norge"}),
        ("jag bor i Ankeborg", "utter_koordinator_okand", {"place": "Ankeborg"}),
        ("vem är koordinator?", "utter_koordinator_kontakt", {}),
        ("", "utter_koordinator_kontakt", {}),
    ],
)
def test_a_place(text: str, response: str, expected: dict[str, object]) -> None:
    """A kommun, a misspelt one, an ort, a län, a landskap, abroad, unknown, none."""
    (message,) = answers(Coordinators(), heard(text, INTENT))
    assert message["response"] == response
    assert message["topic"] == INTENT
    assert {key: message[key] for key in expected} == expected


@pytest.mark.parametrize("text", ["Malmö", "Umeå", "Stockholm"])
def test_only_syd_has_a_number_of_its_own(text: str) -> None:
    """No other direct number is known, so none is said."""
    (message,) = answers(Coordinators(), heard(text, INTENT))
    assert bool(message.get("extra_phone")) is (text == "Malmö")


def test_the_place_is_that_of_the_newest_message() -> None:
    """A place of before is not carried over to a question without one."""
    before = earlier("Umeå", INTENT, "action_coordinator")
    (message,) = answers(Coordinators(), *before, heard("vad gör de?", INTENT))
    assert message["response"] == "utter_koordinator_kontakt"
    (message,) = answers(Coordinators(), *before, heard("och i Norrköping då?", "folj_plats"))
    assert message["place"] == "Norrköping"


def test_the_name_is_that_of_the_domain() -> None:
    """Rasa calls the action by this name."""
    assert Coordinators().name() == "action_coordinator"
