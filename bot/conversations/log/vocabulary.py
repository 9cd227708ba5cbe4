"""The words that may stand in the log and in metrics as they are: names of our own.

Whoever calls the open REST channel chooses the channel's name, the metadata and what stands after
a "/". Nothing of that is stored unless it is one of these names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from bot import languages
from bot.dialogue.plan import UNSURE
from bot.nlu.danger.labels import LEVELS, THEMES, WHO
from bot.settings import ROOT

CHANNELS = frozenset(("web", "teams", "rest", "cmdline"))
OTHER = "other"
ENTITIES = frozenset(("place", "time", "contact", "question"))
_RESPONSE = re.compile(r"utter_\w{1,120}\Z")
_SIGNAL = re.compile(r"\w{1,40}\Z")
_MODEL = re.compile(r"[0-9a-f]{32}\Z")


@dataclass(frozen=True)
class Vocabulary:
    """``intents``: names of the domain, and that of an unsure understanding."""

    intents: frozenset[str]
    languages: frozenset[str]

    @classmethod
    def load(cls) -> Vocabulary:
        """From domain.yml and bot/languages.py."""
        domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
        codes = {"sv", "en", *languages.NORDIC, *languages.known()}
        return cls(frozenset((*domain["intents"], UNSURE)), frozenset(codes))

    def intent(self, name: Any) -> str | None:
        """The intent, None when it is not of the domain."""
        return name if isinstance(name, str) and name in self.intents else None

    def language(self, code: Any) -> str | None:
        """The language's code, None when it is not one that we tell."""
        return code if isinstance(code, str) and code in self.languages else None

    def payload(self, text: Any) -> str | None:
        """The intent of a pressed button ("/tack"); None when ``text`` is anything else."""
        if not isinstance(text, str) or not text.startswith("/"):
            return None
        return self.intent(text[1:])


def channel(name: Any) -> str:
    """The channel's name, "other" for one that is not ours."""
    return name if isinstance(name, str) and name in CHANNELS else OTHER


def response(name: Any) -> str | None:
    """The name of an answer."""
    return name if isinstance(name, str) and _RESPONSE.match(name) else None


def model(name: Any) -> str | None:
    """The id of a Rasa model."""
    return name if isinstance(name, str) and _MODEL.match(name) else None


def danger_level(value: Any) -> str | None:
    """The level of danger of a parsed message, None where none was judged."""
    level = value.get("level") if isinstance(value, dict) else None
    return level if level in LEVELS else None


def danger(value: Any) -> dict[str, Any] | None:
    """The judgement of danger with its known words and scores alone."""
    level = danger_level(value)
    if level is None:
        return None
    return {
        "level": level,
        "who": value.get("who") if value.get("who") in WHO else None,
        "themes": [theme for theme in value.get("themes") or () if theme in THEMES],
        "signals": [
            name
            for name in value.get("signals") or ()
            if isinstance(name, str) and _SIGNAL.match(name)
        ],
        "akut": number(value.get("akut")),
        "concern": number(value.get("concern")),
        "faint": value.get("faint") is True,
    }


def number(value: Any) -> float | None:
    """A finite number of four decimals, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(float(value), 4) if -1e9 < value < 1e9 else None
