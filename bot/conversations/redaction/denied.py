"""What an editor wants taken out always: the lines of deny.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.conversations.redaction.finding import KINDS, PLACE, Finding, finding
from bot.conversations.redaction.lists import FOLDER, read_lines
from bot.conversations.redaction.text import Text

_FILE = "deny.txt"


class Denied:
    """Finds the phrases of the deny-list."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        """``kinds``: the kind of each phrase in lower case."""
        self._kinds = dict(kinds)
        longest_first = sorted(self._kinds, key=len, reverse=True)
        self._phrase = re.compile(
            rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?:s|:s|'s)?(?!\w)"
        )

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Denied:
        """Read deny.txt. Raises RedactionError."""
        pairs = (line.partition("=") for line in read_lines(folder / _FILE, _rule))
        return cls({phrase.strip(): kind.strip().upper() for phrase, _, kind in pairs})

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of the kind that the list says."""
        for match in self._phrase.finditer(text.low):
            yield finding(self._kinds[match.group(1)], *match.span())


def _rule(entry: str) -> str | None:
    phrase, sign, kind = entry.partition("=")
    if not sign or not phrase.strip():
        return "skriv fras = SLAG"
    kinds = [known for known in KINDS if known != PLACE]
    return None if kind.strip().upper() in kinds else f"slaget ska vara något av {', '.join(kinds)}"
