"""Turns checked documents into entries: sources and references resolved, rules applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from bot.knowledge import rules
from bot.knowledge.document import Document, Step
from bot.knowledge.model import Alternative, Closure, Entry, Fact, Knowledge, Source, Text, Value

Path = tuple[Step, ...]
_RESERVED = {field.name for field in fields(Entry)} | {"get", "text"}


class Builder:
    """Collects the entries of all files and resolves what they say about each other."""

    def __init__(self, sources: Mapping[str, Source], today: dt.date | None) -> None:
        """Take the known sources and, to refuse later dates, the present day (else None)."""
        self._sources = sources
        self._today = today
        self._raw: dict[str, tuple[Document, Path, dict[str, Any]]] = {}
        self._built: dict[str, Entry] = {}
        self._open: list[str] = []

    def add(self, doc: Document) -> None:
        """Add a topic file that has the shape of the schema. Raises KnowledgeError."""
        for entry_id, data in doc.data.items():
            if entry_id in self._raw:
                other = self._raw[entry_id][0].name
                raise doc.error((entry_id,), "duplicate", f"{entry_id} finns redan i {other}")
            self._raw[entry_id] = (doc, (entry_id,), data)

    def knowledge(self) -> Knowledge:
        """Build every entry. Raises KnowledgeError on the first broken rule."""
        entries = {entry_id: self._entry(entry_id) for entry_id in self._raw}
        aliases: dict[str, Entry] = {}
        for entry in entries.values():
            doc, path, _ = self._raw[entry.id]
            for index, alias in enumerate(entry.aliases):
                place = (*path, "aliases", index)
                if alias != alias.lower():
                    raise doc.error(place, "alias", f'skriv "{alias}" med små bokstäver')
                if alias in aliases:
                    other = aliases[alias].id
                    raise doc.error(place, "duplicate", f'"{alias}" är redan ett namn på {other}')
                aliases[alias] = entry
        for entry in entries.values():
            aliases.setdefault(entry.name.sv.lower(), entry)
        return Knowledge(
            MappingProxyType(entries), MappingProxyType(dict(self._sources)),
            MappingProxyType(aliases),
        )

    def _entry(self, entry_id: str) -> Entry:
        if entry_id in self._built:
            return self._built[entry_id]
        doc, path, data = self._raw[entry_id]
        self._open.append(entry_id)
        above = (*path, "facts")
        facts: dict[str, Fact] = {}
        for key, item in data["facts"].items():
            at = (*above, key)
            if key in _RESERVED:
                raise doc.error(at, "reserved", f"ett faktum kan inte heta {key}")
            facts[key] = self._fact(doc, at, key, item)
        closures = tuple(
            self._closure(doc, (*path, "closures", index), item)
            for index, item in enumerate(data.get("closures", []))
        )
        self._open.pop()
        entry = Entry(
            entry_id, data["kind"], Text(**data["name"]), _topic(doc),
            tuple(data.get("aliases", [])), data.get("alarm", False),
            MappingProxyType(facts), closures,
        )
        self._built[entry_id] = entry
        return entry

    def _fact(self, doc: Document, at: Path, key: str, data: dict[str, Any]) -> Fact:
        alternatives = tuple(
            Alternative(
                self._value(doc, (*at, "alternatives", index, "value"), key, other["value"]),
                *self._origin(doc, (*at, "alternatives", index), other),
            )
            for index, other in enumerate(data.get("alternatives", []))
        )
        if data["status"] == "conflicting" and not alternatives:
            raise doc.error(at, "conflict", "conflicting kräver minst ett alternativ")
        value = self._value(doc, (*at, "value"), key, data["value"])
        source, date, note = self._origin(doc, at, data)
        return Fact(
            value, source, date, data["status"], note, alternatives, doc.name, doc.line(at)
        )

    def _origin(
        self, doc: Document, at: Path, data: dict[str, Any]
    ) -> tuple[Source, str, str | None]:
        if data["source"] not in self._sources:
            raise doc.error((*at, "source"), "source", f"okänd källa: {data['source']}")
        written = str(data["date"])
        if problem := rules.date(written, self._today):
            raise doc.error((*at, "date"), "date", problem)
        return self._sources[data["source"]], written, data.get("note")

    def _value(self, doc: Document, at: Path, key: str, data: Any) -> Value:
        if isinstance(data, list):
            return tuple(
                self._value(doc, (*at, index), key, item)  # type: ignore[misc]
                for index, item in enumerate(data)
            )
        if isinstance(data, dict):
            if set(data) == {"sv", "en"}:
                return Text(**data)
            if set(data) == {"entry"}:
                return self._reference(doc, at, data["entry"])
            frozen = {name: _frozen(item) for name, item in data.items()}
            return MappingProxyType(frozen)
        if isinstance(data, str) and (problem := rules.value(key, data)):
            raise doc.error(at, *problem)
        return data  # type: ignore[no-any-return]

    def _reference(self, doc: Document, at: Path, entry_id: str) -> Entry:
        if entry_id not in self._raw:
            raise doc.error(at, "reference", f"det finns ingen post {entry_id}")
        if entry_id in self._open:
            raise doc.error(at, "reference", f"{entry_id} hänvisar till sig själv på en omväg")
        return self._entry(entry_id)

    def _closure(self, doc: Document, at: Path, data: dict[str, Any]) -> Closure:
        source, date, _ = self._origin(doc, at, data)
        days: list[dt.date] = []
        for key in ("from", "to"):
            try:
                days.append(dt.date.fromisoformat(data[key]))
            except ValueError:
                problem = f'"{data[key]}" är inget datum. Skriv ÅÅÅÅ-MM-DD'
                raise doc.error((*at, key), "date", problem) from None
        if days[1] < days[0]:
            raise doc.error((*at, "to"), "date", "stängningen slutar innan den börjar")
        return Closure(days[0], days[1], Text(**data["reason"]), source, date)


def _topic(doc: Document) -> str:
    return doc.name.rpartition(".")[0]


def _frozen(data: Any) -> Any:
    if isinstance(data, dict):
        return Text(**data) if set(data) == {"sv", "en"} else MappingProxyType(data)
    return tuple(data) if isinstance(data, list) else data
