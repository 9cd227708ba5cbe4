"""Which regional coordinators against prostitution and trafficking a place belongs to.

The answer is data; its words are in data/responses/koordinatorer.yml. Every answer carries the
national number, which leads to the right coordinator from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from bot.knowledge import Entry, Fact, Knowledge, KnowledgeError, load
from bot.nlu.places import PlaceMention, as_value, atlas

FILE = "coordinators.yml"
_ALL = "koordinatorer"
_ONE = "koordinator_"
_LAN = "lan_"
_REGION = "region "
# The more a kind settles, the earlier.
_ORDER = ("kommun", "ort", "lan", "landskap", "ambiguous", "unknown", "abroad")

Outcome = Literal["region", "candidates", "abroad", "unknown", "no_place"]
Asked = PlaceMention | Mapping[str, Any] | Sequence[str] | None


@dataclass(frozen=True)
class County:
    """A län of a region. ``confirmed``: a source about the coordinators names it; otherwise it is
    derived from the police region of the same name. ``fact`` has the source and its date."""

    code: str
    name: str
    short: str
    confirmed: bool
    fact: Fact


@dataclass(frozen=True)
class Coordinator:
    """The coordinators of one region: its name ("Öst"), its län, what is known of where they sit.

    ``city`` and ``extra_phone`` are None where no source tells; there is no other direct number.
    """

    id: str
    region: str
    counties: tuple[County, ...]
    city: Fact | None
    extra_phone: Fact | None

    @property
    def lan_codes(self) -> tuple[str, ...]:
        """The codes of its län."""
        return tuple(county.code for county in self.counties)


@dataclass(frozen=True)
class CoordinatorAnswer:
    """What can be said about a place.

    ``outcome``: ``region`` (``coordinator`` is set), ``candidates`` (the place lies in several
    regions, or its name does not settle which: ``candidates``), ``abroad``, ``unknown`` or
    ``no_place`` (the national number only). ``place`` is the name asked for, None for bare codes.
    ``derived``: the place's län is not confirmed to belong to the region. ``phone`` is the
    national number, ``url`` where contact details of each region are.
    """

    outcome: Outcome
    place: str | None
    coordinator: Coordinator | None
    candidates: tuple[Coordinator, ...]
    derived: bool
    phone: Fact
    url: Fact


class Coordinators:
    """All regions and the answers about them."""

    def __init__(self, knowledge: Knowledge, lan_names: Mapping[str, tuple[str, str]]) -> None:
        """``lan_names``: official and short name by län code.

        Raises KnowledgeError when a län stands in no region or in two.
        """
        everything = knowledge[_ALL]
        self.all = tuple(
            _coordinator(entry, lan_names) for entry in knowledge if entry.id.startswith(_ONE)
        )
        self.phone = everything.phone
        self.url = everything.url
        self._by_lan: dict[str, Coordinator] = {}
        for coordinator in self.all:
            for county in coordinator.counties:
                if county.code in self._by_lan or county.code not in lan_names:
                    raise KnowledgeError(FILE, county.fact.line, "lan", f"län {county.code}")
                self._by_lan[county.code] = coordinator
        missing = sorted(set(lan_names) - set(self._by_lan))
        if missing:
            raise KnowledgeError(FILE, 1, "lan", f"län utan region: {', '.join(missing)}")

    def for_lan(self, code: str) -> Coordinator:
        """The coordinators of a län. Raises KeyError when there is no such län."""
        return self._by_lan[code]

    def answer(self, asked: Asked) -> CoordinatorAnswer:
        """The answer for a mention, its ``as_value`` mapping, or län codes; None for no place.

        Raises KeyError when a län code does not exist.
        """
        if asked is None:
            return self._national("no_place", None)
        if isinstance(asked, PlaceMention):
            asked = as_value(asked)
        if not isinstance(asked, Mapping):
            return self._settle(None, tuple(asked))
        name, kind = str(asked["name"]), asked["kind"]
        if kind == "abroad":
            return self._national("abroad", name)
        for coordinator in self.all:
            if name.lower() == _REGION + coordinator.region.lower():
                return self._region(name, coordinator, coordinator.lan_codes)
        codes = tuple(asked["lan_codes"])
        if kind == "unknown" or not codes:
            return self._national("unknown", name)
        return self._settle(name, codes)

    def _settle(self, name: str | None, codes: tuple[str, ...]) -> CoordinatorAnswer:
        found = tuple(dict.fromkeys(self._by_lan[code] for code in codes))
        if not found:
            return self._national("no_place", name)
        if len(found) == 1:
            return self._region(name, found[0], codes)
        derived = any(not county.confirmed for county in self._counties(codes))
        return CoordinatorAnswer("candidates", name, None, found, derived, self.phone, self.url)

    def _counties(self, codes: Iterable[str]) -> list[County]:
        return [
            county
            for code in codes
            for county in self._by_lan[code].counties
            if county.code == code
        ]

    def _region(
        self, name: str | None, found: Coordinator, codes: tuple[str, ...]
    ) -> CoordinatorAnswer:
        derived = any(not county.confirmed for county in self._counties(codes))
        return CoordinatorAnswer("region", name, found, (found,), derived, self.phone, self.url)

    def _national(self, outcome: Outcome, name: str | None) -> CoordinatorAnswer:
        return CoordinatorAnswer(outcome, name, None, (), False, self.phone, self.url)


def _coordinator(entry: Entry, lan_names: Mapping[str, tuple[str, str]]) -> Coordinator:
    counties = []
    for key, fact in entry.facts.items():
        if key.startswith(_LAN):
            code = str(fact.value)
            name, short = lan_names.get(code, (code, code))
            counties.append(County(code, name, short, fact.status == "confirmed", fact))
    return Coordinator(
        entry.id, str(entry.region), tuple(counties), entry.get("city"), entry.get("phone")
    )


@lru_cache(maxsize=1)
def coordinators() -> Coordinators:
    """The regions of the project's facts, read once. Raises KnowledgeError or PlacesError."""
    return Coordinators(load(), atlas.lan_names())


def coordinator_for(asked: Asked) -> CoordinatorAnswer:
    """The coordinators of a place: a mention, its ``as_value`` mapping, or län codes.

    None gives the national number only. Raises KeyError when a län code does not exist.
    """
    return coordinators().answer(asked)


def main_place(places: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The place that a message with several is about (``as_value`` mappings, in their order).

    The one that settles most goes first (Åby i Norrköping → Norrköping), of equals the last; one
    that the message denies (inte Linköping utan Motala) only if there is no other. None when
    there is none.
    """
    best: Mapping[str, Any] | None = None
    for place in [place for place in places if not place.get("negated")] or places:
        if best is None or _ORDER.index(place["kind"]) <= _ORDER.index(best["kind"]):
            best = place
    return best
