"""What the rest of the bot sees of the facts: sources, facts, entries and all of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, Union

from bot.knowledge.contacts import Contacts, collect

Language = Literal["sv", "en"]
Status = Literal["page", "confirmed", "conflicting", "to_confirm"]
Single: TypeAlias = Union[str, int, bool, "Text", "Entry", Mapping[str, object]]
Value: TypeAlias = Single | tuple[Single, ...]
_AND = {"sv": "och", "en": "and"}
_YES_NO = {"sv": ("nej", "ja"), "en": ("no", "yes")}


@dataclass(frozen=True)
class Text:
    """The same words in Swedish and English."""

    sv: str
    en: str

    def text(self, language: str = "sv") -> str:
        """Return the English words for "en", else the Swedish ones."""
        return self.en if language == "en" else self.sv

    def __str__(self) -> str:
        return self.sv


@dataclass(frozen=True)
class Source:
    """Where a fact comes from. `date` is an ISO date, month or year, or "odaterad"."""

    id: str
    title: str
    date: str
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Alternative:
    """What another source says instead."""

    value: Value
    source: Source
    date: str
    note: str | None = None

    def text(self, language: str = "sv") -> str:
        """Return the value in words."""
        return words(self.value, language)


@dataclass(frozen=True)
class Fact:
    """One fact: its value, who says so, when that was last checked or published, and how sure."""

    value: Value
    source: Source
    date: str
    status: Status
    note: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.text("sv")

    def text(self, language: str = "sv") -> str:
        """Return the value in words; a list becomes "a, b och c"."""
        return words(self.value, language)

    def items(self, language: str = "sv") -> tuple[str, ...]:
        """Return each value in words, in the order of the file."""
        values = self.value if isinstance(self.value, tuple) else (self.value,)
        return tuple(words(value, language) for value in values)

    @property
    def entry(self) -> Entry | None:
        """The entry this fact points to, if its value is one (a contact person, a page)."""
        return self.value if isinstance(self.value, Entry) else None

    @property
    def checked(self) -> dt.date:
        """The first day that `date` can mean (2024-05 is 1 May 2024)."""
        return first_day(self.date)


@dataclass(frozen=True)
class Closure:
    """Days on which a line is closed, the first and the last included."""

    first: dt.date
    last: dt.date
    reason: Text
    source: Source
    date: str

    def covers(self, day: dt.date) -> bool:
        """Tell whether `day` is one of the closed days."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Entry:
    """A thing that facts are about. Its facts are its attributes: `entry.phone` is a Fact."""

    id: str
    kind: str
    name: Text
    topic: str
    aliases: tuple[str, ...] = ()
    alarm: bool = False
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)
    closures: tuple[Closure, ...] = ()

    def __getattr__(self, key: str) -> Fact:
        facts: Mapping[str, Fact] = {} if key.startswith("_") else self.__dict__.get("facts", {})
        try:
            return facts[key]
        except KeyError:
            raise AttributeError(f"{self.__dict__.get('id', '?')} has no fact {key!r}") from None

    def __contains__(self, key: str) -> bool:
        return key in self.facts

    def __str__(self) -> str:
        return self.name.sv

    def get(self, key: str) -> Fact | None:
        """Return the fact, or None where the sources say nothing."""
        return self.facts.get(key)

    def text(self, language: str = "sv") -> str:
        """Return the name."""
        return self.name.text(language)


@dataclass(frozen=True)
class Knowledge:
    """All entries and sources. `knowledge["stodtelefon"].phone` is a Fact."""

    entries: Mapping[str, Entry]
    sources: Mapping[str, Source]
    aliases: Mapping[str, Entry]

    def __getitem__(self, entry_id: str) -> Entry:
        return self.entries[entry_id]

    def __contains__(self, entry_id: str) -> bool:
        return entry_id in self.entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def by_alias(self, said: str) -> Entry | None:
        """Return the entry whose alias or Swedish name is `said` (any case), or None."""
        return self.aliases.get(said.strip().lower())

    def facts(self) -> Iterator[tuple[Entry, str, Fact]]:
        """Yield every fact with its entry and its key, in the order of the files."""
        for entry in self:
            for key, fact in entry.facts.items():
                yield entry, key, fact

    def contacts(self) -> Contacts:
        """Return every phone number, e-mail and web address, those of alternatives included."""
        named: list[tuple[str, str]] = [
            ("url", source.url) for source in self.sources.values() if source.url
        ]
        for _, key, fact in self.facts():
            for value in (fact.value, *(other.value for other in fact.alternatives)):
                values = value if isinstance(value, tuple) else (value,)
                named += [(key, single) for single in values if isinstance(single, str)]
        return collect(named)


def words(value: Value, language: str = "sv") -> str:
    """Return a value as a person would write it in the language ("sv" or "en")."""
    language = "en" if language == "en" else "sv"
    if isinstance(value, tuple):
        parts = [words(single, language) for single in value]
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {_AND[language]} {parts[-1]}"
    if isinstance(value, (Text, Entry)):
        return value.text(language)
    if isinstance(value, bool):
        return _YES_NO[language][value]
    if isinstance(value, Mapping):
        return words(value["name"], language) if "name" in value else ""  # type: ignore[arg-type]
    return str(value)


def first_day(written: str) -> dt.date:
    """Return the first day of an ISO date, month or year. Raises ValueError on anything else."""
    parts = written.split("-")
    if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]):
        raise ValueError(written)
    return dt.date(*(int(part) for part in [*parts, "01", "01"][:3]))
