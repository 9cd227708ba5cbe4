"""Answer danger when nothing else works: judged by its signals alone, without Rasa or a model."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.answers.rendering import Renderer, RenderingError
from bot.dialogue.safety import answer
from bot.nlu.danger import signals
from bot.nlu.danger.judge import Thresholds, judge
from bot.nlu.language import by_words

_PATH = Path(__file__).parents[3] / "data" / "responses" / "fara.yml"


@lru_cache(maxsize=1)
def _responses() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load(_PATH.read_text(encoding="utf-8"))[
        "responses"
    ]
    return found


def reply(text: str, lang: str, renderer: Renderer) -> str | None:
    """The answer to the danger in ``text``, in its own language or ``lang``; None without any."""
    name = answer(judge([], signals.find(text), Thresholds()))
    if name is None:
        return None
    spoken = by_words(text) or lang
    try:
        return renderer.render(_template(name, spoken), spoken, {})
    except (RenderingError, KeyError):
        return None


def _template(name: str, lang: str) -> str:
    """The variant of ``lang``, else the one without a condition (Swedish)."""
    variants = {
        next((c["value"] for c in one.get("condition", ()) if c["name"] == "language"), "sv"): one
        for one in _responses()[name]
    }
    return str(variants.get(lang, variants["sv"])["text"])
