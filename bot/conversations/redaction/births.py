"""Dates of birth: a date after a word for being born or a birthday. Other dates stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.text import Text

_MONTHS = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mars|mar|march|apr(?:il)?|maj|may|juni?|june|"
    r"juli?|july|"
    r"aug(?:usti|ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY_WORDS = (
    r"(?:förste?a?|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte|"
    r"trettonde|fjortonde|femtonde|sextonde|sjuttonde|artonde|nittonde|tjugo\w{2,8}|tret\w{2,10})"
)
_YEAR = r"(?:-? ?(?:år )?(?:(?:19|20)\d\d|[-'’]?\d\d)(?!\d|-tal|\.\d|:\d))"
_TENS = r"(?:tjugo|tretti|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)"
_ONES = r"(?:ett|en|två|tre|fyra|fem|sex|sju|åtta|nio)"
_YEAR_WORDS = (
    rf"(?:(?:nitton ?hundra|nittonhundra|tjugo ?hundra|tvåtusen) ?)?"
    rf"(?:{_TENS} ?{_ONES}?|noll ?{_ONES}|tio|elva|tolv|\w{{3,4}}ton)\b(?! (?:år|barn|gånger|timm))"
)
_DATE = re.compile(
    rf"(?:den |the |on |dag )?(?:\d{{1,2}}(?::?[ea]|st|nd|rd|th)?|{_DAY_WORDS})(?: of)? "
    rf"{_MONTHS}(?:,? (?:{_YEAR}|{_YEAR_WORDS}))?"
    rf"|(?:den )?{_DAY_WORDS} (?:i )?{_DAY_WORDS}(?: {_YEAR_WORDS})?"
    rf"|{_MONTHS} \d{{1,2}}(?!\d)(?:st|nd|rd|th)?(?:,? {_YEAR})?"
    rf"|{_MONTHS} {_YEAR}"
    rf"|{_MONTHS} {_YEAR_WORDS}|(?:år )?nitton ?hundra ?{_TENS} ?{_ONES}?\b"
    r"|(?:den )?\d{1,4} ?[-./ ] ?\d{1,2} ?[-./ ] ?\d{1,4}(?!\d)"
    r"|\d{1,2} ?/ ?\d{1,2}(?!\d)"
    r"|(?:19|20)\d{6}(?!\d)|\d{6}(?!\d)"
    r"|(?:år |in )?(?:18|19|20)\d\d(?!\d|-tal| ?-tal)|[-'’]?\d\d(?!\d|[:.]\d| ?(?:år|%|veck|"
    r"månad|dag|-tal))"
)
_CUE = re.compile(
    r"\b(?:föddes|födda|född|fött|foddes|fodd|datum för födelse|kom till världen|fyllde år|"
    r"fyllde|born|birthday|dob|date of birth|birth ?date|födelsenummer|födelsenr|födelsedag\w*|"
    r"fodelsedag\w*|födelsedatum\w*|fodelsedatum\w*|födelseår\w*|födelsetid\w*|födelsedata|"
    r"fyller(?: (?:\d{1,3}(?= (?:år|den|i|nu|snart|på)\b)|år|jag|hon|han|jämnt)(?: år)?){0,2}|"
    r"bursdag|årsdag|nacida?o?|geboren(?: am)?|f\.|f(?= \d{2}[\d-])|f:|f-(?=\d))"
)
_BETWEEN = re.compile(
    r"[ :=,]{0,3}(?:(?:är|var|is|was|on|dagen|datum|mitt|i|på|the|hon|han|jag|in|år|ju) ){0,3}")
_NEXT = re.compile(
    r" ?(?:,|&|/|och|o|resp\.?|respektive|samt|and) ?(?:(?:den|hon|han|ena|andra|\w{2,12} är|"
    r"sonen|dottern|äldsta|yngsta|lilla|stora) ){0,3}(?:född )?")
_WHOLE = re.compile(r"\d{1,4} ?[-./ ] ?\d{1,2} ?[-./ ] ?\d{2,4}|\d{6,8}|.*[a-zåäö]{3}.*")
_SEVERAL = ("födda", "fodda", "fötts", "barnens födelse")
_MOST_DATES = 12  # of one list
_REACH = 60


class Births:
    """Finds dates of birth."""

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of the kind FÖDELSEDATUM."""
        for cue in _CUE.finditer(text.low):
            between = _BETWEEN.match(text.low, cue.end(), cue.end() + _REACH)
            begin = between.end() if between else cue.end()
            date = _DATE.match(text.low, begin, begin + _REACH)
            if (date and not cue.group().startswith("fyll")) or (
                date and re.search(r"[a-zåäö/]|\d{6}", date.group())
            ):
                yield finding("FÖDELSEDATUM", *date.span())
                yield from self._more(text, date.end(), cue.group() in _SEVERAL)

    def _more(self, text: Text, end: int, several: bool) -> Iterator[Finding]:
        """The dates that go on after one that ends at ``end``: "födda 2014-09-02 och ..."."""
        for _ in range(_MOST_DATES):
            between = _NEXT.match(text.low, end, end + _REACH)
            date = between and _DATE.match(text.low, between.end(), between.end() + _REACH)
            if not date or not (several or _WHOLE.fullmatch(date.group())):
                return
            yield finding("FÖDELSEDATUM", *date.span())
            end = date.end()
