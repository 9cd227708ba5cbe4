"""Whom to call to report concern about a child, by kommun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import knowledge
from bot.answers.reply import Reply
from bot.knowledge import Entry

_KIND = "kommun"


def _entry(code: str) -> Entry | None:
    for entry in knowledge.load():
        if entry.kind == _KIND and entry.get("code") and entry.code.text() == code:
            return entry
    return None


def reply(place: Mapping[str, Any] | None, language: str) -> Reply:
    """Answer for ``place`` (bot.nlu.places.as_value); without one, how to report."""
    if place is None or not place.get("kommun_codes"):
        return Reply("utter_orosanmalan")
    codes = place["kommun_codes"]
    entry = _entry(codes[0]) if len(codes) == 1 or place["kind"] in ("kommun", "ort") else None
    base: dict[str, Any] = {"topic": "orosanmalan"}
    if entry is not None:
        base["contact"] = entry.id
    number = (entry.get("phone_concern") or entry.get("phone")) if entry else None
    if entry is None or number is None:
        name = entry.name.text(language) if entry else place["name"]
        return Reply("utter_orosanmalan_utan_nummer", {**base, "place": name})
    duty = entry.get("phone_socialjour")
    shared = entry.get("socialjour")
    if duty is None and shared is not None and shared.entry is not None:
        duty = shared.entry.get("phone_socialjour")
    return Reply(
        "utter_orosanmalan_nummer",
        {
            **base,
            "place": entry.name.text(language),
            "phone": number.text(language),
            "duty": duty.text(language) if duty else "",
        },
    )
