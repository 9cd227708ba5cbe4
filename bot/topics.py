"""The registry of topics: what each intent is called, what answers it, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

PATH = Path(__file__).parents[1] / "data" / "topics.yml"
Role = Literal["fact", "talk", "follow", "outside", "safety"]
Follow = Literal["place", "time"]


class TopicsError(ValueError):
    """The registry has a mistake; the message names the intent and the rule."""


@dataclass(frozen=True)
class Topic:
    """One intent. ``entry`` is the id of the fact it is about, ``next`` likely next intents."""

    intent: str
    role: Role
    title: Mapping[str, str]
    action: str
    entry: str | None = None
    follow: Follow | None = None
    next: tuple[str, ...] = field(default=())


def _topic(intent: str, raw: Mapping[str, Any]) -> Topic:
    unknown = set(raw) - {"role", "title", "action", "entry", "follow", "next"}
    if unknown:
        raise TopicsError(f"{intent}: unknown key {sorted(unknown)[0]}")
    if raw.get("role") not in get_args(Role):
        raise TopicsError(f"{intent}: role must be one of {', '.join(get_args(Role))}")
    if set(raw.get("title", {})) != {"sv", "en"}:
        raise TopicsError(f"{intent}: title needs sv and en")
    if raw.get("follow") not in (None, *get_args(Follow)):
        raise TopicsError(f"{intent}: follow must be place or time")
    return Topic(
        intent=intent,
        role=raw["role"],
        title=raw["title"],
        action=raw.get("action", f"utter_{intent}"),
        entry=raw.get("entry"),
        follow=raw.get("follow"),
        next=tuple(raw.get("next", ())),
    )


def parse(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Topic]:
    """Topics by intent; raises TopicsError at the first mistake."""
    topics = {intent: _topic(intent, entry) for intent, entry in raw.items()}
    for topic in topics.values():
        for other in topic.next:
            if other not in topics:
                raise TopicsError(f"{topic.intent}: next names the unknown intent {other}")
    return topics


@lru_cache(maxsize=1)
def load() -> dict[str, Topic]:
    """The registry of this project, read once."""
    return parse(yaml.safe_load(PATH.read_text(encoding="utf-8")))
