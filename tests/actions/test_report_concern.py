"""The action that tells where to report concern about a child."""

from __future__ import annotations

import pytest

from actions.report_concern import ReportConcern
from tests.actions.heard import answers, earlier, heard

INTENT = "orosanmalan"


@pytest.mark.parametrize(
    ("text", "response", "expected"),
    [
        ("i Linköping", "utter_orosanmalan_nummer",
         {"place": "Linköpings kommun", "phone": "013-20 61 88", "duty": "013-20 75 26"}),
        ("om man bor i Ljungsbro?", "utter_orosanmalan_nummer", {"place": "Linköpings kommun"}),
        ("nej, Motala", "utter_orosanmalan_nummer", {"phone": "0141-22 53 00", "duty": ""}),
        ("Kisa", "utter_orosanmalan_nummer", {"place": "Kinda kommun", "phone": "0494-190 00"}),
        ("Vadstena", "utter_orosanmalan_nummer",
         {"phone": "0143-150 00 och 0143-151 66", "duty": "013-20 75 26"}),
        ("i Finspång", "utter_orosanmalan_utan_nummer", {"place": "Finspångs kommun"}),
        ("i Stockholm", "utter_orosanmalan_utan_nummer", {"place": "Stockholm"}),
        ("i Östergötland", "utter_orosanmalan", {}),
        ("jag är i Norge", "utter_orosanmalan", {}),
        ("hur gör man?", "utter_orosanmalan", {}),
    ],
)
def test_a_place(text: str, response: str, expected: dict[str, str]) -> None:
    """The kommun's number where the facts have one, else how to find it."""
    (message,) = answers(ReportConcern(), heard(text, INTENT))
    assert message["response"] == response
    assert {key: message.get(key, "") for key in expected} == expected


def test_a_new_place_replaces_the_one_before() -> None:
    """"Nej, Motala" after Kisa is about Motala."""
    before = earlier("Kisa", INTENT, "action_report_concern")
    (message,) = answers(ReportConcern(), *before, heard("nej, Motala", "folj_plats"))
    assert message["place"] == "Motala kommun"


def test_english() -> None:
    """The kommun has its English name."""
    (message,) = answers(ReportConcern(), heard("in Linköping", INTENT, language="en"))
    assert message["place"] == "Linköping municipality"
