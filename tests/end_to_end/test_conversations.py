"""Whole conversations with the running bot, from conversations.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.evaluation.replies import plain
from tests.end_to_end.conftest import Say

CONVERSATIONS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("conversations.yml").read_text(encoding="utf-8")
)
LONGEST = 2_400  # two answers in one turn


def test_the_table_is_large_enough() -> None:
    """At least forty conversations, each with a name of its own."""
    names = [conversation["name"] for conversation in CONVERSATIONS]
    assert len(names) == len(set(names)) >= 40


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda c: c["name"])
def test_a_conversation(conversation: dict[str, Any], say: Say) -> None:
    """Each answer has what it must have and lacks what it must not have."""
    for turn in conversation["turns"]:
        answer = say(turn["say"])
        missing = [w for w in turn["has"] if plain(w) not in plain(answer)]
        wrong = [w for w in turn.get("lacks", []) if plain(w) in plain(answer)]
        assert not missing and not wrong, f"{turn['say']!r} -> {answer!r}"
        assert 0 < len(answer) <= LONGEST
