"""What can go wrong between a visitor and the bot, each with its code and HTTP status."""

from __future__ import annotations

from typing import Literal, get_args

Code = Literal[
    "token_missing", "token_invalid", "expired", "erased", "too_long", "too_fast", "too_many",
    "too_large", "bad_request", "not_found", "wrong_method", "unavailable",
]
CODES: tuple[Code, ...] = get_args(Code)
STATUS: dict[Code, int] = {
    "bad_request": 400,
    "token_missing": 401,
    "token_invalid": 401,
    "expired": 401,
    "not_found": 404,
    "wrong_method": 405,
    "erased": 410,
    "too_long": 413,
    "too_large": 413,
    "too_fast": 429,
    "too_many": 429,
    "unavailable": 503,
}


class Problem(Exception):
    """A request that is not answered. It holds nothing of what was written."""

    def __init__(
        self, code: Code, retry_after: int | None = None, message: str | None = None
    ) -> None:
        """``retry_after``: seconds. ``message``: what to say instead of the code's own words."""
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after
        self.message = message

    @property
    def status(self) -> int:
        """The HTTP status (RFC 9110; 429 of RFC 6585)."""
        return STATUS[self.code]
