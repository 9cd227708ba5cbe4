"""Train a Rasa project in a process of its own, and note what it cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.errors import BenchmarkError
from bench.process import end, environment

MODEL = Path("models") / "model.tar.gz"
_COST = "training.json"
_POLL = 0.5


@dataclass(frozen=True)
class Cost:
    """What one training took: seconds on the clock, CPU seconds, peak memory, when, how busy."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    date: str
    load_before: float


def train(folder: Path, limit_s: float) -> Cost:
    """`rasa train --force` in ``folder``, on one thread.

    Raises BenchmarkError when it fails or takes longer than ``limit_s`` seconds.
    """
    command = [sys.executable, "-m", "rasa", "train", "--force", "--quiet",
               "--fixed-model-name", "model"]
    began, load = time.monotonic(), os.getloadavg()[0]
    with (folder / "training.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=log, stderr=log, start_new_session=True
        )
        try:
            while True:
                pid, status, usage = os.wait4(process.pid, os.WNOHANG)
                if pid:
                    process.returncode = os.waitstatus_to_exitcode(status)
                    break
                if time.monotonic() - began > limit_s:
                    raise BenchmarkError(f"training in {folder.name} takes over {limit_s:.0f} s")
                time.sleep(_POLL)
        finally:
            end(process)
    if process.returncode or not (folder / MODEL).is_file():
        raise BenchmarkError(f"training in {folder.name} failed: see its training.log")
    return Cost(
        wall_s=round(time.monotonic() - began, 1),
        cpu_s=round(usage.ru_utime + usage.ru_stime, 1),
        peak_mb=round(usage.ru_maxrss / 1024, 1),
        date=time.strftime("%Y-%m-%d"),
        load_before=round(load, 2),
    )


def train_once(folder: Path, limit_s: float) -> Cost:
    """The cost of the training in ``folder``, which is done now unless it was done before."""
    note = folder / _COST
    if note.is_file() and (folder / MODEL).is_file():
        return Cost(**json.loads(note.read_text()))
    cost = train(folder, limit_s)
    note.write_text(json.dumps(asdict(cost)))
    return cost
