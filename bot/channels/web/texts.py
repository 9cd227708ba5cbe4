"""The channel's own words: the greeting and the errors, with facts and settings filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.answers.rendering import Renderer
from bot.channels.web.cards import emergency
from bot.channels.web.errors import Problem
from bot.channels.web.links import Finder
from bot.channels.web.settings import WebSettings

_PATH = Path(__file__).with_name("texts.yml")


@lru_cache(maxsize=1)
def written() -> dict[str, Any]:
    """The texts of texts.yml, read once: templates by code and language."""
    found: dict[str, Any] = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    return found


def language_of(accepted: str | None) -> str:
    """Language to speak in upon an Accept-Language header (RFC 9110): "sv" unless it has none.

    A browser that names Swedish, Norwegian or Danish anywhere, or nothing, is spoken to in Swedish.
    """
    tags = {part.strip()[:2].lower() for part in (accepted or "")[:200].split(",")} - {"", "*"}
    return "sv" if not tags or tags & {"sv", "no", "nb", "nn", "da"} else "en"


class Texts:
    """Says them in Swedish or English."""

    def __init__(
        self,
        renderer: Renderer,
        finder: Finder,
        settings: WebSettings,
        clock: Callable[[], dt.datetime],
    ) -> None:
        """``clock`` gives an aware moment, for "open now" on the cards of an error."""
        self.renderer = renderer
        self._finder = finder
        self._clock = clock
        self._values = {
            "idle_minutes": settings.idle_minutes,
            "retention_days": settings.retention_days,
            "length": settings.web_message_length,
        }

    def greeting(self, lang: str) -> str:
        """The first message."""
        return self._say(written()["greeting"], lang)

    def problem(self, problem: Problem, lang: str) -> dict[str, Any]:
        """The body of an answer with an error: what to do, and whom to call."""
        message = problem.message or self._say(written()["errors"][problem.code], lang)
        cards = emergency(
            self.renderer.knowledge, lang, self._clock(), problem.message or "", self._finder
        )
        return {
            "code": problem.code,
            "message": message,
            "numbers": [asdict(card) for card in cards],
            "retry_after": problem.retry_after,
        }

    def _say(self, texts: dict[str, str], lang: str) -> str:
        spoken = "en" if lang == "en" else "sv"
        return self.renderer.render(texts[spoken], spoken, self._values)
