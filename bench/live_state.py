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
TURNS = 3  # of an idle conversation
AT = (1, 50, 200)  # turns that are timed
REPEATS = 21  # conversations whose turns are timed
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
    await turn(store, "first", 0)
    gc.collect()
    before = resident_mb()
    for conversation in range(CONVERSATIONS):
        for number in range(TURNS):
            await turn(store, str(conversation), conversation * TURNS + number)
    full = resident_mb()
    now[0] = IDLE_SECONDS + 1
    steps = [_step(live)]
    while steps[-1][0]:
        steps.append(_step(live))
    forgotten, took = sum(number for number, _ in steps), [ms for _, ms in steps]
    gc.collect()
    after = resident_mb()
    given_back = (full - after) / (full - before)
    return [
        ("before", f"{before:.0f} MiB"),
        (f"with {forgotten - 1:,} idle conversations of {TURNS} turns", f"{full:.0f} MiB"),
        ("after their idle time", f"{after:.0f} MiB ({given_back:.0%} given back)"),
        ("a conversation", f"{(full - before) / CONVERSATIONS * 1024:.1f} KiB"),
        ("time to forget them, the longest pause",
         f"{sum(took):.0f} ms in {len(took):,} steps, {max(took):.1f} ms"),
    ]


def _step(live: MemoryLive) -> tuple[int, float]:
    """Forget as many as are forgotten at once: how many, in how many milliseconds."""
    began = time.perf_counter()
    return live.expire(), (time.perf_counter() - began) * 1000


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
