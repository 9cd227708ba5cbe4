"""Events that wait for the log: bounded, in order, and erasable while they wait.

Raw entries wait for the redactor, redacted ones for the database. When all places are taken the
oldest is given up: it is what retention would take first, and what an operator who looks at a
fresh problem needs least. docs/decisions/0010-log.md.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable

from bot import metrics
from bot.conversations.log.entries import Entry

TOMBSTONE_SECONDS = 600  # a turn that is under way when its conversation is erased ends within this


class Queue:
    """A queue between many threads that put and one that takes."""

    def __init__(self, limit: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        """``limit``: entries that wait at most, raw and redacted together.

        What the writer has taken at the moment comes on top; if it comes back, it counts.
        """
        self.limit = limit
        self.dropped = 0
        self._monotonic = monotonic
        self._raw: deque[Entry] = deque()
        self._clean: deque[Entry] = deque()
        self._out = 0  # taken by the writer and not settled yet
        self._erased: dict[str, float] = {}
        self._changed = threading.Condition()

    def __len__(self) -> int:
        return len(self._raw) + len(self._clean) + self._out

    def put(self, entry: Entry) -> None:
        """Let ``entry`` wait; never blocks longer than a few instructions."""
        with self._changed:
            if self._is_erased(entry):
                return
            self._raw.append(entry)
            self._trim()
            self._changed.notify()

    def wait(self, seconds: float) -> None:
        """Until there is something raw, at most ``seconds``."""
        with self._changed:
            if not self._raw:
                self._changed.wait(seconds)

    def wake(self) -> None:
        """End a `wait`."""
        with self._changed:
            self._changed.notify_all()

    def take_raw(self, most: int) -> list[Entry]:
        """The oldest raw entries, to be given back by `put_clean`."""
        return self._take(self._raw, most)

    def put_clean(self, taken: int, entries: Iterable[Entry]) -> None:
        """``taken`` raw entries became ``entries``."""
        with self._changed:
            self._out -= taken
            self._clean.extend(e for e in entries if not self._is_erased(e))
            self._trim()

    def take_clean(self, most: int) -> list[Entry]:
        """The oldest redacted entries, to be settled by `done` or `put_back`."""
        return self._take(self._clean, most)

    def done(self, taken: int) -> None:
        """``taken`` entries are written, or can never be."""
        with self._changed:
            self._out -= taken

    def put_back(self, entries: list[Entry]) -> None:
        """The database would not take ``entries`` now: they wait on, as the oldest."""
        with self._changed:
            self._out -= len(entries)
            self._clean.extendleft(e for e in reversed(entries) if not self._is_erased(e))
            self._trim()

    def drop(self) -> None:
        """Count an entry that is given up."""
        self.dropped += 1
        metrics.LOG_DROPPED.inc()

    def erase(self, conversation: str) -> None:
        """Forget what waits of a conversation, and for a while whatever comes of it."""
        with self._changed:
            now = self._monotonic()
            self._erased = {c: until for c, until in self._erased.items() if until > now}
            self._erased[conversation] = now + TOMBSTONE_SECONDS
            self._raw = deque(e for e in self._raw if e.conversation != conversation)
            self._clean = deque(e for e in self._clean if e.conversation != conversation)

    def is_erased(self, conversation: str) -> bool:
        """Whether a conversation was erased a short while ago."""
        return self._erased.get(conversation, 0.0) > self._monotonic()

    def _trim(self) -> None:
        """Give up the oldest that wait beyond the limit; redacted ones are older than raw ones."""
        while len(self._raw) + len(self._clean) > self.limit:
            (self._clean or self._raw).popleft()
            self.drop()

    def _take(self, place: deque[Entry], most: int) -> list[Entry]:
        with self._changed:
            taken = [place.popleft() for _ in range(min(most, len(place)))]
            self._out += len(taken)
            return taken

    def _is_erased(self, entry: Entry) -> bool:
        return self.is_erased(entry.conversation)
