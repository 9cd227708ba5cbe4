"""What the action server answers is checked as Rasa would, by a schema that is made ready once."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain

from bot import action_results
from bot.answers.nlg import KnowledgeNLG

GOOD: list[dict[str, Any]] = [
    {},
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{"text": "hej"}]},
]
BAD: list[Any] = [
    {"events": "none"},
    {"events": [{"event": "unheard of"}]},
    {"responses": ["hej"]},
    [],
]


@pytest.fixture
def action(monkeypatch: pytest.MonkeyPatch) -> RemoteAction:
    """A remote action that checks as Rasa does, until the NLG is made."""
    monkeypatch.setattr(
        RemoteAction, "_validate_action_result", RemoteAction._validate_action_result
    )
    return RemoteAction("action_opening_hours", None)


def test_the_nlg_puts_it_in_place(action: RemoteAction) -> None:
    """Whoever serves answers has the quick check."""
    KnowledgeNLG(None, Domain.empty())
    assert RemoteAction._validate_action_result is action_results.validate


@pytest.mark.parametrize("result", GOOD)
def test_what_rasa_takes_is_taken(action: RemoteAction, result: dict[str, Any]) -> None:
    """Both ways say yes."""
    assert action._validate_action_result(result)
    action_results.install()
    assert action._validate_action_result(result)


@pytest.mark.parametrize("result", BAD)
def test_what_rasa_refuses_is_refused(action: RemoteAction, result: Any) -> None:
    """Both ways say no, with the same kind of error."""
    with pytest.raises(ValidationError):
        action_results.validate(action, result)
    with pytest.raises(ValidationError):
        action._validate_action_result(result)
