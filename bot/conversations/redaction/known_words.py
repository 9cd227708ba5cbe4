"""Whether a word is an ordinary one: Swedish, English, or written by people to this bot.

`known_words.bin` holds a 32-bit hash (CRC) of every word, sorted: 700,000 words load in
milliseconds and take three megabytes, where the dictionary itself takes a second and a hundred.
One unknown word in some 5,000 is taken for a known one. `common_words.txt` are the words that
people write to this bot most, so that a slip in one of them is not taken for a slip in a name.
`python -m bot.conversations.redaction.known_words` writes both anew.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from bot.conversations.redaction.lists import FOLDER, RedactionError, one_word, read_lines
from bot.nlu.places.spelling import fold, lower

LONGEST = 14  # letters; longer words are taken for ordinary compounds
COMMON = 4  # how often a word must occur in the project's messages to be common
_NAME = "known_words.bin"
_COMMON_NAME = "common_words.txt"
_ROOT = Path(__file__).parents[3]
_WORD = re.compile(r"[^\W\d_]+")


class KnownWords:
    """Ordinary words, asked for in folded lower case."""

    def __init__(self, hashes: array[int], common: frozenset[str]) -> None:
        """``hashes`` sorted; ``common`` folded."""
        self._hashes = hashes
        self.common = common

    @classmethod
    def load(cls, folder: Path = FOLDER) -> KnownWords:
        """Read what `write` wrote. Raises RedactionError."""
        hashes = array("I")
        try:
            hashes.frombytes((folder / _NAME).read_bytes())
        except (OSError, ValueError):
            raise RedactionError(f"{_NAME}: saknas eller är skadad") from None
        if sys.byteorder == "big":
            hashes.byteswap()
        if not hashes:
            raise RedactionError(f"{_NAME}: är tom")
        common = read_lines(folder / _COMMON_NAME, one_word)
        return cls(hashes, frozenset(common))

    def __contains__(self, folded: object) -> bool:
        """Whether the folded word is ordinary; every word longer than LONGEST is."""
        if not isinstance(folded, str):
            return False
        if len(folded) > LONGEST:
            return True
        sought = crc32(folded.encode())
        at = bisect_left(self._hashes, sought)
        return at < len(self._hashes) and self._hashes[at] == sought


def messages(folder: Path = _ROOT / "data") -> Iterator[str]:
    """The training messages of ``folder``, topics and danger."""
    import yaml

    for path in sorted((folder / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block.get("examples", "").splitlines():
                yield line.removeprefix("- ")
    for path in sorted((folder / "danger").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield from map(str, block["texts"])


def written(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in ``texts`` in lower case, folded."""
    return Counter(
        fold(word) for text in texts for word in _WORD.findall(text) if word == lower(word)
    )


def write(folder: Path = FOLDER) -> int:
    """Write both files from simplemma's dictionaries and the messages; returns the words."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    from bot.conversations.redaction.name_lists import NameLists

    sure = NameLists.load().sure
    counts = written(messages())
    words = {word for word, count in counts.items() if word not in sure or count >= COMMON}
    for language in ("sv", "en"):
        for word in DefaultDictionaryFactory().get_dictionary(language):
            if word == lower(word) and word.isalpha() and fold(word) not in sure:
                words.add(fold(word))
    hashes = array("I", sorted({crc32(word.encode()) for word in words if len(word) <= LONGEST}))
    if sys.byteorder == "big":
        hashes.byteswap()
    (folder / _NAME).write_bytes(hashes.tobytes())
    common = sorted(
        word for word, count in counts.items()
        if count >= COMMON and len(word) >= 4 and word not in sure
    )
    head = "# Written by `python -m bot.conversations.redaction.known_words`.\n"
    (folder / _COMMON_NAME).write_text(head + "\n".join(common) + "\n", encoding="utf-8")
    return len(hashes)


if __name__ == "__main__":
    print(write(), "words")
