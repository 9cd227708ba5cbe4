"""How long a turn has lasted."""

from __future__ import annotations

import asyncio

from bot.conversations import turn


def test_outside_a_turn_there_is_no_time() -> None:
    """None before a turn, seconds in it, None after it."""
    async def story() -> None:
        assert turn.elapsed() is None
        turn.begin()
        await asyncio.sleep(0.05)
        lasted = turn.elapsed()
        assert lasted is not None and 0.04 < lasted < 1
        turn.end()
        assert turn.elapsed() is None

    asyncio.run(story())


def test_turns_at_the_same_time_have_their_own_clocks() -> None:
    """Another task's turn does not move the beginning of this one."""
    async def one(wait: float) -> float:
        turn.begin()
        await asyncio.sleep(wait)
        return turn.elapsed() or 0

    async def story() -> list[float]:
        return await asyncio.gather(one(0.2), one(0.02))

    long, short = asyncio.run(story())
    assert long > 0.18 and short < 0.15
