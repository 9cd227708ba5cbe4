"""Names of schools and workplaces, where the words around them tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.lists import FOLDER, read_lines
from bot.conversations.redaction.text import Text, Word
from bot.nlu.places.spelling import fold

_SCHOOL_ENDS = (
    "skolan", "skola", "skolans", "gymnasiet", "gymnasium", "gymnasiets", "skoln", "gymnasie", "förskola",
    "förskolan", "friskola", "friskolan", "dagis", "daghem", "skolen", "fritids", "montessori",
)
_ORDINARY_SCHOOLS = frozenset(map(fold, (
    "skolan skola grundskolan grundskola högskolan högskola gymnasieskolan gymnasieskola gymnasiet gymnasium "
    "förskolan förskola förskolans gymnasiets folkhögskola folkhögskolan särskolan särskola musikskolan "
    "kulturskolan kulturskola lågstadieskolan friskolan friskola privatskola internatskola internatskolan "
    "polishögskolan polisskolan sommarskola sommarskolan simskola simskolan körskola körskolan trafikskola "
    "trafikskolan bilskola språkskola språkskolan kvällsskola socialhögskolan resursskola resursskolan "
    "yrkeshögskola yrkeshögskolan vuxenskolan vuxenskola mellanstadieskola högstadieskola högstadieskolan "
    "medborgarskolan yrkesskola folkskola folkskolan ridskola ridskolan fritidsskola förskoleskola "
    "anpassade hemskola hemskolan nattskola dansskola storskola byskola byskolan söndagsskola koranskola "
    "koranskolan skolans dagis fritids montessori daghem kompisskola föräldraskola föräldraskolan skolskola "
    "träningsskola grundsärskola gymnasiesärskola universitetsskola flickskola pojkskola kvinnofolkhögskola".split()
)))
_AT = r"(?:på|hos|vid|för|i|åt|inom)"
_WORK = re.compile(
    rf"\b(?:jobba[rt]?|jobbade|arbeta[rt]?|arbetade|anställd|anställning|extrajobb\w*|sommarjobb\w*|jobb|praktik|"
    rf"praktiserar|praktiserade|vikarie\w*|kollegor|kollega|chef|chefen|städare|städar|undersköterska|sjuksköterska|"
    rf"kassörska|säljare|kock|lärare|rektor|vaktmästare|personalen|work|works|working|timanställd|kör buss)\b"
    rf"(?: [a-zåäö]{{1,16}}){{0,3}}? (?:{_AT}|at|for) $"
)
_STUDY = re.compile(
    rf"\b(?:går|gick|gå|gått|pluggar|pluggade|plugga|studerar|studerade|läser|läste|elev|elever|eleven|student|börjar|började|"
    rf"börjat|slutade|skola|skolan|skolor|klass|klassen|lärare|läraren|rektor|rektorn|barnen|dagis|förskola|förskolan|"
    rf"sonen|dottern|kuratorn?|lämnar|hämtar|lämnade|hämtade|utbildning|kompis|kompisar|ettan|tvåan|trean|sexan|sjuan|åttan|nian|"
    rf"goes to|study|studies|studying)\b(?: [a-zåäö0-9]{{1,14}}){{0,3}}? (?:{_AT}|at|to|från) $"
)
_NAMED = re.compile(r"\b(?:skolan|skola|förskolan|förskola|dagiset|dagis|gymnasiet|arbetsplatsen|företaget|jobbet|firman|restaurangen|salongen|butiken)"
                    r" (?:heter|som heter|är|hette|kallas) $")
_KIND = re.compile(r"\b(?:förskolan|förskola|dagiset|dagis|skolan|restaurang|restaurangen|salong|salongen|pizzeria|pizzerian|hotell|hotellet|vårdcentralen|äldreboendet|boendet|frisör|frisörsalongen|företaget|firman|butiken|affären|caféet|kaféet|gymmet|lasarettet|kyrkan|moskén) $")
_GENERIC = frozenset(map(fold, (
    "socialtjänsten kommunen landstinget regionen sjukhuset vårdcentralen skolan förskolan länsstyrelsen polisen "
    "försäkringskassan arbetsförmedlingen migrationsverket skatteverket sfi komvux universitetet bup bvc kvinnojouren "
    "akuten dagis fritids äldreboende äldreboendet hemtjänsten gymnasiet högskolan internatet högstadiet mellanstadiet "
    "lågstadiet lager kontor natten nätter dagarna heltid deltid halvtid distans max".split()
)))
_BEHIND = 80


class Workplaces:
    """Finds schools and workplaces."""

    def __init__(self, known: KnownWords, employers: frozenset[tuple[str, ...]]) -> None:
        """``employers``: names in folded words that count after "jobbar på"."""
        self._known = known
        self._employers = employers
        self._longest = max(map(len, employers))

    @classmethod
    def load(cls, known: KnownWords, folder: Path = FOLDER) -> Workplaces:
        """Read workplaces.txt. Raises RedactionError."""
        names = read_lines(folder / "workplaces.txt", _has_word)
        return cls(known, frozenset(tuple(re.findall(r"[^\W_]+", fold(name))) for name in names))

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of the kinds SKOLA and ARBETSPLATS."""
        words = text.words
        for at, word in enumerate(words):
            if self._is_school(text, words, at):
                first = self._back(text, words, at)
                yield finding("SKOLA", words[first].start, word.end)
                continue
            before = text.low[max(0, word.start - _BEHIND) : word.start]
            study, work = _STUDY.search(before), _WORK.search(before)
            if work or study or _NAMED.search(before):
                end = self._named(text, words, at, sure=not study or bool(work))
                if end is not None:
                    kind = "SKOLA" if study and not work else "ARBETSPLATS"
                    yield finding(kind, word.start, words[end].end)
            elif _KIND.search(before) and word.capital and not text.shouts:
                end = self._named(text, words, at, sure=True)
                if end is not None:
                    school = re.search(r"(?:skola|skolan|dagis|dagiset) $", before)
                    yield finding("SKOLA" if school else "ARBETSPLATS", word.start, words[end].end)

    def _is_school(self, text: Text, words: list[Word], at: int) -> bool:
        word = words[at]
        if not word.lower.endswith(_SCHOOL_ENDS):
            return False
        if word.fold in _ORDINARY_SCHOOLS:
            before = words[at - 1] if at and word.gap == " " else None
            return bool(
                before and word.fold in ("skola", "skolan", "gymnasium", "gymnasiet", "forskola", "friskola")
                and (
                    (before.capital and not text.shouts and not before.begins)
                    or (before.lower.endswith("s") and before.fold not in self._known)
                )
            )
        prefix = word.fold
        for end in sorted(map(fold, _SCHOOL_ENDS), key=len, reverse=True):
            if prefix.endswith(end):
                prefix = prefix.removesuffix(end)
                break
        return len(prefix) >= 3 and word.fold not in self._known.common

    def _back(self, text: Text, words: list[Word], at: int) -> int:
        """The first word of a school's name that ends with word ``at``."""
        first = at
        while first and at - first < 2 and words[first].joined:
            before = words[first - 1]
            generic = words[first].fold in _ORDINARY_SCHOOLS
            if not (generic or (before.capital and not before.begins and not text.shouts)):
                break
            first -= 1
        return first

    def _named(self, text: Text, words: list[Word], at: int, sure: bool) -> int | None:
        """The last word of the name that begins at word ``at``, or None for an ordinary word."""
        length = self._employer(words, at) if sure else 0
        word = words[at]
        proper = word.capital and not text.shouts and word.fold not in _GENERIC
        if not length and not proper and not (
            sure and word.fold not in self._known and len(word.fold) > 3
        ):
            return None
        end = at + max(length, 1) - 1
        while end + 1 < len(words) and end - at < 4 and words[end + 1].joined:
            after = words[end + 1]
            if not (after.capital and not text.shouts):
                break
            end += 1
        return end

    def _employer(self, words: list[Word], at: int) -> int:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            if tuple(word.fold for word in words[at : at + length]) in self._employers:
                return length
        return 0


def _has_word(entry: str) -> str | None:
    return None if re.search(r"\w", entry) else "minst en bokstav eller siffra"
