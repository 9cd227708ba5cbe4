"""The web channel: signed conversations for the widget, at /chat.

The core is plain Python; `WebInput`, named in credentials.yml as ``bot.channels.web.WebInput``, is
the Rasa shell around it and is imported only when asked for.
"""

from __future__ import annotations

from typing import Any

__all__ = ["WebInput"]


def __getattr__(name: str) -> Any:
    if name != "WebInput":
        raise AttributeError(name)
    from bot.channels.web.channel import WebInput

    return WebInput
