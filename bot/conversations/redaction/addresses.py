"""Street addresses, flats, boxes and postcodes with their town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.lists import FOLDER, one_word, read_lines
from bot.conversations.redaction.text import Text, Word
from bot.nlu.places.spelling import fold

_SURE = (
    "gatan", "gränd", "gränden", "vägen", "stigen", "torget", "allén", "esplanaden", "gatn",
    "gtan", "vägn", "vagen", "granden", "gatam",
)
_LIKELY = (
    "gata", "väg", "stig", "promenaden", "allé",
    "torg", "backen", "backe", "platsen", "plats", "plan", "kajen", "kaj", "leden", "ringen",
    "slingan",
    "svängen", "gården", "gård", "stråket", "parken", "park", "höjden", "bågen", "kroken", "vret",
    "terrassen", "trappan", "trappor", "bron", "gången", "tået", "liden", "ravinen", "åsen",
    "berget",
    "kullen", "dalen", "hagen", "ängen", "lunden", "tomten", "brinken", "branten", "krönet",
    "rondellen",
)
_TWO = frozenset(
    [
        "vägen", "väg", "gatan", "gata", "gränd", "gränden", "torg", "torget", "allé", "allén",
        "alle", "esplanaden", "promenaden", "stig", "stigen", "backe", "backen", "plan",
        "plats", "park", "parken", "kajen", "strand", "stranden", "ring", "street", "road",
        "avenue", "lane"]
)
_NUMBER = re.compile(
    r" ?(?:nr|nummer|no)?\.? ?(\d{1,4})(?! ?(?:mil|km|meter|minut\w*|min|år\w*|månad\w*|"
    r"dag\w*|timm\w*|"
    r"vecko\w*|veckor|barn|gånger|personer|st|kr|%|x|och en halv)\b)(?![\d]|[.]\d|:\d\d\b)"
    r"(?: ?[-/:] ?\d{1,4})?(?: ?(?:[a-h](?::\d{1,3})?|[i-z](?![ ,.][a-zåäö]))(?![\w]))?"
)
_MORE = re.compile(
    r"(?:,? ?(?:\(?(?:lgh|lägenhet|lagenhet|lght|lägenhetsnummer|lgh\.?nr|apt|appartment)\.? "
    r"?(?:nr|nummer)?\.? ?\d{1,4}\)?"
    r"|(?:uppgång|uppg|ingång|port) [a-h0-9]{1,2}\b|\d{1,2} ?tr(?:appor)?\b(?: upp| "
    r"?[önuo]\.? ?g\b)?|vån(?:ing)?(?:en)? (?:\d{1,2}|noll|ett|två|tre|fyra|fem)"
    r"|(?:första|andra|tredje|fjärde|femte|sjätte|översta|nedersta) våningen|c/o))"
)
_FLAT = re.compile(
    r"\b(?:lgh|lägenhet|lagenhet|lägenhetsnummer|lgh\.?nr|lägenheten är|box|postbox|postlåda|"
    r"uppgång|port|ingång|trappuppgång)\.? ?(?:nr|nummer)?\.? ?(?:\d{1,5}|[a-h])\b"
    r"(?! ?(?:rum|rok|r\.? ?o\.? ?k|:a|kvm|kvadrat))"
    r"|(?<=, )(?:på )?(?:våning|vån|plan) \d{1,2}\b"
    r"|\bc/o [^\W\d_]{2,30}"
)
_LIVES = re.compile(
    r"\b(?:bor|bo|bodde|bott|boende|hemma|flyttat|flyttade|flyttar|adress|adressen|adr|gömmer "
    r"mig|är|sitter|befinner mig"
    r"|komma|kom|skicka|hit|polis|lägenhet|lägenheten|huset|hus|händer|hämta)\b"
)
_ADDRESS_CUE = re.compile(
    r"\b(?:adress|adressen|adr|address|gatuadress\w*|hemadress\w*)(?: (?:är|till|heter|hem|"
    r"hemma|min|is|han|hon|det|mig|honom|henne)){0,3} ?[:=]? ?$")
_PREPOSITION = frozenset([
    "på", "från", "till", "vid", "längs", "nära", "i", "utanför", "vår", "adress", "adressen",
    "adr", "heter", "gatan"])
_ENGLISH = re.compile(
    r"\b\d{1,4}[a-z]? (?:[a-z]{2,20} ){1,2}(?:street|st|road|rd|avenue|ave|lane|drive)\b")
_REACH = 60
_MOST_NAMES = 2  # before the last word of a street
_LONG_STREET = 7  # letters of a word on -vägen that is more than the road
_BIG_ROADS = frozenset(("motorvagen", "riksvagen", "europavagen", "jarnvagen", "lansvagen"))


_SHORT = re.compile(
    r"\b([^\W\d_]{3,30}(?:g|v|gr|st|gat))(\.?) ?[1-9]\d{0,2}(?![\d.:]|[ -]\d)(?: ?[a-h](?!\w))?"
)
_FARM = re.compile(
    r"\b(?:gården|torpet|stugan|huset|villan|fastigheten) "
    r"((?:[A-ZÅÄÖ][\w-]{1,30} ){1,3}\d{1,3}(?!\d))(?::\d{1,3})?"
)
_TWO_CAPITALS = re.compile(
    r"\b(?:bor|bo|hemma|adress|adressen)(?: på| i|:)? "
    r"((?:Stora|Lilla|Norra|Södra|Östra|Västra|Övre|Nedre|Gamla|Nya) [A-ZÅÄÖ][\w-]{1,30}"
    r"(?: \d{1,3}(?!\d)(?: ?[a-hA-H]\b)?)?)"
)


class Addresses:
    """Finds where somebody lives, closer than the place."""

    def __init__(self, known: KnownWords, ordinary: frozenset[str]) -> None:
        """``ordinary``: words that end like a street but are none."""
        self._known = known
        self._ordinary = ordinary

    @classmethod
    def load(cls, known: KnownWords, folder: Path = FOLDER) -> Addresses:
        """Read addresses.txt. Raises RedactionError."""
        return cls(known, frozenset(map(fold, read_lines(folder / "addresses.txt", one_word))))

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of the kind ADRESS."""
        for pattern in (_FLAT, _ENGLISH):
            for match in pattern.finditer(text.low):
                yield finding("ADRESS", *match.span())
        for match in _SHORT.finditer(text.low):
            shown = match.group(2) or text.plain[match.start()].isupper()
            shown = shown or text.low[: match.start()].endswith(("bor ", "bor på ", "adress "))
            if shown and fold(match.group(1)) not in self._known:
                yield finding("ADRESS", match.start(), _end(text, match.end()))
        for pattern in (_FARM, _TWO_CAPITALS):
            for match in pattern.finditer(text.plain):
                yield finding("ADRESS", match.start(1), match.end())
        words = text.words
        for at, word in enumerate(words):
            first = self._street(text, words, at)
            if first is not None:
                first = self._back(text, words, first)
                yield finding("ADRESS", words[first].start, _end(text, word.end))
            elif number := self._house(text, words, at):
                yield finding("ADRESS", word.start, number)

    def _street(self, text: Text, words: list[Word], at: int) -> int | None:
        """The number of the word where the street begins whose last word is ``at``, else None."""
        word = words[at]
        folded = word.fold
        numbered = bool(_NUMBER.match(text.low, word.end, word.end + _REACH))
        sure = word.lower.endswith(_SURE) or folded.endswith(_SURE)
        before = words[at - 1] if at and word.joined else None
        if before and folded in _FOLDED_TWO and word.gap == " ":
            shown = before.capital and not text.shouts and not before.begins_sentence
            named = shown or before.fold not in self._known
            named = named or (before.lower.endswith("s") and before.fold not in self._known.common)
            named = named or before.lower in _DIRECTIONS
            if named and (numbered or _after_preposition(words, at - 1)):
                return at - 1
        if folded in self._ordinary or folded.removesuffix("s") in self._ordinary:
            if numbered and before and before.lower in _DIRECTIONS and word.capital:
                return at - 1
            if numbered and sure and len(folded) > _LONG_STREET and folded not in _BIG_ROADS:
                return at
            if numbered and folded in _FOLDED_TWO and _after_preposition(words, at) and (
                folded not in ("plan", "plats")
            ):
                return at
            return None
        if len(folded) < 6 or not (sure or word.lower.endswith(_LIKELY)):
            return None
        first = at - 1 if before and before.lower in _DIRECTIONS else at
        if at > 1 and words[at - 1].lower in ("t", "ta") and words[at - 1].gap == ":":
            first = at - 2  # S:t Persgatan
        if numbered and (sure or folded not in self._known or word.capital):
            return first
        if sure and (_after_preposition(words, first) or (word.capital and not text.shouts and at)):
            return first
        return first if sure and folded not in self._known else None

    def _back(self, text: Text, words: list[Word], first: int) -> int:
        """The first word of a street's name, names before it taken in: Hertig Karlsgatan."""
        for _ in range(_MOST_NAMES):
            before = words[first - 1] if first and words[first].gap == " " else None
            if before is None or not before.capital or text.shouts or not words[first].capital:
                break
            if before.fold in self._known.common or before.lower in _PREPOSITION:
                break
            first -= 1
        return first

    def _house(self, text: Text, words: list[Word], at: int) -> int | None:
        """The end of "bor på Tomtebo 4" or "adress: Tomtebo 4", whatever the street is called."""
        word = words[at]
        number = _NUMBER.match(text.low, word.end, word.end + _REACH)
        if not number or word.end == number.start(1) or len(word.fold) < 3 or (
            len(number.group(1)) > 3
        ):
            return None
        before = text.low[max(0, word.start - _REACH) : word.start]
        if _ADDRESS_CUE.search(before):
            return _end(text, word.end)
        lives = _LIVES.search(before[-24:]) and before.endswith(("på ", "i "))
        unknown = word.fold not in self._known or (word.capital and not text.shouts)
        return _end(text, word.end) if lives and unknown else None


_DIRECTIONS = frozenset(
    [
        "norra", "södra", "östra", "västra", "nya", "gamla", "stora", "lilla", "sankt",
        "sankta", "s:t", "st", "övre", "nedre", "inre", "yttre", "första", "andra", "kungs",
        "drottning", "sodra", "ostra", "vastra"]
)
_FOLDED_TWO = frozenset(map(fold, _TWO))


def _after_preposition(words: list[Word], at: int) -> bool:
    return at > 0 and words[at].joined and words[at - 1].lower in _PREPOSITION


def _end(text: Text, end: int) -> int:
    """The end of the address that goes on at ``end``: number, flat."""
    number = _NUMBER.match(text.low, end, end + _REACH)
    if number:
        end = number.end()
    for _ in range(3):
        more = _MORE.match(text.low, end, end + _REACH)
        if not more:
            break
        end = more.end()
    return end
