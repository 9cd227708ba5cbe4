"""How long the turn at hand has lasted: set where its lock is taken, read where it is logged."""

from __future__ import annotations

import time
from contextvars import ContextVar

_began: ContextVar[float | None] = ContextVar("turn_began", default=None)


def begin() -> None:
    """A turn begins now, in this task and in those that it starts from here on."""
    _began.set(time.monotonic())


def end() -> None:
    """The turn is over: there is none from here on."""
    _began.set(None)


def elapsed() -> float | None:
    """Seconds since the turn began; None outside a turn."""
    began = _began.get()
    return None if began is None else time.monotonic() - began
