"""What live state costs: memory of idle conversations, time of a turn. Prints Markdown.

`python -m bench.live_state [REDIS_URL]`. With the address of an empty Redis its rows are measured
too. Nothing of a model is needed: turns have the events of real ones, of made-up content.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    UserUttered,
)

from bot.conversations.live import LiveState
from bot.conversations.live.connection import RedisConnection
from bot.conversations.live.in_memory import MemoryLive
from bot.conversations.live.on_redis import RedisLive
from bot.conversations.shells.tracker_store import LiveTrackerStore
from bot.settings import Settings

CONVERSATIONS = 50_000
WARM_UP = 1_000  # conversations before the measurement
TURNS = 3  # of an idle conversation
AT = (1, 50, 200)  # turns that are timed
REPEATS = 7  # conversations whose turns are timed
DEFAULTS = Settings.construct()
IDLE_SECONDS = DEFAULTS.idle_minutes * 60
DOMAIN = Domain.empty()


def resident_mb() -> float:
    """Resident memory of this process now, in MiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("this system does not tell how much memory a process has")


def turn_events(number: int) -> list[Event]:
    """One turn: as many events as the bot's own have, each with content of its own."""
    text = f"vad är ekonomiskt våld, och vad kan jag göra åt det? {number}"
    ranking = [{"name": f"topic_{n}", "confidence": 1 / (number + n + 2)} for n in range(10)]
    tokens = [[start, start + 3] for start in range(0, len(text), 5)]
    parsed = {
        "text": text, "intent": dict(ranking[0]), "entities": [], "intent_ranking": ranking,
        "message_id": f"{number:032}", "metadata": {}, "language": "sv", "text_tokens": tokens,
        "danger": {"level": "stod", "who": "utsatt", "themes": ["vald"], "signals": ["modell"],
                   "akut": 1 / (number + 9), "concern": 1 / (number + 2)},
    }
    buttons = [{"title": f"Fråga {number} {n}", "payload": f"/topic_{n}"} for n in range(3)]
    return [
        UserUttered(text, dict(ranking[0]), [], parse_data=parsed, input_channel="rest"),
        DefinePrevUserUtteredFeaturization(False),
        ActionExecuted("utter_vald_ekonomiskt", "RulePolicy", 1.0),
        BotUttered(f"{number}: " + "Ett svar av vanlig längd. " * 16, {"buttons": buttons}),
        ActionExecuted("action_listen", "TurnPolicy", 1.0),
    ]


async def turn(store: TrackerStore, conversation: str, number: int) -> float:
    """Run a turn of ``conversation``. Returns milliseconds spent in the store."""
    new = turn_events(number)
    began = time.perf_counter()
    tracker = await store.get_or_create_tracker(conversation, append_action_listen=False)
    if not tracker.events:
        for event in (ActionExecuted("action_session_start"), SessionStarted(),
                      ActionExecuted("action_listen")):
            tracker.update(event)
    for event in new:
        tracker.update(event)
    await store.save(tracker)
    return (time.perf_counter() - began) * 1000


async def timed(store: TrackerStore) -> list[float]:
    """Median milliseconds of the turns AT, over REPEATS conversations."""
    found: dict[int, list[float]] = {number: [] for number in AT}
    for conversation in range(REPEATS):
        for number in range(1, AT[-1] + 1):
            took = await turn(store, f"timed-{conversation}", number)
            if number in found:
                found[number].append(took)
    return [statistics.median(found[number]) for number in AT]


async def memory_rows() -> list[Sequence[str]]:
    """Memory before, with and after CONVERSATIONS idle conversations."""
    now = [0.0]
    live = MemoryLive(IDLE_SECONDS, lambda: now[0])
    store = LiveTrackerStore(DOMAIN, None, live, DEFAULTS.kept_turns)
    await _fill(store, WARM_UP)  # what Python keeps for itself after a thousand calls
    now[0] = IDLE_SECONDS + 1
    await live.count()
    gc.collect()
    before = resident_mb()
    await _fill(store, CONVERSATIONS)
    full = resident_mb()
    now[0] *= 2
    forgotten, took, longest = _forget(live)
    gc.collect()
    after = resident_mb()
    given_back = (full - after) / (full - before)
    return [
        ("before", f"{before:.0f} MiB"),
        (f"with {forgotten:,} idle conversations of {TURNS} turns", f"{full:.0f} MiB"),
        ("after their idle time", f"{after:.0f} MiB ({given_back:.0%} given back)"),
        ("a conversation", f"{(full - before) / CONVERSATIONS * 1024:.1f} KiB"),
        ("time to forget them all; the longest pause", f"{took:.0f} ms; {longest:.1f} ms"),
    ]


async def _fill(store: TrackerStore, conversations: int) -> None:
    for conversation in range(conversations):
        for number in range(TURNS):
            await turn(store, str(conversation), conversation * TURNS + number)


def _forget(live: MemoryLive) -> tuple[int, float, float]:
    """Forget all that is idle: how many, milliseconds in all and of the longest step.

    Nothing is collected meanwhile: it would be put among what is freed, and keep that from the
    system.
    """
    forgotten, took, longest, more = 0, 0.0, 0.0, True
    while more:
        began = time.perf_counter()
        number = live.expire()
        step = (time.perf_counter() - began) * 1000
        forgotten, took, longest = forgotten + number, took + step, max(longest, step)
        more = number > 0
    return forgotten, took, longest


async def time_rows(url: str) -> list[Sequence[str]]:
    """Milliseconds of turns in our stores and in Rasa's own."""
    def ours(live: LiveState) -> TrackerStore:
        return LiveTrackerStore(DOMAIN, None, live, DEFAULTS.kept_turns)

    stores = {"in memory": ours(MemoryLive(IDLE_SECONDS))}
    redis = RedisLive(RedisConnection(url), 60) if url else None
    if redis is not None:
        stores["in Redis"] = ours(redis)
    stores["Rasa's InMemoryTrackerStore"] = InMemoryTrackerStore(DOMAIN)
    rows: list[Sequence[str]] = []
    for name, store in stores.items():
        medians = await timed(store)
        rows.append((name, *(f"{m:.2f}" for m in medians), f"{medians[-1] / medians[0]:.1f}"))
    if redis is not None:
        for conversation in await redis.ids():
            await redis.erase(conversation)
        await redis.close()
    return rows


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    """Measure and print."""
    url = sys.argv[1] if len(sys.argv) > 1 else ""
    print(table(["resident memory of the process", ""], asyncio.run(memory_rows())))
    head = ["ms of a turn spent in the store", *(f"turn {n}" for n in AT), "last / first"]
    print("\n" + table(head, asyncio.run(time_rows(url))))


if __name__ == "__main__":
    main()
