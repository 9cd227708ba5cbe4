"""Danger is answered when Rasa is not there: by the signals alone."""

from __future__ import annotations

import pytest

from bot.answers.rendering import renderer
from bot.channels.web.emergency import reply
from bot.dialogue import safety


@pytest.mark.parametrize(
    ("text", "lang", "needed"),
    [("Hjälp, han slår mig nu", "sv", "Ring 112 nu"),
     ("he is going to kill me", "sv", "Call 112 now"),
     ("min man slår mig", "sv", "116 016"),
     ("jag vill dö", "sv", "90101")],
)
def test_danger_is_answered_in_its_language(text: str, lang: str, needed: str) -> None:
    """With the words of data/responses/fara.yml."""
    assert needed in (reply(text, lang, renderer()) or "")


@pytest.mark.parametrize("text", ["När har stödtelefonen öppet?", "hej", "", "…", "112"])
def test_what_is_no_danger_gets_no_such_answer(text: str) -> None:
    """The channel's own words are said instead."""
    assert reply(text, "sv", renderer()) is None


def test_every_answer_to_danger_can_be_given() -> None:
    """All that bot.dialogue.safety may choose stand in the file and need no more than facts."""
    from bot.channels.web.emergency import _responses, _template

    chosen = {*safety._ACUTE.values(), *safety._SUPPORT.values(),
              *safety._THEMES_OF_ONESELF.values(), "utter_fara_akut", "utter_utsatt",
              "utter_fara_akut_utomlands", "utter_fara_akut_suicid", "utter_fara_akut_suicid_annan",
              "utter_fara_akut_dov", "utter_sjalvmordstankar", "utter_sjalvmordstankar_annan",
              "utter_heder_annan"}
    assert chosen <= set(_responses())
    for name in chosen:
        for lang in ("sv", "en", "ar"):
            assert renderer().render(_template(name, lang), lang, {})
