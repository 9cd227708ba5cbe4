"""Whether a word that could be a place is meant as one."""

from __future__ import annotations

from bot.nlu.places.cues import Context, Cue, CueWords
from bot.nlu.places.names import Hit
from bot.nlu.places.tokens import Token

_BROAD = ("kommun", "lan", "landskap")
_ANY = (
    Cue.WHOLE
    | Cue.WORD
    | Cue.STRONG
    | Cue.PREPOSITION
    | Cue.WEAK
    | Cue.TOPIC
    | Cue.NAMED
    | Cue.CAPITAL
)
_FIRM = Cue.WHOLE | Cue.WORD | Cue.HOME | Cue.TOPIC
_TINY, _TINY_DOTLESS = 3, 4  # letters up to which every name needs a sign
_SHORT_ORT = 6  # letters from which an ort needs no sign
_SHORT_DOTLESS_ORT = 7
_SHORT_FUZZY = 6
_CUELESS_FUZZY = {1: 7, 2: 10}  # edits: letters from which a kommun needs no sign


class Judge:
    """Decides about one hit in its context."""

    def __init__(self, words: CueWords) -> None:
        """Take the word lists to decide by."""
        self._words = words

    def accepts(self, hit: Hit, context: Context, start: int, end: int, cues: Cue) -> bool:
        """Whether the tokens ``start`` to ``end`` are meant as the place of ``hit``."""
        if context.forbidden(start, end):
            return False
        if hit.edits:
            return self._fuzzy(hit, context, start, end, cues)
        if end - start > 1 and not hit.ending:
            return True
        token = context.tokens[start]
        if hit.ending and self._words.is_ordinary(token) and not cues & (Cue.WORD | Cue.CAPITAL):
            only_place = token.capital and hit.key in self._words.only_places
            if not only_place or context.shouting:
                return False
        if not hit.dotted and token.lower != token.fold and token.lower in self._words.wordlike:
            return False  # våra is not Vara
        if self._like_a_word(hit, token):
            alone = len(context.tokens) == 1
            return self._wordlike(hit, token, cues, token.capital and alone)
        kind = hit.place.kind
        if kind in _BROAD or hit.people:
            return bool(cues & _ANY) or len(hit.key) > (_TINY if hit.dotted else _TINY_DOTLESS)
        if kind == "ort" or len(hit.key) < _SHORT_ORT:
            shortest = _SHORT_ORT if hit.dotted else _SHORT_DOTLESS_ORT
            return bool(cues & _ANY) or (len(hit.key) >= shortest and not hit.ending)
        return True

    def _like_a_word(self, hit: Hit, token: Token) -> bool:
        words, key = self._words, hit.key
        stem = token.lower[: len(key)] if hit.ending else token.lower
        return (
            key in words.everyday
            or key in words.first_names
            or key in words.family_names
            or (stem in words.wordlike and key not in words.only_places)
        )

    def _wordlike(self, hit: Hit, token: Token, cues: Cue, alone: bool) -> bool:
        """``alone``: the message is this one word, with a capital letter."""
        words, key = self._words, hit.key
        if cues & Cue.WORD:
            return True
        if hit.ending:
            return bool(cues & Cue.CAPITAL and not cues & Cue.AFTER_NAME) or (
                bool(cues & Cue.PREPOSITION) and hit.ending != "s" and key not in words.everyday
            )
        if hit.place.kind == "ort" and not hit.dotted and token.lower in words.wordlike:
            return False  # stora huset is not in Storå
        first_name = key in words.first_names
        family_name = key in words.family_names and cues & Cue.AFTER_NAME
        if cues & Cue.HOME or (cues & Cue.CAPITAL and not first_name and not family_name):
            return True
        broad = hit.place.kind in _BROAD
        if key in words.everyday:
            return alone or (broad and bool(cues & (Cue.WHOLE | Cue.TOPIC)))
        signs = Cue.WHOLE | Cue.STRONG | Cue.PREPOSITION | Cue.TOPIC
        if first_name:
            sure = Cue.STRONG | Cue.WHOLE
            doubtful = cues & Cue.AFTER_NAME or (cues & Cue.WEAK and not cues & sure)
            return bool(cues & signs) and not doubtful
        return bool(cues & signs) or (broad and bool(cues & Cue.WEAK))

    def _fuzzy(self, hit: Hit, context: Context, start: int, end: int, cues: Cue) -> bool:
        words = self._words
        tokens = context.tokens[start:end]
        written = "".join(token.fold for token in tokens)
        if len(tokens) == 1:
            if written in words.persons or written in words.never_unknown:
                return False
            sure = Cue.HOME | Cue.CAPITAL
            if words.is_ordinary(tokens[0]) and cues & sure != sure:
                return False
        letters = len(hit.key)
        if hit.place.kind in _BROAD:
            if cues & _ANY and letters >= _SHORT_FUZZY:
                return True
            if cues & _FIRM & ~Cue.WHOLE:
                return True
            return hit.key[0] == written[0] and letters >= _CUELESS_FUZZY[hit.edits]
        signs = _FIRM | Cue.STRONG | Cue.PREPOSITION
        return bool(cues & signs) and letters >= _SHORT_FUZZY
