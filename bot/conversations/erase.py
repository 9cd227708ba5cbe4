"""Erasing one conversation everywhere: live state, what waits for the log, the log, opinions.

Every part that keeps something of conversations plugs in with `register`, so that no part needs to
know of the others. Erasing what is not there is done like any other erasure, and says the same.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import inspect
import logging
from collections.abc import Awaitable, Callable, Iterable

from bot.conversations import live
from bot.conversations.live import LiveStateAway
from bot.conversations.log import Log
from bot.conversations.log.ids import pseudonym

logger = logging.getLogger(__name__)

FRESH_SECONDS = 60  # a signed request for an erasure is good for so long
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


async def erase_logged(conversation: str, log: Log | None, key: bytes) -> bool:
    """Erase everything of the conversation whose id in the log is ``conversation``.

    ``key``: the installation's secret, which leads from what lives to the log's ids. As `erase`.
    """
    loop = asyncio.get_running_loop()
    try:
        living = await live.current().ids()
        found = await loop.run_in_executor(None, _leading_to, conversation, living, key)
    except LiveStateAway:
        found, complete = [], False
    else:
        complete = True
    for sender_id in found:
        complete &= await erase(sender_id)
    if log is not None:  # also what does not live any more
        complete &= await loop.run_in_executor(None, log.erase_logged, conversation)
    return complete


def sign(conversation: str, at: int, key: bytes) -> str:
    """What shows that who asks for an erasure holds the secret; ``at`` in seconds of Unix time."""
    asked = f"operator erase\0{conversation}\0{at}".encode()
    return hmac.new(key, asked, hashlib.sha256).hexdigest()


def is_signed(conversation: str, at: int, signature: str, key: bytes, now: float) -> bool:
    """Whether ``signature`` is that of `sign`, and not older than a minute."""
    fresh = abs(now - at) <= FRESH_SECONDS
    expected = sign(conversation, at, key)
    return fresh and hmac.compare_digest(expected.encode(), signature.encode(errors="replace"))


def _leading_to(conversation: str, living: Iterable[str], key: bytes) -> list[str]:
    return [sender_id for sender_id in living if pseudonym(sender_id, key) == conversation]


async def _erase_live(sender_id: str) -> None:
    await live.erase(sender_id)  # whether there was anything is not told on


async def _done(part: Part, sender_id: str) -> object:
    if inspect.iscoroutinefunction(part):
        return await part(sender_id)
    return await asyncio.get_running_loop().run_in_executor(None, part, sender_id)
