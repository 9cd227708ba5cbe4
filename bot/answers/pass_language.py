"""In which languages the könsstympningspass exists."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from bot import knowledge
from bot.answers.reply import Reply
from bot.nlu.spelling import undotted

_WORD = re.compile(r"[^\W\d_]+")
_NAMES = Path(__file__).with_name("language_names.yml")
_ENTRY = "konsstympningspass"


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, str]]:
    """What people call a language, undotted -> its Swedish and English name."""
    raw: dict[str, dict[str, list[str] | str]] = yaml.safe_load(
        _NAMES.read_text(encoding="utf-8")
    )
    found = {}
    for swedish, entry in raw.items():
        english = str(entry["en"])
        for name in (swedish, english.lower(), *entry.get("also", [])):
            found[undotted(name)] = (swedish, english)
    return found


def asked(text: str) -> tuple[str, str] | None:
    """Swedish and English name of the first language that ``text`` names, Swedish last.

    "Finns passet på svenska och arabiska" asks about both; the one less taken for granted wins.
    """
    words = [undotted(word) for word in _WORD.findall(text.lower())]
    found = [_names()[word] for word in words if word in _names()]
    return next((name for name in found if name[0] != "svenska"), found[0] if found else None)


def reply(text: str, language: str) -> Reply:
    """Whether the pass exists in the language that ``text`` names; all of them without one."""
    name = asked(text)
    if name is None:
        return Reply("utter_pass_sprak")
    fact = knowledge.load()[_ENTRY].languages
    page = fact.items("sv")
    newer = [str(value) for value in _values(fact.alternatives[0].value)]
    values = {
        "language_asked": name[1] if language == "en" else name[0],
        "renewed": name[0] in newer,
        "topic": "pass_sprak",
    }
    there = "utter_pass_sprak_finns" if name[0] in page else "utter_pass_sprak_saknas"
    return Reply(there, values)


def _values(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)
