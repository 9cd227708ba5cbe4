"""The live state of a single process, in its memory."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.conversations.live.state import Kept, LiveState, Notes

AT_ONCE = 100  # some 5 ms


@dataclass
class _Conversation:
    life: str
    used: float
    value: Any = None
    notes: dict[str, Any] = field(default_factory=dict)


class MemoryLive(LiveState):
    """Conversations in order of use: forgetting costs as much as there is to forget.

    It happens at every access, and by a timer of the running event loop where there is none; a few
    at a time, since freeing 50,000 conversations at once would keep everybody waiting.
    """

    holds_objects = True

    def __init__(self, idle_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds that never go back."""
        self._idle = idle_seconds
        self._clock = clock
        self._conversations: OrderedDict[str, _Conversation] = OrderedDict()
        self._lives = itertools.count(1)
        self._timer: tuple[asyncio.AbstractEventLoop, asyncio.TimerHandle] | None = None

    async def read(self, conversation_id: str) -> Kept | None:
        """See LiveState."""
        found = self._used(conversation_id)
        return None if found is None or found.value is None else Kept(found.value, found.life)

    async def write(
        self, conversation_id: str, value: Any, life: str | None = None
    ) -> str | None:
        """See LiveState."""
        found = self._used(conversation_id)
        if life is not None and (found is None or found.life != life):
            return None
        found = found or self._begun(conversation_id)
        found.value = value
        return found.life

    async def exists(self, conversation_id: str) -> bool:
        """See LiveState."""
        found = self._living(conversation_id)
        return found is not None and found.value is not None

    async def erase(self, conversation_id: str) -> bool:
        """See LiveState."""
        found = self._living(conversation_id)
        self._conversations.pop(conversation_id, None)
        return found is not None

    async def ids(self) -> list[str]:
        """See LiveState."""
        await self._expire_all()
        return list(self._conversations)

    async def count(self) -> int:
        """See LiveState."""
        await self._expire_all()
        return len(self._conversations)

    def notes(self, conversation_id: str) -> Notes:
        """See LiveState."""
        return _MemoryNotes(self, conversation_id)

    def note(self, conversation_id: str, name: str, default: Any) -> Any:
        """One note of a conversation."""
        found = self._living(conversation_id)
        return default if found is None else found.notes.get(name, default)

    def set_note(self, conversation_id: str, name: str, value: Any, begin: bool) -> bool:
        """Set one note; returns whether that was done."""
        found = self._used(conversation_id)
        if found is None and not begin:
            return False
        (found or self._begun(conversation_id)).notes[name] = value
        return True

    def expire(self) -> int:
        """Forget AT_ONCE of those that have been silent for the idle time. Returns how many."""
        limit, forgotten = self._clock() - self._idle, 0
        while self._conversations and forgotten < AT_ONCE:
            oldest = next(iter(self._conversations.values()))
            if oldest.used > limit:
                break
            self._conversations.popitem(last=False)
            forgotten += 1
        if forgotten and not self._conversations:
            self._conversations = OrderedDict()  # a dict keeps its table when it is emptied
        return forgotten

    async def _expire_all(self) -> None:
        while self.expire() == AT_ONCE:
            await asyncio.sleep(0)

    def _living(self, conversation_id: str) -> _Conversation | None:
        self.expire()
        found = self._conversations.get(conversation_id)
        if found is None or found.used <= self._clock() - self._idle:
            return None
        return found

    def _used(self, conversation_id: str) -> _Conversation | None:
        found = self._living(conversation_id)
        if found is not None:
            found.used = self._clock()
            self._conversations.move_to_end(conversation_id)
        return found

    def _begun(self, conversation_id: str) -> _Conversation:
        found = _Conversation(str(next(self._lives)), self._clock())
        self._conversations.pop(conversation_id, None)  # silent too long, but not yet forgotten
        self._conversations[conversation_id] = found
        self._set_timer()
        return found

    def _set_timer(self) -> None:
        loop = asyncio.get_running_loop()
        if self._timer is not None and self._timer[0] is loop:
            return
        oldest = next(iter(self._conversations.values()))
        wait = max(oldest.used + self._idle - self._clock(), 0.01)
        self._timer = loop, loop.call_later(wait, self._on_timer)

    def _on_timer(self) -> None:
        self._timer = None
        self.expire()
        if self._conversations:
            self._set_timer()


class _MemoryNotes(Notes):
    def __init__(self, live: MemoryLive, conversation_id: str) -> None:
        self._live = live
        self._id = conversation_id

    async def get(self, name: str, default: Any = None) -> Any:
        return self._live.note(self._id, name, default)

    async def put(self, name: str, value: Any, *, begin: bool = True) -> bool:
        return self._live.set_note(self._id, name, value, begin)
