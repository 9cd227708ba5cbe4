"""What becomes a link: contacts of the facts, as they are written in an answer, nothing else."""

from __future__ import annotations

import pytest

from bot.channels.web.links import finder
from bot.knowledge import load
from bot.knowledge.contacts import kind_of

TURNED_TO = ("line", "organisation", "person", "kommun")


def links(text: str) -> list[tuple[str, str]]:
    """(text, href) of the links of a text."""
    return [(one.link.text, one.link.href) for one in finder().find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring 112 nu.", [("112", "tel:112")]),
        ("Ring 112, eller 116 016.", [("112", "tel:112"), ("116 016", "tel:116016")]),
        ("Ring 116016.", [("116016", "tel:116016")]),
        ("Ring 020-50 50 50 eller 020-390 000!",
         [("020-50 50 50", "tel:020505050"), ("020-390 000", "tel:020390000")]),
        ("Från utlandet: +46 20-390 000.", [("+46 20-390 000", "tel:+4620390000")]),
        ("Skicka sms till 112.", [("112", "sms:112")]),
        ("SMS112 eller sms:a 112", [("112", "sms:112")]),
        ("You can text 112.", [("112", "sms:112")]),
        ("Sms kostar. Ring 112.", [("112", "tel:112")]),
        ("Skicka sms till 116 016.", [("116 016", "tel:116016")]),
        ("Läs mer: https://kvinnofridslinjen.se.",
         [("https://kvinnofridslinjen.se", "https://kvinnofridslinjen.se")]),
        ("(https://polisen.se)", [("https://polisen.se", "https://polisen.se")]),
        ("Mejla Maha.Eichoue@lansstyrelsen.se.",
         [("Maha.Eichoue@lansstyrelsen.se", "mailto:maha.eichoue@lansstyrelsen.se")]),
    ],
)
def test_contacts_become_links(text: str, expected: list[tuple[str, str]]) -> None:
    """In the order of the text, with their own punctuation left out."""
    assert links(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Se lagens 112 § om det.", "Det kostar 1112 kronor.", "2024-112-01", "010-112 11",
     "https://evil.example/112", "https://kvinnofridslinjen.se.evil.example",
     "http://kvinnofridslinjen.se", "javascript:alert(112116)", "nagon@example.org",
     "0701234567", "116 0161", "1 116 016 5", "", "112" * 50],
)
def test_everything_else_stays_text(text: str) -> None:
    """Years, sections, longer numbers, foreign addresses, other schemes."""
    assert links(text) == []


def test_the_same_contact_is_linked_once() -> None:
    """The widget finds each place where its text stands."""
    assert links("112, 112 och 112") == [("112", "tel:112")]


def test_every_number_of_the_facts_is_found_and_leads_to_its_entry() -> None:
    """As it is written there; where several entries share it, the one that is named."""
    for entry, key, fact in load().facts():
        if kind_of(key) != "phone" or entry.kind not in TURNED_TO:
            continue
        for value in fact.items():
            say = f"{entry.name.sv}: {'sms till ' if key == 'sms' else ''}{value}."
            found = [one for one in finder().find(say) if one.link.text == value]
            assert found, (entry.id, value)
            assert found[0].entries[0].id == entry.id, (entry.id, value)


def test_a_link_begins_where_it_stands() -> None:
    """The widget cuts the text there."""
    text = "Ring Bris, 116 111, eller 112."
    for one in finder().find(text):
        assert text[one.start:].startswith(one.link.text)
