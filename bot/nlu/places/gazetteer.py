"""Finds the places that a message mentions."""

from __future__ import annotations

from pathlib import Path

from bot.nlu.places import atlas
from bot.nlu.places.acceptance import Judge
from bot.nlu.places.cues import Context, Cue, CueWords
from bot.nlu.places.mention import PlaceMention
from bot.nlu.places.names import Hit, NameIndex
from bot.nlu.places.tokens import Token, tokenise
from bot.nlu.places.unknown import unknown_span

_MOST_PARTS = 4  # words in the longest name
_CONFIDENCE = {0: 1.0, 1: 0.8, 2: 0.65}
_DOTLESS = 0.95
_UNSIGNED = 0.9  # times this when nothing around the name shows that it is a place
_SEVERAL = 0.8  # times this when the name does not settle one place
_UNKNOWN = 0.4


class Gazetteer:
    """The known places, made ready for searching messages."""

    def __init__(self, names: list[atlas.Named], words: CueWords) -> None:
        """Index ``names``; ``words`` says what around a name makes it a place."""
        self._words = words
        self._judge = Judge(words)
        self.index = NameIndex(names, words.endings, words.people_endings)

    @classmethod
    def load(cls, path: Path | None = None) -> Gazetteer:
        """The gazetteer from the files in ``path`` (the project's own when None).

        Raises PlacesError when a file is missing or broken.
        """
        folder = path or atlas.FOLDER
        return cls(atlas.read(folder), CueWords.load(folder))

    def find(self, text: str) -> list[PlaceMention]:
        """The places in ``text`` in their order, without overlap."""
        tokens = tokenise(text)
        context = Context(tokens, self._words)
        found: list[PlaceMention] = []
        position = 0
        while position < len(tokens):
            step = self._at(context, position)
            if step is None:
                position += 1
                continue
            hit, start, end, cues = step
            mention, end = self._mention(text, context, hit, start, end, cues)
            if found and mention.start < found[-1].end:
                position += 1
                continue
            found.append(mention)
            position = end
        taken = [(mention.start, mention.end) for mention in found]
        for start, end in unknown_span(context, self._words, taken):
            written = text[tokens[start].start : tokens[end - 1].end]
            found.append(
                PlaceMention(
                    written,
                    tokens[start].start,
                    tokens[end - 1].end,
                    "unknown",
                    written,
                    (),
                    (),
                    _UNKNOWN,
                )
            )
        return sorted(found, key=lambda mention: mention.start)

    def _at(self, context: Context, start: int) -> tuple[Hit, int, int, Cue] | None:
        """The accepted hit that begins at token ``start``, the longest and then the nearest."""
        tokens = context.tokens
        joined = 1
        while (
            joined < _MOST_PARTS and start + joined < len(tokens) and tokens[start + joined].joined
        ):
            joined += 1
        for parts in range(joined, 1, -1):
            end = start + parts
            hit = self._phrase(tokens[start:end])
            if hit:
                cues = context.cues(start, end)
                if self._judge.accepts(hit, context, start, end, cues):
                    return hit, start, end, cues
        token = tokens[start]
        if len(token.fold) < 2:
            return None
        hit = self.index.exact(token.lower, token.fold)
        if hit is None:
            hit = self.index.near(token.fold)
        if hit is None:
            return None
        cues = context.cues(start, start + 1)
        if self._judge.accepts(hit, context, start, start + 1, cues):
            return hit, start, start + 1, cues
        return None

    def _phrase(self, tokens: list[Token]) -> Hit | None:
        """The name that these words together are: Upplands Väsby, norr köping, Kinda-trakten."""
        index, parts = self.index, len(tokens)
        written = "".join(token.lower for token in tokens)
        folded = "".join(token.fold for token in tokens)
        if tokens[0].fold in index.first_parts or tokens[-1].fold in index.later_parts:
            hit = index.exact(written, folded)
            if hit and index.has_parts(hit.key, parts):
                return hit
            hit = index.near_parts([token.fold for token in tokens])
            if hit and hit.edits:
                return hit
        if parts == 2:
            hit = index.exact(written, folded)
            if hit is None:
                return None
            if tokens[1].hyphenated and tokens[1].fold in index.endings:
                return hit
            short = tokens[0].fold in self._words.prepositions or len(tokens[1].fold) < 2
            if not short and hit.ending in ("", "s") and index.can_be_split(hit.key):
                return hit
        return None

    def _mention(
        self, text: str, context: Context, hit: Hit, start: int, end: int, cues: Cue
    ) -> tuple[PlaceMention, int]:
        """The mention for ``hit`` with the words that belong to it, and the token after it."""
        tokens, words = context.tokens, self._words
        place = hit.place
        first = start
        before = tokens[start - 1] if start and tokens[start].joined else None
        if end < len(tokens) and tokens[end].lower == "s" and tokens[end].gap in (":", "'", "’"):
            end += 1
        after = tokens[end] if end < len(tokens) and tokens[end].joined else None
        wanted = ""
        if after and after.fold in words.kommun_words:
            wanted, end = "kommun", end + 1
        elif after and after.fold in words.lan_words:
            wanted, end = "lan", end + 1
        elif before and before.fold in words.region_words:
            wanted, first = "lan", start - 1
        elif before and before.fold in words.landskap_words:
            wanted = "landskap"
        elif before and before.fold in words.lan_words_before:
            wanted = "lan"
        elif before and before.fold in words.kommun_words_before:
            wanted = "kommun"
        if hit.ending in ("kommun", "kommunen"):
            wanted = "kommun"
        elif hit.ending in ("lan", "lanet", "regionen", "region"):
            wanted = "lan"
        for other in hit.places:
            if other.kind == wanted:
                place = other
                break
        confidence = _CONFIDENCE[hit.edits] if hit.edits or hit.dotted else _DOTLESS
        if not cues & ~Cue.AFTER_NAME:
            confidence *= _UNSIGNED
        if place.kind == "ambiguous" or len(place.lan_codes) > 1:
            confidence *= _SEVERAL
        begin, finish = tokens[first].start, tokens[end - 1].end
        mention = PlaceMention(
            text[begin:finish],
            begin,
            finish,
            place.kind,
            place.name,
            place.kommun_codes,
            place.lan_codes,
            round(confidence, 3),
            context.negated(first),
        )
        return mention, end
