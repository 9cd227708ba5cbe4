"""What a message asks of a line beside its number."""

from __future__ import annotations

import pytest

from bot import knowledge
from bot.dialogue.conditions import _patterns, asked


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("kostar det något att ringa dit?", ["cost"]),
        ("koster det?", ["cost"]),
        ("är det gratis, och syns det på räkningen?", ["cost", "on_bill"]),
        ("kan man vara anonym", ["anonymous"]),
        ("Do they have interpreters in Polish?", ["interpreter"]),
        ("dom prata dari?", ["interpreter"]),
        ("kan man chatta eller smsa", ["chat"]),
        ("mejl?", ["email"]),
        ("har du någon e-postadress", ["email"]),
        ("vad är numret", []),
        ("", []),
    ],
)
def test_conditions_are_named_in_the_order_asked(text: str, conditions: list[str]) -> None:
    """By their words, in Swedish and English, misspelt too where that is common."""
    assert asked(text) == conditions


def test_each_condition_is_a_fact_of_some_line() -> None:
    """A name that no fact has would never be answered."""
    known = knowledge.load()
    for condition in _patterns():
        assert any(entry.get(condition) for entry in known), condition
