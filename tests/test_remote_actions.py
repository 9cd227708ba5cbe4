"""What the action server answers is checked as Rasa would, and is not waited for for long."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions import action as rasas
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot import remote_actions
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
    monkeypatch.setattr(rasas, "DEFAULT_REQUEST_TIMEOUT", rasas.DEFAULT_REQUEST_TIMEOUT)
    return RemoteAction("action_opening_hours", None)


def test_the_nlg_puts_it_in_place(action: RemoteAction) -> None:
    """Whoever serves answers has the quick check and the short wait."""
    KnowledgeNLG(None, Domain.empty())
    assert rasas.DEFAULT_REQUEST_TIMEOUT == remote_actions.PATIENCE
    assert RemoteAction._validate_action_result is remote_actions.validate


@pytest.mark.parametrize("result", GOOD)
def test_what_rasa_takes_is_taken(action: RemoteAction, result: dict[str, Any]) -> None:
    """Both ways say yes."""
    assert action._validate_action_result(result)
    remote_actions.install()
    assert action._validate_action_result(result)


@pytest.mark.parametrize("result", BAD)
def test_what_rasa_refuses_is_refused(action: RemoteAction, result: Any) -> None:
    """Both ways say no, with the same kind of error."""
    with pytest.raises(ValidationError):
        remote_actions.validate(action, result)
    with pytest.raises(ValidationError):
        action._validate_action_result(result)


def test_a_server_that_does_not_answer_is_given_up(
    action: RemoteAction, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes the request, and then nothing comes: Rasa's own five minutes are not waited."""
    monkeypatch.setattr(remote_actions, "PATIENCE", 0.2)
    remote_actions.install()
    released = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await released.wait()
        writer.close()

    async def ask() -> None:
        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        action.action_endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook")
        asked = asyncio.create_task(action.run(
            CollectingOutputChannel(),
            TemplatedNaturalLanguageGenerator({}),
            DialogueStateTracker.from_events("somebody", []),
            Domain.empty(),
        ))
        done, _ = await asyncio.wait({asked}, timeout=20)
        released.set()
        server.close()
        assert done, "it still waits"
        with pytest.raises(asyncio.TimeoutError):
            asked.result()

    asyncio.run(ask())
