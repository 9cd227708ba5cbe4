"""A place that a message mentions, and its JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

Kind = Literal["kommun", "lan", "landskap", "ort", "ambiguous", "abroad", "unknown"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True)
class PlaceMention:
    """One mention of a place.

    ``start`` and ``end`` are character offsets in the message, ``text`` is what stands there.
    ``name`` is the official name ("Linköping", "Östergötlands län"), for an unknown place the
    written one. ``kommun_codes`` and ``lan_codes`` are SCB codes, most likely first; they are
    empty for ``abroad`` and ``unknown``. ``confidence`` is between 0 and 1. ``negated`` is true
    where the message says that it is not this place (inte Linköping).
    """

    text: str
    start: int
    end: int
    kind: Kind
    name: str
    kommun_codes: tuple[str, ...]
    lan_codes: tuple[str, ...]
    confidence: float
    negated: bool = False


def as_value(mention: PlaceMention) -> dict[str, Any]:
    """The mention as plain JSON values: kind, name, kommun_codes, lan_codes; negated if it is."""
    value: dict[str, Any] = {
        "kind": mention.kind,
        "name": mention.name,
        "kommun_codes": list(mention.kommun_codes),
        "lan_codes": list(mention.lan_codes),
    }
    if mention.negated:
        value["negated"] = True
    return value


def from_value(value: Mapping[str, Any]) -> PlaceMention:
    """The mention that ``as_value`` wrote; text and offsets are not part of it and come back empty.

    Raises ValueError when a key is missing or the kind is not one of ``KINDS``.
    """
    try:
        kind, name = value["kind"], value["name"]
        kommun_codes, lan_codes = value["kommun_codes"], value["lan_codes"]
    except KeyError as missing:
        raise ValueError(f"a place value needs the key {missing}") from missing
    if kind not in KINDS:
        raise ValueError(f"a place cannot be of kind {kind!r}; the kinds are {', '.join(KINDS)}")
    return PlaceMention(
        text="",
        start=0,
        end=0,
        kind=cast(Kind, kind),
        name=str(name),
        kommun_codes=tuple(kommun_codes),
        lan_codes=tuple(lan_codes),
        confidence=1.0,
        negated=bool(value.get("negated", False)),
    )
