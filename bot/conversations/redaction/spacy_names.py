"""Names that spaCy's Swedish model tells, where that model is installed; nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.text import Text

MODEL = "sv_core_news_sm"
_PERSON = ("PRS", "PER", "PERSON")
_LONGEST = 2000  # characters; a longer text is no message of a person


class SpacyNames:
    """Finds persons with a pipeline that has an entity recogniser."""

    def __init__(self, pipeline: Callable[[str], Any]) -> None:
        """``pipeline`` turns a text into a document with ``ents``, as spaCy's do."""
        self._pipeline = pipeline

    @classmethod
    def installed(cls) -> SpacyNames | None:
        """The finder with the Swedish model, or None where the model is not installed."""
        if find_spec(MODEL) is None:
            return None
        return cls(import_module(MODEL).load(exclude=["parser", "lemmatizer", "morphologizer"]))

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of the kind NAMN: entities that begin with a capital letter."""
        if len(text.plain) > _LONGEST or text.shouts:
            return
        for entity in self._pipeline(text.plain).ents:
            if entity.label_ in _PERSON and entity.text[:1].isupper():
                yield finding("NAMN", entity.start_char, entity.end_char)
