"""The servers of one side: `rasa run` and, where the side has actions, the action server."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.errors import BenchmarkError
from bench.process import cpu_seconds, end, environment, on_core, peak_mb

HOST = "127.0.0.1"
_PATIENCE = 300  # seconds until a start counts as failed
_POLL = 0.1


@dataclass(frozen=True)
class Side:
    """What is started: a project's folder, its model, and whether it has an action server."""

    name: str
    folder: Path
    model: Path
    actions: bool


@dataclass(frozen=True)
class Running:
    """Servers that answer: where, since how many seconds after the start, as which processes."""

    url: str
    first_answer_s: float
    processes: dict[str, int]

    def cpu(self) -> dict[str, float]:
        """CPU seconds of each process so far."""
        return {name: cpu_seconds(pid) for name, pid in self.processes.items()}

    def peak(self) -> dict[str, float]:
        """Peak resident memory of each process in MiB."""
        return {name: round(peak_mb(pid), 1) for name, pid in self.processes.items()}


def free_port() -> int:
    """A port of the loopback interface that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def answer(url: str, sender: str, text: str) -> bool:
    """Whether the REST channel at ``url`` gives a text for ``text`` within five seconds."""
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=5) as reply:
            return any(message.get("text") for message in json.load(reply))
    except (urllib.error.URLError, OSError, ValueError):
        return False


def endpoints(text: str, port: int) -> str:
    """``text`` of an endpoints.yml with the action server on ``port``."""
    settings = yaml.safe_load(text) or {}
    settings["action_endpoint"] = {"url": f"http://{HOST}:{port}/webhook"}
    return yaml.safe_dump(settings)


def commands(side: Side, port: int, actions_port: int, work: Path) -> dict[str, list[str]]:
    """The commands of ``side``'s processes, as bot/start.py has them; writes its endpoints."""
    python = [sys.executable, "-m", "bot.quiet"]
    rasa = [*python, "rasa", "run", "--interface", HOST, "--port", str(port),
            "--log-file", "/dev/null", "--model", str(side.model)]
    if not side.actions:
        return {"bot": rasa}
    file = work / f"{side.name}-endpoints.yml"
    file.write_text(endpoints((side.folder / "endpoints.yml").read_text(), actions_port))
    sdk = [*python, "rasa_sdk", "--actions", "actions", "--port", str(actions_port)]
    return {"bot": [*rasa, "--endpoints", str(file)], "actions": sdk}


@contextmanager
def running(side: Side, core: int, work: Path) -> Iterator[Running]:
    """Start ``side`` on ``core``, wait for its first answer, and end it afterwards.

    Logs go to ``work``. Raises BenchmarkError when it ends or does not answer in time.
    """
    port, actions_port = free_port(), free_port()
    url = f"http://{HOST}:{port}/webhooks/rest/webhook"
    started: dict[str, subprocess.Popen[bytes]] = {}
    surroundings = {**environment(), "KVINNOFRID_DATABASE_URL": f"sqlite:///{work}/log.sqlite3"}
    began = time.monotonic()
    try:
        with on_core(core):
            for name, command in commands(side, port, actions_port, work).items():
                with (work / f"{side.name}-{name}.log").open("w") as log:
                    started[name] = subprocess.Popen(
                        command, cwd=side.folder, env=surroundings, stdin=subprocess.DEVNULL,
                        stdout=log, stderr=log, start_new_session=True,
                    )
        while not answer(url, f"start-{time.monotonic_ns()}", "hej"):
            ended = [name for name, process in started.items() if process.poll() is not None]
            if ended or time.monotonic() - began > _PATIENCE:
                why = f"{ended[0]} ended" if ended else f"no answer after {_PATIENCE} s"
                raise BenchmarkError(f"{side.name}: {why}; see the logs in {work}")
            time.sleep(_POLL)
        taken = time.monotonic() - began
        yield Running(url, round(taken, 2), {name: p.pid for name, p in started.items()})
    finally:
        for process in started.values():
            end(process)
