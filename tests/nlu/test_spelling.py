"""Spelling correction towards known words."""

import pytest

from bot.nlu.spelling import Speller, undotted, words

SPELLER = Speller({"stödtelefonen": 90, "öppen": 40, "öppet": 60, "passet": 30, "språk": 20,
                   "för": 80, "for": 2, "vilka": 50, "hund": 3})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("stodtelefonen", "stödtelefonen"),
        ("stödtelefonn", "stödtelefonen"),
        ("stötelefonen", "stödtelefonen"),
        ("stödtelfeonen", "stödtelefonen"),
        ("stodtelefonn", "stödtelefonen"),
        ("vilak", "vilka"),
        ("oppen", "öppen"),
        ("sprak", "språk"),
        ("for", "för"),
        ("hund", "hund"),
        ("xyzzy", "xyzzy"),
        ("vi", "vi"),
    ],
)
def test_a_word_one_edit_or_its_dots_away_becomes_the_known_word(written: str, meant: str) -> None:
    """Unknown words move to the nearest known one; known and strange words stay."""
    assert SPELLER.correct_word(written) == meant


def test_two_substitutions_that_share_a_deletion_are_not_one_edit() -> None:
    """"abcd" and "abdc" are a swap, "xbcd" and "abcx" are too far apart."""
    speller = Speller({"abcd": 5})
    assert speller.correct_word("abdc") == "abcd"
    assert speller.correct_word("bcda") == "bcda"


def test_numbers_and_punctuation_stay_in_place() -> None:
    """Only runs of letters change, so offsets of words can be followed."""
    assert SPELLER.correct("Stodtelefonen, 010-223 57 60?!") == "stödtelefonen, 010-223 57 60?!"


def test_learning_trusts_swedish_words_and_frequent_ones() -> None:
    """A misspelling that occurs often does not become known beside its right form."""
    right, wrong = ["stödtelefonen är öppen"] * 3, ["stodtelefonen ar oppen"] * 20
    texts = [*right, *wrong, *["kompotten"] * 20]
    speller = Speller.learn(texts, lambda word: word in {"stödtelefonen", "är", "öppen"})
    assert speller.correct("stodtelefonen") == "stödtelefonen"
    assert "kompotten" in speller.frequency
    assert "stodtelefonen" not in speller.frequency


def test_words_are_lower_case_runs_of_letters() -> None:
    """Digits and signs separate words."""
    assert words("Ring 112, SMS:a Åsa_B") == ["ring", "sms", "a", "åsa", "b"]
    assert undotted("åäöé") == "aaoe"
