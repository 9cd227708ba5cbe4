"""Which language is asked for, and whether the pass has it."""

from __future__ import annotations

import pytest

from bot import knowledge
from bot.answers.pass_language import asked, reply

FACT = knowledge.load()["konsstympningspass"].languages
PAGE = FACT.items("sv")
NEWER = [str(value) for value in FACT.alternatives[0].value]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("finns det på somaliska?", "somaliska"),
        ("FINNS DET PÅ SOMALISKA", "somaliska"),
        ("tigrinska", "tigrinja"),
        ("Tigrinya?", "tigrinja"),
        ("farsi", "persiska"),
        ("sorani eller kurmanji", "sorani"),
        ("thailandska", "thailändska"),
        ("svenska och arabiska", "arabiska"),
        ("på svenska", "svenska"),
        ("is it in German", "tyska"),
        ("arabiska, dari", "arabiska"),
        ("vilka språk", None),
        ("", None),
        ("123 ?!", None),
    ],
)
def test_the_language_of_a_message(text: str, language: str | None) -> None:
    """Any case, without dots, other names, the first named; Swedish only if it stands alone."""
    found = asked(text)
    assert (found[0] if found else None) == language


@pytest.mark.parametrize("language", PAGE)
def test_every_language_of_the_page_exists(language: str) -> None:
    """All thirteen are found by their Swedish name."""
    found = reply(f"finns passet på {language}?", "sv")
    assert found.response == "utter_pass_sprak_finns"
    assert found.values["language_asked"] == language
    assert found.values["renewed"] is (language in NEWER)


@pytest.mark.parametrize("language", [name for name in NEWER if name not in PAGE])
def test_a_language_only_in_the_newer_edition_is_said_to_be_there(language: str) -> None:
    """Persian is not on the page but in the newer edition."""
    found = reply(language, "sv")
    assert (found.response, found.values["renewed"]) == ("utter_pass_sprak_saknas", True)


def test_the_english_name_in_an_english_answer() -> None:
    """"Tigrinya", not "tigrinja"."""
    assert reply("tigrinja", "en").values["language_asked"] == "Tigrinya"


def test_without_a_language_all_are_listed() -> None:
    """The answer needs no values."""
    assert reply("vilka språk?", "sv").response == "utter_pass_sprak"
