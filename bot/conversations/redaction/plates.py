"""Car plates: Swedish ones (ABC 123, ABC 12D), and others after a word for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.text import Text
from bot.nlu.places.spelling import fold

_SWEDISH = re.compile(
    r"(?<![\w-])([a-zåäö]{3})([ -]{0,2})(\d{2}[0-9a-z])(?![\w]|[-.:]\d| \d{2,3}\b(?! "
    r"?(?:kr|år|km)))")
_CUE = re.compile(
    r"\b(?:reg\.?(?:istrerings)?(?:[ -]?(?:nummer|numret|nr|skylt\w*))|registrering\w*|regnr|"
    r"skylt\w*|"
    r"plåt\w*|nummerplåt\w*|bil|bilen|bilens|bilar|volvo|bmw|audi|saab|toyota|golf|passat|mercedes|"
    r"vw|ford|kia|tesla|skåpbil\w*|plate|moped\w*|mc|kör|körde|kommer i|åker|parkera\w*)\b"
)
_FOREIGN = re.compile(
    r"[ :=]{0,3}(?:(?:är|är:|nr|nummer|is) ){0,2}([a-z]{1,3}[ -]?(?=[a-z0-9 "
    r"-]{0,8}\d)[a-z0-9]{1,5}(?:[ -][a-z0-9]{1,4})?)\b")
_FOREIGN_CUE = re.compile(
    r"\b(?:reg\.?[ -]?(?:nummer|numret|nr)|registreringsnum\w+|regnr|license plate|"
    r"(?:nummer)?(?:skylt|plåt)\w*)\b")
_ABROAD = re.compile(
    r"(?<![\w-])(?:[a-z]{1,2} \d{2,4} ?[a-z]{1,3}|[a-z]{2,3}[ -]\d{2,5}[a-z]{0,2}|[a-z]{2,3} "
    r"\d{2} [a-z]{1,2})(?![\w-])"
)
_CORPS = re.compile(r"(?<![\w-])([A-Z]{3} \d{2,3} [A-Z])(?![\w-])")
_PERSONAL = re.compile(
    r"(?i:skylten|plåten|regplåten|registreringsskylten|personlig(?:a)? (?:skylt|plåt|regskylt)|"
    r"regnumret|regnr)(?i: (?:är|heter|det står|som säger|med|står det))? ?[:\"]? ?"
    r"([A-ZÅÄÖ0-9]{2,7})\b(?![\w-])"
)
_ODD_LETTERS = "imoq"  # not the last of a Swedish plate
_REACH, _NEAR = 40, 20
_NOT_PLATES = frozenset([
    "sms", "tel", "fax", "kap", "sfs", "sek", "dkk", "nok", "eur", "usd", "kod", "rum", "dag",
    "sal", "buss", "nck", "lss", "lvu", "lvm", "fmc", "bup", "avd", "sid", "ggr", "ca", "kl",
    "nr", "cvc", "cvv", "max", "typ", "över",
    "runt", "pin", "art", "par", "mom", "iso", "din", "cet", "gmt", "utc", "ski"])


class Plates:
    """Finds car plates."""

    def __init__(self, known: KnownWords) -> None:
        """``known``: three letters that are a word need a word for a car before them."""
        self._known = known

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of the kind REGNUMMER."""
        for match in _SWEDISH.finditer(text.low):
            letters, gap, _ = match.groups()
            before = text.low[max(0, match.start() - _REACH) : match.start()]
            if letters in _NOT_PLATES:
                continue
            capital = text.plain[match.start() : match.start() + 3].isupper() and not text.shouts
            word = fold(letters) in self._known.common or (gap and fold(letters) in self._known)
            car = _CUE.search(before[-_NEAR:]) and (
                match.group(3)[-1].isalpha() or fold(letters) not in self._known.common
            )
            odd = match.group(3)[-1] in _ODD_LETTERS and not (capital or car)
            if odd:
                continue
            if capital or not word or car or _FOREIGN_CUE.search(before):
                yield finding("REGNUMMER", *match.span())
        for match in _ABROAD.finditer(text.low):
            start, end = match.span()
            letters = [c for c in text.plain[start:end] if c.isalpha()]
            beside = text.low[max(0, start - _REACH) : start] + " " + text.low[end : end + _REACH]
            if text.low[start : start + 3] in _NOT_PLATES:
                continue
            if all(map(str.isupper, letters)) and not text.shouts and _CUE.search(beside):
                yield finding("REGNUMMER", start, end)
        for match in (*_CORPS.finditer(text.plain), *_PERSONAL.finditer(text.plain)):
            if not text.shouts:
                yield finding("REGNUMMER", *match.span(1))
        for cue in _FOREIGN_CUE.finditer(text.low):
            plate = _FOREIGN.match(text.low, cue.end(), cue.end() + _REACH)
            if plate:
                yield finding("REGNUMMER", *plate.span(1))
