"""How messages become conversations."""

from __future__ import annotations

import pytest

from bench.load import by_turn, long_conversation, visits


def test_visits_keep_every_message() -> None:
    """The last visitor may have fewer messages; none is lost."""
    assert visits(["a", "b", "c", "d", "e"], 2) == [["a", "b"], ["c", "d"], ["e"]]


def test_probes_end_at_the_turns_asked_for() -> None:
    """The probes are the last turns up to each mark, fillers start again when they run out."""
    turns = long_conversation(["x", "y", "z"], ["P", "Q"], (5, 8))
    assert turns == ["x", "y", "z", "P", "Q", "x", "P", "Q"]


def test_no_room_for_probes_is_an_error() -> None:
    """Marks that are too close are refused."""
    with pytest.raises(ValueError, match="no room"):
        long_conversation(["x"], ["P", "Q"], (5, 6))


def test_by_turn_reads_what_long_conversation_placed() -> None:
    """The latencies of the probes are found again."""
    assert by_turn([1, 2, 3, 4, 5, 6, 7, 8], 2, (5, 8)) == {"5": [4, 5], "8": [7, 8]}
