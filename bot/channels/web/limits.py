"""How much one conversation and one network address may ask for.

Addresses and conversations are known to the shelf as keyed hashes only.
"""

from __future__ import annotations

import hashlib
import hmac
import math

from bot.channels.web.errors import Problem
from bot.channels.web.settings import WebSettings
from bot.channels.web.shelf import Shelf

_MINUTE = 60
_PURPOSE = b"kvinnofrid web names 1"


class Names:
    """Turns what must not be seen into names that tell nothing without the secret."""

    def __init__(self, secret: bytes) -> None:
        """``secret``: of the installation."""
        self._key = hmac.digest(secret, _PURPOSE, hashlib.sha256)

    def of(self, *parts: str) -> str:
        """The name of ``parts``: 32 hexadecimal digits."""
        joined = "\x00".join(parts).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(joined, key=self._key, digest_size=16).hexdigest()


class Limits:
    """Raises Problem where there is too much; otherwise counts and lets pass."""

    def __init__(self, settings: WebSettings, shelf: Shelf, names: Names) -> None:
        """``shelf``: where is counted, by ``names``."""
        self._settings = settings
        self._shelf = shelf
        self._names = names

    async def start(self, address: str, conversation: str) -> None:
        """A new conversation from ``address``. Raises Problem too_fast or too_many."""
        settings = self._settings
        await self._count("nya", address, settings.web_new_a_minute_address)
        name = self._names.of("adress", address)
        member = self._names.of("samtal", conversation)
        seconds = settings.idle_seconds
        if not await self._shelf.join(
            f"oppna:{name}", member, settings.web_open_address, seconds
        ):
            raise Problem("too_many", retry_after=_MINUTE)
        await self._shelf.put(f"adress:{member}", name, seconds)

    async def message(self, address: str, conversation: str) -> None:
        """One more message. Raises Problem too_fast."""
        await self._count("samtal", conversation, self._settings.web_messages_a_minute)
        await self._count("adress", address, self._settings.web_messages_a_minute_address)
        await self.keep(conversation)

    async def keep(self, conversation: str) -> None:
        """The conversation is open for another while of silence."""
        member = self._names.of("samtal", conversation)
        name = await self._shelf.get(f"adress:{member}")
        if name is not None:
            seconds, most = self._settings.idle_seconds, self._settings.web_open_address
            await self._shelf.join(f"oppna:{name}", member, most, seconds)
            await self._shelf.put(f"adress:{member}", name, seconds)

    async def end(self, conversation: str) -> None:
        """The conversation is no longer open, and nothing tells where it came from."""
        member = self._names.of("samtal", conversation)
        name = await self._shelf.get(f"adress:{member}")
        if name is not None:
            await self._shelf.leave(f"oppna:{name}", member)
            await self._shelf.drop(f"adress:{member}")

    async def _count(self, what: str, of: str, most: int) -> None:
        wait = await self._shelf.hit(f"takt:{self._names.of(what, of)}", most, _MINUTE)
        if wait:
            raise Problem("too_fast", retry_after=math.ceil(wait))
