"""What a lock can do, whether it holds in one process or in all of them."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Protocol


class Locks(Protocol):
    """Locks by conversation."""

    def hold(self, conversation_id: str) -> AbstractAsyncContextManager[None]:
        """Wait for all who came before, then keep the others waiting until the end."""
