"""The machine that a benchmark ran on, as far as it matters to the figures."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from bench.process import cores


def processor() -> str:
    """The processor's name, or the architecture where the system does not tell."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def describe() -> dict[str, str | int | float]:
    """Processor, cores, memory in GiB, versions, and whether server and load share a core."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    server, load = cores()
    return {
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(memory),
        "python": platform.python_version(),
        "rasa": version("rasa"),
        "tensorflow": version("tensorflow"),
        "load": "beside the server" if server == load else "on another core",
    }


def is_busy(before: float, during: Iterable[float] = ()) -> bool:
    """Whether load averages are too high for clean figures.

    ``before`` the run there should be no work of others; ``during`` it one server and the load
    generator keep less than two cores busy.
    """
    return before > 0.5 or any(load > 2.5 for load in during)
