"""Rasa's event broker on the log. Named in endpoints.yml.

Rasa publishes the events of a turn once it is answered. `publish` puts them where they wait for
the log's thread, and returns; nothing that happens to the log reaches the visitor.
"""

from __future__ import annotations

import asyncio
import logging
from asyncio import AbstractEventLoop
from functools import lru_cache
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.utils.endpoints import EndpointConfig

from bot import logs, settings
from bot.conversations import erase, turn
from bot.conversations.log import Log

logger = logging.getLogger(__name__)


class LogBroker(EventBroker):
    """Writes the events of conversations to the log."""

    def __init__(self, log: Log) -> None:
        """``log`` is started by its maker, and closed with the broker."""
        self.log = log
        erase.register("log", log.erase)

    @classmethod
    async def from_endpoint_config(
        cls, broker_config: EndpointConfig, event_loop: AbstractEventLoop | None = None
    ) -> LogBroker:
        """The broker of this process's log. Raises SettingsError.

        Rasa makes it when it has set up its own logging, once a process: so ours is set up here.
        """
        logs.configure(settings.load().log_format)
        return cls(shared())

    def publish(self, event: dict[str, Any]) -> None:
        """Log ``event`` (with ``sender_id``), if it is a message. Raises nothing."""
        try:
            self.log.take(event, turn.elapsed())
        except Exception as error:  # an odd event must not cost an answer
            logger.error("an event was not logged: %s", type(error).__name__)

    async def close(self) -> None:
        """Write what waits, within some seconds."""
        erase.unregister("log")
        shared.cache_clear()
        await asyncio.get_running_loop().run_in_executor(None, self.log.close)


@lru_cache(maxsize=1)
def shared() -> Log:
    """The log of this process, started: a model that is put in place of another keeps it."""
    try:
        from bot.conversations.redaction import Numbering, Redactor

        given = settings.load()
        key = given.key()
        return Log(
            given, Redactor.load().redact, lambda identity: Numbering(key + identity.encode())
        ).start()
    except (AttributeError, ImportError) as error:
        # Rasa would go on without any event broker upon these two.
        raise RuntimeError("the log cannot be made") from error
