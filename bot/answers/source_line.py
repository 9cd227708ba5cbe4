"""Say where the facts of an answer come from."""

from __future__ import annotations

from collections import Counter

from bot.knowledge import Entry, Source

_SOURCE = {"sv": "Källa", "en": "Source"}
_NAMELESS = "general"
_NUMBERS = ("phone_concern",)


def source_line(entry: Entry, language: str) -> str:
    """"Källa: …" with the source of most of the entry's facts; empty where none can be named."""
    source = main_source(entry)
    return f"{_SOURCE[language]}: {source.title}" if source else ""


def main_source(entry: Entry) -> Source | None:
    """The source of the entry's number, else of most of its facts; None where none is named."""
    for key in _NUMBERS:
        fact = entry.get(key)
        if fact is not None and fact.source.id != _NAMELESS:
            return fact.source
    sources = {fact.source.id: fact.source for fact in entry.facts.values()}
    counted = Counter(fact.source.id for fact in entry.facts.values())
    counted.pop(_NAMELESS, None)
    return sources[counted.most_common(1)[0][0]] if counted else None
