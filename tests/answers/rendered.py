"""Every answer of data/responses, rendered with values that reach every branch of its text."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot import knowledge
from bot.answers.rendering import renderer
from bot.nlu.contacts import KINDS

ROOT = Path(__file__).parents[2]
RESPONSES = ROOT / "data" / "responses"
Values = Mapping[str, Any]

_KNOWN = knowledge.load()
_CONTACTS = [entry.id for entry in _KNOWN if entry.kind in KINDS]
_LINES = [entry.id for entry in _KNOWN if entry.kind == "line" and entry.get("phone")]
_WITH_HOURS = [entry.id for entry in _KNOWN if entry.get("hours") and entry.get("phone")]
_TOPIC_ENTRIES = [entry.id for entry in _KNOWN if entry.kind not in ("kommun",)]
_BOOLS = (False, True)


def _every(**choices: Any) -> list[Values]:
    """The product of the choices, as values of a template."""
    return [
        dict(zip(choices, picked, strict=True)) for picked in itertools.product(*choices.values())
    ]


# Values are words without figures, so that every figure in an answer comes from its text or a fact.
VALUES: Mapping[str, list[Values]] = {
    "utter_pass_sprak_finns": _every(language_asked=["somaliska"], renewed=_BOOLS),
    "utter_pass_sprak_saknas": _every(language_asked=["thailändska"], renewed=_BOOLS),
    "utter_koordinator_region": _every(
        place=["Linköping"],
        region=["Öst"],
        counties=[["Östergötland", "Jönköping", "Södermanland"]],
        extra_phone=["", "020-35 40 40"],
        derived=_BOOLS,
    ),
    "utter_koordinator_vilken": _every(place=["Småland"], regions=[["Öst", "Syd"]]),
    "utter_koordinator_utomlands": _every(place=["Norge"]),
    "utter_koordinator_okand": _every(place=["Blåköping"]),
    "utter_kontakt_kort": _every(contact=_CONTACTS),
    "utter_kontakt_villkor": _every(
        contact=_CONTACTS,
        asked=[["cost"], ["anonymous"], ["on_bill"], ["interpreter", "chat"], ["email"]],
    ),
    "utter_orosanmalan_nummer": _every(
        place=["Linköpings kommun"], phone=["013-20 61 88"], duty=["", "013-20 75 26"]
    ),
    "utter_orosanmalan_utan_nummer": _every(place=["Finspångs kommun"]),
    "utter_oppet": _every(contact=_WITH_HOURS, moment=["just nu"], until=["", "fyra"]),
    "utter_stangt": _every(
        contact=_WITH_HOURS,
        moment=["på lördag"],
        reason=["holiday", "eve", "weekend", "outside", "closure"],
        holiday=["julafton"],
        closure=["", "Telefonen är stängd för utbildning."],
        opens=["", "i morgon klockan nio"],
    ),
    "utter_oppet_dag": _every(
        contact=_WITH_HOURS, moment=["på måndag"], hours=["från nio till fyra"], holiday=[""]
    ),
    "utter_oppet_dagar": _every(
        contact=_WITH_HOURS, moment=["i helgen"], days=[["lördag: stängt", "söndag: stängt"]]
    ),
    "utter_oppet_period": _every(
        contact=_WITH_HOURS, moment=["i december"], days=[[], ["julafton: stängt"]]
    ),
    "utter_oppet_alltid": _every(contact=[*_LINES, "sms112"]),
    "utter_oppet_okant": _every(contact=_CONTACTS),
    "utter_oppet_osakert": _every(contact=_LINES),
    "utter_oppet_annan_dag": _every(other=["nästa fredag"], other_state=["open", "closed"]),
    "utter_datum_finns_inte": _every(
        contact=_WITH_HOURS, reason=["Den dagen finns inte."]
    ),
    "utter_vilken_tid": _every(contact=_WITH_HOURS),
    "utter_folj_mer": _every(contact=_TOPIC_ENTRIES),
    "utter_annat_sprak": _every(own=["Soomaali"], language_written=["Somali"]),
    "utter_upprepa": _every(last_text=["", "Kvinnofridslinjen svarar dygnet runt."]),
}


@dataclass(frozen=True)
class Answer:
    """One answer as the visitor reads it, without source line and buttons."""

    name: str
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"


@lru_cache(maxsize=1)
def templates() -> Mapping[str, Mapping[str, list[str]]]:
    """Name -> language -> texts, as they stand in data/responses."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(RESPONSES.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
        for name, variations in content.items():
            assert name not in found, f"{name} stands in two files"
            found[name] = {"sv": [], "en": []}
            for variation in variations:
                conditions = variation.get("condition", [])
                language = next((c["value"] for c in conditions if c["name"] == "language"), "sv")
                found[name][language].append(variation["text"])
    return found


def values_of(name: str) -> list[Values]:
    """The values to render an answer with; one empty set for an answer that needs none."""
    return VALUES.get(name, [{}])


def renderings(name: str, language: str) -> Iterator[str]:
    """An answer in one language, once for each set of values."""
    for template in templates()[name][language]:
        for values in values_of(name):
            yield renderer().render(template, language, values)


@lru_cache(maxsize=1)
def answers() -> tuple[Answer, ...]:
    """All answers in both languages, without repetitions."""
    return tuple(
        dict.fromkeys(
            Answer(name, language, text)
            for name in templates()
            for language in ("sv", "en")
            for text in renderings(name, language)
        )
    )
