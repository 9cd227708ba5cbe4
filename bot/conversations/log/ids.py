"""Ids in the log: keyed hashes. Without the installation's secret nobody can compute them.

The same sender id gives the same id, so that a conversation can be erased by its participant;
with a new secret the old rows lead to nobody at all.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from bot.conversations.log.tables import KEY

_LOGGED = re.compile(r"[0-9a-f]{64}\Z")


def pseudonym(sender_id: str, key: bytes) -> str:
    """The log's id of the conversation with ``sender_id``: HMAC-SHA256 in hexadecimal."""
    return hmac.new(key, b"conversation\0" + _bytes(sender_id), hashlib.sha256).hexdigest()


def message_id(conversation: str, reference: str, key: bytes) -> str:
    """The log's id of a message, from what the live conversation knows it by.

    An event that is published twice gives the same id, and so one row.
    """
    told = f"message\0{conversation}\0".encode() + _bytes(reference)
    return hmac.new(key, told, hashlib.sha256).hexdigest()[:KEY]


def is_logged_id(text: str) -> bool:
    """Whether ``text`` has the form of `pseudonym`'s result."""
    return _LOGGED.match(text) is not None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
