"""The redactor as the log uses it: a numbering a conversation, never a raw text when it fails.

A numbering lets "[NAMN 2]" mean the same person throughout a conversation. It is forgotten with the
conversation's silence; numbers then begin anew.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from bot import metrics
from bot.conversations.log.entries import Entry, Message

logger = logging.getLogger(__name__)
MOST = 20_000  # numberings that are kept at most
MOST_PLAIN = 5_000  # answers that are known to hold nothing, at most

Redact = Callable[[str, Any], str]


class Redactions:
    """Redacts entries, each with its conversation's numbering."""

    def __init__(
        self,
        redact: Redact,
        numbering: Callable[[str], Any],
        idle_seconds: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``redact(text, numbering)`` gives the redacted text; ``numbering(id)`` a fresh one."""
        self._redact, self._numbering = redact, numbering
        self._idle, self._monotonic = idle_seconds, monotonic
        self._known: OrderedDict[str, tuple[float, Any]] = OrderedDict()
        self._plain: set[bytes] = set()  # hashes of answers that the redactor leaves as they are
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._known)

    def redacted(self, entry: Entry) -> Entry:
        """The entry without what tells a person; without any text when the redactor fails."""
        try:
            if isinstance(entry, Message) and entry.author == "bot":
                return entry.redacted(lambda text: self._answer(text, entry.conversation))
            return entry.redacted(lambda text: self._any(text, entry.conversation))
        except Exception as error:
            metrics.REDACTION_FAILURES.inc()
            logger.error("a text was not redacted and is left out: %s", type(error).__name__)
            return entry.without_text()

    def forget(self, conversation: str) -> None:
        """Drop the numbering of a conversation."""
        with self._lock:
            self._known.pop(conversation, None)

    def _any(self, text: str, conversation: str) -> str:
        return self._redact(text, self._of(conversation))

    def _answer(self, text: str, conversation: str) -> str:
        """Answers are mostly the same few, in which there is nothing to redact: found out once."""
        known = hashlib.blake2b(text.encode(errors="replace")).digest()
        if known in self._plain:
            return text
        redacted = self._any(text, conversation)
        if redacted == text:
            if len(self._plain) >= MOST_PLAIN:
                self._plain.clear()
            self._plain.add(known)
        return redacted

    def _of(self, conversation: str) -> Any:
        now = self._monotonic()
        with self._lock:
            while self._known:
                used, _ = next(iter(self._known.values()))
                if used > now - self._idle and len(self._known) < MOST:
                    break
                self._known.popitem(last=False)
            _, numbering = self._known.pop(conversation, (now, None))
            numbering = self._numbering(conversation) if numbering is None else numbering
            self._known[conversation] = (now, numbering)
            return numbering
