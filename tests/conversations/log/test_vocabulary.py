"""Which words of an event may stand in the log as they are."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversations.log import vocabulary
from bot.conversations.log.vocabulary import Vocabulary

WORDS = Vocabulary.load()


def test_intents_and_languages_of_ours_are_known() -> None:
    """Those of the domain, the unsure one, and those that we tell apart."""
    assert WORDS.intent("halsning") == "halsning" and WORDS.intent("nlu_fallback")
    assert WORDS.language("sv") == "sv" and WORDS.language("so") == "so"


@pytest.mark.parametrize("value", ["Anna Karlsson", "", None, 7, ["halsning"], {"a": 1}])
def test_anything_else_is_not_stored(value: Any) -> None:
    """Names of intents, languages, channels, answers and models cannot carry a text."""
    assert WORDS.intent(value) is None and WORDS.language(value) is None
    assert vocabulary.response(value) is None and vocabulary.model(value) is None
    assert vocabulary.channel(value) == "other" and WORDS.payload(value) is None
    assert vocabulary.danger(value) is None


def test_a_button_is_a_slash_and_an_intent_alone() -> None:
    """What a person types after a slash is text."""
    assert WORDS.payload("/tack") == "tack"
    for text in ("/tack Anna", '/tack{"namn": "Anna"}', "/Anna", "tack", "/", "//tack"):
        assert WORDS.payload(text) is None


def test_the_judgement_of_danger_is_kept_with_its_known_words_alone() -> None:
    """Signals are names, scores are numbers."""
    given = {"level": "akut", "who": "Anna", "themes": ["heder", "Anna"], "akut": 0.91234567,
             "signals": ["modell", "han slår mig", 7], "concern": float("nan"), "faint": "Anna",
             "text": "Anna"}
    assert vocabulary.danger(given) == {
        "level": "akut", "who": None, "themes": ["heder"], "signals": ["modell"],
        "akut": 0.9123, "concern": None, "faint": False,
    }


@pytest.mark.parametrize("value", [float("inf"), float("nan"), True, "1", None, 1e30])
def test_what_is_no_number(value: Any) -> None:
    """PostgreSQL's JSON has no NaN, and a long number could be somebody's."""
    assert vocabulary.number(value) is None
