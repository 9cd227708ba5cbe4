"""A text as the finder of names reads it, and the single letters in it that stand for names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversations.redaction.name_around import Around
from bot.conversations.redaction.name_looks import Look
from bot.conversations.redaction.text import Text, Word

KNOWN = (Look.WORD, Look.LETTER, Look.ENGLISH)


@dataclass(frozen=True)
class Line:
    """One text with its words, what each looks like, and what stands around them."""

    text: Text
    words: list[Word]
    looks: list[Look]
    around: Around
    readable: bool  # an unknown word stands out
    swedish: bool  # it stands out so much that it needs no sign
    english: bool
    latin: bool  # most of it is in Latin letters

    def shown(self, at: int) -> bool:
        """Whether word ``at`` has a capital letter that tells something."""
        return self.words[at].capital and not self.text.shouts

    def inside(self, at: int) -> bool:
        """Whether it has one although no sentence begins with it."""
        return self.shown(at) and not self.words[at].begins


def share_known(looks: Sequence[Look]) -> float:
    """Which share of the words that are no names are ordinary ones."""
    known = sum(look in KNOWN for look in looks)
    return known / max(known + looks.count(Look.UNKNOWN), 1)


def is_initial(line: Line, at: int) -> bool:
    """Whether a single letter stands for a name: "A.K.", "min man R", "L. slog mig"."""
    word, around = line.words[at], line.around
    after = line.words[at + 1] if at + 1 < len(line.words) else None
    if word.text == "I" or not line.shown(at):
        return False
    stop = line.text.plain[word.end : word.end + 1]
    if after and line.looks[at + 1] is Look.LETTER and after.capital:
        pair = (stop == "." and after.gap in (".", ". ")) or (stop == "-" and after.gap == "-")
        if pair:
            return True
    if stop == ":" and after and after.gap == ":" and after.lower == "s":
        return around.owns(at + 1) or line.inside(at) or around.acts(at + 1)
    if around.acts(at) and len(line.words) > 2:
        return True
    signed = around.personal(at) or around.role(at) or around.beside(at) or around.nicknamed(at)
    return line.inside(at) and around.ends(at) and signed
