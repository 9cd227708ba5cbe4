"""Start the bot and the action server under one supervisor, and say when they answer.

`make run`. Ctrl-C stops both; when one of them ends, the other is ended too.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from honcho.manager import Manager

from bot import knowledge, topics, training
from bot.channels.web import settings

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
BOT_PORT = 5005
ACTIONS_PORT = 5055
BOT_HEALTH = "/health"
# Without it rasa_sdk listens on every interface of the machine.
ENVIRONMENT = {"PYTHONUNBUFFERED": "1", "SANIC_HOST": HOST}
PATIENCE = 180  # seconds until a start counts as failed
READY = """
Kvinnofridslotsen är igång:
  Chatta i webbläsaren: http://{host}:{bot}/chat/
  Chatta i terminalen:  make chat   (i ett annat fönster)
  REST-kanalen:         http://{host}:{bot}/webhooks/rest/webhook
  Åtgärdsservern:       http://{host}:{actions}/health
Stoppa med Ctrl-C.
"""


def port_is_free(port: int, host: str = HOST) -> bool:
    """Whether something can listen on ``port`` now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(url: str) -> bool:
    """Whether ``url`` answers with success within two seconds."""
    try:
        with urllib.request.urlopen(url, timeout=2) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _announce(stop: threading.Event) -> None:
    """Print the addresses once both servers really answer."""
    urls = [f"http://{HOST}:{BOT_PORT}{BOT_HEALTH}", f"http://{HOST}:{ACTIONS_PORT}/health"]
    deadline = time.monotonic() + PATIENCE
    while not stop.wait(0.5):
        if all(answers(url) for url in urls):
            print(READY.format(host=HOST, bot=BOT_PORT, actions=ACTIONS_PORT), flush=True)
            return
        if time.monotonic() > deadline:
            print("make run: boten svarar inte ännu. Se meddelandena ovan.", file=sys.stderr)
            return


def main() -> int:
    """Check, train if needed, then run until stopped. Exit code 0 after Ctrl-C."""
    for port in (BOT_PORT, ACTIONS_PORT):
        if not port_is_free(port):
            print(
                f"make run: porten {port} är upptagen. Stoppa det som använder den, försök igen.",
                file=sys.stderr,
            )
            return 1
    try:
        settings.load()
        knowledge.load()
        topics.load()
    except ValueError as error:
        print(f"make run: {error}", file=sys.stderr)
        return 1
    code = training.main()
    if code:
        return code
    print("Startar boten (tar en halv minut) …", flush=True)
    manager = Manager()
    quiet = f"{sys.executable} -m bot.quiet"
    environment = {**os.environ, **ENVIRONMENT}
    for name, command in (
        ("bot", f"{quiet} rasa run --interface {HOST} --port {BOT_PORT} --log-file /dev/null "
                f"--model {training.MODEL}"),
        ("actions", f"{quiet} rasa_sdk --actions actions --port {ACTIONS_PORT}"),
    ):
        manager.add_process(name, command, quiet=False, env=environment, cwd=str(ROOT))
    stop = threading.Event()
    threading.Thread(target=_announce, args=(stop,), daemon=True).start()
    manager.loop()
    stop.set()
    code = int(manager.returncode or 0)
    return 0 if code in (-2, 130) else code


if __name__ == "__main__":
    sys.exit(main())
