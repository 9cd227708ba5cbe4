"""Locks of a single process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class _Entry:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)  # first come, first served
    users: int = 0  # who holds it and who waits for it


class MemoryLocks:
    """Nothing is left of a lock that nobody holds or waits for."""

    def __init__(self) -> None:
        """No locks."""
        self._entries: dict[str, _Entry] = {}

    def __len__(self) -> int:
        """How many conversations are locked."""
        return len(self._entries)

    @asynccontextmanager
    async def hold(self, conversation_id: str) -> AsyncIterator[None]:
        """See Locks."""
        entry = self._entries.setdefault(conversation_id, _Entry())
        entry.users += 1
        try:
            async with entry.lock:
                yield
        finally:
            entry.users -= 1
            if not entry.users:
                del self._entries[conversation_id]
