"""Opening hours in OpenStreetMap syntax as words: "alla dagar klockan 07:00-21:00"."""

from __future__ import annotations

import re

from bot.knowledge import Entry

_ALWAYS = {"sv": "dygnet runt", "en": "day and night"}
_DAYS = {
    "Mo-Su": {"sv": "alla dagar", "en": "every day"},
    "Mo-Fr": {"sv": "måndag till fredag", "en": "Monday to Friday"},
}
_AT = {"sv": "klockan", "en": "at"}
_SIMPLE = re.compile(r"(Mo-Su|Mo-Fr) (\d\d:\d\d)-(\d\d:\d\d)(; PH off)?")


def hours_text(entry: Entry, language: str) -> str:
    """Opening hours of ``entry`` in words; empty where the facts have none that can be said."""
    said = entry.get("hours_text")
    if said is not None:
        return said.text(language)
    hours = entry.get("hours")
    if hours is None:
        return ""
    if hours.text() == "24/7":
        return _ALWAYS[language]
    match = _SIMPLE.fullmatch(hours.text())
    if match is None:
        return ""
    days, opens, closes, _ = match.groups()
    return f"{_DAYS[days][language]} {_AT[language]} {opens}-{closes}"
