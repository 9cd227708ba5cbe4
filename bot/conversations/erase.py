"""Erasing one conversation everywhere: live state, what waits for the log, the log, opinions.

Every part that keeps something of conversations plugs in with `register`, so that no part needs to
know of the others. Erasing what is not there is done like any other erasure, and says the same.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable

from bot.conversations import live

logger = logging.getLogger(__name__)

Part = Callable[[str], Awaitable[object] | object]
_parts: dict[str, Part] = {}


def register(name: str, part: Part) -> None:
    """Let ``part(sender_id)`` take part in every erasure from now on.

    A coroutine function is awaited, any other function is called in a thread. It gives False (or
    raises) when something may be left. A later part of the same name takes the earlier one's place.
    """
    _parts[name] = part


def unregister(name: str) -> None:
    """Take a part out; nothing happens when there is none of that name."""
    _parts.pop(name, None)


async def erase(sender_id: str) -> bool:
    """Erase everything of the conversation with ``sender_id``.

    True when nothing is left; False when a part could not be reached (it says so in the program's
    own log, and the log tries again by itself). What is in the middle of a turn is not logged.
    """
    complete = True
    for name, part in [("live", _erase_live), *_parts.items()]:
        try:
            complete &= await _done(part, sender_id) is not False
        except Exception as error:  # one part that fails must not keep the others from erasing
            logger.error("%s could not erase a conversation: %s", name, type(error).__name__)
            complete = False
    return complete


async def _erase_live(sender_id: str) -> None:
    await live.erase(sender_id)  # whether there was anything is not told on


async def _done(part: Part, sender_id: str) -> object:
    if inspect.iscoroutinefunction(part):
        return await part(sender_id)
    return await asyncio.get_running_loop().run_in_executor(None, part, sender_id)
