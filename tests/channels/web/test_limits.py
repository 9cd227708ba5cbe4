"""Limits of a conversation and of an address, and what the shelf gets to know of them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from bot.channels.web.errors import Problem
from bot.channels.web.limits import Limits, Names
from bot.channels.web.settings import read
from bot.channels.web.shelf import MemoryShelf
from tests.channels.web.fakes import Clock

HOME, OFFICE = "192.0.2.1", "198.51.100.7"


class Room:
    """Limits over a shelf whose clock a test moves."""

    def __init__(self, **given: int) -> None:
        """``given``: settings."""
        self.clock = Clock()
        self.shelf = MemoryShelf(self.clock)
        self.limits = Limits(read(**given), self.shelf, Names(b"s" * 32))

    def code(self, call: Coroutine[Any, Any, None]) -> tuple[str, int | None]:
        """Code and wait of the problem that a call raises; empty where it passes."""
        try:
            asyncio.run(call)
        except Problem as problem:
            return problem.code, problem.retry_after
        return "", None


def test_twenty_messages_a_minute() -> None:
    """The next one waits until a minute after the first; other conversations go on."""
    room = Room()
    for second in range(20):
        room.clock.now += 1 if second else 0
        assert room.code(room.limits.message(HOME, "a")) == ("", None)
    assert room.code(room.limits.message(HOME, "a")) == ("too_fast", 41)
    assert room.code(room.limits.message(HOME, "b")) == ("", None)
    room.clock.now += 41
    assert room.code(room.limits.message(HOME, "a")) == ("", None)


def test_sixty_messages_a_minute_from_an_address() -> None:
    """Over all its conversations."""
    room = Room()
    for number in range(60):
        assert room.code(room.limits.message(HOME, f"samtal {number}"))[0] == ""
    assert room.code(room.limits.message(HOME, "ny"))[0] == "too_fast"
    assert room.code(room.limits.message(OFFICE, "ny"))[0] == ""


def test_new_conversations_a_minute() -> None:
    """From one address."""
    room = Room(web_new_a_minute_address=3, web_open_address=100)
    assert [room.code(room.limits.start(HOME, str(n)))[0] for n in range(4)] == [
        "", "", "", "too_fast"]
    assert room.code(room.limits.start(OFFICE, "x"))[0] == ""


def test_open_conversations() -> None:
    """One that ends, or is silent for the idle time, makes room; one that goes on does not."""
    room = Room(web_open_address=2, idle_minutes=10)
    for name in ("a", "b"):
        assert room.code(room.limits.start(HOME, name))[0] == ""
    assert room.code(room.limits.start(HOME, "c")) == ("too_many", 60)
    asyncio.run(room.limits.end("a"))
    assert room.code(room.limits.start(HOME, "c"))[0] == ""
    room.clock.now += 9 * 60
    asyncio.run(room.limits.message(HOME, "b"))
    room.clock.now += 2 * 60  # "c" is over, "b" goes on
    assert room.code(room.limits.start(HOME, "d"))[0] == ""
    assert room.code(room.limits.start(HOME, "e"))[0] == "too_many"


def test_a_conversation_that_ended_leaves_no_way_back_to_its_address() -> None:
    """Only the counts of this minute stay."""
    room = Room()
    asyncio.run(room.limits.start(HOME, "a"))
    asyncio.run(room.limits.end("a"))
    room.clock.now += 61
    assert len(room.shelf) == 0


def test_the_shelf_sees_neither_addresses_nor_conversations() -> None:
    """Keyed hashes, which differ from installation to installation."""
    room = Room()
    asyncio.run(room.limits.start(HOME, "web-hemligt"))
    asyncio.run(room.limits.message(HOME, "web-hemligt"))
    held = repr(vars(room.shelf))
    assert HOME not in held and "hemligt" not in held
    assert Names(b"s" * 32).of("a") != Names(b"t" * 32).of("a")


def test_names_do_not_run_together() -> None:
    """"a","bc" is another name than "ab","c"."""
    names = Names(b"s" * 32)
    assert names.of("a", "bc") != names.of("ab", "c")
    with pytest.raises(TypeError):
        names.of(b"a")  # type: ignore[arg-type]
