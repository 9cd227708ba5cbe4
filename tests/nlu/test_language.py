"""Telling the language of a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.languages import answered_in, foreign, known
from bot.nlu.danger import labels
from bot.nlu.language import LanguageModel, by_words, learn


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    """A model of every fifth labelled message."""
    found = [(one.text, one.lang) for one in labels.training()]
    foreign_ones = [one for one in found if one[1] != "sv"]
    return learn([], [*foreign_ones, *found[::5]])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vad är numret?", "sv"),
        ("ar det oppet nu", "sv"),
        ("What is the phone number?", "en"),
        ("112", None),
        ("", None),
        ("😀😀", None),
        ("ما هو رقم الهاتف؟", "ar"),
        ("شماره تلفن چند است؟", "fa"),
        ("Який номер телефону", "uk"),
        ("Какой у вас номер телефона?", "ru"),
        ("Wie ist die Nummer?", "de"),
        ("Quel est le numéro de téléphone ?", "fr"),
        ("ቁጽሪ ስልኪ እንታይ እዩ", "ti"),
        ("Numarada kim cevap veriyor, telefon numarası nedir", "tr"),
        ("Mikä on puhelinnumero?", "fi"),
    ],
)
def test_the_language_is_told(model: LanguageModel, text: str, language: str | None) -> None:
    """Numbers and emoji tell nothing, so the conversation keeps its language."""
    assert model.detect(text) == language


@pytest.mark.parametrize(
    ("text", "language"), [("vad är numret", "sv"), ("what is the number", "en"), ("Motala", None)]
)
def test_without_a_model_frequent_words_decide(text: str, language: str | None) -> None:
    """Swedish and English at least."""
    assert by_words(text) == LanguageModel().detect(text) == language


def test_a_saved_model_answers_as_before(model: LanguageModel, tmp_path: Path) -> None:
    """Through numbers in half precision."""
    model.save(tmp_path)
    loaded = LanguageModel.load(tmp_path)
    for text in ("hjälp mig", "help me", "i caawi fadlan", "ayuda por favor"):
        assert loaded.detect(text) == model.detect(text)


def test_a_model_needs_two_languages() -> None:
    """With one there is nothing to tell."""
    with pytest.raises(ValueError, match="two languages"):
        LanguageModel().fit(["hej", "hallå"], ["sv", "sv"])


def test_every_language_of_the_messages_has_its_own_name() -> None:
    """Whoever writes in a language reads its name in that language."""
    written = {one.lang for one in labels.training()}
    assert written <= set(known())
    assert all(known()[code].own for code in written)


def test_the_nordic_languages_are_answered_in_swedish() -> None:
    """The others in English, with the numbers first."""
    assert [answered_in(code) for code in ("sv", "no", "da", "en", "so")] == [
        "sv", "sv", "sv", "en", "en"]
    assert [foreign(code) for code in ("sv", "da", "en", None, "xx")] == [None] * 5
    somali = foreign("so")
    assert somali is not None and somali.own == "Soomaali"
