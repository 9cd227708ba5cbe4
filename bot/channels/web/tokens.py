"""Tokens that prove which conversation a request belongs to (JSON Web Tokens, RFC 7519, HS256).

A token is made by the server only, names one conversation, and dies with it: each answer brings a
fresh one. The key is derived from the installation's secret, so that a token signed for another
purpose with the same secret is none here.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

import jwt

from bot.channels.web.errors import Problem

_ALGORITHM = "HS256"
_AUDIENCE = "kvinnofrid-chatt"
_PURPOSE = b"kvinnofrid web token 1"
_ID_BYTES = 24
_CONVERSATION = re.compile(r"web-[A-Za-z0-9_-]{32}")
_LONGEST = 1_000  # characters; our own tokens have some 250


def new_conversation() -> str:
    """A conversation id that nobody can guess."""
    return f"web-{secrets.token_urlsafe(_ID_BYTES)}"


@dataclass(frozen=True)
class Claims:
    """What a token says: the conversation, and the language that its visitor chose."""

    conversation: str
    lang: str = "sv"


class Tokens:
    """Makes and reads tokens. ``clock`` gives seconds since 1970."""

    def __init__(
        self, secret: bytes, life_seconds: int, clock: Callable[[], float] = time.time
    ) -> None:
        """``life_seconds``: how long a token is good."""
        self.life_seconds = life_seconds
        self._key = hmac.digest(secret, _PURPOSE, hashlib.sha256)
        self._clock = clock

    def issue(self, claims: Claims) -> str:
        """A token for the conversation, good from now on for `life_seconds`."""
        now = int(self._clock())
        return jwt.encode(
            {
                "sub": claims.conversation, "lang": claims.lang, "aud": _AUDIENCE,
                "iat": now, "exp": now + self.life_seconds, "jti": secrets.token_urlsafe(8),
            },
            self._key,
            algorithm=_ALGORITHM,
        )

    def read(self, token: str | None, *, also_expired: bool = False) -> Claims:
        """What the token says.

        Raises Problem: token_missing, token_invalid (not ours, or changed), expired. An expired
        token may still end its conversation: ``also_expired``.
        """
        if not token:
            raise Problem("token_missing")
        if len(token) > _LONGEST or not token.isascii():
            raise Problem("token_invalid")
        try:
            found = jwt.decode(
                token,
                self._key,
                algorithms=[_ALGORITHM],
                audience=_AUDIENCE,
                # Time is checked below, by the clock that was given.
                options={"require": ["sub", "aud", "exp", "iat"], "verify_exp": False,
                         "verify_iat": False, "verify_nbf": False},
            )
        except (jwt.PyJWTError, ValueError, RecursionError):
            raise Problem("token_invalid") from None
        conversation, lang, ends = found["sub"], found.get("lang"), found["exp"]
        if not isinstance(conversation, str) or not _CONVERSATION.fullmatch(conversation):
            raise Problem("token_invalid")
        if not also_expired and self._clock() >= float(ends):
            raise Problem("expired")
        return Claims(conversation, "en" if lang == "en" else "sv")


def bearer(header: str | None) -> str | None:
    """The token of an Authorization header (RFC 6750); None where there is none."""
    scheme, _, token = (header or "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None
