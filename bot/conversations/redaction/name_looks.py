"""What a word is by itself: a name, a doubtful one, nearly one, unknown, or an ordinary word."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from enum import Enum

from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.name_cues import NameCues
from bot.conversations.redaction.name_lists import NameLists
from bot.conversations.redaction.text import Word

_SHORTEST = 3
_PART = 4  # letters of either part of a compound
_LONGEST = 24
FOREIGN_SIGNS = "\u0370"  # from here on no letters are Latin
INSTITUTIONS = (
    "mottagningen", "jouren", "kliniken", "centrum", "huset", "akuten", "enheten", "teamet",
    "stodet", "linjen", "chatten", "kontot", "kommun", "kommunen", "verket", "byran", "styrelsen",
    "namnden", "telefonen", "appen", "kampanjen", "radet", "forbundet", "fonden", "trafiken",
    "bron", "teatern", "banken",
    "modellen", "metoden", "myndigheten", "missionen", "armen", "zonen", "omsorgen", "ratten",
    "varden", "tjansten", "programmet", "projektet", "planen", "lagen", "konventionen", "veckan",
    "utredningen", "natverket", "foreningen", "kyrkan", "polisen", "inspektionen", "ombudsmannen",
    "delegationen", "institutet", "universitetet", "hogskolan", "sjukhuset", "lasarettet",
)  # folded ends of words that name no person
NOUN_ENDS = (
    "en", "et", "na", "ar", "or", "er", "ing", "het", "tion", "n", "t", "s", "de", "te", "vis",
    "isk", "lig", "sam", "ad", "ande", "ende", "else", "skap",
)  # of Swedish words that are no names at the beginning of a sentence
_HELD = re.compile(r"(.)\1{2,}")


class Look(Enum):
    """What a word is by itself."""

    SURE = 1
    DOUBTFUL = 2
    NEARLY = 3  # one slip from a sure name
    UNKNOWN = 4
    LETTER = 5  # an initial
    WORD = 6
    ENGLISH = 7  # a word in English, a name as likely in Swedish


class Looks:
    """Looks words up."""

    def __init__(self, lists: NameLists, known: KnownWords, cues: NameCues) -> None:
        """Take the lists and the ordinary words."""
        self._lists = lists
        self._known = known
        self._cues = cues

    def look(self, word: Word) -> Look:
        """What ``word`` is by itself."""
        if len(word.text) == 1:
            return Look.LETTER if word.capital else Look.WORD
        if word.lower.replace("’", "'") in self._cues.stop or len(word.text) > _LONGEST:
            return Look.WORD
        forms = list(_forms(word))
        if forms[0] in self._lists.never:
            return Look.WORD
        if forms[0] in self._lists.sure:
            spelt = forms[0] in self._lists.exact or word.fold not in self._known
            return Look.SURE if spelt else Look.DOUBTFUL
        if forms[0] in self._lists.doubtful:
            return Look.DOUBTFUL
        if word.fold in self._known and _swedish_letters(word.lower):
            owned = word.capital and len(forms) > 1 and word.fold not in self._known.common
            if owned and forms[1] in self._lists.every:
                return Look.SURE if forms[1] in self._lists.sure else Look.DOUBTFUL
            return Look.ENGLISH if self._known.english_only(word.fold) else Look.WORD
        for form in forms[1:]:
            if form in self._lists.sure:
                return Look.SURE
            if form in self._lists.doubtful:
                return Look.DOUBTFUL
        if any(form in self._known for form in forms):
            return Look.WORD
        foreign = word.fold[0] >= FOREIGN_SIGNS
        if len(word.fold) < (1 if foreign else _SHORTEST) or not (word.fold.isalpha() or foreign):
            return Look.WORD
        if self._stretched(word.fold) or self._two_names(word.fold):
            return Look.SURE
        if any(map(self._lists.nearly, {word.fold, stem(word.fold)})):
            joined = not word.capital and self._compound(word.fold, self._known.common)
            return Look.WORD if joined else Look.NEARLY
        joined = not word.capital and (
            self._compound(word.fold, self._known)
            or self._compound(word.fold, self._known.common, _SHORTEST)
        )
        return Look.WORD if joined else Look.UNKNOWN

    def _stretched(self, folded: str) -> bool:
        """Whether it is a sure name with a letter held down: annaaaa."""
        short, double = _HELD.sub(r"\1", folded), _HELD.sub(r"\1\1", folded)
        words = self._known.common
        if short == folded or short in words or double in words:
            return False
        return short in self._lists.sure or double in self._lists.sure

    def _two_names(self, folded: str) -> bool:
        """Whether two sure first names make it: annakarin."""
        return len(folded) >= 2 * _PART and any(
            folded[:at] in self._lists.given and folded[at:] in self._lists.given
            for at in range(_PART, len(folded) - _PART + 1)
        )

    def _compound(self, folded: str, words: Container[str], shortest: int = _PART) -> bool:
        """Whether two of ``words`` make it, an s between: jaktskåpet, ärendetyper, deltidslön."""
        return any(
            (folded[:at] in words or (folded[at - 1] == "s" and folded[: at - 1] in words))
            and folded[at:] in words
            for at in range(shortest, len(folded) - shortest + 1)
        )


def _swedish_letters(lowered: str) -> bool:
    """Whether no letter has an accent that Swedish words do not have."""
    return all(letter < "\x80" or letter in "åäöéü" for letter in lowered)


def _forms(word: Word) -> Iterator[str]:
    """The word as a name may be listed: as written, without dots if none were, without genitive."""
    base = word.lower.replace("’", "'")
    yield base
    if base.endswith("'s"):
        yield base[:-2]
    prefix, sign, rest = base.partition("'")
    if sign and prefix in ("o", "d", "al", "el", "n"):
        yield rest
    bare = stem(base)
    if bare != base:
        yield bare
    if word.fold != base:
        yield word.fold
        yield stem(word.fold)


def stem(word: str) -> str:
    """``word`` without the s of a genitive, the English one too."""
    if word.endswith(("'s", "’s")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > _SHORTEST else word
