"""The thread between the queue and the database: redacts, writes, retries, sweeps, purges.

Nothing that happens here reaches a visitor: the database may be slow, locked, read-only or absent.
Raw text is redacted at once, whether the database answers or not, so that nothing raw waits long.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    SQLAlchemyError,
    StatementError,
)

from bot import metrics
from bot.conversations import retention
from bot.conversations.log import rows
from bot.conversations.log.database import Database, LogError, reason
from bot.conversations.log.entries import Entry
from bot.conversations.log.queue import Queue
from bot.conversations.log.redactions import Redactions

logger = logging.getLogger(__name__)
BATCH = 200  # entries a transaction
# From one transaction to the next: in between, entries wait for company. Only where there is one
# worker: of several, one could write the next turn before another has written the last.
GATHER_SECONDS = 0.5
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds between tries while the database is away
REPORT_SECONDS = 60.0  # drops and failures are said once in so long
PURGE_SECONDS = 3600.0
PING_SECONDS = 15.0
# A worker may still hold entries of a conversation that another one has just erased. Its rows are
# therefore looked for again, this many seconds after the erasure.
SWEEPS = (2.0, 15.0, 120.0, 600.0)


@dataclass
class State:
    """What an operator asks about."""

    reachable: bool | None = None  # None until the first try
    failures: int = 0


class Writer:
    """Owns the thread. `flush` and `erase` may be called by any other thread."""

    def __init__(
        self,
        database: Database,
        queue: Queue,
        redactions: Redactions,
        days: int,
        gather: float,
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        """``days``: how long messages are kept; ``gather``: seconds between transactions at least;
        ``now`` gives the present moment, aware.
        """
        self.state = State()
        self._database, self._queue, self._redactions = database, queue, redactions
        self._days, self._gather, self._now = days, gather, now
        self._ready = False  # are the tables there?
        self._unclean = False  # may SQLite's write-ahead file hold erased text?
        self._pause = FIRST_PAUSE
        self._due = 0.0  # monotonic: when the database is tried next
        self._gathered = 0.0  # monotonic: what has gathered is not written before
        self._purge_due = self._ping_due = self._report_due = self._drops_due = 0.0
        self._reported = 0
        self._sweeps: list[tuple[float, str]] = []
        self._writing = threading.Lock()  # held while rows change
        self._ending: float | None = None
        self._thread = threading.Thread(target=self._run, name="log", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Write what waits and end, within about ``seconds``; the rest is given up and counted."""
        self._ending = time.monotonic() + seconds
        self._due = 0.0
        self._queue.wake()
        self._thread.join(seconds + 1)
        self._sweep(float("inf"))
        self._report_drops()
        if len(self._queue) or self._sweeps:
            logger.error(
                "the log ends with %d events unwritten; still to be erased: %s",
                len(self._queue),
                ",".join(sorted({conversation for _, conversation in self._sweeps})) or "nothing",
            )

    def erase(self, conversation: str) -> bool:
        """Erase a conversation: what waits, what is being written, and its rows.

        Blocks while a batch is written. False when the database did not answer; the erasure is
        tried again then until it does, and the log's own lines say so.
        """
        self._queue.erase(conversation)
        self._redactions.forget(conversation)
        with self._writing:
            self._queue.erase(conversation)  # a batch that failed meanwhile has come back
            done = self._erase_rows([conversation])
            now = time.monotonic()
            self._sweeps += [(now + after, conversation) for after in SWEEPS]
            if not done:
                self._sweeps.append((now, conversation))
        return done

    def _run(self) -> None:
        while not self._over():
            self._queue.wait(GATHER_SECONDS)
            try:
                self._redact()
                if self._ending is not None or time.monotonic() >= self._gathered:
                    self._write()
                    self._gathered = time.monotonic() + self._gather
                self._keep_up()
            except Exception as error:  # the thread must live
                logger.error("the log stumbled: %s", reason(error))
                time.sleep(GATHER_SECONDS)

    def _over(self) -> bool:
        if self._ending is None:
            return False
        return not len(self._queue) or time.monotonic() > self._ending

    def _redact(self) -> None:
        while True:
            taken = self._queue.take_raw(BATCH)
            if not taken:
                return
            clean: list[Entry] = []
            try:
                clean += [self._redactions.redacted(entry) for entry in taken]
            finally:
                self._queue.put_clean(len(taken), clean)

    def _write(self) -> None:
        """Write as long as there is something and the database takes it."""
        while time.monotonic() >= self._due:
            with self._writing:
                batch = self._queue.take_clean(BATCH)
                if not batch:
                    return
                self._write_batch(batch)

    def _write_batch(self, batch: list[Entry]) -> None:
        settled = False
        try:
            self._make_ready()
            with self._database.writing() as connection:
                rows.write(connection, batch)
            settled = True
            self._succeeded()
        except Exception as error:  # whatever it is, the entries wait on
            settled = not _away(error) and self._write_singly(batch)
            if not settled:
                self._failed(error)
        finally:
            if settled:
                self._queue.done(len(batch))
            else:
                self._queue.put_back(batch)

    def _write_singly(self, batch: list[Entry]) -> bool:
        """One of ``batch`` cannot be written: write the others. False when the database is away."""
        for entry in batch:
            try:
                with self._database.writing() as connection:
                    rows.write(connection, [entry])
            except Exception as error:
                if _away(error):
                    return False  # those already written are known by their ids
                self._queue.drop()
                logger.error("an event cannot be logged: %s", reason(error))
        return True

    def _make_ready(self) -> None:
        if not self._ready:
            self._database.upgrade()
            self._ready = True

    def _succeeded(self) -> None:
        if self.state.reachable is False:
            logger.warning("the log's database answers again; %d events wait", len(self._queue))
        self.state.reachable = True
        self._pause = FIRST_PAUSE
        self._ping_due = time.monotonic() + PING_SECONDS

    def _failed(self, error: BaseException) -> None:
        """Say it (once a minute), look at the tables anew next time, and wait."""
        metrics.LOG_FAILURES.inc()
        self.state.failures += 1
        if self.state.reachable is not False:
            self._report_due = 0.0
        self.state.reachable = False
        self._ready = False
        self._due = time.monotonic() + self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        if time.monotonic() >= self._report_due:
            self._report_due = time.monotonic() + REPORT_SECONDS
            logger.error(
                "the log's database does not answer (%s); %d events wait, %d were dropped",
                error if isinstance(error, LogError) else reason(error),
                len(self._queue),
                self._queue.dropped,
            )

    def _keep_up(self) -> None:
        """What is due by the clock, while the database answers."""
        now = time.monotonic()
        if now >= self._drops_due:
            self._report_drops()
            self._drops_due = now + REPORT_SECONDS
        if now < self._due:
            return
        try:
            self._sweep(now)
            if now >= self._purge_due:
                self._make_ready()
                gone = retention.purge(self._database, retention.limit(self._now(), self._days))
                self._purge_due = now + PURGE_SECONDS
                if gone.messages:
                    self._unclean = True
                    logger.info("%d old messages were erased", gone.messages)
                self._succeeded()
            elif now >= self._ping_due:
                self._database.ping()
                self._succeeded()
        except (SQLAlchemyError, OSError, LogError) as error:
            self._failed(error)

    def _report_drops(self) -> None:
        dropped = self._queue.dropped
        if dropped > self._reported:
            logger.error("%d events of the log were dropped", dropped - self._reported)
            self._reported = dropped

    def _sweep(self, now: float) -> None:
        """Look again for the rows of what was erased, and for what an erasure left in files."""
        with self._writing:
            due = sorted({conversation for when, conversation in self._sweeps if when <= now})
            if due and self._erase_rows(due):
                self._sweeps = [one for one in self._sweeps if one[0] > now]
            elif not due and not self._tidy():
                self._due = now + FIRST_PAUSE

    def _tidy(self) -> bool:
        """Whether no file holds erased text any more, after trying to see to it."""
        if self._unclean:
            self._unclean = not self._database.checkpoint()
        return not self._unclean

    def _erase_rows(self, conversations: list[str]) -> bool:
        try:
            self._make_ready()
            with self._database.writing() as connection:
                gone = rows.erase(connection, conversations)
            self._unclean |= gone > 0
            return self._tidy()
        except (SQLAlchemyError, OSError, LogError) as error:
            self._failed(error)
            return False


def _away(error: BaseException) -> bool:
    """Whether the database is at fault, so that the same entries may be written later."""
    if isinstance(error, DataError | IntegrityError):
        return False
    if isinstance(error, StatementError) and not isinstance(error, DBAPIError):
        return False
    return isinstance(error, SQLAlchemyError | OSError | LogError)
