"""How the action server is asked: not for long, and with Rasa's schema of answers made ready once.

Rasa 3.6 waits five minutes for an answer; a visitor does not. Ours come within some milliseconds,
and where none comes the stated hours and numbers are said (bot.dialogue.policy).

Rasa also checks the schema itself, which never changes, before it checks each answer with it: 19 ms
of CPU time for an answer that then takes 0.02 ms to check (docs/decisions/0013-speed.md).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from rasa.core.actions import action as remote
from rasa.core.actions.action import RemoteAction

PATIENCE = 5.0  # seconds until an action server that does not answer counts as away


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    schema = RemoteAction.action_response_format_spec()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def validate(action: RemoteAction, result: dict[str, Any]) -> bool:
    """True; raises jsonschema.ValidationError for a ``result`` that is no answer of actions."""
    _validator().validate(result)
    return True


def install() -> None:
    """Let Rasa's remote actions use `validate`, and wait no longer than PATIENCE."""
    RemoteAction._validate_action_result = validate
    remote.DEFAULT_REQUEST_TIMEOUT = PATIENCE
