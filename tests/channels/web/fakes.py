"""Named fakes of what the web channel leans on: Rasa, the live state, the log; and of the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.channels.web.chat import Surroundings

DANGER = "Ring 112 nu, även om du bara kan viska.\nKvinnofridslinjen, 116 016, svarar dygnet runt."


@dataclass
class Clock:
    """Seconds that a test moves on."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        """The moment."""
        return self.now


@dataclass
class FakeNotes:
    """Notes of one conversation in a dict of the test."""

    kept: dict[str, dict[str, Any]]
    conversation: str

    async def get(self, name: str, default: Any = None) -> Any:
        """The value."""
        return self.kept.get(self.conversation, {}).get(name, default)

    async def put(self, name: str, value: Any, *, begin: bool = True) -> bool:
        """Write it where the conversation lives, or begins."""
        if not begin and self.conversation not in self.kept:
            return False
        self.kept.setdefault(self.conversation, {})[name] = value
        return True


@dataclass
class FakeBot:
    """Answers every text with itself; some words make it slow, broken or silent.

    ``heard``: (conversation, text) of each turn. ``kept``: the notes. ``erased``, ``judged``: what
    it was told.
    """

    heard: list[tuple[str, str]] = field(default_factory=list)
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    erased: list[str] = field(default_factory=list)
    judged: list[tuple[str, str, str, str | None]] = field(default_factory=list)

    async def ask(
        self, conversation: str, text: str, message: str, lang: str
    ) -> Sequence[Mapping[str, Any]]:
        """One turn."""
        self.heard.append((conversation, text))
        if "långsam" in text:
            await asyncio.sleep(0.3)
        if "mycket trög" in text:
            await asyncio.sleep(60)
        if "trasig" in text:
            raise RuntimeError(f"kan inte läsa {text}")
        if "stum" in text:
            return []
        answers = [{"text": f"Du skrev: {text}", "timestamp": 17.25, "utter_action": "utter_tack",
                    "buttons": [{"title": "Stödlinjer", "payload": "/linjer_lista"}]}]
        if "fara" in text:
            answers.append({"text": DANGER, "timestamp": 18.5, "utter_action": "utter_fara_akut"})
        return answers

    async def erase(self, conversation: str) -> None:
        """Forget it."""
        self.erased.append(conversation)
        self.kept.pop(conversation, None)

    async def judge(self, conversation: str, message: str, value: str, reason: str | None) -> None:
        """Thumbs."""
        self.judged.append((conversation, message, value, reason))

    def surroundings(self) -> Surroundings:
        """All of it."""
        return Surroundings(
            self.ask, lambda one: FakeNotes(self.kept, one), self.erase, self.judge)
