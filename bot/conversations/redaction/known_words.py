"""Whether a word is an ordinary one: Swedish, English, or written by people to this bot.

`known_words.bin` holds a 31-bit hash (CRC) of every word, sorted, and in its last bit whether the
word is English only: 700,000 words load in
milliseconds and take three megabytes, where the dictionary itself takes a second and a hundred.
One unknown word in some 2,500 is taken for a known one. `common_words.txt` are words that people
write to this bot, `frequent_words.txt` the most usual ones, so that a slip in one of them is not
taken for a slip in a name. `python -m bot.conversations.redaction.vocabulary` writes all three.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from pathlib import Path
from zlib import crc32

from bot.conversations.redaction.lists import FOLDER, RedactionError, one_word, read_lines
from bot.conversations.redaction.slips import one_slip

LONGEST = 14  # letters; longer words are taken for ordinary compounds
HASHES_NAME = "known_words.bin"
COMMON_NAME = "common_words.txt"
FREQUENT_NAME = "frequent_words.txt"


def hashed(folded: str, english: bool) -> int:
    """What `known_words.bin` holds for a folded word."""
    return crc32(folded.encode()) & ~1 | english


class KnownWords:
    """Ordinary words, asked for in folded lower case."""

    def __init__(
        self, hashes: array[int], common: frozenset[str], frequent: frozenset[str]
    ) -> None:
        """``hashes`` sorted; ``common`` and ``frequent`` folded."""
        self.frequent = frequent
        self._hashes = hashes
        self.common = common

    @classmethod
    def load(cls, folder: Path = FOLDER) -> KnownWords:
        """Read what `write` wrote. Raises RedactionError."""
        hashes = array("I")
        try:
            hashes.frombytes((folder / HASHES_NAME).read_bytes())
        except (OSError, ValueError):
            raise RedactionError(f"{HASHES_NAME}: saknas eller är skadad") from None
        if sys.byteorder == "big":
            hashes.byteswap()
        if not hashes:
            raise RedactionError(f"{HASHES_NAME}: är tom")
        common, frequent = (
            frozenset(read_lines(folder / name, one_word)) for name in (COMMON_NAME, FREQUENT_NAME)
        )
        return cls(hashes, common, frequent)

    def __contains__(self, folded: object) -> bool:
        """Whether the folded word is ordinary; every word longer than LONGEST is."""
        if not isinstance(folded, str):
            return False
        if len(folded) > LONGEST:
            return True
        return self._holds(hashed(folded, False)) or self._holds(hashed(folded, True))

    def english_only(self, folded: str) -> bool:
        """Whether the folded word is English and neither Swedish nor written to this bot."""
        return len(folded) <= LONGEST and self._holds(hashed(folded, True)) and not (
            self._holds(hashed(folded, False))
        )

    def _holds(self, sought: int) -> bool:
        at = bisect_left(self._hashes, sought)
        return at < len(self._hashes) and self._hashes[at] == sought

    def slip(self, folded: str) -> bool:
        """Whether the folded word is one slip from a word that people write to this bot."""
        return not self.common.isdisjoint(one_slip(folded))

    def frequent_slip(self, folded: str) -> bool:
        """Whether it is one slip from one of the most usual words."""
        return not self.frequent.isdisjoint(one_slip(folded))
