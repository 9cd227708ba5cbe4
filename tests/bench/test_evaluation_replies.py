"""Judging a reply by the facts that it must hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.evaluation.replies import LONGEST, Turn, is_right, read

TURN = Turn("när är det öppet", (("09:00-16:00", "9–16"), ("010-223 57 60",)), ("stängd",))


@pytest.mark.parametrize(
    ("messages", "right"),
    [
        (["Öppet 09:00–16:00.", "Ring 010-223 57 60."], True),
        (["Öppet 9-16, ring 010-223  57 60."], True),
        (["Öppet 09:00-16:00."], False),
        (["Öppet 09:00-16:00, 010-223 57 60, men STÄNGD idag."], False),
        (["09:00-16:00 010-223 57 60" + "x" * LONGEST], False),
        ([], False),
    ],
)
def test_a_reply_is_right_when_it_holds_the_facts(messages: list[str], right: bool) -> None:
    """Over all its messages; dashes, spaces and case do not count, length does."""
    assert is_right(TURN, messages) is right


def test_single_messages_and_conversations_are_read_alike(tmp_path: Path) -> None:
    """A section may hold either."""
    path = tmp_path / "set.yml"
    path.write_text(
        'questions:\n- {say: "a", has: ["x"]}\n'
        'dialogues:\n- [{say: "b", has: [["y", "z"]]}, {say: "c", has: [], lacks: ["q"]}]\n',
        encoding="utf-8")
    assert read(path) == {
        "questions": [[Turn("a", (("x",),), ())]],
        "dialogues": [[Turn("b", (("y", "z"),), ()), Turn("c", (), ("q",))]],
    }
