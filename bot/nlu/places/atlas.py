"""The places that are known, read from `data/knowledge/places`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.nlu.places.mention import Kind
from bot.nlu.places.spelling import lower

FOLDER = Path(__file__).resolve().parents[3] / "data" / "knowledge" / "places"
_SMALL_SHARE = 0.15  # a kommun with less of a postal town's postcodes is left out


class PlacesError(ValueError):
    """A file of places is missing or does not hold what it should."""


@dataclass(frozen=True)
class Place:
    """A known place; ``size`` is its number of postcodes, to prefer the larger of two."""

    name: str
    kind: Kind
    kommun_codes: tuple[str, ...]
    lan_codes: tuple[str, ...]
    size: int = 0


@dataclass(frozen=True)
class Named:
    """A name in the spelling people use, and the place it means.

    ``people`` is true for a word for somebody from there (smålänning).
    """

    name: str
    place: Place
    people: bool = False


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; raises PlacesError when it cannot be read."""
    try:
        return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except Exception as error:
        raise PlacesError(f"{path.name} cannot be read: {error}") from error


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a heading; raises PlacesError when it cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise PlacesError(f"{path.name} cannot be read: {error}") from error


def read(folder: Path = FOLDER) -> list[Named]:
    """Every name with its place, from the CSV and YAML files in ``folder``.

    Raises PlacesError when a file is missing, broken or names a code that does not exist.
    """
    kommuner = read_csv(folder / "kommuner.csv")
    postorter = read_csv(folder / "postorter.csv")
    sizes: dict[str, int] = {}
    for row in postorter:
        code = row["kommun_code"]
        sizes[code] = sizes.get(code, 0) + int(row["antal_postnr"])
    lan_names = {row["lan_code"]: row["lan"] for row in kommuner}
    codes = {row["kommun_code"] for row in kommuner}
    try:
        found = [
            *_kommuner(kommuner, sizes),
            *_lan(read_yaml(folder / "lan.yml"), lan_names, sizes),
            *_landskap(read_yaml(folder / "landskap.yml")),
            *_orter(read_yaml(folder / "orter.yml"), kommuner, sizes),
            *_postorter(postorter),
            *_ambiguous(read_yaml(folder / "ambiguous.yml")),
            *_abroad(read_yaml(folder / "abroad.yml")),
        ]
    except (KeyError, TypeError) as error:
        raise PlacesError(f"a file in {folder.name} lacks {error}") from error
    for named in found:
        for code in named.place.kommun_codes:
            if code not in codes:
                raise PlacesError(f"{named.name}: there is no kommun {code}")
        for code in named.place.lan_codes:
            if code not in lan_names:
                raise PlacesError(f"{named.name}: there is no län {code}")
    return found


def lan_names(folder: Path = FOLDER) -> dict[str, tuple[str, str]]:
    """Official and everyday name of the 21 län by code ("05": Östergötlands län, Östergötland).

    Raises PlacesError when lan.yml is missing or broken.
    """
    content = read_yaml(folder / "lan.yml")
    return {entry["code"]: (entry["name"], entry["short"]) for entry in content["lan"]}


def _lan_of(kommun_codes: Sequence[str]) -> tuple[str, ...]:
    """The län of the kommuner in the same order: a kommun code begins with its län's (SCB)."""
    return tuple(dict.fromkeys(code[:2] for code in kommun_codes))


def _kommuner(rows: list[dict[str, str]], sizes: dict[str, int]) -> Iterator[Named]:
    for row in rows:
        code = row["kommun_code"]
        size = sizes.get(code, 0)
        yield Named(
            row["kommun"], Place(row["kommun"], "kommun", (code,), (row["lan_code"],), size)
        )


def _lan(content: Any, official: dict[str, str], sizes: dict[str, int]) -> Iterator[Named]:
    for entry in content["lan"]:
        code = entry["code"]
        if official.get(code) != entry["name"]:
            raise PlacesError(f"lan.yml: {code} is {official.get(code)}, not {entry['name']}")
        size = sum(number for kommun, number in sizes.items() if kommun.startswith(code))
        place = Place(entry["name"], "lan", (), (code,), size)
        for name in dict.fromkeys((entry["name"], entry["short"], *entry.get("other", ()))):
            yield Named(name, place)
        for name in entry.get("people", ()):
            yield Named(name, place, people=True)


def _landskap(content: Any) -> Iterator[Named]:
    for entry in (*content["landskap"], *content["parts"]):
        kind: Kind = "landskap" if len(entry["lan"]) == 1 else "ambiguous"
        place = Place(entry["name"], kind, (), tuple(entry["lan"]))
        for name in (entry["name"], *entry.get("other", ())):
            yield Named(name, place)
        for name in entry.get("people", ()):
            yield Named(name, place, people=True)


def _orter(content: Any, rows: list[dict[str, str]], sizes: dict[str, int]) -> Iterator[Named]:
    kommuner = {row["kommun_code"]: row["kommun"] for row in rows}
    for code, names in content["orter"].items():
        for name in names:
            yield Named(name, Place(name, "ort", (code,), _lan_of((code,))))
    for code, names in content["other_names"].items():
        if code not in kommuner:
            raise PlacesError(f"orter.yml: there is no kommun {code}")
        place = Place(kommuner[code], "kommun", (code,), _lan_of((code,)), sizes.get(code, 0))
        for name in names:
            yield Named(name, place)


def _postorter(rows: list[dict[str, str]]) -> Iterator[Named]:
    shares: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        shares.setdefault(row["postort"], []).append((int(row["antal_postnr"]), row["kommun_code"]))
    for name, parts in shares.items():
        total = sum(number for number, _ in parts)
        codes = tuple(
            code
            for number, code in sorted(parts, key=lambda part: (-part[0], part[1]))
            if number / total >= _SMALL_SHARE
        )
        yield Named(name, Place(name, "ort", codes, _lan_of(codes), total))


def _ambiguous(content: Any) -> Iterator[Named]:
    for entry in content["areas"]:
        place = Place(entry["name"], "ambiguous", (), tuple(entry["lan"]))
        for name in (entry["name"], *entry.get("other", ())):
            yield Named(name, place)
        for name in entry.get("people", ()):
            yield Named(name, place, people=True)
    for name in content["regions"]:
        place = Place(name, "ambiguous", (), ())
        yield Named(name, place)
        yield Named(f"Polis{lower(name)}", place)
    for entry in content["orter"]:
        codes = tuple(entry["kommun"])
        yield Named(entry["name"], Place(entry["name"], "ambiguous", codes, _lan_of(codes)))


def _abroad(content: Any) -> Iterator[Named]:
    for names in (*content["countries"], *content["cities"]):
        for name in names:
            yield Named(name, Place(names[0], "abroad", (), ()))
