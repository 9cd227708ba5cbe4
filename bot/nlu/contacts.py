"""Find the support lines, organisations and persons that a message names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge import Entry
from bot.nlu.spelling import undotted

KINDS = frozenset({"line", "organisation", "person"})
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True)
class ContactMention:
    """A named contact: the id of its entry and where it stands (character offsets)."""

    entry: str
    start: int
    end: int


def _key(text: str) -> tuple[str, ...]:
    return tuple(undotted(token) for token in _TOKEN.findall(text.lower()))


class ContactFinder:
    """Names and aliases of entries, looked up by their first word."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index those of ``entries`` that are of one of KINDS."""
        self._entries: dict[tuple[str, ...], str] = {}
        self._longest = 1
        for entry in entries:
            if entry.kind in KINDS:
                for name in (entry.name.sv, entry.name.en, *entry.aliases):
                    key = _key(name)
                    self._entries.setdefault(key, entry.id)
                    self._longest = max(self._longest, len(key))

    def find(self, text: str, corrected: str | None = None) -> list[ContactMention]:
        """Mentions in ``text``, the longest name at each place, in order.

        ``corrected`` is the same text with spelling mended word by word.
        """
        places = list(_TOKEN.finditer(text))
        raw = [undotted(match.group().lower()) for match in places]
        mended = list(_key(corrected)) if corrected else raw
        if len(mended) != len(raw):
            mended = raw
        found, at = [], 0
        while at < len(raw):
            entry, length = self._at(raw, mended, at)
            if entry:
                end = places[at + length - 1].end()
                found.append(ContactMention(entry, places[at].start(), end))
            at += length
        return found

    def _at(self, raw: list[str], mended: list[str], at: int) -> tuple[str | None, int]:
        for length in range(min(self._longest, len(raw) - at), 0, -1):
            for words in (raw, mended):
                key = tuple(words[at : at + length])
                for candidate in (key, (*key[:-1], key[-1].removesuffix("s"))):
                    if candidate in self._entries:
                        return self._entries[candidate], length
        return None, 1
