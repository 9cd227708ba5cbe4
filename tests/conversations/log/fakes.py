"""Stand-ins for what the log works with: a redactor, and the events that Rasa publishes."""

from __future__ import annotations

import time
from itertools import count
from typing import Any

from bot.settings import Settings, read

NAME = "Xantippa"  # the fake redactor knows this name alone
BREAKS = "SMÄLL"  # ... and breaks upon this word
KEY = b"k" * 32
MODEL = "0123456789abcdef" * 2
_numbers = count()


class FakeNumbering:
    """Counts how often it was used."""

    def __init__(self, conversation: str) -> None:
        """Not used yet."""
        self.conversation = conversation
        self.used = 0


class FakeRedactor:
    """Masks NAME with the number of times that the conversation was redacted."""

    def __init__(self) -> None:
        """Nothing seen yet."""
        self.seen: list[str] = []

    def redact(self, text: str, numbering: FakeNumbering) -> str:
        """The text without NAME. Raises ValueError, with the text, upon BREAKS."""
        self.seen.append(text)
        if BREAKS in text:
            raise ValueError(text)
        numbering.used += 1
        return text.replace(NAME, f"[NAMN {numbering.used}]")


def settings(url: str, **given: Any) -> Settings:
    """Settings with the log at ``url``."""
    return read(**{"database_url": url, "secret": KEY.decode(), **given})


def user(text: str, sender: str = "a", **given: Any) -> dict[str, Any]:
    """A visitor's message as Rasa publishes it; ``given`` goes into what was understood."""
    at = given.pop("timestamp", time.time())
    channel = given.pop("channel", "rest")
    return {
        "sender_id": sender,
        "event": "user",
        "timestamp": at,
        "text": text,
        "input_channel": channel,
        "message_id": given.pop("message_id", f"m{next(_numbers)}"),
        "metadata": given.pop("metadata", {"model_id": MODEL}),
        "parse_data": {
            "text": text,
            "intent": {"name": "halsning", "confidence": 0.9},
            "intent_ranking": [{"name": "halsning", "confidence": 0.9}],
            "entities": [],
            "language": "sv",
            "danger": {"level": "ingen", "who": None, "themes": [], "signals": [],
                       "akut": 0.0, "concern": 0.01},
            **given,
        },
    }


def bot(text: str, sender: str = "a", name: str = "utter_halsning", **own: Any) -> dict[str, Any]:
    """An answer as Rasa publishes it; ``own`` is its own metadata."""
    return {
        "sender_id": sender,
        "event": "bot",
        "timestamp": own.pop("timestamp", time.time()),
        "text": text,
        "data": {"buttons": None},
        "metadata": {"utter_action": name, "model_id": MODEL, **({"metadata": own} if own else {})},
    }
