"""The lists of words that stand around names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.conversations.redaction.lists import FOLDER, RedactionError

_FILE = "name_cues.yml"
_LISTS = (
    "personal", "loose", "people", "owners", "titles", "follow", "beside", "particles",
    "family_words", "plain", "given", "near", "acts", "nicknames", "stop",
)


@dataclass(frozen=True)
class NameCues:
    """The lists of name_cues.yml; what each means stands there."""

    personal: frozenset[str]
    loose: frozenset[str]
    people: frozenset[str]
    owners: frozenset[str]
    titles: frozenset[str]
    follow: frozenset[str]
    beside: frozenset[str]
    particles: frozenset[str]
    family_words: frozenset[str]
    plain: frozenset[str]
    given: frozenset[str]
    near: frozenset[str]
    acts: frozenset[str]
    nicknames: frozenset[str]
    stop: frozenset[str]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> NameCues:
        """Read name_cues.yml. Raises RedactionError."""
        try:
            text = (folder / _FILE).read_text(encoding="utf-8")
            content = yaml.load(text, Loader=yaml.BaseLoader)  # all is text, "no" and "on" too
        except OSError:
            raise RedactionError(f"{_FILE}: kan inte läsas") from None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f", rad {mark.line + 1}" if mark else ""
            raise RedactionError(f"{_FILE}{line}: är inte giltig YAML") from None
        for name in _LISTS:
            entries = content.get(name) if isinstance(content, dict) else None
            if not isinstance(entries, list) or not entries:
                raise RedactionError(f"{_FILE}: listan {name} saknas")
            for entry in entries:
                if not isinstance(entry, str):
                    raise RedactionError(f"{_FILE}, {name}: en rad är inte ett ord eller en fras")
        return cls(**{name: frozenset(map(str.lower, content[name])) for name in _LISTS})
