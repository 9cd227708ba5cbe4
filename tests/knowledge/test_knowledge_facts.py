"""The facts of the project themselves, compared with the county board's page."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path

import pytest

from bot.knowledge import Knowledge, load, normal_phone

PAGE = Path(__file__).resolve().parents[3] / "shared" / "facts" / "source-page.txt"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """The facts, none of them dated after today (or after the day they were compiled)."""
    return load(today=max(dt.date.today(), dt.date(2026, 11, 23)))


@pytest.fixture(scope="module")
def page() -> str:
    """The text of the county board's page, in NFC."""
    if not PAGE.exists():
        pytest.skip(f"the page is not beside the checkout: {PAGE}")
    return unicodedata.normalize("NFC", PAGE.read_text(encoding="utf-8"))


def test_every_contact_of_the_page_is_known(knowledge: Knowledge, page: str) -> None:
    """Each number and e-mail address on the page stands in the facts."""
    contacts = knowledge.contacts()
    phones = {normal_phone(found) for found in re.findall(r"\b0\d{2}-[\d ]*\d", page)}
    emails = set(re.findall(r"[\w.]+@[\w.]+\.\w+", page))
    assert phones and emails
    phones.discard("020390000")  # of the regional coordinators, in coordinators.yml
    assert phones <= contacts.phones and emails <= contacts.emails


def test_contacts_with_the_page_as_source_stand_on_it(knowledge: Knowledge, page: str) -> None:
    """No number or e-mail address is ascribed to the page that is not there."""
    for entry, key, fact in knowledge.facts():
        if fact.source.id == "page" and key.partition("_")[0] in ("phone", "email"):
            assert str(fact) in page, (entry.id, key)


def test_lists_of_the_page_are_whole_and_in_order(knowledge: Knowledge, page: str) -> None:
    """The 13 languages, five senders, five groups and four goals are those of the page."""
    languages = page[page.index("följande språk:"):].split(".")[0]
    said = knowledge["konsstympningspass"].languages.items()
    places = [languages.index(language) for language in said]
    assert len(said) == 13 and places == sorted(places)
    for goal in knowledge["strategi"].goals.items():
        assert goal in page
    for entry_id, key, count in (
        ("kampanj", "senders", 5), ("barn", "vulnerable_groups", 5), ("strategi", "goals", 4),
        ("politiskt_ledarskap", "points", 8), ("mans_vald", "covers", 5),
        ("stodtelefon", "subjects", 4), ("lansstyrelsen", "examples", 4),
        ("konsstympningspass", "contents", 3), ("konsstympningspass", "hand_out", 10),
    ):
        assert len(knowledge[entry_id].facts[key].items()) == count, (entry_id, key)


@pytest.mark.parametrize(
    ("entry_id", "key", "value", "alternatives"),
    [
        ("stodtelefon", "phone", "010-223 57 60", []),
        ("stodtelefon", "hours", "Mo-Fr 09:00-16:00; PH off", ["Mo,We,Fr 09:00-12:00; PH off"]),
        ("kvinnofridslinjen", "phone", "116 016", []),
        ("kvinnofridslinjen", "phone_old", "020-50 50 50", []),
        ("kvinnofridslinjen", "hours", "24/7", []),
        ("ratt_att_valja", "phone", "020-57 70 70", []),
        ("bris", "phone", "116 111", []),
        ("sjalvmordslinjen", "phone", "90101", []),
        ("hjalplinjen", "phone_reserve", "08-524 499 10", []),
        ("maha_eichoue", "phone", "010-223 52 79", []),
        ("martina_gavranovic", "email", "martina.gavranovic@lansstyrelsen.se", []),
    ],
)
def test_value_and_what_contradicts_it(
    knowledge: Knowledge, entry_id: str, key: str, value: str, alternatives: list[str]
) -> None:
    """The page's value comes first and what contradicts it is kept beside it."""
    fact = knowledge[entry_id].facts[key]
    assert (str(fact), [other.text() for other in fact.alternatives]) == (value, alternatives)
    assert (fact.status == "conflicting") is bool(alternatives)


def test_numbers_that_must_not_be_given(knowledge: Knowledge) -> None:
    """Closed lines and numbers for other purposes stand nowhere."""
    for number in ("0771-22 00 60", "0200-21 20 19", "076-14 99 715"):
        assert normal_phone(number) not in knowledge.contacts().phones


def test_lines_for_a_person_in_danger(knowledge: Knowledge) -> None:
    """The lines marked alarm have a number, and those said to be always open are."""
    alarm = {entry.id: entry for entry in knowledge if entry.alarm}
    assert {"larm112", "sms112", "kvinnofridslinjen", "ratt_att_valja", "bris",
            "sjalvmordslinjen", "ud_jouren"} <= set(alarm)
    for entry in alarm.values():
        assert "phone" in entry or "sms" in entry, entry.id
    for entry_id in ("larm112", "kvinnofridslinjen", "bris", "sjalvmordslinjen"):
        assert str(alarm[entry_id].hours) == "24/7"


def test_contact_persons_are_to_confirm(knowledge: Knowledge) -> None:
    """Whether the named persons still answer is not known, so no fact about them is sure."""
    for entry in knowledge:
        if entry.kind == "person":
            assert {fact.status for fact in entry.facts.values()} == {"to_confirm"}, entry.id


def test_status_fits_the_source(knowledge: Knowledge) -> None:
    """A fact with status page has the page as its source, and a description without source is
    never confirmed."""
    for entry, key, fact in knowledge.facts():
        if fact.status == "page":
            assert fact.source.id == "page", (entry.id, key)
        if fact.source.id == "general":
            assert fact.status == "to_confirm", (entry.id, key)


def test_every_source_is_used(knowledge: Knowledge) -> None:
    """No source of sources.yml is left over."""
    used = {fact.source.id for _, _, fact in knowledge.facts()}
    for _, _, fact in knowledge.facts():
        used |= {other.source.id for other in fact.alternatives}
    own = re.findall(r"^(\w+):", (Path(__file__).resolve().parents[2] / "data" / "knowledge"
                                  / "sources.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(own) - used <= {"general"}


def test_all_thirteen_kommuner(knowledge: Knowledge) -> None:
    """Every kommun of the county is there with its code."""
    codes = [str(entry.code) for entry in knowledge if entry.kind == "kommun"]
    assert sorted(codes) == ["0509", "0512", "0513", "0560", "0561", "0562", "0563", "0580",
                             "0581", "0582", "0583", "0584", "0586"]
