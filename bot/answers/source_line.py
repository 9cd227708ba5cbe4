"""Say where the facts of an answer come from."""

from __future__ import annotations

from collections import Counter

from bot.knowledge import Entry

_SOURCE = {"sv": "Källa", "en": "Source"}
_NAMELESS = "general"


def source_line(entry: Entry, language: str) -> str:
    """"Källa: …" with the source of most of the entry's facts; empty where none can be named."""
    counted = Counter(fact.source.id for fact in entry.facts.values())
    counted.pop(_NAMELESS, None)
    if not counted:
        return ""
    best = counted.most_common(1)[0][0]
    title = next(f.source.title for f in entry.facts.values() if f.source.id == best)
    return f"{_SOURCE[language]}: {title}"
