"""Whatever is written, find gives sound results and never fails."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.dates import as_value, describe, find, from_value
from bot.nlu.dates.lexicon import LEXICON
from bot.nlu.dates.spelling import Spelling

from .reading import HERE, NOW, lines, meaning, only

WORDS = sorted(
    {word for line in lines("expressions.txt") for word in line.split(" | ")[0].split()}
    | {word for line in lines("no_dates.txt") for word in line.split()}
    | {
        "-",
        "–",
        ",",
        "(",
        ")",
        "/",
        "29/2",
        "00:00",
        "24:00",
        "2199",
        "1400",
        "5000",
        "arbetsdagar",
    }
)


@settings(max_examples=300, deadline=None, database=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_mixture_of_time_words_gives_sound_expressions(text: str) -> None:
    """Offsets cut out the words, nothing overlaps, begin is before finish, all can be said."""
    end = 0
    for found in find(text, NOW):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        end = found.end
        assert (found.kind == "weekly") == bool(found.weekdays)
        assert (found.kind == "impossible") == (found.reason is not None)
        assert (found.begin is None) == (found.kind in ("weekly", "impossible"))
        if found.begin is not None and found.finish is not None:
            assert found.begin < found.finish
        assert from_value(json.loads(json.dumps(as_value(found)))) == found
        assert describe(found, "sv", NOW) and describe(found, "en", NOW)
        if found.dayless:
            assert not found.on(NOW.date()).dayless


@settings(max_examples=100, deadline=None, database=None, derandomize=True)
@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    """No characters make it fail."""
    find(text, NOW)


REPEATED = [
    "på", "idag", "efter", "dagen efter", "nu på", "a@", "1", "1 dag", "i v", "till 5", "(", "0 ",
    "första", "kl", "x", "-", "1-", "fredag efter", "i slutet av", "och", "lördagar och",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_endless_repetition_is_read(piece: str) -> None:
    """A message of thousands of the same words does not exhaust the stack."""
    find(f"{piece} " * 2000 + "fredag", NOW)
    find(piece * 2000, NOW)


TYPOS = [
    ("torsdga", "torsdag"), ("lördgag", "lördag"), ("sönndag", "söndag"), ("onsag", "onsdag"),
    ("mandag", "måndag"), ("lordagar", "lördagar"), ("imrgon", "imorgon"), ("imorgonn", "imorgon"),
    ("septmber", "september"), ("nationaldagenn", "nationaldagen"), ("julaftn", "julafton"),
    ("midsomarafton", "midsommarafton"), ("langfredagen", "långfredagen"),
    ("eftermidag", "eftermiddag"), ("klokan", "klockan"), ("kvallen", "kvällen"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "word"), TYPOS)
def test_slip_of_one_letter_is_forgiven(written: str, word: str) -> None:
    """Long words are known with one slip, all without their dots."""
    entry = LEXICON.look_up(written)
    assert entry is not None
    assert entry.word == word


@pytest.mark.parametrize(
    "word",
    ["fredad", "mandat", "katten", "källarna", "nästan", "förstå", "son", "man", "var", "heller",
     "rimmar", "hosten", "fest", "vatten", "mormonen", "redan", "timmer"],
)  # fmt: skip
def test_other_words_are_left_alone(word: str) -> None:
    """A real word one letter from a time word is not one."""
    assert LEXICON.look_up(word) is None


def test_correction_prefers_the_nearest_word() -> None:
    """A letter too few or too many is a lesser slip than a wrong one."""
    spelling = Spelling(["tisdag", "torsdag"], ["tisdag", "torsdag"], ["tordag"])
    assert spelling.correct("tosdag") == "torsdag"
    assert spelling.correct("tordag") is None
    assert spelling.correct("tis") is None


def test_only_the_beginning_of_a_very_long_message_is_read() -> None:
    """What stands after the first 2,000 characters is not searched."""
    assert find("x" * 2001 + " imorgon", NOW) == []


def test_table_is_long_enough() -> None:
    """The table of expressions does not shrink unnoticed."""
    assert len(lines("expressions.txt")) >= 600
    assert (HERE / "left_out.yml").is_file()


def test_upper_case_is_read() -> None:
    """Shouting is understood."""
    assert meaning(only("ÄR NI ÖPPNA PÅ LÖRDAG KL 14?")) == "2026-11-28 14:00"
