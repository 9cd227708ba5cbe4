"""What is known of a message's danger: how it sounds, and what was judged.

Light: the dialogue and the action server read it without loading a model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.nlu.danger.labels import LEVELS, Level, Theme, Who


@dataclass(frozen=True)
class Scores:
    """Probabilities, 0 to 1. ``concern``: of level stod or akut; ``who`` sums to 1."""

    akut: float
    concern: float
    who: Mapping[Who, float]
    themes: Mapping[Theme, float]


@dataclass(frozen=True)
class Danger:
    """The judgement: level, who writes, themes, and by which signals it came to that.

    ``signals`` are names ("modell", "bisats", "samtal", ids of signals.yml), never text.
    ``akut`` and ``concern`` are probabilities of the whole message. ``faint``: judged harmless, but
    not so surely that 112 should stay unnamed.
    """

    level: Level = "ingen"
    who: Who | None = None
    themes: tuple[Theme, ...] = ()
    signals: tuple[str, ...] = field(default=())
    akut: float = 0.0
    concern: float = 0.0
    faint: bool = False

    @property
    def intent(self) -> str | None:
        """The topic of safety that this is; None at level "ingen"."""
        if self.level == "ingen":
            return None
        if self.level == "akut":
            return "fara_akut"
        if "suicid" in self.themes:
            return "sjalvmordstankar"
        if self.who in ("narstaende", "yrkesverksam"):
            return "narstaende"
        if self.who == "utovare":
            return "utovare"
        if "heder" in self.themes or "utomlands" in self.themes:
            return "heder_utsatt"
        return "barn_skriver" if self.who == "barn" else "utsatt"

    def as_value(self) -> dict[str, Any]:
        """JSON-able, as it stands in the parsed message."""
        return {**asdict(self), "themes": list(self.themes), "signals": list(self.signals)}

    @classmethod
    def from_value(cls, value: Mapping[str, Any] | None) -> Danger:
        """Read what `as_value` gave; level "ingen" for None or anything unknown."""
        if not value or value.get("level") not in LEVELS:
            return cls()
        known = {
            key: value[key]
            for key in ("level", "who", "akut", "concern", "faint")
            if key in value
        }
        return cls(
            **known, themes=tuple(value.get("themes", ())), signals=tuple(value.get("signals", ()))
        )
