"""Worker processes that a test starts, writes messages to, and ends."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]
PATIENCE = 30.0  # seconds until a worker that says nothing counts as failed


class Worker:
    """One process of tests/conversations/locks/worker.py."""

    def __init__(self, url: str, lease: float) -> None:
        """Start it; it is ready when `wait_for("ready")` returns."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.conversations.locks.worker", url, str(lease)], cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, bufsize=0,
        )
        self._rest = b""
        self.said: list[list[str]] = []

    def tell(self, conversation: str, number: int, milliseconds: int) -> None:
        """Give it a message."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{conversation} {number} {milliseconds}\n".encode())

    def wait_for(self, *words: str) -> list[str]:
        """What it says next that begins with ``words``. Raises TimeoutError."""
        assert self._process.stdout is not None
        deadline = time.monotonic() + PATIENCE
        while True:
            while b"\n" in self._rest:
                line, _, self._rest = self._rest.partition(b"\n")
                said = line.decode().split()
                self.said.append(said)
                if said[: len(words)] == list(words):
                    return said
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._process.stdout], [], [], left)[0]:
                raise TimeoutError(f"the worker did not say {words}")
            more = self._process.stdout.read(65536)
            if not more:
                raise TimeoutError(f"the worker ended before it said {words}")
            self._rest += more

    def finish(self) -> list[list[str]]:
        """Let it finish what it has been given; all that it said."""
        rest, _ = self._process.communicate(timeout=PATIENCE)
        lines = (self._rest + rest).decode().splitlines()
        self._rest = b""
        self.said += [line.split() for line in lines]
        return self.said

    def kill(self) -> None:
        """End it as `kill -9` does; no error when it has ended."""
        self._process.kill()
        self._process.wait(PATIENCE)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


@contextmanager
def workers(url: str, lease: float, number: int = 2) -> Iterator[list[Worker]]:
    """So many workers that are ready; killed at the end if they still run."""
    started = [Worker(url, lease) for _ in range(number)]
    try:
        for worker in started:
            worker.wait_for("ready")
        yield started
    finally:
        for worker in started:
            worker.kill()
