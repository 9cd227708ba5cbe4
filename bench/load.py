"""Visitors that write to the REST channel at the same time, each waiting for its answers."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import aiohttp

from bench.errors import BenchmarkError

TURNS = 5  # messages of one visitor, before a new one comes
_REQUEST_LIMIT = 60.0  # seconds
_LEVEL_LIMIT = 600.0  # seconds
_ids = itertools.count()


@dataclass
class Load:
    """What came back: milliseconds of every message, seconds in all, and empty replies."""

    latencies_ms: list[float] = field(default_factory=list)
    duration_s: float = 0.0
    unanswered: int = 0


def visits(texts: Sequence[str], turns: int = TURNS) -> list[list[str]]:
    """``texts`` as conversations of ``turns`` messages; the last may be shorter."""
    return [list(texts[i : i + turns]) for i in range(0, len(texts), turns)]


async def _say(session: aiohttp.ClientSession, url: str, sender: str, text: str, to: Load) -> None:
    began = time.perf_counter()
    async with session.post(url, json={"sender": sender, "message": text}) as reply:
        messages = await reply.json()
        if reply.status != 200:
            raise BenchmarkError(f"the server answered with status {reply.status}")
    to.latencies_ms.append(round((time.perf_counter() - began) * 1000, 2))
    to.unanswered += not messages


async def _visitor(
    session: aiohttp.ClientSession, url: str, waiting: Iterator[list[str]], to: Load
) -> None:
    for texts in waiting:
        sender = f"visitor-{next(_ids)}"
        for text in texts:
            await _say(session, url, sender, text, to)


async def _drive(url: str, conversations: list[list[str]], visitors: int) -> Load:
    load, waiting = Load(), iter(conversations)
    limit = aiohttp.ClientTimeout(total=_REQUEST_LIMIT)
    async with aiohttp.ClientSession(timeout=limit) as session:
        began = time.perf_counter()
        crowd = (_visitor(session, url, waiting, load) for _ in range(visitors))
        await asyncio.wait_for(asyncio.gather(*crowd), _LEVEL_LIMIT)
        load.duration_s = round(time.perf_counter() - began, 3)
    return load


def drive(url: str, conversations: list[list[str]], visitors: int) -> Load:
    """Hold ``conversations``, ``visitors`` at a time, each in a conversation id of its own.

    Raises BenchmarkError when the server fails or is too slow to wait for.
    """
    try:
        return asyncio.run(_drive(url, conversations, visitors))
    except (aiohttp.ClientError, asyncio.TimeoutError) as error:
        raise BenchmarkError(f"the server did not answer: {error!r}") from error


def long_conversation(
    fillers: Sequence[str], probes: Sequence[str], at: Sequence[int]
) -> list[str]:
    """A conversation in which the turns that end at each of ``at`` are ``probes``.

    ``fillers`` stand between, from the first again when they run out. Raises ValueError when
    there is no room for the probes.
    """
    supply, turns = itertools.cycle(fillers), list[str]()
    for turn in at:
        gap = turn - len(probes) - len(turns)
        if gap < 0:
            raise ValueError(f"no room for {len(probes)} probes before turn {turn}")
        turns += [*itertools.islice(supply, gap), *probes]
    return turns


def by_turn(latencies: Sequence[float], probes: int, at: Sequence[int]) -> dict[str, list[float]]:
    """The latencies of the ``probes`` turns that end at each of ``at``."""
    return {str(turn): list(latencies[turn - probes : turn]) for turn in at}
