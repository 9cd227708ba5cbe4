"""Which region a place belongs to, and what is said when that cannot be told."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from bot.answers.coordinators import CoordinatorAnswer, coordinator_for, coordinators, main_place
from bot.nlu.places import Gazetteer, as_value

PLACES = Path(__file__).resolve().parents[2] / "data" / "knowledge" / "places"
# The regions with their län; E where a source about the coordinators names the län.
REGIONS = {
    "Stockholm": "01 09",
    "Mitt": "03E 19E 21E",
    "Öst": "04E 05E 06E",
    "Syd": "07E 08E 10E 12E",
    "Väst": "13 14E",
    "Bergslagen": "17 18 20",
    "Nord": "22E 23E 24E 25E",
}
TABLE = [
    (code[:2], region, code[2:]) for region, codes in REGIONS.items() for code in codes.split()
]
KOMMUNER = [
    (row["kommun"], row["lan_code"])
    for row in csv.DictReader((PLACES / "kommuner.csv").open(encoding="utf-8", newline=""))
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The gazetteer of the project's own lists."""
    return Gazetteer.load()


def asked(gazetteer: Gazetteer, text: str) -> CoordinatorAnswer:
    """The answer for the place in ``text``."""
    return coordinator_for(main_place([as_value(place) for place in gazetteer.find(text)]))


@pytest.mark.parametrize(("code", "region", "evidence"), TABLE)
def test_each_lan_has_its_region_and_its_evidence(code: str, region: str, evidence: str) -> None:
    """A län leads to one region, marked as derived where only the police regions say so."""
    answer = coordinator_for([code])
    assert answer.outcome == "region" and answer.coordinator is not None
    assert answer.coordinator.region == region
    assert answer.derived == (evidence != "E")


def test_the_seven_regions_hold_the_21_lan_once() -> None:
    """No län is missing or stands in two regions; 15 are confirmed and 6 derived."""
    counties = [county for one in coordinators().all for county in one.counties]
    assert len(coordinators().all) == 7
    assert len(counties) == len({county.code for county in counties}) == len(TABLE) == 21
    assert sum(county.confirmed for county in counties) == 15


def test_every_kommun_leads_to_exactly_one_region(gazetteer: Gazetteer) -> None:
    """Each of the 290 kommuner, asked for by name, gets the region of its län."""
    regions = {code: region for code, region, _ in TABLE}
    assert len(KOMMUNER) == 290
    for name, lan in KOMMUNER:
        answer = asked(gazetteer, f"{name} kommun")
        assert answer.outcome == "region" and answer.coordinator, name
        assert (answer.place, answer.coordinator.region) == (name, regions[lan])
        assert coordinators().for_lan(lan) is answer.coordinator


@pytest.mark.parametrize(
    ("text", "outcome", "regions"),
    [
        ("Kisa", "region", ["Öst"]),
        ("i Rinkeby", "region", ["Stockholm"]),
        ("Öland", "region", ["Syd"]),
        ("Lappland", "region", ["Nord"]),
        ("Region Öst", "region", ["Öst"]),
        ("polisregion syd", "region", ["Syd"]),
        ("Region Bergslagen", "region", ["Bergslagen"]),
        ("Bergslagen", "candidates", ["Bergslagen", "Mitt"]),
        ("Småland", "candidates", ["Öst", "Syd"]),
        ("Norrland", "candidates", ["Mitt", "Nord"]),
        ("Västkusten", "region", ["Väst"]),
        ("bor i Åby", "candidates", ["Öst", "Väst", "Syd"]),
        ("Finland", "abroad", []),
        ("jag bor i Tjottahejti", "unknown", []),
        ("hej", "no_place", []),
        ("Åby i Norrköping", "region", ["Öst"]),
        ("Bergslagen, i Örebro län", "region", ["Bergslagen"]),
        ("jag är från Somalia men bor i Umeå", "region", ["Nord"]),
        ("inte Linköping utan Malmö", "region", ["Syd"]),
        ("bor nu i Skövde, inte Linköping", "region", ["Väst"]),
        ("Nej inte Östergötland, Småland.", "candidates", ["Öst", "Syd"]),
    ],
)
def test_what_is_answered(
    gazetteer: Gazetteer, text: str, outcome: str, regions: list[str]
) -> None:
    """A clear place gives its region, an ambiguous one the candidates, others the number only."""
    answer = asked(gazetteer, text)
    assert answer.outcome == outcome
    assert [one.region for one in answer.candidates] == regions
    assert (answer.coordinator is not None) == (outcome == "region")


@pytest.mark.parametrize("text", ["Linköping", "Småland", "Finland", "bor i Tjottahejti", "hej"])
def test_every_answer_has_the_national_number(gazetteer: Gazetteer, text: str) -> None:
    """The national number and the address with all regions come with every answer."""
    answer = asked(gazetteer, text)
    assert str(answer.phone) == "020-390 000" and answer.phone.status == "page"
    assert str(answer.url).startswith("https://nspm.")


def test_only_syd_has_a_number_of_its_own() -> None:
    """No source gives a direct number of another region, so there is none."""
    phones = {one.region: one.extra_phone for one in coordinators().all if one.extra_phone}
    assert list(phones) == ["Syd"] and str(phones["Syd"]) == "020-35 40 40"


def test_cities_are_told_only_as_unconfirmed() -> None:
    """Where the coordinators sit is old news, and marked so, with a source and a date."""
    cities = {one.region: one.city for one in coordinators().all if one.city}
    assert {region: str(city) for region, city in cities.items()} == {
        "Nord": "Umeå",
        "Syd": "Malmö",
        "Väst": "Göteborg",
        "Öst": "Norrköping och Jönköping",
    }
    assert all(city.status == "to_confirm" and city.date for city in cities.values())


def test_ost_holds_ostergotland_first() -> None:
    """The county board's own region names its own län first, then the two others."""
    answer = coordinator_for(["05"])
    assert answer.coordinator is not None
    assert [county.short for county in answer.coordinator.counties] == [
        "Östergötland",
        "Södermanland",
        "Jönköping",
    ]


def test_a_code_that_does_not_exist_is_refused() -> None:
    """A wrong län code is a mistake of the caller and raises KeyError."""
    with pytest.raises(KeyError):
        coordinator_for(["99"])


@pytest.mark.parametrize("places", [[], ()])
def test_no_place_at_all(places: Any) -> None:
    """Without a place there is no main place."""
    assert main_place(places) is None
