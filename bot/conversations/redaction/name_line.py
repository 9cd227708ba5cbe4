"""A text as the finder of names reads it, and the single letters in it that stand for names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversations.redaction.name_around import Around
from bot.conversations.redaction.name_looks import Look
from bot.conversations.redaction.text import Text, Word

_STATION = re.compile(
    r" (?:i|på|hos|från|vid) (?:(?:våran?|vårt|min|mitt) )?(?:klass|kör|grupp|trapp|kassan|"
    r"kören|kyrkokören|laget|receptionen|växeln|köket|"
    r"matbespisningen|bespisningen|matsalen|fritids|skolan|jobbet|klassen|trappan|expeditionen|"
    r"ca[fé]+[ét]t?|butiken|affären|avdelningen|chatten|polisen|soc|socialen|kommunen|bup|bvc|"
    r"akuten|förskolan|dagis|gymmet|kyrkan|sjuan|åttan|nian|ettan|tvåan|trean|sexan|"
    r"försäkringskassan|\w{2,20}(?:jouren|tjänsten|kontoret|mottagningen|enheten|boendet|teamet|"
    r"gruppen|centralen|klassen|hemmet|centret|verket|huset|namnden))\b")
_FROM_ABROAD = re.compile(r" från [A-ZÅÄÖ][a-zåäö]{2,20}\b")
_LIVES = re.compile(
    r" (?:är|va|var|blev|blir|e) (?:så |jätte|väldigt |inte |också |fortfarande |min |mitt )?"
    r"(?:rädd|livrädd|gravid|ledsen|utsatt|inlåst|hotad|slagen|misshandlad|kär|full|påtänd|"
    r"skild|gift|svartsjuk|aggressiv|elak|otrogen|försvunnen|son|dotter|man|fru|sambo|kille|tjej|"
    r"kompis|vän|bror|syster|mamma|pappa)\b(?! som)"
    r"| (?:fick|får) (?:stryk|smisk|spö)\b"
    r"| (?:mår|mådde) (?:så |jätte|väldigt )?(?:dålig|piss|skit)"
    r"| har (?:blåmärken|slagit|sagt|berättat|hotat|flytt|rymt|gråtit|druckit)\b"
    r"| (?:vågar|vågade|gråter|grät|skäms) (?:inte|sig|varje|hela|mycket|ofta|för|på)\b"
    r"| (?:ringer|ringde|hotar|hotade|slår|slog|skriker|skrek|dricker|knarkar|smsar|vägrar) "
    r"(?:mig|mej|hela|varje|jämt|alltid|igen|till|och|på|att|inte)\b"
    r"| (?:behöver|needs) (?:hjälp|skydd|stöd|tolk|a |help|somewhere|protection)\b")
_ENGLISH = frozenset((
    "the", "is", "she", "he", "and", "my", "to", "of", "at", "was", "not", "with", "her", "his",
    "this", "that", "does", "what", "you", "i'm", "it's", "they", "for", "but",
    "am", "husband", "wife", "beats", "hits", "have", "has", "need", "help", "can", "it", "are",
    "we", "him", "from", "me", "don't", "boyfriend", "been",
))
_NO_NAMES_AFTER = frozenset((
    "en", "ett", "den", "det", "liten", "litet", "lite", "halv", "hel", "per", "någon", "ingen",
    "varje", "denna", "detta", "två", "tre", "några", "många", "alla", "mer", "mycket", "i", "som",
))
_REACH = 48
_SWEDISH = 0.65  # share of known words from which unknown ones are looked at
_SMALL_WORDS = 0.25  # share of small Swedish words that tells the language as well
KNOWN = (Look.WORD, Look.LETTER, Look.ENGLISH)


@dataclass(frozen=True)
class Line:
    """One text with its words, what each looks like, and what stands around them."""

    text: Text
    words: list[Word]
    looks: list[Look]
    around: Around
    readable: bool  # an unknown word stands out
    swedish: bool  # it stands out so much that it needs no sign
    english: bool
    latin: bool  # most of it is in Latin letters

    def shown(self, at: int) -> bool:
        """Whether word ``at`` has a capital letter that tells something."""
        return self.words[at].capital and not self.text.shouts

    def inside(self, at: int) -> bool:
        """Whether it has one although no sentence begins with it."""
        return self.shown(at) and not self.words[at].begins_sentence


def is_english(words: Sequence[Word]) -> bool:
    """Whether more than a quarter of ``words`` are small English ones."""
    return 4 * sum(word.lower in _ENGLISH for word in words) > len(words)


def readable(words: Sequence[Word], looks: Sequence[Look], stop: frozenset[str]) -> bool:
    """Whether so many words are known that an unknown one stands out; ``stop``: small words."""
    known = sum(look in KNOWN for look in looks)
    unknown = looks.count(Look.UNKNOWN)
    small = sum(word.lower in stop for word in words)
    if small >= _SMALL_WORDS * len(words) and 2 * known >= unknown:
        return True
    return known >= _SWEDISH * (known + unknown) or len(looks) <= 3


def share_known(looks: Sequence[Look]) -> float:
    """Which share of the words that are no names are ordinary ones."""
    known = sum(look in KNOWN for look in looks)
    return known / max(known + looks.count(Look.UNKNOWN), 1)


def counted(line: Line, at: int) -> bool:
    """Whether an article or the like stands before it, as before a thing: "en sten"."""
    return at > 0 and line.words[at - 1].lower in _NO_NAMES_AFTER


def in_place(line: Line, at: int) -> bool:
    """Whether a line begins with it and says where the person is: "Maj i kassan sa"."""
    word = line.words[at]
    if not word.begins_sentence:
        return False
    low, plain = line.text.low, line.text.plain
    return bool(_STATION.match(low, word.end, word.end + _REACH)) or (
        line.shown(at) and bool(_FROM_ABROAD.match(plain, word.end, word.end + _REACH))
    )


def lives(line: Line, at: int) -> bool:
    """Whether a sentence begins with it and goes on as of a person: "liv är rädd för"."""
    word = line.words[at]
    return word.begins_sentence and bool(_LIVES.match(line.text.low, word.end, word.end + _REACH))


def named_alone(line: Line, at: int) -> bool:
    """Whether it is a capital word after a "heter" without a subject: "Heter Dina."."""
    before = line.words[at - 1] if at else None
    word = line.words[at]
    return before is not None and before.lower in ("heter", "hette") and word.gap == " " and (
        before.begins_sentence or "," in before.gap
    )


def is_initial(line: Line, at: int) -> bool:
    """Whether a single letter stands for a name: "A.K.", "min man R", "L. slog mig"."""
    word, around = line.words[at], line.around
    after = line.words[at + 1] if at + 1 < len(line.words) else None
    if word.text == "I" or not line.shown(at):
        return False
    stop = line.text.plain[word.end : word.end + 1]
    if after and line.looks[at + 1] is Look.LETTER and after.capital:
        pair = (stop == "." and after.gap in (".", ". ")) or (stop == "-" and after.gap == "-")
        if pair:
            return True
    if stop == ":" and after and after.gap == ":" and after.lower == "s":
        return around.owns(at + 1) or line.inside(at) or around.acts(at + 1)
    if around.acts(at) and len(line.words) > 2:
        return True
    signed = around.personal(at) or around.role(at) or around.beside(at) or around.nicknamed(at)
    return line.inside(at) and around.ends(at) and signed
