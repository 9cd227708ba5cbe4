"""Locks in memory."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict

import pytest

from bot.conversations.locks.in_memory import MemoryLocks


def test_two_hundred_quick_messages_are_handled_once_in_order_and_nobody_waits_a_second() -> None:
    """20 conversations of 10 messages at once: order of arrival in each, side by side in all."""
    locks, handled, waits = MemoryLocks(), defaultdict(list), []

    async def turn(conversation: str, number: int) -> None:
        came = time.monotonic()
        async with locks.hold(conversation):
            waits.append(time.monotonic() - came)
            before = list(handled[conversation])
            await asyncio.sleep(0.005)
            handled[conversation] = [*before, number]

    async def story() -> None:
        await asyncio.gather(*(turn(str(n % 20), n // 20) for n in range(200)))

    asyncio.run(story())
    assert len(handled) == 20
    assert all(numbers == list(range(10)) for numbers in handled.values())
    assert max(waits) < 1
    assert len(locks) == 0


def test_a_turn_that_fails_or_is_given_up_frees_its_place() -> None:
    """An exception inside, and a cancelled wait, let the next one in and leave nothing."""
    locks = MemoryLocks()

    async def failing() -> None:
        async with locks.hold("a"):
            await asyncio.sleep(0.01)
            raise LookupError

    async def holding() -> str:
        async with locks.hold("a"):
            return "in"

    async def story() -> None:
        first = asyncio.create_task(failing())
        await asyncio.sleep(0)
        given_up, last = asyncio.create_task(holding()), asyncio.create_task(holding())
        await asyncio.sleep(0)
        given_up.cancel()
        with pytest.raises(LookupError):
            await first
        assert await asyncio.wait_for(last, 1) == "in"

    asyncio.run(story())
    assert len(locks) == 0
