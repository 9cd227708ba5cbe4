"""Names of firms and clubs that show by themselves: "Palm & Co", "Lotus Spa", "Svets i Norr AB"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.text import Text, Word

_ENDS = frozenset(
    [
        "spa", "nails", "gym", "åkeri", "ab", "hb", "kb", "bygg", "städ", "pizzeria",
        "restaurang", "församling", "bruk", "grill", "kebab", "salong", "export", "transport",
        "konsult", "service", "bageri", "café", "cafe", "hotell", "hotel", "bar", "livs",
        "tobak", "bil", "el", "rör", "måleri", "frisör", "hår", "clinic", "kliniken",
        "assistans", "omsorg", "vårdcentral", "skola", "förskola", "school", "akademi",
        "academy", "ltd", "inc", "studio", "hemtjänst", "taxi", "massage", "plåt", "smide",
        "redovisning", "fastigheter", "fönsterputs", "blommor", "thaimassage", "advokatbyrå",
        "entreprenad", "logistik", "bemanning", "snickeri", "konditori", "tandvård", "optik",
        "krog", "pub", "sushi", "wok", "beauty", "lashes", "barbershop", "barber", "friskvård"]
)
_LOWER_ENDS = ("församling", "bruk", "skola", "äldreboende", "åkeri", "bageri", "advokatbyrå")
_COMPANY_ENDS = frozenset(("ab", "hb", "kb", "aktiebolag", "handelsbolag", "gmbh", "ltd"))
SMALL = frozenset([
    "jag", "det", "den", "han", "hon", "vi", "de", "min", "mitt", "hej", "en", "ett", "i",
    "på", "är", "och", "min", "på", "från", "till", "vår", "er", "deras", "våra", "ditt", "din"])
_CAPITAL = r"[A-ZÅÄÖ0-9][\w-]{1,24}"
_RUN = rf"{_CAPITAL}(?: (?:(?:&|och|i|of|and) )?{_CAPITAL}){{0,4}}"
_CLUB = re.compile(
    r"\b[A-ZÅÄÖ][a-zåäö]{2,20}s? (?:IF|IK|BK|FF|FK|HK|SK|IS|AIF|GoIF|FC|IBK|BTK|RK|GF)\b"
    r"|\b(?:IF|IK|BK|FC|IFK|AIK|GIF) [A-ZÅÄÖ][a-zåäö]{2,20}"
)
_LIMITED = re.compile(rf"\b({_RUN}) (?:AB|HB|KB|Aktiebolag|Handelsbolag)\b")
_PARTNERS = re.compile(
    rf"\b({_CAPITAL}(?: {_CAPITAL}){{0,2}}) ?(?:&|och|and) ?"
    r"(?:Co|Partners?|Söner|Sons?|Company|Döttrar)\b")
_EMPLOYER = re.compile(
    r"\b(?:[aA]rbetsgivare|[aA]rbetsgivaren|[aA]rbetsplats|[aA]rbetsplatsen|[fF]irma|[fF]irman|"
    r"[fF]öretag|[fF]öretaget|[bB]olag|[bB]olaget|[mM]y employer|[aA]nställd|[aA]nställning)"
    rf"(?:,? (?:är|heter|kallas|som heter|hos|på|vid|is)|,|:)? ({_RUN})")


class Firms:
    """Finds firms and clubs whose names show by themselves."""

    def __init__(self, known: KnownWords) -> None:
        """``known`` words tell where the name of a firm in lower case begins."""
        self._known = known

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of the kind ARBETSPLATS."""
        for match in _CLUB.finditer(text.plain):
            yield finding("ARBETSPLATS", *match.span())
        if not text.shouts:
            for pattern in (_LIMITED, _PARTNERS, _EMPLOYER):
                for match in pattern.finditer(text.plain):
                    yield from self._run(match, pattern is _EMPLOYER)
        for at, word in enumerate(text.words):
            begin = self._company(text.words, at)
            if begin is None:
                begin = self._business(text, text.words, at)
            if begin is not None:
                yield finding("ARBETSPLATS", text.words[begin].start, word.end)

    def _run(self, match: re.Match[str], told: bool) -> Iterator[Finding]:
        """The name in ``match``; ``told``: an employer's, which must be more than a word."""
        first = match.group(1).partition(" ")[0].lower()
        if first not in SMALL and not (told and (match.group(1).isupper() or first.isdigit())):
            yield finding("ARBETSPLATS", match.start(1), match.end())

    def _business(self, text: Text, words: list[Word], at: int) -> int | None:
        """The first word of a firm's name that ends with word ``at``: Lotus Spa."""
        word = words[at]
        if word.lower not in _ENDS or not at or text.shouts:
            return None
        first = at
        while first and at - first < 4 and words[first].gap in (" ", " & ", "-"):
            if not words[first - 1].capital or words[first - 1].lower in SMALL:
                break
            first -= 1
        proper = word.capital or word.lower in _LOWER_ENDS
        return first if first < at and proper else None

    def _company(self, words: list[Word], at: int) -> int | None:
        """The first word of a firm in lower case that ends with word ``at``: palm & jonsson hb."""
        if words[at].lower not in _COMPANY_ENDS:
            return None
        first = at
        while first and at - first < 4 and words[first].gap in (" ", " & ", "-", ", "):
            before = words[first - 1]
            verb = not before.capital and before.lower.endswith(("er", "ar"))
            if before.fold in self._known.common or before.lower in SMALL or verb:
                break
            first -= 1
        return first if first < at else None
