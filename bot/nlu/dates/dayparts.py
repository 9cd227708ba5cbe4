"""The grammar of the parts of the day: på förmiddagen, lunch, kvällstid, efter lunch."""

from __future__ import annotations

from typing import TypeAlias

from .lexicon import LEXICON, Part
from .meaning import DayPart
from .reader import Reader

Found: TypeAlias = tuple[DayPart, int] | None


def day_part(reader: Reader, i: int) -> Found:
    """A part of the day that begins at a place, and the place after it."""
    j = reader.skip(
        i, "på", "under", "vid", "till", "fram", "mot", "om", "tidigt", "sent", "i", "kring"
    )
    if reader.is_(i, "mitten") and reader.is_(i + 1, "i"):
        j = i + 2
    after = reader.is_(i, "efter", "före")
    if after:
        j = i + 1
    tag = reader.tag(j, "part")
    if tag is None:
        return None
    part, form = tag
    if (
        reader.greeted(i)
        or reader.greeted(j)
        or (reader.is_(i, "i") and j == i + 1 and form == "base")
    ):
        return None
    if after:
        if part.name != "lunch":
            return None
        begin, finish = LEXICON.after_lunch
        if reader.is_(i, "före"):
            begin, finish = LEXICON.parts["förmiddag"].begin, part.begin
        return DayPart(Part(part.name, begin, finish, "none"), after=True), j + 1
    if form == "past" and not reader.is_(j - 1, "i"):
        return None
    said = j > i
    whole = reader.only(i, j + 1)
    return DayPart(
        part, habit=form == "habit", free=said or whole or form == "habit", loose=said
    ), j + 1
