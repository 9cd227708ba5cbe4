"""A worker of its own process for the tests of locks: plain asyncio, turns that do nothing else.

`python -m tests.conversations.locks.worker REDIS_URL LEASE_SECONDS`. Each line on stdin is a
message: conversation, number, milliseconds that its turn lasts. A turn reads the conversation's
live state, waits, and writes it with the number added. Each line on stdout is what happened:
"began NUMBER" and "ended NUMBER SECONDS_WAITED".
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

from bot.conversations.live.connection import RedisConnection
from bot.conversations.live.on_redis import RedisLive
from bot.conversations.locks.on_redis import RedisLocks


async def turn(
    live: RedisLive, locks: RedisLocks, conversation: str, number: int, milliseconds: int
) -> None:
    """One message: read, take some time, write."""
    came = time.monotonic()
    async with locks.hold(conversation):
        waited = time.monotonic() - came
        print("began", number, flush=True)
        kept = await live.read(conversation)
        said = json.loads(kept.value) if kept else []
        await asyncio.sleep(milliseconds / 1000)
        await live.write(conversation, json.dumps([*said, number]))
    print("ended", number, waited, flush=True)


async def work(url: str, lease: float) -> None:
    """Take messages until stdin ends, then finish those that are under way."""
    connection = RedisConnection(url)
    live, locks = RedisLive(connection, 600), RedisLocks(connection, lease)
    loop, lines = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    print("ready", flush=True)
    turns = []
    while line := (await lines.readline()).decode():
        conversation, number, milliseconds = line.split()
        turns.append(asyncio.create_task(
            turn(live, locks, conversation, int(number), int(milliseconds))
        ))
    await asyncio.gather(*turns)
    await live.close()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], float(sys.argv[2])))
