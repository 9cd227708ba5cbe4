"""Names of schools and workplaces, where the words around them tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.firms import SMALL, Firms
from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.lists import FOLDER, one_word, read_lines
from bot.conversations.redaction.text import Text, Word
from bot.nlu.places.spelling import fold

_SCHOOL_ENDS = (
    "skolan", "skola", "skolans", "gymnasiet", "gymnasium", "gymnasiets", "skoln", "gymnasie",
    "förskola",
    "förskolan", "friskola", "friskolan", "dagis", "daghem", "skolen", "fritids", "montessori",
)
_ORDINARY_SCHOOLS = frozenset(map(fold, (
    [
        "skolan", "skola", "grundskolan", "grundskola", "högskolan", "högskola",
        "gymnasieskolan", "gymnasieskola", "gymnasiet", "gymnasium", "förskolan", "förskola",
        "förskolans", "gymnasiets", "folkhögskola", "folkhögskolan", "särskolan", "särskola",
        "musikskolan", "kulturskolan", "kulturskola", "lågstadieskolan", "friskolan",
        "friskola", "privatskola", "internatskola", "internatskolan", "polishögskolan",
        "polisskolan", "sommarskola", "sommarskolan", "simskola", "simskolan", "körskola",
        "körskolan", "trafikskola", "trafikskolan", "bilskola", "språkskola", "språkskolan",
        "kvällsskola", "socialhögskolan", "resursskola", "resursskolan", "yrkeshögskola",
        "yrkeshögskolan", "vuxenskolan", "vuxenskola", "mellanstadieskola", "högstadieskola",
        "högstadieskolan", "medborgarskolan", "yrkesskola", "folkskola", "folkskolan",
        "ridskola", "ridskolan", "fritidsskola", "förskoleskola", "anpassade", "hemskola",
        "hemskolan", "nattskola", "dansskola", "storskola", "byskola", "byskolan",
        "söndagsskola", "koranskola", "koranskolan", "skolans", "dagis", "fritids",
        "montessori", "daghem", "kompisskola", "föräldraskola", "föräldraskolan", "skolskola",
        "träningsskola", "grundsärskola", "gymnasiesärskola", "universitetsskola",
        "flickskola", "pojkskola", "kvinnofolkhögskola"]
)))
_AT = r"(?:på|hos|vid|för|i|åt|inom)"
_BETWEEN = r"(?!(?:på|hos|vid|i|för|åt|inom|at|to|från) )"
_WORK = re.compile(
    rf"\b(?:jobba[rt]?|jobbade|arbeta[rt]?|arbetade|anställd|anställning|extrajobb\w*|"
    rf"sommarjobb\w*|jobb|praktik|"
    rf"praktiserar|praktiserade|vikarie\w*|kollegor|kollega|kollegan|arbetskamrat\w*|jobbarkompis\w*|kassan|kassa|sliter|vakt|"
    rf"ägaren|\w{2,16}ägaren|jobbarkompis|kör|chef|chefen|städare|städar|"
    rf"undersköterska|sjuksköterska|"
    rf"kassörska|säljare|kock|lärare|rektor|vaktmästare|receptionist\w*|receptionen|präst|"
    rf"frisör|kör lastbil|lastbil|chaufför|plockar bär|extra|hyrs ut|ägare|äger|driver|"
    rf"personalen|work|works|working|timanställd|kör buss)\b"
    rf"(?: {_BETWEEN}[a-zåäö]{{1,16}}){{0,3}}?(?: (?:i|inom) [a-zåäö]{{3,16}})? (?:{_AT}|at|for) $"
)
_STUDY = re.compile(
    rf"\b(?:går|gick|gå|gått|pluggar|pluggade|plugga|studerar|studerade|läser|läste|elev|"
    rf"elever|eleven|student|börjar|"
    rf"började|börjat|slutade|skola|skolan|skolor|klass|klassen|lärare|läraren|rektor|rektorn|"
    rf"barnen|dagis|förskola|"
    rf"förskolan|sonen|dottern|kuratorn?|lämnar|hämtar|lämnade|hämtade|kompis|kompisar|ettan|"
    rf"tvåan|trean|sexan|sjuan|åttan|"
    rf"nian|goes|study|studies|studying)\b(?: {_BETWEEN}[a-zåäö0-9]{{1,14}}){{0,3}}? (?:på|"
    rf"vid|at|to) $"
)
_NAMED = re.compile(
    r"\b(?:skolan|skola|förskolan|förskola|dagiset|dagis|gymnasiet|arbetsplatsen|företaget|"
    r"jobbet|firman|restaurangen|salongen|butiken)"
                    r" (?:heter|som heter|är|hette|kallas) $")
_KINDS = frozenset(
    [
        "förskolan", "förskola", "dagiset", "dagis", "skolan", "restaurang", "restaurangen",
        "salong", "salongen", "pizzeria", "pizzerian", "hotell", "hotellet", "vårdcentralen",
        "vårdcentral", "äldreboendet", "äldreboende", "boendet", "frisör", "frisörsalongen",
        "företaget", "firman", "butiken", "affären", "caféet", "kaféet", "café", "cafe",
        "gymmet", "lasarettet", "kyrkan", "moskén", "apoteket", "taxi", "bageri", "bageriet",
        "massagesalongen", "nagelstudion", "familjecentralen", "behandlingshemmet", "hvb",
        "gruppboendet", "servicehuset", "folkhögskolan", "familjehemmet", "församlingen",
        "tandläkargruppen", "tandläkarna", "bilverkstaden", "verkstaden", "klubben",
        "nattklubben", "baren", "krogen", "puben", "studion", "stödboende", "stödboendet",
        "boende", "gruppboende", "gruppbostaden", "gruppbostad", "behandlingshem", "kvinnohem",
        "hem", "skyddade", "ungdomshemmet", "ungdomshem", "avdelningen", "hemtjänstgruppen",
        "äldrecentrum", "kiosken", "gatuköket", "kebabhuset", "fabriken", "byggfirman",
        "städfirman", "åkeriet", "fritidsgården", "ungdomsgården", "ridklubben",
        "fotbollsklubben", "föreningen", "fritids", "servicehus", "lasarett",
        "advokatbyrån", "byrån", "redovisningsbyrån", "mäklarbyrån", "bemanningsföretaget",
        "städbolaget", "kliniken", "städfirma", "byggfirma",
        "fastighetsbolaget", "juristfirman", "assistansbolaget"]
)
_GENERIC = frozenset(map(fold, (
    [
        "socialtjänsten", "kommunen", "landstinget", "regionen", "sjukhuset", "vårdcentralen",
        "skolan", "förskolan", "länsstyrelsen", "polisen", "försäkringskassan",
        "arbetsförmedlingen", "migrationsverket", "skatteverket", "sfi", "komvux",
        "universitetet", "bup", "bvc", "kvinnojouren", "akuten", "dagis", "fritids",
        "äldreboende", "äldreboendet", "hemtjänsten", "gymnasiet", "högskolan", "internatet",
        "högstadiet", "mellanstadiet", "lågstadiet", "lager", "kontor", "natten", "nätter",
        "dagarna", "heltid", "deltid", "halvtid", "distans", "max"]
)))
_SCHOOL_WORDS = frozenset(["förskolan", "förskola", "dagiset", "dagis", "skolan", "folkhögskolan"])
_SCHOOL_ADDED = frozenset(["fritids", "fritidshem", "matsal", "skolgård", "förskoleklass"])
_NICK = re.compile(  # "går i ljungstedtska"
    r"\b(?:går|gick|gå|gått|pluggar|läser|börjar|började|elev|elever|lärare|rektor\w?)"
    r"(?: [a-zåäö]{1,12})? (?:i|på|vid) ([a-zåäö]{5,25}ska)\b")
_WHOSE = ("barnets", "barnens", "sonens", "dotterns", "ungens", "hennes", "pojkens", "flickans",
          "elevens", "elevernas", "stadens", "byns", "ortens", "kommunens", "deras", "hans",
          "brors", "systers", "kompis", "kompisens", "sons", "dotters")
_BEHIND = 80
_LAST_WORDS = frozenset((
    "på", "hos", "vid", "för", "i", "åt", "inom", "at", "for", "to", "heter", "är", "hette",
    "kallas",
))  # before a name, as the patterns end


class Workplaces:
    """Finds schools and workplaces."""

    def __init__(
        self, known: KnownWords, employers: frozenset[tuple[str, ...]], prefixes: frozenset[str]
    ) -> None:
        """``employers``: names in folded words that count after "jobbar på".

        ``prefixes``: what makes an ordinary word before "skolan" (musik), folded.
        """
        self._prefixes = prefixes
        self._known = known
        self._firms = Firms(known)
        self._employers = employers
        self._longest = max(map(len, employers))

    @classmethod
    def load(cls, known: KnownWords, folder: Path = FOLDER) -> Workplaces:
        """Read workplaces.txt and schools.txt. Raises RedactionError."""
        names = read_lines(folder / "workplaces.txt", _has_word)
        employers = frozenset(tuple(re.findall(r"[^\W_]+", fold(name))) for name in names)
        prefixes = frozenset(map(fold, read_lines(folder / "schools.txt", one_word)))
        return cls(known, employers, prefixes)

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of the kinds SKOLA and ARBETSPLATS."""
        words = text.words
        for at in range(len(words)):
            if self._is_school(text, words, at):
                first, end = self._back(text, words, at), self._on(text, words, at)
                yield finding("SKOLA", words[first].start, words[end].end)
            else:
                yield from self._after_cue(text, words, at)
        yield from self._firms.find(text)
        for match in _NICK.finditer(text.low):
            if fold(match.group(1)) not in self._known:
                yield finding("SKOLA", *match.span(1))

    def _after_cue(self, text: Text, words: list[Word], at: int) -> Iterator[Finding]:
        """What "jobbar på", "går på" or "salongen" says is a name."""
        word = words[at]
        if not at or words[at - 1].lower not in _LAST_WORDS | _KINDS:
            return
        before = text.low[max(0, word.start - _BEHIND) : word.start]
        study, work = _STUDY.search(before), _WORK.search(before)
        if work or study or _NAMED.search(before):
            end = self._named(text, words, at, sure=not study or bool(work))
            if end is not None:
                kind = "SKOLA" if study and not work else "ARBETSPLATS"
                yield finding(kind, word.start, words[end].end)
        elif at and word.gap == " " and words[at - 1].lower in _KINDS and word.capital and (
            not text.shouts
        ):
            end = self._named(text, words, at, sure=True)
            if end is not None:
                kind = "SKOLA" if words[at - 1].lower in _SCHOOL_WORDS else "ARBETSPLATS"
                yield finding(kind, words[at - 1].start, words[end].end)

    def _is_school(self, text: Text, words: list[Word], at: int) -> bool:
        word = words[at]
        if not word.lower.endswith(_SCHOOL_ENDS):
            return False
        if word.fold in _ORDINARY_SCHOOLS:
            before = words[at - 1] if at and word.gap == " " else None
            return bool(
                before and word.fold in (
                    "skola", "skolan", "gymnasium", "gymnasiet", "forskola", "friskola",
                    "folkhogskola")
                and (
                    (before.capital and not text.shouts and not before.begins_sentence)
                    or (before.lower.endswith("s") and (
                        before.fold not in self._known or _placed(words, at - 1)))
                )
            )
        prefix = word.fold
        if word.fold in self._known.common:
            return False
        for end in sorted(map(fold, _SCHOOL_ENDS), key=len, reverse=True):
            if prefix.endswith(end):
                prefix = prefix.removesuffix(end)
                break
        if len(prefix) < 2:
            return False
        ordinary = prefix in self._prefixes or prefix.removesuffix("s") in self._prefixes
        shown = word.capital and not word.begins_sentence and not text.shouts
        definite = word.fold.endswith(("n", "t", "s"))
        return shown or (not ordinary and (definite or word.capital))

    def _back(self, text: Text, words: list[Word], at: int) -> int:
        """The first word of a school's name that ends with word ``at``."""
        first = at
        while first and at - first < 3 and words[first].joined:
            before = words[first - 1]
            generic = words[first].fold in _ORDINARY_SCHOOLS
            inside = not before.begins_sentence or words[at].capital
            proper = before.capital and not text.shouts and inside
            if before.lower in ("la", "von", "af") and words[at].capital and first > 1:
                first -= 2 if words[first - 2].capital else 1
                continue
            small = before.lower in SMALL and (before.begins_sentence or not before.capital)
            if small or not (generic or proper):
                break
            first -= 1
        return first

    def _on(self, text: Text, words: list[Word], at: int) -> int:
        """The last word of a school's name: Montessoriförskolan Solrosen, Bäckskolans fritids."""
        end = at
        while end + 1 < len(words) and end - at < 2 and words[end + 1].gap == " ":
            after = words[end + 1]
            if not (after.capital and not text.shouts) and after.lower not in _SCHOOL_ADDED:
                break
            end += 1
        return end

    def _named(self, text: Text, words: list[Word], at: int, sure: bool) -> int | None:
        """The last word of the name that begins at word ``at``, or None for an ordinary word."""
        length = self._employer(words, at) if sure else 0
        word = words[at]
        acronym = word.text[1:] != word.lower[1:] and len(word.text) <= 4
        proper = word.capital and not text.shouts and word.fold not in _GENERIC and not acronym
        if not length and not proper and not (
            word.lower.isalpha() and word.fold not in self._known and len(word.fold) > 3
        ):
            return None
        end = at + max(length, 1) - 1
        while end + 1 < len(words) and end - at < 4 and (
            words[end + 1].joined or words[end + 1].gap == " & "
        ):
            after = words[end + 1]
            house = not length and words[end].lower.endswith("s") and after.lower in _KINDS
            if not (after.capital and not text.shouts) and not house:
                break
            end += 1
        return end

    def _employer(self, words: list[Word], at: int) -> int:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            if tuple(word.fold for word in words[at : at + length]) in self._employers:
                return length
        return 0


def _placed(words: list[Word], at: int) -> bool:
    """Whether a word in the genitive follows "på" and is nobody's: "går på ekbackens skola"."""
    before = words[at - 1] if at and words[at].gap == " " else None
    return before is not None and before.lower in ("på", "vid") and (
        words[at].lower not in _WHOSE
    )


def _has_word(entry: str) -> str | None:
    return None if re.search(r"\w", entry) else "minst en bokstav eller siffra"
