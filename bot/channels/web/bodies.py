"""What may stand in a request: size, form and each field. Nothing is repaired, much is refused."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, Extra, Field, StrictStr, ValidationError, root_validator, validator

from bot import topics
from bot.channels.web.errors import Problem

_DOMAIN = Path(__file__).parents[3] / "domain.yml"
_SURROGATE = re.compile("[\ud800-\udfff]")
# Control characters, and marks that turn the direction of writing: never meant, never shown.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# Rasa takes a message that begins so for a command; a person who types it means what she writes.
_COMMAND = re.compile(r"^[\s/\u200b-\u200d\u2060\ufffd]+")
_NOTHING_SAID = "…"
_PAYLOAD = re.compile(r"/([a-z0-9_]{1,64})(\{.{0,400}\})?", re.DOTALL)
_VALUE_LENGTH = 100


class Start(BaseModel, extra=Extra.forbid):
    """A new conversation."""

    lang: Literal["sv", "en"] = "sv"


class Send(BaseModel, extra=Extra.forbid):
    """A typed message, or a pressed button. The client makes an ``id`` for each message."""

    id: StrictStr = Field(regex=r"\A[A-Za-z0-9_-]{8,64}\Z")
    text: StrictStr | None = None
    payload: StrictStr | None = None

    @root_validator(skip_on_failure=True)
    def _one_of_both(cls, values: dict[str, Any]) -> dict[str, Any]:
        if (values.get("text") is None) == (values.get("payload") is None):
            raise ValueError("text or payload")
        return values

    @validator("text")
    def _text(cls, value: str | None) -> str | None:
        return None if value is None else seen(value)

    @validator("payload")
    def _payload(cls, value: str | None) -> str | None:
        if value is not None and intent_of(value) is None:
            raise ValueError("unknown payload")
        return value


class Feedback(BaseModel, extra=Extra.forbid):
    """Thumbs up or down for a message of the bot."""

    message: StrictStr = Field(max_length=64)
    value: Literal["up", "down"]
    reason: StrictStr | None = Field(default=None, max_length=500)

    @validator("reason")
    def _reason(cls, value: str | None) -> str | None:
        return None if value is None else seen(value)


Body = TypeVar("Body", bound=BaseModel)


def parse(model: type[Body], raw: bytes, content_type: str | None) -> Body:
    """The body ``raw`` as ``model``; an empty one has no fields. Raises Problem bad_request."""
    if raw and (content_type or "").partition(";")[0].strip().lower() != "application/json":
        raise Problem("bad_request")
    try:
        found = json.loads(raw.decode("utf-8")) if raw else {}
        if not isinstance(found, dict):
            raise Problem("bad_request")
        return model.parse_obj(found)
    except (ValidationError, ValueError, RecursionError):
        raise Problem("bad_request") from None


def seen(text: str) -> str:
    """``text`` as a person sees it: halves of characters marked, unseen ones taken out."""
    return _UNSEEN.sub("", _SURROGATE.sub("\ufffd", text)).strip()


def spoken(text: str) -> str:
    """What Rasa gets of a typed message: never a command, whatever it begins with."""
    return _COMMAND.sub("", text) or _NOTHING_SAID


def intent_of(payload: str) -> str | None:
    """The intent of a button's payload ("/linjer_lista", "/linje{"contact": "bris"}").

    None where it is no payload of this bot: an unknown topic, an entity that the domain lacks.
    """
    match = _PAYLOAD.fullmatch(payload)
    if match is None or match[1] not in topics.load():
        return None
    if match[2] is None:
        return match[1]
    try:
        entities = json.loads(match[2])
    except (ValueError, RecursionError):
        return None
    known = all(
        name in _entities() and isinstance(value, str) and len(value) <= _VALUE_LENGTH
        for name, value in entities.items()
    )
    return match[1] if known else None


@lru_cache(maxsize=1)
def _entities() -> frozenset[str]:
    listed = yaml.safe_load(_DOMAIN.read_text(encoding="utf-8"))["entities"]
    return frozenset(one if isinstance(one, str) else next(iter(one)) for one in listed)
