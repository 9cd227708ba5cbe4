"""In production no door stands open beside the web channel: checked when the server starts.

Rasa's REST channel lets anybody write as anybody, and its HTTP API lists and rewrites
conversations; neither may be reachable without a token. Its telemetry sends reports of errors to
its makers, and is on unless it is switched off.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

from rasa import telemetry
from sanic import Sanic

# Channels of Rasa that take a sender id from whoever writes.
OPEN_CHANNELS = frozenset(("rest", "callback", "socketio", "cmdline", "webexteams", "rasa"))
_API = ("conversations/", "model", "status", "domain")


class OpenDoor(RuntimeError):
    """Production settings with a way in, or out, that nobody watches."""


def check(app: Sanic) -> None:
    """Raise OpenDoor, in Swedish for the operator, where ``app`` is open to anybody."""
    names = {channel.name() for channel in getattr(app.ctx, "input_channels", [])}
    for name in sorted(names & OPEN_CHANNELS):
        raise OpenDoor(
            f"kanalen {name} är öppen för vem som helst. Ta bort den ur credentials.yml, eller "
            "använd credentials.production.yml"
        )
    if unprotected(app.router.routes):
        raise OpenDoor(
            "Rasas HTTP-API är öppet för vem som helst. Starta utan --enable-api, eller med "
            "--auth-token"
        )
    if telemetry.is_telemetry_enabled():
        raise OpenDoor("Rasas telemetri är på. Sätt RASA_TELEMETRY_ENABLED=false")


def unprotected(routes: Iterable[Any]) -> list[str]:
    """Paths of Rasa's HTTP API that ask for no token."""
    return [
        str(route.path)
        for route in routes
        if str(route.path).startswith(_API) and not _asks_for_token(route)
    ]


def _asks_for_token(route: Any) -> bool:
    """Whether the handler is one of rasa.server.requires_auth with a token, or with JWT."""
    known = inspect.getclosurevars(route.handler).nonlocals
    if known.get("token"):
        return True
    app = known.get("app")
    return bool(isinstance(app, Sanic) and app.config.get("USE_JWT"))
