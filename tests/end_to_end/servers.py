"""The bot and the action server as processes of their own on free ports, for the tests here."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.start import BOT_HEALTH, ENVIRONMENT, answers
from bot.training import MODEL

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
PATIENCE = 180  # seconds until a start counts as failed
ANSWER = 30  # seconds until a missing answer counts as failed


def free_port() -> int:
    """A port of the loopback interface that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Servers:
    """Two processes with their logs; started, asked and ended by this object alone."""

    def __init__(self, folder: Path, **settings: str) -> None:
        """``folder`` takes the logs, the database and the endpoints file with the free port.

        ``settings``: environment variables of the servers.
        """
        self._settings = settings
        self.database = folder / "log.sqlite3"
        self.port, self.actions_port = free_port(), free_port()
        self._folder = folder
        folder.mkdir(exist_ok=True)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
        endpoints["action_endpoint"]["url"] = f"http://{HOST}:{self.actions_port}/webhook"
        self._endpoints = folder / "endpoints.yml"
        self._endpoints.write_text(yaml.safe_dump(endpoints), encoding="utf-8")

    @property
    def url(self) -> str:
        """Where the bot answers."""
        return f"http://{HOST}:{self.port}"

    def start_bot(self) -> None:
        """`rasa run`, as bot/start.py has it."""
        self._start("bot", "rasa", "run", "--interface", HOST, "--port", str(self.port),
                    "--log-file", os.devnull, "--model", str(MODEL),
                    "--endpoints", str(self._endpoints))
        self._wait("bot", f"{self.url}{BOT_HEALTH}")

    def start_actions(self) -> None:
        """`rasa_sdk`, as bot/start.py has it."""
        self._start("actions", "rasa_sdk", "--actions", "actions", "--port",
                    str(self.actions_port))
        self._wait("actions", f"http://{HOST}:{self.actions_port}/health")

    def _start(self, name: str, *command: str) -> None:
        environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": str(ROOT),
                       "RASA_TELEMETRY_ENABLED": "false", "OMP_NUM_THREADS": "1",
                       "KVINNOFRID_DATABASE_URL": f"sqlite:///{self.database}",
                       **self._settings}
        with self.log_file(name).open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [sys.executable, "-m", "bot.quiet", *command], cwd=ROOT, env=environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def _wait(self, name: str, url: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not answers(url):
            if self._processes[name].poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} did not start:\n{self.log(name)[-2_000:]}")
            time.sleep(0.2)

    def end(self, name: str) -> None:
        """End one of the processes, gently first; no error when it has not been started."""
        process = self._processes.pop(name, None)
        if process is None:
            return
        for number, patience in ((signal.SIGTERM, 15), (signal.SIGKILL, 5)):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)  # its own session: nothing else is in it
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(patience)
                return

    def kill(self, name: str) -> None:
        """End one of the processes at once, as a crash would."""
        process = self._processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(5)

    def hang(self, name: str) -> None:
        """Let one of the processes answer nothing; what asks it is not refused."""
        os.killpg(self._processes[name].pid, signal.SIGSTOP)

    def go_on(self, name: str) -> None:
        """Let a process that hangs go on."""
        os.killpg(self._processes[name].pid, signal.SIGCONT)

    def is_running(self, name: str) -> bool:
        """Whether the process has been started and has not ended."""
        return name in self._processes and self._processes[name].poll() is None

    def log_file(self, name: str) -> Path:
        """Where a process writes its output and its errors."""
        return self._folder / f"{name}.log"

    def log(self, name: str) -> str:
        """What a process has written so far."""
        return self.log_file(name).read_text(encoding="utf-8", errors="replace")

    def post(self, body: bytes) -> tuple[int, str]:
        """Status and content upon a raw request to the REST channel."""
        request = urllib.request.Request(
            f"{self.url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=ANSWER) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")

    def say(self, text: Any, sender: str) -> list[dict[str, Any]]:
        """The bot's messages upon a message of ``sender``."""
        status, content = self.post(json.dumps({"sender": sender, "message": text}).encode())
        assert status == 200, (status, content[:200])
        messages: list[dict[str, Any]] = json.loads(content)
        return messages


@contextlib.contextmanager
def running(folder: Path, **settings: str) -> Iterator[Servers]:
    """Both servers, answering; ended when the tests are done, whatever happened."""
    servers = Servers(folder, **settings)
    try:
        servers.start_actions()
        servers.start_bot()
        yield servers
    finally:
        for name in ("bot", "actions"):
            servers.end(name)
