"""Writes `known_words.bin`, `common_words.txt` and `frequent_words.txt`.

`python -m bot.conversations.redaction.vocabulary` is to be run when the training messages have
changed much. It reads simplemma's Swedish and English dictionaries (MIT) and the messages in
data/nlu and data/danger; the redactor itself reads neither.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from bot.conversations.redaction.known_words import (
    COMMON_NAME,
    FREQUENT_NAME,
    HASHES_NAME,
    LONGEST,
    hashed,
)
from bot.conversations.redaction.lists import FOLDER
from bot.conversations.redaction.name_lists import NameLists
from bot.nlu.places.spelling import fold, lower

COMMON, FREQUENT = 4, 20  # how often a word must occur in the messages to be common, frequent
_ROOT = Path(__file__).parents[3]
_WORD = re.compile(r"[^\W\d_]+")


def messages(folder: Path = _ROOT / "data") -> Iterator[tuple[str, str]]:
    """The training messages of ``folder``, topics and danger, with their language."""
    for path in sorted((folder / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block.get("examples", "").splitlines():
                yield line.removeprefix("- "), "sv"
    for path in sorted((folder / "danger").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield from ((str(text), str(block["lang"])) for text in block["texts"])


def written(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in ``texts`` in lower case, folded."""
    return Counter(
        fold(word) for text in texts for word in _WORD.findall(text) if word == lower(word)
    )


def write(folder: Path = FOLDER) -> int:
    """Write both files from simplemma's dictionaries and the messages; returns the words."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    sure = NameLists.load().sure
    told = list(messages())
    counts = written(text for text, language in told if language in ("sv", "en"))
    ours = set(written(text for text, _ in told))
    words: dict[str, set[str]] = {"sv": ours, "en": set()}
    for language, found in words.items():
        for word in DefaultDictionaryFactory().get_dictionary(language):
            if word == lower(word) and word.isalpha():
                found.add(fold(word))
    english = words["en"] - words["sv"]
    hashes = array("I", sorted(
        {hashed(word, False) for word in words["sv"] if len(word) <= LONGEST}
        | {hashed(word, True) for word in english if len(word) <= LONGEST}
    ))
    if sys.byteorder == "big":
        hashes.byteswap()
    (folder / HASHES_NAME).write_bytes(hashes.tobytes())
    head = "# Written by `python -m bot.conversations.redaction.vocabulary`.\n"
    for name, least in ((COMMON_NAME, COMMON), (FREQUENT_NAME, FREQUENT)):
        usual = {w for w, count in counts.items() if count >= least and len(w) > 1} - sure
        (folder / name).write_text(head + "\n".join(sorted(usual)) + "\n", encoding="utf-8")
    return len(hashes)


if __name__ == "__main__":
    print(write(), "words")
