"""Live state in memory."""

from __future__ import annotations

import asyncio
import gc
import weakref

from bot.conversations.live.in_memory import AT_ONCE, MemoryLive

IDLE = 60.0


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        """Begins at zero."""
        self.now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


class Thing:
    """Something that a conversation keeps, and that can be seen to be gone."""


def test_a_conversation_is_read_as_it_was_written() -> None:
    """What is written is given back itself, not a copy of it."""
    async def story() -> None:
        live, thing = MemoryLive(IDLE), Thing()
        life = await live.write("a", thing)
        kept = await live.read("a")
        assert kept is not None and kept.value is thing and kept.life == life
        assert await live.read("b") is None

    asyncio.run(story())


def test_a_silent_conversation_is_forgotten_and_a_used_one_is_not() -> None:
    """Reading and writing prolong a life; the idle time alone ends it."""
    async def story() -> None:
        clock = Clock()
        live = MemoryLive(IDLE, clock)
        for name in "abc":
            await live.write(name, name)
        clock.now = 50
        await live.read("b")
        await live.write("c", "again")
        clock.now = 61
        assert await live.ids() == ["b", "c"]
        assert not await live.exists("a")
        clock.now = 111
        assert await live.count() == 0

    asyncio.run(story())


def test_forgetting_looks_only_at_what_has_expired() -> None:
    """With 5,000 conversations that live, one access forgets one and leaves the others alone."""
    async def story() -> None:
        clock = Clock()
        live = MemoryLive(IDLE, clock)
        await live.write("old", 0)
        clock.now = 30
        for number in range(5_000):
            await live.write(str(number), number)
        clock.now = 65
        reads = 0

        def counting() -> float:
            nonlocal reads
            reads += 1
            return clock.now

        live._clock = counting
        assert live.expire() == 1
        assert reads == 1  # whatever it looks at, it looks at the front
        assert await live.count() == 5_000

    asyncio.run(story())


def test_forgetting_many_keeps_nobody_waiting() -> None:
    """An access frees a part; the others are gone all the same for who asks for them."""
    async def story() -> None:
        clock = Clock()
        live = MemoryLive(IDLE, clock)
        for number in range(1_000):
            await live.write(str(number), number)
        clock.now = 61
        assert live.expire() == AT_ONCE
        assert await live.read("999") is None
        assert not await live.exists("999") and not await live.erase("999")
        assert await live.notes("998").get("shown") is None
        new = await live.write("997", "new")
        assert len(live._conversations) > 1
        assert await live.count() == 1 and await live.ids() == ["997"]
        kept = await live.read("997")
        assert kept is not None and (kept.value, kept.life) == ("new", new)

    asyncio.run(story())


def test_two_thousand_silent_conversations_leave_no_object_behind() -> None:
    """A timer forgets them without anybody's access, and what they kept is freed."""
    async def story() -> None:
        live = MemoryLive(0.3)
        kept = []
        for number in range(2_000):
            thing = Thing()
            kept.append(weakref.ref(thing))
            await live.write(str(number), thing)
        del thing
        assert all(reference() is not None for reference in kept)
        await asyncio.sleep(0.8)
        gc.collect()
        assert not any(reference() is not None for reference in kept)
        assert live._timer is None

    asyncio.run(story())


def test_the_timer_goes_on_in_the_next_event_loop() -> None:
    """A loop that has ended does not keep conversations for ever."""
    live = MemoryLive(0.1)
    asyncio.run(live.write("a", 1))

    async def later() -> int:
        await live.write("b", 2)
        await asyncio.sleep(0.4)
        return len(live._conversations)

    assert asyncio.run(later()) == 0


def test_a_turn_cannot_undo_an_erasure() -> None:
    """What is written with the life of an erased conversation is not kept, nor in a new life."""
    async def story() -> None:
        live = MemoryLive(IDLE)
        life = await live.write("a", 1)
        assert await live.erase("a")
        assert await live.write("a", 2, life) is None
        assert await live.read("a") is None
        new = await live.write("a", 3)
        assert await live.write("a", 4, life) is None
        assert await live.write("a", 5, new) == new

    asyncio.run(story())


def test_notes_live_and_die_with_their_conversation() -> None:
    """A note is kept beside the state, is no state by itself, and is erased with it."""
    async def story() -> None:
        live = MemoryLive(IDLE)
        notes = live.notes("a")
        assert await notes.get("shown", []) == []
        assert not await notes.put("shown", [1], begin=False)
        assert await live.count() == 0
        assert await notes.put("shown", [1])
        assert not await live.exists("a")
        assert await live.read("a") is None
        await live.write("a", "state")
        assert await notes.get("shown") == [1]
        await live.erase("a")
        assert await notes.get("shown") is None
        assert not await notes.put("shown", [2], begin=False)

    asyncio.run(story())


def test_erasing_something_unknown_is_fine() -> None:
    """It says that there was nothing, and others stay."""
    async def story() -> None:
        live = MemoryLive(IDLE)
        await live.write("a", 1)
        assert not await live.erase("b")
        assert await live.ids() == ["a"]

    asyncio.run(story())
