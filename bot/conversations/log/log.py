"""The log as the rest of the program sees it. `take` and `feedback` never wait for the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Literal

from bot import metrics
from bot.conversations.log import entries, ids, writer
from bot.conversations.log.database import Database
from bot.conversations.log.entries import Feedback
from bot.conversations.log.queue import Queue
from bot.conversations.log.redactions import Redact, Redactions
from bot.conversations.log.vocabulary import Vocabulary
from bot.conversations.log.writer import State, Writer
from bot.settings import Settings

CLOSE_SECONDS = 5.0
OPINIONS = ("up", "down")


@dataclass(frozen=True)
class Status:
    """For /health and /metrics; ``reachable`` is None until the database was tried."""

    reachable: bool | None
    waiting: int
    limit: int
    dropped: int


class Log:
    """Takes events in, redacts and writes them in a thread of its own."""

    def __init__(
        self,
        settings: Settings,
        redact: Redact,
        numbering: Callable[[str], Any],
        database: Database | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        """``redact(text, numbering)`` gives the redacted text; ``numbering(id)`` a fresh one for
        the conversation of that id.

        Nothing is opened before `start`. ``now`` gives the present moment, aware.
        """
        self.database = database or Database(settings.database_url)
        self._key = settings.key()
        self._now = now
        self._words = Vocabulary.load()
        self._queue = Queue(settings.log_queue)
        redactions = Redactions(redact, numbering, settings.idle_minutes * 60.0)
        gather = 0.0 if settings.redis_url else writer.GATHER_SECONDS
        self._writer = Writer(
            self.database, self._queue, redactions, settings.retention_days, gather, now
        )

    def start(self) -> Log:
        """Begin to write. In the process that writes: a thread does not survive a fork."""
        self._writer.start()
        return self

    def take(self, event: Mapping[str, Any], elapsed: float | None = None) -> None:
        """Log and count a Rasa event (with ``sender_id``); other events than messages are ignored.

        ``elapsed``: seconds that the turn has lasted. Blocks for some microseconds.
        """
        conversation = self.logged_id(str(event.get("sender_id")))
        message = entries.from_event(event, conversation, self._key, self._words, elapsed)
        if message:
            metrics.count(message)
            self._queue.put(message)

    def feedback(
        self,
        sender_id: str,
        message: str | int | None,
        value: Literal["up", "down"],
        reason: str | None = None,
    ) -> None:
        """Log what a visitor thinks of an answer; a later opinion takes the place of an earlier.

        ``message``: the ``message_id`` in the answer's own metadata, or its position in the
        conversation (from 1, the visitor's messages counted too), or None for the newest answer.
        Unknown answers are passed over. ``reason`` is redacted before it is stored. Raises
        ValueError for any other ``value``.
        """
        if value not in OPINIONS:
            raise ValueError("an opinion is up or down")
        conversation = self.logged_id(sender_id)
        if isinstance(message, str):
            message = ids.message_id(conversation, f"bot {message}", self._key)
        reason = entries.clean(reason) if reason else None
        metrics.FEEDBACK.labels(value).inc()
        self._queue.put(Feedback(conversation, message, value, reason, self._now()))

    def erase(self, sender_id: str) -> bool:
        """Erase all of the conversation with ``sender_id``; see `erase_logged`."""
        return self.erase_logged(self.logged_id(sender_id))

    def erase_logged(self, conversation: str) -> bool:
        """Erase all of a conversation by the log's id, whether there is one or not.

        Blocks for a database transaction: call it in a thread. What still comes of it in the next
        minutes is not logged. False when the database did not answer; it is tried again then.
        """
        return self._writer.erase(conversation)

    def logged_id(self, sender_id: str) -> str:
        """The log's id of the conversation with ``sender_id``."""
        return ids.pseudonym(sender_id, self._key)

    def status(self) -> Status:
        """How the log does; asks nobody."""
        state: State = self._writer.state
        return Status(state.reachable, len(self._queue), self._queue.limit, self._queue.dropped)

    def close(self, seconds: float = CLOSE_SECONDS) -> None:
        """Write what waits, within about ``seconds``, and end."""
        self._writer.stop(seconds)
        self.database.close()
