"""The action that tells whether the pass exists in a language."""

from __future__ import annotations

import pytest

from actions.pass_languages import PassLanguages
from tests.actions.heard import answers, heard


@pytest.mark.parametrize(
    ("text", "language", "response", "asked", "renewed"),
    [
        ("finns det på somaliska", "sv", "utter_pass_sprak_finns", "somaliska", True),
        ("tigrinska?", "sv", "utter_pass_sprak_finns", "tigrinja", False),
        ("persiska?", "sv", "utter_pass_sprak_saknas", "persiska", True),
        ("farsi då", "sv", "utter_pass_sprak_saknas", "persiska", True),
        ("thai", "sv", "utter_pass_sprak_saknas", "thailändska", False),
        ("is it in Somali?", "en", "utter_pass_sprak_finns", "Somali", True),
        ("in Thai?", "en", "utter_pass_sprak_saknas", "Thai", False),
    ],
)
def test_a_language(text: str, language: str, response: str, asked: str, renewed: bool) -> None:
    """Yes or no, said in the visitor's language, and whether a newer edition has it."""
    (message,) = answers(PassLanguages(), heard(text, "pass_sprak", language=language))
    assert (message["response"], message["language_asked"]) == (response, asked)
    assert message["renewed"] is renewed


@pytest.mark.parametrize("text", ["vilka språk finns det på", "klingonska?", ""])
def test_no_language_that_is_known(text: str) -> None:
    """All languages are listed."""
    (message,) = answers(PassLanguages(), heard(text, "pass_sprak"))
    assert message["response"] == "utter_pass_sprak"
