"""Numbers that tell the persons, phones and places of one conversation apart."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping

_BYTES = 16


class Numbering:
    """Gives the same value the same number, without keeping any value.

    It holds hashes keyed by ``key`` (HMAC-SHA256, cut to 16 bytes): whoever reads it without the
    key cannot try names against it. One object belongs to one conversation.
    """

    def __init__(self, key: bytes, seen: Mapping[str, list[str]] | None = None) -> None:
        """``key``: a secret, best one of the conversation; ``seen``: what `state` gave before.

        Raises ValueError for an empty key.
        """
        if not key:
            raise ValueError("numbering needs a key")
        self._key = key
        self._seen = {kind: list(hashes) for kind, hashes in (seen or {}).items()}

    def number(self, kind: str, value: str) -> int:
        """The number, from 1, of ``value`` among those of ``kind``.

        Case, spaces, punctuation and a final s of names (genitive) make no difference.
        """
        normal = unicodedata.normalize("NFKC", value).casefold()
        bare = "".join(filter(str.isalnum, normal))
        if kind == "NAMN":
            bare = bare.removesuffix("s") or bare
        text = f"{kind}\0{bare}".encode(errors="replace")
        hashed = hmac.new(self._key, text, hashlib.sha256).digest()[:_BYTES].hex()
        hashes = self._seen.setdefault(kind, [])
        if hashed not in hashes:
            hashes.append(hashed)
        return hashes.index(hashed) + 1

    def state(self) -> dict[str, list[str]]:
        """The hashes by kind in the order of their numbers, to be kept as JSON."""
        return {kind: list(hashes) for kind, hashes in self._seen.items()}
