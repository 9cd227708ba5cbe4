"""Edit distance and the index of near names, against plain definitions."""

from __future__ import annotations

import random

import pytest

from bot.nlu.places.spelling import DeletionIndex, allowed_edits, deletions, distance, fold, lower
from tests.nlu.places import place_oracle

NAMES = sorted(fold(lower(name)) for name, _, _ in place_oracle.kommuner())


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [
        ("motala", "motala", 0),
        ("motala", "motla", 1),
        ("motala", "mottala", 1),
        ("motala", "motalo", 1),
        ("motala", "moatla", 1),
        ("jonkoping", "jonkoppning", 2),
        ("goteborg", "gotebrog", 1),
        ("abc", "", 3),
    ],
)
def test_distance(left: str, right: str, edits: int) -> None:
    """Insertion, deletion, substitution and transposition of neighbours each count one."""
    assert distance(left, right, 3) == distance(right, left, 3) == edits


def test_distance_stops_at_the_limit() -> None:
    """Above the limit the distance is told as one more than it."""
    assert distance("linkoping", "stockholm", 2) == 3


@pytest.mark.parametrize(("name", "edits"), [("mora", 0), ("salem", 1), ("orkelljunga", 2)])
def test_longer_names_may_be_further_away(name: str, edits: int) -> None:
    """Short names are only found as they are, long ones with up to two edits."""
    assert allowed_edits(name) == edits


def test_deletions_leave_out_up_to_two_letters() -> None:
    """Every way to take out letters is among them."""
    assert set(deletions("abc", 2)) == {"abc", "ab", "ac", "bc", "a", "b", "c"}


def test_the_index_finds_what_a_full_scan_finds() -> None:
    """For misspelt names the index and a comparison with every name give the same."""
    index = DeletionIndex(NAMES)
    chance = random.Random(5)
    for name in NAMES:
        if len(name) < 6:
            continue
        word = place_oracle.typo(name, chance)
        scanned = {
            other: edits
            for other in NAMES
            if (limit := allowed_edits(other)) and (edits := distance(word, other, limit)) <= limit
        }
        assert index.near(word) == scanned, word


def test_a_word_longer_than_any_name_is_not_searched() -> None:
    """A word of thousands of letters is near nothing, whatever it begins with."""
    assert DeletionIndex(NAMES).near("linkoping" * 500) == {}


def test_fold_keeps_the_length() -> None:
    """Dots and accents go, offsets stay."""
    assert fold(lower("ÅÄÖ é ø ñ")) == "aao e o n"
