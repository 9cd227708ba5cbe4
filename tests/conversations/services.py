"""Debian's Redis server as a process of its own, for the tests here and the measurement."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"
SERVER = "/usr/bin/redis-server"
PATIENCE = 20  # seconds until a start, or an end, counts as failed


def free_port() -> int:
    """A port of the loopback interface that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class RedisServer:
    """A server that keeps nothing on disk, in ``folder``; can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        """Not started yet."""
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        self.url = f"redis://{HOST}:{self.port}/0"

    def start(self) -> None:
        """Start and wait until it answers. Raises RuntimeError when it does not."""
        self._process = subprocess.Popen(
            [SERVER, "--port", str(self.port), "--bind", HOST, "--dir", str(self._folder),
             "--save", "", "--appendonly", "no"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("redis-server did not start")
            time.sleep(0.02)

    def stop(self) -> None:
        """End this server's process; no error when it does not run."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(PATIENCE)
            self._process = None

    def _answers(self) -> bool:
        try:
            with socket.create_connection((HOST, self.port), timeout=1) as link:
                link.sendall(b"PING\r\n")
                return link.recv(16).startswith(b"+PONG")
        except OSError:
            return False


@contextmanager
def redis_server(folder: Path) -> Iterator[RedisServer]:
    """A running Redis server, ended whatever happens."""
    server = RedisServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
