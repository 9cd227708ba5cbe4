"""Collects what Rasa says in a turn, with all that it knows of each message."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel


class Collected(OutputChannel):
    """The messages of one turn, as Rasa gives them: text, buttons, utter_action, timestamp."""

    def __init__(self) -> None:
        """Nothing is said yet."""
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """The channel of the answers' variants."""
        return "web"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Take one message."""
        self.messages.append(message)
