"""Names of accounts in social media and games, user names, passwords."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.name_lists import NameLists
from bot.conversations.redaction.text import Text
from bot.nlu.places.spelling import fold

_AT = re.compile(r"(?<![\w@.+-])@([^\W_]|_)[\w.-]{1,39}")
_TAG = re.compile(r"(?<![\w#])[\w.]{2,32}#\d{4,5}\b")
_USER = re.compile(r"(?<!\w)~[\w.-]{2,30}~|(?<![\w/])/?u/[\w-]{3,30}\b|\blive:[\w.]{3,40}")
_PLATFORM = (
    r"snapchat|snapp?|snappen|snapen|insta(?:gram)?|ig|instan|tiktok|tik tok|facebook|fejjan|"
    r"fb|messenger|"
    r"discord|telegram|whatsapp|signal|kik|skype|steam|psn|xbox|gamertag|gamertagg|roblox|twitter|"
    r"twitch|youtube|reddit|wickr|viber|tinder|badoo|onlyfans|flashback|linkedin|threads|"
    r"bereal|be real"
)
_FOR = (
    rf"(?:(?:{_PLATFORM})(?:[- ]?(?:namn|namnet|konto|kontot|kontot|id|user|profil|profilen|"
    rf"tagg|tag|en|et))?|"
    r"användarnamn(?:et)?|anvandarnamn(?:et)?|username|user ?name|user|nick(?:name|et)?|alias|"
    r"konto(?:t)?|"
    r"lösenord(?:et)?|losenord(?:et)?|lösen|password|passwordet|inlogg\w*)"
)
_TOKEN = r"([^\W_]|[_@~*])([\w.@!#$&*+~-]{1,38}[\w!#$*~])"
_AFTER = re.compile(
    rf"\b{_FOR}(?:([ ]?[:=][ ]?)|([ ](?:är|e|ar|is|heter|namn|mitt|då|för|ju|:|-){{1}}[ "
    rf":]{{1,2}}(?:är |e )?)|[ ]){_TOKEN}")
_ON = re.compile(
    rf"(?:\b(heter|kallas|är|e|finns som|skriver som|user|alias|namnet|som)[ ]|(?<=[ "
    rf"]))(@?[\w.-]{{3,40}})[ ](?:på|i|on)[ ](?:{_PLATFORM})\b")
_OWN = re.compile(
    r"\b(?:min|mitt|mina|hans|hennes|my|adda|lägg till|adda mig på|på|sök på|följ)[ ]$")
_AS = re.compile(
    r"\b(?:logga[rt]? in som|inloggad som|logga[rt]? in med|under (?:namnet|the name)|kallar sig|"
    r"användare\w*(?: på \w{2,20})?"
    r" (?:är|heter)|skriver som|heter)[ ]([@\w][\w.-]{2,39})"
)
_JOINED = re.compile(r"(?<![\w@./-])[\w.]{0,30}[^\W_]_[^\W_][\w.]{0,30}(?![\w@])")
_WITH_YEAR = re.compile(r"(?<![\w@./-])([^\W\d_]{4,20})\d{2,4}(?![\w@.-])")
_SECRET = re.compile(
    r"\b(?:användarnamn(?:et)?|username|user ?name|lösenord(?:et)?|losenord(?:et)?|password)"
    r"(?: (?:är|e|is|heter|var|på \w{2,15} är)|[ ]?[:=])[ ]([^\s,]{3,40})"
)
_NOT_SECRET = frozenset((
    "fel", "svårt", "nytt", "bytt", "enkelt", "hans", "hennes", "mitt", "borta", "glömt", "samma",
    "hemligt", "säkert", "ändrat", "inte", "det", "bara", "jag", "att", "känt", "sparat", "stulet",
    "fortfarande", "redan", "något", "nåt", "ett", "min", "för", "upptaget", "lätt", "kort",
))
_CALLS_SELF = re.compile(
    rf"(?:\b(?:på|i|on) (?:{_PLATFORM}) (?:kallar|kallade) (?:han|hon|hen|jag) (?:sig|mig)"
    rf"|\b(?:kallar|kallade) (?:sig|mig)) "
    rf"(?:för )?([^\W_][\w.-]{{1,30}}(?: [^\W_][\w.-]{{1,30}})?)"
)
_NAMED = re.compile(r"(?:namn|namnet|konto|kontot|kontots|profil|profilen|tagg|tag)$")
_LONG = 15  # letters from which a word is no ordinary one here
_ODD = re.compile(r"\d|_|[^\W\d]\.[^\W\d]")


class Handles:
    """Finds names of accounts."""

    def __init__(self, known: KnownWords, names: NameLists) -> None:
        """``known`` words are no accounts unless a figure is in them."""
        self._known = known
        self._names = names

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of the kind KONTO."""
        for pattern in (_AT, _TAG, _USER):
            for match in pattern.finditer(text.low):
                yield finding("KONTO", match.start(), match.end() - _trailing(match.group()))
        for match in _JOINED.finditer(text.low):
            yield finding("KONTO", match.start(), match.end() - _trailing(match.group()))
        for match in _WITH_YEAR.finditer(text.low):
            letters = fold(match.group(1))
            if letters in self._names.sure or letters not in self._known:
                yield finding("KONTO", *match.span())
        for match in _AS.finditer(text.low):
            if _ODD.search(match.group(1).strip(".")):
                yield finding("KONTO", match.start(1), match.end() - _trailing(match.group(1)))
        for match in _AFTER.finditer(text.low):
            token = match.group(3) + match.group(4)
            start = match.start(3)
            cue = match.group().removesuffix(token).strip()
            said = bool(match.group(2) or _NAMED.search(cue))
            before = text.low[max(0, match.start() - 20) : match.start()]
            if self._is_account(token, bool(match.group(1)), said, before):
                yield finding("KONTO", start, match.end() - _trailing(token))
        for match in _SECRET.finditer(text.low):
            if match.group(1).strip(".!?") not in _NOT_SECRET:
                yield finding("KONTO", match.start(1), match.end() - _trailing(match.group(1)))
        for match in _CALLS_SELF.finditer(text.plain):
            if match.group().startswith(("på", "i ", "on")) or match.group(1).istitle():
                yield finding("KONTO", *match.span(1))
        for match in _ON.finditer(text.low):
            token = match.group(2)
            if _ODD.search(token) or (
                match.group(1) and (fold(token) not in self._known or len(token) >= _LONG)
            ):
                yield finding("KONTO", *match.span(2))

    def _is_account(self, token: str, colon: bool, said: bool, before: str) -> bool:
        if token.replace(":", "").isdigit() or not any(map(str.isalnum, token)):
            return colon and len(token) > 3
        if _ODD.search(token.strip(".")):
            return True
        folded = fold(token.strip(".!"))
        unknown = folded not in self._known or folded in self._names.sure or len(folded) >= _LONG
        if colon or said:
            return unknown
        return unknown and bool(_OWN.search(before)) and folded not in self._known.common


def _trailing(written: str) -> int:
    return len(written) - len(written.rstrip(".-!"))
