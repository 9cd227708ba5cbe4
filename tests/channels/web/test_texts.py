"""What the channel itself says: short, true to the settings, with numbers from the facts."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from bot.answers.opening_hours import STOCKHOLM
from bot.answers.rendering import renderer
from bot.channels.web.errors import CODES, Problem
from bot.channels.web.links import finder
from bot.channels.web.settings import read
from bot.channels.web.texts import Texts, language_of, written

LANGUAGES = ("sv", "en")


def texts(**given: int) -> Texts:
    """The texts by some settings."""
    return Texts(renderer(), finder(), read(**given), lambda: dt.datetime.now(STOCKHOLM))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_greeting_is_short_and_says_what_matters(lang: str) -> None:
    """At most 60 words: robot, 112, no names, how long, how to leave."""
    said = texts(idle_minutes=17, retention_days=23).greeting(lang)
    assert len(said.split()) <= 60
    for needed in ("robot", "112", "17", "23", *{
        "sv": ("namn", "personnummer", "glöms", "logg", "Lämna", "Shift tre"),
        "en": ("names", "numbers", "forget", "log", "exit", "Shift three"),
    }[lang]):
        assert needed in said, needed


def test_no_number_is_typed_into_the_texts() -> None:
    """They come from the facts and the settings."""
    for texts_by_code in (written()["errors"], {"greeting": written()["greeting"]}):
        for code, said in texts_by_code.items():
            assert set(said) == set(LANGUAGES), code
            assert not re.search(r"\d\d", re.sub(r"\{\{.*?\}\}", "", "".join(said.values()))), code


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_problem_is_told_with_the_numbers(code: str, lang: str) -> None:
    """A sentence that names 112, and cards of 112 and Kvinnofridslinjen."""
    told = texts().problem(Problem(code, retry_after=7), lang)  # type: ignore[arg-type]
    assert told["code"] == code and told["retry_after"] == 7
    assert "112" in told["message"] and "{" not in told["message"]
    assert [one["phone"]["href"] for one in told["numbers"]] == ["tel:112", "tel:116016"]
    if code in ("too_fast", "too_many", "too_long", "too_large", "unavailable"):
        assert "116 016" in told["message"]


def test_a_limit_tells_how_much_is_allowed() -> None:
    """By the setting."""
    assert " 500 " in texts(web_message_length=500).problem(Problem("too_long"), "sv")["message"]


@pytest.mark.parametrize(
    ("header", "lang"),
    [(None, "sv"), ("", "sv"), ("*", "sv"), ("sv-SE,sv;q=0.9,en;q=0.8", "sv"), ("en-US,en", "en"),
     ("en-GB, sv;q=0.1", "sv"), ("nb-NO", "sv"), ("ar", "en"), ("x" * 100_000, "en"),
     (",,,;", "en")],
)
def test_the_language_of_a_browser(header: str | None, lang: str) -> None:
    """Swedish wherever Swedish is read."""
    assert language_of(header) == lang
