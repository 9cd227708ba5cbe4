"""Places: what is smaller than a kommun becomes its kommun, what is larger stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.conversations.redaction.finding import PLACE, Finding
from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.lists import RedactionError
from bot.conversations.redaction.text import Text
from bot.nlu.places import Gazetteer, PlaceMention
from bot.nlu.places.atlas import FOLDER as PLACES_FOLDER
from bot.nlu.places.atlas import PlacesError, read_csv
from bot.nlu.places.spelling import fold, lower

_KEPT = ("kommun", "lan", "landskap", "abroad")
_SLICE = 2000  # characters that are searched at a time


class Places:
    """Finds places with the gazetteer of the NLU."""

    def __init__(
        self, gazetteer: Gazetteer, kommuner: dict[str, str], known: KnownWords
    ) -> None:
        """``kommuner``: names by code; ``known``: words that are no unknown places."""
        self._known = known
        self._gazetteer = gazetteer
        self._kommuner = kommuner
        self._names = frozenset(kommuner.values())

    @classmethod
    def load(cls, known: KnownWords) -> Places:
        """Read data/knowledge/places. Raises RedactionError."""
        try:
            rows = read_csv(PLACES_FOLDER / "kommuner.csv")
            names = {row["kommun_code"]: row["kommun"] for row in rows}
            return cls(Gazetteer.load(), names, known)
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

    def findings(self, text: Text, mentions: Iterable[PlaceMention]) -> Iterator[Finding]:
        """Findings of the kind ORT: the smaller places and the unknown ones that read as names."""
        for mention in mentions:
            unknown = mention.kind == "unknown"
            if not self.kept(mention) and not (unknown and self._ordinary(text, mention)):
                yield self._finding(mention)

    def _ordinary(self, text: Text, mention: PlaceMention) -> bool:
        """Whether the words of an unknown place are ordinary ones, or a capital brand."""
        written = text.plain[mention.start : mention.end]
        return text.shouts or not written[0].isupper() or any(
            fold(lower(part)) in self._known or part[1:] != part[1:].lower()
            for part in written.split()
        )

    def _finding(self, mention: PlaceMention) -> Finding:
        """The finding that puts the kommun in the place of ``mention``."""
        if mention.kind != "ort":
            return Finding(PLACE, mention.start, mention.end, PLACE)
        name = self._kommuner[mention.kommun_codes[0]]
        if mention.text.lower().endswith("s") and not mention.name.lower().endswith("s"):
            name += "" if name.endswith(("s", "x", "z")) else "s"
        return Finding(PLACE, mention.start, mention.end, name)
