"""The web channel's own settings, beside those of bot.settings: `KVINNOFRID_WEB_…`."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import Any

from pydantic import Field, validator

from bot import settings
from bot.settings import Settings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_ORIGIN = re.compile(r"https://[a-z0-9.-]+(?::\d{1,5})?|http://(?:localhost|127\.0\.0\.1)(?::\d+)?")


class WebSettings(Settings):
    """Limits of the web channel and who may embed the widget."""

    web_origins: str = Field(
        "", description="websites that may embed the widget, https://… with spaces between them"
    )
    web_proxies: str = Field(
        "", description="networks whose X-Forwarded-For is believed, 10.0.0.0/8 … with spaces"
    )
    web_exit: str = Field(
        "https://www.smhi.se/", description="the neutral page that leaving leads to"
    )
    web_message_length: int = Field(
        1_000, ge=100, le=10_000, description="characters of a message at most"
    )
    web_body_bytes: int = Field(
        8_192, ge=1_024, le=1_000_000, description="bytes of a request's body at most"
    )
    web_messages_a_minute: int = Field(
        20, ge=1, le=1_000, description="messages of one conversation a minute"
    )
    web_messages_a_minute_address: int = Field(
        60, ge=1, le=100_000, description="messages from one network address a minute"
    )
    web_new_a_minute_address: int = Field(
        10, ge=1, le=100_000, description="new conversations from one network address a minute"
    )
    web_open_address: int = Field(
        10, ge=1, le=100_000, description="open conversations from one network address"
    )
    web_answer_seconds: float = Field(
        20, ge=0.1, le=50, description="after this long without an answer the numbers are shown"
    )
    web_warn_seconds: int = Field(
        120, ge=20, le=3_600, description="how long before it is forgotten a visitor is warned"
    )

    @validator("web_origins")
    def _are_origins(cls, value: str) -> str:
        for one in value.split():
            if not _ORIGIN.fullmatch(one):
                raise ValueError(f"{one} is no https:// address without a path")
        return value

    @validator("web_proxies")
    def _are_networks(cls, value: str) -> str:
        for one in value.split():
            ipaddress.ip_network(one)
        return value

    @validator("web_exit")
    def _is_https(cls, value: str) -> str:
        if not re.fullmatch(r"https://[^\s\"'<>]+", value):
            raise ValueError("must begin with https://")
        return value

    @property
    def origins(self) -> tuple[str, ...]:
        """The websites that may embed the widget, beside the bot's own address."""
        return tuple(self.web_origins.split())

    @property
    def proxies(self) -> tuple[Network, ...]:
        """The networks whose word about a visitor's address is believed."""
        return tuple(ipaddress.ip_network(one) for one in self.web_proxies.split())

    @property
    def idle_seconds(self) -> int:
        """How long a conversation lives in silence, and so a token."""
        return self.idle_minutes * 60

    @property
    def warn_seconds(self) -> int:
        """How long before its end a visitor is warned; at most half of the silence."""
        return min(self.web_warn_seconds, self.idle_seconds // 2)


@lru_cache(maxsize=1)
def load() -> WebSettings:
    """The settings of this process, read once. Raises SettingsError."""
    return read()


def read(**given: Any) -> WebSettings:
    """Settings from the environment and ``given`` (for tests). Raises SettingsError."""
    return settings.read_as(WebSettings, **given)
