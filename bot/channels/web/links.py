"""Find what can be tapped in an answer: numbers, e-mail and web addresses that the facts hold.

Nothing else becomes a link, whatever an answer says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.knowledge import Entry, Knowledge, load, normal_phone, normal_url
from bot.knowledge.contacts import kind_of

Kind = Literal["tel", "sms", "mailto", "https"]
# Kinds of entries that people turn to; the facts about a topic have numbers of these only.
_TURNED_TO = ("line", "organisation", "person", "kommun")
_BETWEEN_DIGITS = r"[ \u00a0\u2011–-]?"
_URL = re.compile(r"https://[^\s<>\"'”]+")
_URL_END = ".,;:!?)]»"
# "SMS112", "sms till 112", "sms:a 112", "text 112": the number is written to, not called.
_WRITE_TO = re.compile(r"(?:\bsms(?:[:’']?a)?(?: till)?|\btext(?: to)?)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """A stretch of the text and where it leads. ``text`` stands in the answer as it is here."""

    kind: Kind
    text: str
    href: str


@dataclass(frozen=True)
class Found:
    """A link, where it begins, and the entries that its contact belongs to, likeliest first."""

    start: int
    link: Link
    entries: tuple[Entry, ...] = ()


class Finder:
    """Finds the contacts of one body of knowledge in a text."""

    def __init__(self, knowledge: Knowledge) -> None:
        """``knowledge``: whose numbers and addresses may be linked."""
        self._urls = knowledge.contacts().urls
        self._by_number: dict[tuple[Kind, str], list[Entry]] = {}
        self._by_email: dict[str, list[Entry]] = {}
        for entry, key, fact in knowledge.facts():
            kind = kind_of(key)
            for value in fact.items():
                if kind == "phone":
                    how: Kind = "sms" if key.startswith("sms") else "tel"
                    self._by_number.setdefault((how, normal_phone(value)), []).append(entry)
                elif kind == "email":
                    self._by_email.setdefault(value.strip().lower(), []).append(entry)
        numbers = sorted({number for _, number in self._by_number}, key=lambda n: (-len(n), n))
        self._numbers = _alternatives(_number_pattern(number) for number in numbers)
        self._emails = _alternatives(
            re.escape(email) for email in sorted(self._by_email, key=lambda e: (-len(e), e))
        )

    def find(self, text: str) -> list[Found]:
        """The contacts of ``text`` in its order; the same link is found once."""
        found = sorted(self._all(text), key=lambda one: one.start)
        first: dict[Link, Found] = {}
        for one in found:
            first.setdefault(one.link, one)
        return list(first.values())

    def _all(self, text: str) -> Iterator[Found]:
        taken: list[range] = []
        for match in _URL.finditer(text):
            url = match.group().rstrip(_URL_END)
            taken.append(range(match.start(), match.end()))
            if normal_url(url) in self._urls:
                yield Found(match.start(), Link("https", url, url))
        for match in self._emails.finditer(text):
            entries = self._by_email[match.group().lower()]
            link = Link("mailto", match.group(), f"mailto:{match.group().lower()}")
            yield Found(match.start(), link, _turned_to(entries, text))
        for match in self._numbers.finditer(text):
            if any(match.start() in stretch for stretch in taken):
                continue
            written = match.group()
            number = normal_phone(written)
            write = bool(_WRITE_TO.search(text[: match.start()]))
            kind: Kind = "sms" if write and ("sms", number) in self._by_number else "tel"
            entries = self._by_number.get((kind, number)) or []
            link = Link(kind, written, f"{kind}:{_dialled(written, number)}")
            yield Found(match.start(), link, _turned_to(entries, text))


def _number_pattern(number: str) -> str:
    digits = _BETWEEN_DIGITS.join(number)
    if number.startswith("0"):
        return rf"(?:{digits}|\+46{_BETWEEN_DIGITS}{_BETWEEN_DIGITS.join(number[1:])})"
    return digits


def _dialled(written: str, number: str) -> str:
    """What to dial: from abroad where it is written so (RFC 3966)."""
    return f"+46{number[1:]}" if written.startswith("+") else number


def _alternatives(patterns: Iterator[str]) -> re.Pattern[str]:
    together = "|".join(patterns) or r"(?!)"
    return re.compile(rf"(?<![\d+-])(?:{together})(?!\d| ?§|[ -]\d)", re.I)


def _turned_to(entries: list[Entry], text: str) -> tuple[Entry, ...]:
    """Those that are turned to; first the ones whose name stands in the text."""
    lower = text.lower()

    def unnamed(entry: Entry) -> bool:
        return not any(name.lower() in lower for name in (entry.name.sv, entry.name.en))

    kept = {entry.id: entry for entry in entries if entry.kind in _TURNED_TO}
    return tuple(sorted(kept.values(), key=unnamed))


@lru_cache(maxsize=1)
def finder() -> Finder:
    """The finder over this project's facts, made once."""
    return Finder(load())
