"""One round of one side: start, load at every level, a long conversation, memory."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.load import by_turn, drive, long_conversation, visits
from bench.process import cores, on_core
from bench.server import Running, Side, running


@dataclass(frozen=True)
class Plan:
    """How much is asked: messages by number of visitors, rounds, and the long conversation."""

    messages: dict[int, int]
    rounds: int
    at: tuple[int, ...]
    probes: int
    warm_up: int = 20


FULL = Plan({1: 200, 4: 400, 16: 800}, rounds=3, at=(50, 200), probes=5)
QUICK = Plan({1: 20, 4: 40, 16: 60}, rounds=1, at=(10, 20), probes=3, warm_up=5)


def _level(server: Running, texts: Sequence[str], visitors: int) -> dict[str, Any]:
    before = server.cpu()
    load = drive(server.url, visits(texts), visitors)
    after = server.cpu()
    return {**asdict(load), "cpu_s": {n: round(after[n] - before[n], 2) for n in after}}


def _turns(server: Running, fillers: Sequence[str], probes: Sequence[str], plan: Plan) -> Any:
    first = drive(server.url, [[probe] for probe in probes], 1).latencies_ms
    texts = long_conversation(fillers, probes, plan.at)
    later = drive(server.url, [texts], 1).latencies_ms
    return {"1": first, **by_turn(later, len(probes), plan.at)}


def measure(
    side: Side, texts: Sequence[str], probes: Sequence[str], plan: Plan, work: Path
) -> dict[str, Any]:
    """Start ``side`` alone on one core and measure it from the other; everything is ended after.

    ``texts`` are enough for the largest level; ``probes`` are what the long conversation repeats.
    Raises BenchmarkError when the server fails.
    """
    server_core, own_core = cores()
    with on_core(own_core), running(side, server_core, work) as server:
        drive(server.url, visits(texts[: plan.warm_up]), 1)
        levels = {
            str(visitors): _level(server, texts[:count], visitors)
            for visitors, count in plan.messages.items()
        }
        turns = _turns(server, texts, probes, plan)
        return {
            "time": time.strftime("%Y-%m-%d %H:%M"),
            "machine_load": round(os.getloadavg()[0], 2),
            "first_answer_s": server.first_answer_s,
            "levels": levels,
            "turns_ms": turns,
            "peak_mb": server.peak(),
        }
