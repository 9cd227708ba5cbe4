"""Finding named lines, organisations and persons."""

import pytest

from bot.knowledge import load
from bot.nlu.contacts import ContactFinder

FINDER = ContactFinder(load())


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("vad är numret till Kvinnofridslinjen?", ["kvinnofridslinjen"]),
        ("ratt att valja, när är de öppna", ["ratt_att_valja"]),
        ("är bris gratis", ["bris"]),
        ("Maha Eichoues mejl", ["maha_eichoue"]),
        ("vad gör martina", ["martina_gavranovic"]),
        ("ring 90101 eller 116 111", ["sjalvmordslinjen", "bris"]),
        ("stödlinjen för män", ["stodlinjen_man"]),
        ("vilka språk finns passet på", []),
        ("", []),
    ],
)
def test_names_aliases_and_genitives_are_found(text: str, entries: list[str]) -> None:
    """The longest name at each place wins; dots and case do not matter."""
    assert [mention.entry for mention in FINDER.find(text)] == entries


def test_a_misspelt_name_is_found_through_the_corrected_text() -> None:
    """Offsets still point into what was written."""
    text = "nummer till kvinofridslinnjen tack"
    (mention,) = FINDER.find(text, "nummer till kvinnofridslinjen tack")
    assert (mention.entry, text[mention.start : mention.end]) == (
        "kvinnofridslinjen", "kvinofridslinnjen")
