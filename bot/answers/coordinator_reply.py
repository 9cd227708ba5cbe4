"""Answer which regional coordinator a place belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.answers.coordinators import CoordinatorAnswer, coordinator_for
from bot.answers.reply import Reply

_TOPIC = {"topic": "koordinator_kontakt"}


def reply(place: Mapping[str, Any] | None, language: str) -> Reply:
    """Answer for ``place`` (bot.nlu.places.as_value); None gives the national number."""
    answer = coordinator_for(place)
    if answer.outcome == "region":
        return _region(answer)
    values = {**_TOPIC, "place": answer.place or ""}
    if answer.outcome == "candidates":
        regions = [
            f"{one.region} ({', '.join(county.short for county in one.counties)})"
            for one in answer.candidates
        ]
        return Reply("utter_koordinator_vilken", {**values, "regions": regions})
    if answer.outcome == "abroad":
        return Reply("utter_koordinator_utomlands", values)
    if answer.outcome == "unknown":
        return Reply("utter_koordinator_okand", values)
    return Reply("utter_koordinator_kontakt", _TOPIC)


def _region(answer: CoordinatorAnswer) -> Reply:
    found = answer.coordinator
    assert found is not None  # outcome "region" always has one
    return Reply(
        "utter_koordinator_region",
        {
            **_TOPIC,
            "place": answer.place or "",
            "region": found.region,
            "counties": [county.short for county in found.counties],
            "extra_phone": found.extra_phone.text() if found.extra_phone else "",
            "derived": answer.derived,
        },
    )
