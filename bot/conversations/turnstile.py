"""Let few turns be under way at once, in order of arrival.

A worker has one core. Where all turns that have come are under way together, each pause of one (for
the action server, for Redis) puts it behind a piece of all others, and the turn with most pauses
waits longest: with 16 visitors, one in a hundred waited six times as long as the median. Whoever
has not been let in for a while goes on none the less, so that an action server that hangs, or
Redis, holds up nobody who does not need it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

WIDTH = 2  # one thinks while the other waits for an answer from elsewhere
PATIENCE = 2.0  # seconds


class Turnstile:
    """Places for turns. Of one event loop."""

    def __init__(self, width: int = WIDTH, patience: float = PATIENCE) -> None:
        """``width`` turns at once; nobody waits for a place longer than ``patience`` seconds."""
        self._free = width
        self._patience = patience
        self._waiting: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place, waiting for those who came before, but not for ever."""
        held = await self._enter()
        try:
            yield
        finally:
            if held:
                self._leave()

    async def _enter(self) -> bool:
        if self._free:
            self._free -= 1
            return True
        called = asyncio.get_running_loop().create_future()
        self._waiting.append(called)
        try:
            await asyncio.wait_for(called, self._patience)
        except asyncio.TimeoutError:
            return False
        return True

    def _leave(self) -> None:
        """Give the place to the first who still waits."""
        while self._waiting:
            called = self._waiting.popleft()
            if not called.done():
                called.set_result(None)
                return
        self._free += 1
