"""Conversations as events, for tests: what Rasa's tracker and rasa-sdk both give."""

from __future__ import annotations

from typing import Any

Event = dict[str, Any]


def said(text: str, intent: str, channel: str | None = "rest", **parsed: Any) -> Event:
    """A visitor's message."""
    data = {"intent": {"name": intent}, "entities": parsed.pop("entities", []), **parsed}
    return {"event": "user", "text": text, "parse_data": data, "input_channel": channel}


def did(action: str) -> Event:
    """An action that the bot carried out."""
    return {"event": "action", "name": action}


def answered(text: str, *offered: str) -> Event:
    """A bot message, with the intents of its buttons."""
    buttons = [{"title": intent, "payload": f"/{intent}"} for intent in offered]
    return {"event": "bot", "text": text, "data": {"buttons": buttons or None}}


def entity(kind: str, value: Any, text: str, message: str) -> Event:
    """An entity whose words are ``text`` within ``message``."""
    start = message.index(text)
    return {"entity": kind, "value": value, "start": start, "end": start + len(text)}
