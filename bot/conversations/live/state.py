"""What a live state can do, whether it is kept in memory or in Redis.

A conversation lives from its first write until it is erased or has been silent for the idle time.
What is written is opaque here. Notes are small values beside it with the same life.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any


class LiveStateAway(Exception):
    """The live state cannot be reached now; the message holds no text of a conversation."""


@dataclass(frozen=True)
class Kept:
    """What was written last, and the life of the conversation that it belongs to."""

    value: Any
    life: str


class Notes(ABC):
    """Named values of one conversation: anything that JSON can hold."""

    @abstractmethod
    async def get(self, name: str, default: Any = None) -> Any:
        """The value of ``name``; ``default`` where there is none, or Redis is away."""

    @abstractmethod
    async def put(self, name: str, value: Any, *, begin: bool = True) -> bool:
        """Write a value. Returns whether it was written: not so while Redis is away.

        With ``begin`` false it is written only into a conversation that lives: what a turn still
        has to say after an erasure must not bring the conversation back.
        """


class LiveState(ABC):
    """Conversations by id. All methods but `notes` raise LiveStateAway where Redis is away."""

    holds_objects: bool  # any object can be written; otherwise text only

    @abstractmethod
    async def read(self, conversation_id: str) -> Kept | None:
        """What was written last, or None. The conversation counts as used now."""

    @abstractmethod
    async def write(
        self, conversation_id: str, value: Any, life: str | None = None
    ) -> str | None:
        """Write ``value``; the conversation counts as used now. Returns its life.

        With a ``life`` (of an earlier `read` or `write`) nothing is written, and None is returned,
        when that life has ended meanwhile: a turn cannot undo an erasure.
        """

    @abstractmethod
    async def exists(self, conversation_id: str) -> bool:
        """Whether something has been written."""

    @abstractmethod
    async def erase(self, conversation_id: str) -> bool:
        """Forget a conversation and its notes. Returns whether there was anything."""

    @abstractmethod
    async def ids(self) -> list[str]:
        """Ids of the conversations that live, longest silent first."""

    @abstractmethod
    async def count(self) -> int:
        """How many conversations live."""

    @abstractmethod
    def notes(self, conversation_id: str) -> Notes:
        """The notes of a conversation."""
