"""Places: what is smaller than a kommun becomes its kommun, what is larger stays."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversations.redaction.finding import PLACE, Finding
from bot.conversations.redaction.text import Text
from bot.nlu.places import Gazetteer, PlaceMention
from bot.nlu.places.atlas import PlacesError, read_csv
from bot.nlu.places.atlas import FOLDER as PLACES_FOLDER
from bot.conversations.redaction.lists import RedactionError

_KEPT = ("kommun", "lan", "landskap", "abroad")
_SLICE = 2000  # characters that are searched at a time


class Places:
    """Finds places with the gazetteer of the NLU."""

    def __init__(self, gazetteer: Gazetteer, kommuner: dict[str, str]) -> None:
        """``kommuner``: names by code."""
        self._gazetteer = gazetteer
        self._kommuner = kommuner
        self._names = frozenset(kommuner.values())

    @classmethod
    def load(cls) -> Places:
        """Read data/knowledge/places. Raises RedactionError."""
        try:
            rows = read_csv(PLACES_FOLDER / "kommuner.csv")
            return cls(Gazetteer.load(), {row["kommun_code"]: row["kommun"] for row in rows})
        except PlacesError as error:
            raise RedactionError(str(error)) from None

    def mentions(self, text: Text) -> Iterator[PlaceMention]:
        """Every place in ``text``, in order."""
        plain = text.plain
        if len(plain) <= _SLICE:
            yield from self._gazetteer.find(plain)
            return
        start = 0
        while start < len(plain):
            end = plain.rfind(" ", start, start + _SLICE) if start + _SLICE < len(plain) else -1
            end = end if end > start else min(start + _SLICE, len(plain))
            for mention in self._gazetteer.find(plain[start:end]):
                yield PlaceMention(
                    mention.text, mention.start + start, mention.end + start, mention.kind,
                    mention.name, mention.kommun_codes, mention.lan_codes, mention.confidence,
                    mention.negated,
                )
            start = end

    def kept(self, mention: PlaceMention) -> bool:
        """Whether the place is so large that it stays."""
        if mention.kind in _KEPT or mention.name in self._names:
            return True
        return mention.kind == "ambiguous" and not mention.kommun_codes

    def finding(self, mention: PlaceMention) -> Finding:
        """The finding that puts the kommun in the place of ``mention``."""
        if mention.kind != "ort":
            return Finding(PLACE, mention.start, mention.end, PLACE)
        name = self._kommuner[mention.kommun_codes[0]]
        if mention.text.lower().endswith("s") and not mention.name.lower().endswith("s"):
            name += "" if name.endswith(("s", "x", "z")) else "s"
        return Finding(PLACE, mention.start, mention.end, name)
