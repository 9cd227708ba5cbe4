"""What stands in the chat, kept in the notes of the conversation for as long as it lives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

SHOWN = 60  # newest messages that a page of the same tab can show again
ANSWERED = 5  # newest messages whose answers are given again when they are sent again
_NOTE = "chat"


class Notes(Protocol):
    """Small values that live and die with a conversation (bot.conversations.live)."""

    async def get(self, name: str, default: Any = None) -> Any:
        """The value of ``name``."""

    async def put(self, name: str, value: Any, *, begin: bool = True) -> bool:
        """Write it; with ``begin`` false only where the conversation still lives."""


@dataclass
class Transcript:
    """Messages as the widget gets them.

    ``answers``: ids of the answers by the client's id of a message. ``references``: what the log
    knows an answer by, which is not told on.
    """

    shown: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)

    @classmethod
    async def of(cls, notes: Notes) -> Transcript:
        """What was kept; empty where there is nothing."""
        kept = await notes.get(_NOTE)
        return cls(**kept) if kept else cls()

    async def keep(self, notes: Notes, *, begin: bool = False) -> None:
        """Keep the newest of it; unless it ``begin``s, only where the conversation still lives."""
        self.shown = self.shown[-SHOWN:]
        self.answers = dict(list(self.answers.items())[-ANSWERED:])
        still = {one["id"] for one in self.shown}
        self.references = {one: told for one, told in self.references.items() if one in still}
        await notes.put(_NOTE, asdict(self), begin=begin)

    def answers_to(self, message: str) -> list[dict[str, Any]] | None:
        """The answers to a message that has been answered; None where it has not."""
        ids = self.answers.get(message)
        return None if ids is None else [one for one in self.shown if one["id"] in ids]

    def add(
        self,
        message: str,
        own: Mapping[str, Any],
        answers: Sequence[dict[str, Any]],
        references: Mapping[str, str],
    ) -> None:
        """One turn: the visitor's message with the client's id, and the answers."""
        self.shown += [dict(own), *answers]
        self.answers[message] = [one["id"] for one in answers]
        self.references.update(references)
