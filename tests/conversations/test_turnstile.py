"""Few turns at once, in order, and nobody held up by one that hangs."""

from __future__ import annotations

import asyncio

import pytest

from bot.conversations.turnstile import Turnstile


def test_few_at_once_in_order_of_arrival() -> None:
    """A turn with many pauses is not overtaken by those who came later."""

    async def story() -> None:
        turnstile, inside, most, ended = Turnstile(2), 0, 0, []

        async def turn(number: int, pauses: int) -> None:
            nonlocal inside, most
            async with turnstile.place():
                inside += 1
                most = max(most, inside)
                for _ in range(pauses):
                    await asyncio.sleep(0)
                inside -= 1
                ended.append(number)

        await asyncio.gather(*(turn(number, 9 if number == 3 else 3) for number in range(12)))
        assert most == 2
        assert ended.index(3) <= 5
        assert sorted(ended) == list(range(12))

    asyncio.run(story())


def test_whoever_waits_too_long_goes_on() -> None:
    """An action server that hangs holds up nobody else for long."""

    async def story() -> None:
        turnstile, go_on = Turnstile(1, patience=0.02), asyncio.Event()

        async def hangs() -> None:
            async with turnstile.place():
                await go_on.wait()

        stuck = asyncio.create_task(hangs())
        await asyncio.sleep(0)
        async with turnstile.place():
            assert not stuck.done()
        go_on.set()
        await stuck
        async with turnstile.place():  # and the place is free again, once
            second = asyncio.create_task(hangs())
            await asyncio.sleep(0)
            assert not second.done()
        await second

    asyncio.run(story())


def test_an_error_gives_the_place_back() -> None:
    """And whoever waits gets it."""

    async def story() -> None:
        turnstile = Turnstile(1, patience=60)
        for _ in range(3):
            with pytest.raises(ValueError, match="broken"):
                async with turnstile.place():
                    raise ValueError("broken")

    asyncio.run(story())


@pytest.mark.parametrize("called", [False, True])
def test_who_goes_away_while_waiting_takes_no_place_along(called: bool) -> None:
    """Also when called in the same moment."""

    async def story() -> None:
        turnstile = Turnstile(1, patience=60)
        entered = []

        async def waits(name: str) -> None:
            async with turnstile.place():
                entered.append(name)

        async with turnstile.place():
            gone = asyncio.create_task(waits("gone"))
            after = asyncio.create_task(waits("after"))
            await asyncio.sleep(0.01)
            if not called:
                gone.cancel()
                await asyncio.sleep(0.01)
        gone.cancel()
        await after
        assert entered[-1] == "after" and (called or entered == ["after"])

    asyncio.run(asyncio.wait_for(story(), 10))
