"""What is public and stays: numbers, addresses and names of the facts, and the allow-list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot import knowledge
from bot.conversations.redaction.lists import FOLDER, RedactionError, read_lines
from bot.conversations.redaction.text import Text, Word
from bot.nlu.places.spelling import fold, lower

ALLOWED = "allow.txt"
_NAMED = ("line", "organisation", "programme", "page_link", "person", "law", "concept")
_NATIONAL = frozenset(("112", "1177", "11313", "11414"))  # numbers of the whole country
_KEY = re.compile(r"[^\W_]+")
_HOST = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)+")
Span = tuple[int, int]


class Public:
    """Phones, e-mails, hosts and phrases that are kept."""

    def __init__(self, facts: knowledge.Knowledge, allowed: Iterable[str]) -> None:
        """Take them from the facts and from ``allowed`` (entries of allow.txt)."""
        contacts = facts.contacts()
        self.phones = contacts.phones | _NATIONAL
        self.emails = contacts.emails
        self.urls = contacts.urls
        self.hosts = {fold(url.partition("/")[0]) for url in contacts.urls}
        self._phrases: dict[tuple[str, ...], bool] = {}
        for entry in facts.entries.values():
            if entry.kind in _NAMED:
                for name in (entry.name.sv, entry.name.en, *entry.aliases):
                    self._add(name, person=entry.kind == "person")
        for entry_line in allowed:
            if _HOST.fullmatch(entry_line):
                self.hosts.add(fold(entry_line))
            self._add(entry_line)
        self._longest = max(map(len, self._phrases))
        self._first_words = {key[0] for key in self._phrases}

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Public:
        """Read the facts and the allow-list. Raises RedactionError."""
        try:
            facts = knowledge.load()
        except knowledge.KnowledgeError as error:
            raise RedactionError(f"data/knowledge: {error}") from None
        return cls(facts, read_lines(folder / ALLOWED, _has_letter))

    def _add(self, phrase: str, person: bool = False) -> None:
        key = tuple(_KEY.findall(fold(lower(phrase))))
        if key:
            self._phrases.setdefault(key, person and len(key) == 1)

    def spans(self, text: Text) -> Iterator[tuple[int, int, bool]]:
        """Where public names stand: start, end, and whether it is half a person's name.

        Half a name ("Martina") may be anybody's; what an underscore joins is an account.
        """
        words = [
            (match.start(), match.end(), fold(match.group()))
            for match in _KEY.finditer(text.low)
        ]
        at = 0
        while at < len(words):
            length = self._length(words, at)
            start, end = words[at][0], words[at + max(length, 1) - 1][1]
            if length and "_" not in text.low[max(start - 1, 0) : end + 1]:
                key = self._key(words, at, length)
                yield start, end, self._phrases.get(key, False)
            at += length or 1

    def _length(self, words: list[tuple[int, int, str]], at: int) -> int:
        first = words[at][2]
        if first not in self._first_words and first.removesuffix("s") not in self._first_words:
            return 0
        for length in range(min(self._longest, len(words) - at), 0, -1):
            if self._key(words, at, length) in self._phrases:
                return length
        return 0

    def _key(self, words: list[tuple[int, int, str]], at: int, length: int) -> tuple[str, ...]:
        key = tuple(word[2] for word in words[at : at + length])
        if key in self._phrases:
            return key
        return (*key[:-1], key[-1].removesuffix("s"))

    def is_phone(self, digits: str) -> bool:
        """Whether ``digits`` (a leading + kept) are a public number, home or from abroad."""
        for prefix in ("+46", "0046", "46"):
            if digits.startswith(prefix) and "0" + digits[len(prefix) :].lstrip("0") in self.phones:
                return True
        return digits.lstrip("+") in self.phones

    def is_link(self, written: str) -> bool:
        """Whether the address is on a public site and carries nothing of its own."""
        normal = knowledge.normal_url(written)
        if normal in self.urls:
            return True
        host = fold(normal.partition("/")[0])
        return host in self.hosts and not re.search(r"[?#=@]|\d{5}", normal)


def _has_letter(entry: str) -> str | None:
    return None if any(map(str.isalpha, entry)) else "minst en bokstav"


def words_in(words: list[Word], spans: Iterable[Span]) -> set[int]:
    """Numbers of the words that lie in one of ``spans`` (sorted)."""
    found: set[int] = set()
    at = 0
    for start, end in spans:
        while at < len(words) and words[at].end <= start:
            at += 1
        while at < len(words) and words[at].start < end:
            found.add(at)
            at += 1
    return found
