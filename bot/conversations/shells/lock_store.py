"""Rasa's lock store on the conversations' locks. Named in endpoints.yml."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockStore

from bot import settings
from bot.conversations import locks, turn
from bot.conversations.locks import Locks
from bot.conversations.turnstile import Turnstile
from bot.settings import PREFIX, SettingsError

_WORKERS = "SANIC_WORKERS"  # Rasa's own variable


class ConversationLockStore(LockStore):
    """One turn of a conversation at a time, in order; nobody waits longer than needed."""

    def __init__(self, endpoint_config: Any = None, held: Locks | None = None) -> None:
        """``held`` are the locks by the settings where not given.

        Raises SettingsError when there are several workers without Redis.
        """
        super().__init__()
        given = settings.load()
        if held is None and not given.redis_url and os.environ.get(_WORKERS, "1") != "1":
            raise SettingsError(f"inställningen {PREFIX}REDIS_URL: behövs när {_WORKERS} är fler"
                                " än 1")
        self._locks = locks.opened(given) if held is None else held
        self._turnstile = Turnstile()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, *args: Any, **kwargs: Any
    ) -> AsyncIterator[TicketLock]:
        """Hold the lock of a conversation and a place; the turn begins when the lock is taken.

        Rasa's own arguments (lifetime, time between attempts) have no meaning here.
        """
        async with self._locks.hold(conversation_id):
            turn.begin()
            try:
                async with self._turnstile.place():
                    yield self.create_lock(conversation_id)
            finally:
                turn.end()
