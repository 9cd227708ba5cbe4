"""Cutting a message into clauses."""

import pytest

from bot.nlu.clauses import split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vad är numret?", []),
        ("", []),
        ("Hej! Vad är numret?", []),
        ("vad är numret och vilka språk finns passet på?",
         ["vad är numret", "vilka språk finns passet på?"]),
        ("Vad är numret? Är det öppet nu?", ["Vad är numret?", "Är det öppet nu?"]),
        ("hur når jag er, är ni öppna på lördag", ["hur når jag er", "är ni öppna på lördag"]),
        ("mamma och pappa bråkar", []),
    ],
)
def test_each_question_becomes_a_clause(text: str, expected: list[str]) -> None:
    """Sentences and joined questions are cut; names joined by "och" and single words are not."""
    assert [clause.text for clause in split(text)] == expected


def test_offsets_point_into_the_message() -> None:
    """A clause's text is what stands at its place."""
    text = "  Vad är Kompotten?   Och vem ringer jag då?\nFinns det ett pass?"
    clauses = split(text)
    assert len(clauses) == 3
    assert all(text[c.start : c.end] == c.text for c in clauses)


def test_of_a_long_story_the_end_is_kept() -> None:
    """Questions stand at the end of stories."""
    text = " ".join(f"Det var dag nummer {n}." for n in range(40)) + " Vem kan jag ringa?"
    clauses = split(text)
    assert len(clauses) == 6
    assert clauses[-1].text == "Vem kan jag ringa?"


def test_what_happens_is_cut_from_the_question_before_it() -> None:
    """A comma is enough when a person follows; not in a statement."""
    assert [c.text for c in split("vad är numret, han kommer hem nu")] == [
        "vad är numret", "han kommer hem nu"]
    assert split("jag bor i Motala, han bor i Kisa") == []
