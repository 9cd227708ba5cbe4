"""The table of Swedish expressions, and messages that hold several or none."""

from __future__ import annotations

import pytest

from bot.nlu.dates import find

from .reading import NOW, lines, meaning, only

TABLE = [tuple(line.split(" | ")) for line in lines("expressions.txt")]


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_expression_means_what_the_table_says(row: tuple[str, ...]) -> None:
    """Each expression of the table has its kind, its time and its other reading."""
    text, kind, expected = row[:3]
    found = only(text)
    assert (found.kind, meaning(found)) == (kind, expected)
    other = found.alternative
    said = None if other is None else f"{other.kind} {meaning(other)}"
    assert said == (row[3] if len(row) > 3 else None)


@pytest.mark.parametrize("text", lines("no_dates.txt"))
def test_message_without_a_time_gives_none(text: str) -> None:
    """Telephone numbers, ages, laws, counts, greetings and look-alikes are no times."""
    assert find(text, NOW) == []


SEVERAL = [
    ("på måndag eller tisdag", ["på måndag", "tisdag"]),
    ("Öppettider julafton och nyårsdagen?", ["julafton", "nyårsdagen"]),
    ("imorgon kl 9 eller 10", ["imorgon kl 9", "10"]),
    ("på fredag. Kl 13 passar", ["på fredag", "Kl 13"]),
    ("mån, ons och fre", ["mån", "ons", "fre"]),
    ("klockan tio, elva eller tolv", ["klockan tio", "elva", "tolv"]),
    ("inte nu på lördag utan nästa lördag", ["nu på lördag", "nästa lördag"]),
    ("ring 010-223 57 60 på måndag kl 9, 112 på tisdag", ["på måndag kl 9", "på tisdag"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_expressions_are_found_in_order(text: str, expected: list[str]) -> None:
    """Each expression of a message is found once, in order."""
    assert [each.text for each in find(text, NOW)] == expected


def test_second_of_two_clock_times_is_on_the_same_day() -> None:
    """ "imorgon kl 9 eller 10" asks about tomorrow twice."""
    first, second = find("imorgon kl 9 eller 10", NOW)
    assert (meaning(first), meaning(second)) == ("2026-11-26 09:00", "2026-11-26 10:00")


def test_filler_nu_gives_way_to_a_real_time() -> None:
    """ "nu" is a time only where nothing else is, and not in the middle of a clause."""
    assert [e.text for e in find("hej nu undrar jag om ni har öppet på lördag", NOW)] == [
        "på lördag"
    ]
    assert [e.text for e in find("är ni öppna nu?", NOW)] == ["nu"]
    assert find("nu undrar jag en sak", NOW) == []


SENTENCES = [
    ("Är ni öppna {}?", "?"),
    ("hej, kan jag ringa stödtelefonen {} eller är det stängt då", " eller"),
    ("OK. {}", ""),
]


@pytest.mark.parametrize("frame", [frame for frame, _ in SENTENCES])
@pytest.mark.parametrize(
    "text", ["på fredag kl 14", "julafton", "den 6 juni 2028 kl 10", "nästa vecka", "på lördagar"]
)
def test_offsets_are_those_of_the_words_in_the_message(frame: str, text: str) -> None:
    """start and end cut the words out of the message."""
    message = frame.format(text)
    found = only(message)
    assert message[found.start : found.end] == found.text == text


def test_offsets_hold_for_decomposed_letters() -> None:
    """A message whose ö is two characters is read, and its offsets are its own."""
    message = "går det på lo\u0308rdag kl 10?"
    found = only(message)
    assert found.text == "på lo\u0308rdag kl 10"
    assert meaning(found) == "2026-11-28 10:00"


NAMED = [
    ("annandag påsk", "annandag påsk"),
    ("Kristi himmelsfärd", "Kristi himmelsfärdsdag"),
    ("kl 10 på midsommarafton", "midsommarafton"),
    ("trettondagen", "trettondedag jul"),
    ("i påskas", "påsken"),
    ("6 juni", None),
    ("dagen före julafton", None),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_holiday_is_the_name_that_was_said(text: str, name: str | None) -> None:
    """holiday holds the Swedish name when the words name one, and only then."""
    assert only(text).holiday == name


REASONS = [
    ("31 februari", "Februari har inte 31 dagar."),
    ("29 februari 2027", "År 2027 är inte ett skottår, så februari har bara 28 dagar."),
    ("vecka 60", "Ett år har 52 eller 53 veckor, så den veckan finns inte."),
    ("vecka 53 2027", "År 2027 har bara 52 veckor."),
    ("kl 25:00", "Dygnet har bara 24 timmar, så det klockslaget finns inte."),
    ("den 32", "Ingen månad har 32 dagar."),
]


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_impossible_time_has_a_short_reason(text: str, reason: str) -> None:
    """What the calendar does not have is said in one sentence, without the message's words."""
    found = only(f"min hemliga plan är {text}")
    assert (found.kind, found.reason) == ("impossible", reason)
