"""The word lists of the redactor: plain text, one entry a line, `#` begins a comment."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).parent
_LONGEST = 60  # characters of an entry
_BETWEEN = str.maketrans("", "", " -'’.")


class RedactionError(ValueError):
    """A list of the redactor is missing or broken; the message names file, line and rule."""


def read_lines(path: Path, check: Callable[[str], str | None] | None = None) -> list[str]:
    """The entries of ``path`` in lower case, in order.

    ``check`` says what is wrong with an entry, or None. Raises RedactionError when the file cannot
    be read, is empty, has an entry twice or one that is too long or that ``check`` rejects.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise RedactionError(f"{path.name}: kan inte läsas (UTF-8-text)") from None
    entries: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        entry = line.partition("#")[0].strip().lower()
        if not entry:
            continue
        problem = _problem(entry, entries) or (check(entry) if check else None)
        if problem:
            raise RedactionError(f"{path.name}, rad {number}: {problem}")
        entries[entry] = number
    if not entries:
        raise RedactionError(f"{path.name}: listan är tom")
    return list(entries)


def _problem(entry: str, before: dict[str, int]) -> str | None:
    if len(entry) > _LONGEST:
        return f"högst {_LONGEST} tecken på en rad"
    if entry in before:
        return f"står redan på rad {before[entry]}"
    return None


def words_only(entry: str) -> str | None:
    """Rule of a list of words: letters, between them spaces, hyphens, apostrophes, full stops."""
    plain = entry.translate(_BETWEEN)
    return None if _letters(plain) else "bara bokstäver, mellanslag och bindestreck"


def one_word(entry: str) -> str | None:
    """Rule of a list of single words: letters and nothing else."""
    return None if _letters(entry) else "ett ord av bara bokstäver"


def _letters(text: str) -> bool:
    """Whether there is nothing but letters and their marks."""
    return text.isalpha() or (bool(text) and all(
        c.isalpha() or unicodedata.category(c).startswith("M") for c in text
    ))
