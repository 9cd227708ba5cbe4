"""E-mail and web addresses, IP and hardware addresses, coordinates."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.public import Public
from bot.conversations.redaction.text import Text
from bot.nlu.places.spelling import fold

_REACH = 100  # characters of an e-mail address that are looked at on either side of the sign
_TLD = (
    "se|nu|com|org|net|eu|info|io|me|app|dev|blog|shop|biz|site|online|no|dk|fi|de|uk|co|us|"
    "fr|es|it"
    "|example|test|local|blogg|xyz|club|store|tech|cloud|dating|social|chat|cc|in|pl|nl|ru|ua|ir|tr|gg|tv|ly|be|ch|at|to|is|ee|lv|lt|ro|rs|hr|al|xk|so|iq|ai|live|me|link|page"
)
_WORDLIKE_TLD = frozenset([
    "nu", "se", "no", "me", "de", "at", "to", "is", "it", "us", "so", "be", "ai", "al", "app",
    "info", "live", "link", "page", "in", "chat", "social", "store", "club", "local", "test"])
_HOSTS = r"gmail|hotmail|outlook|live|yahoo|icloud|telia|msn|proton(?:mail)?|spray|bredband|mail"
_DOT = r"(?: ?\. ?| ?[(\[]?\b(?:punkt|pungt|dot|prick)\b[)\]]? ?)"
_AT = re.compile(
    r" ?(?:@|[(\[{<] ?(?:at|@|snabel-?a|a) ?[)\]}>]|\b(?:snabel|snabbel|snable)[- ]?a\b|"
    r"\balfakrull\b"
    rf"|\bkanelbulle\b|\bat\b(?= ?(?:{_HOSTS})\b)) ?"
)
_DOT_WORDS = frozenset(
    [
        "punkt", "pungt", "dot", "prick", ".", "understreck", "underscore", "streck",
        "bindestreck", "_", "-"]
)
_AFTER = re.compile(
    rf"(?:[\w-]{{1,40}}{_DOT}){{1,4}}\w{{2,20}}"
    rf"|(?:{_HOSTS})(?:[ ,.;]{{1,2}}(?:com|se|net|nu|org|no|dk|fi)|com|se)?\b"
)
_BROKEN = re.compile(r"[\w-]{2,40}(?:[,;][a-z]{2,3}\b)?")  # after an @ without spaces
_URL = re.compile(r"(?:\b(?:https?|ftp)://|\bwww\.)[^\s<>\"]{2,}|\b\w+://[^\s<>\"]{3,}")
_BARE = re.compile(
    rf"(?<![\w@.-])(?:[^\W_][\w-]{{0,62}}\.){{1,4}}(?:{_TLD})(?![\w-])(?:[:/?#][^\s<>\"]*)?"
)
_ROOTED = re.compile(  # any host with a path
    r"(?<![\w@./-])(?:[^\W_][\w-]{1,62}\.){1,4}[a-z]{2,10}/[^\s<>\"/]{2}[^\s<>\"]*")
_PLAIN_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{3,100}")
_CLOSING = ".,;:!?)]}'”’"
_IPV4 = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]\d)(?::\d{2,5})?")
_IPV6 = re.compile(r"(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])")
_MAC = re.compile(
    r"(?<![\w:-])[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\w:-])|"
    r"\b[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}\b")
_DECIMAL = r"[-+]?\d{1,3}[.,]\d{3,15} ?°? ?[nsewöv]?\b"
_COORDINATES = re.compile(
    rf"(?<![\d.]){_DECIMAL}[,;/ ]{{1,3}}(?:(?:long|lng|lon)[a-z]{{0,6}}[ :=]{{0,3}})?{_DECIMAL}"
    r"|\d{1,3} ?° ?\d{1,2}(?:[.,]\d{1,4})? ?['′’] ?(?:[\d.,]{1,8} ?(?:\"|″|''|”) ?)?[nsewöv]?"
    r"|\b(?:lat|latitud|latitude|long|longitud|longitude|lng)\b[ :=]{1,3}[-+]?\d{1,3}[.,]\d{2,15}"
    r"|(?<![\d.])\d{1,3}[.,]\d{3,15} ?[nsewöv]\b"
    r"|///\w{2,30}\.\w{2,30}\.\w{2,30}"
)


class Electronic:
    """Finds addresses of machines and mailboxes."""

    def __init__(self, public: Public, known: KnownWords) -> None:
        """``public`` addresses are passed over."""
        self._public = public
        self._known = known

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of the kinds E-POST, LÄNK, IP and KOORDINAT."""
        yield from self._mail(text)
        yield from self._links(text)
        for match in (*_IPV4.finditer(text.low), *_IPV6.finditer(text.low)):
            if _is_ip(match.group()):
                yield finding("IP", *match.span())
        for match in _MAC.finditer(text.low):
            yield finding("IP", *match.span())
        for match in _COORDINATES.finditer(text.low):
            yield finding("KOORDINAT", *match.span())

    def public_spans(self, text: Text) -> Iterator[tuple[int, int]]:
        """Where public links and e-mails stand."""
        for match in (*_URL.finditer(text.low), *_BARE.finditer(text.low)):
            end = match.end() - _closing(match.group())
            if self._public.is_link(text.low[match.start() : end]):
                yield match.start(), end
        for match in _PLAIN_MAIL.finditer(text.low):
            end = match.end() - _closing(match.group())
            if text.low[match.start() : end] in self._public.emails:
                yield match.start(), end

    def _mail(self, text: Text) -> Iterator[Finding]:
        for sign in _AT.finditer(text.low):
            start = _mailbox(text.low, sign.start(), sign.group().strip() != "@")
            domain = _AFTER.match(text.low, sign.end(), sign.end() + _REACH)
            if sign.group() == "@":
                domain = domain or _BROKEN.match(text.low, sign.end(), sign.end() + _REACH)
            if start == sign.start() or not domain:
                continue
            if text.low[start : domain.end()] not in self._public.emails:
                yield finding("E-POST", start, domain.end())

    def _links(self, text: Text) -> Iterator[Finding]:
        for match in _URL.finditer(text.low):
            end = match.end() - _closing(match.group())
            if not self._public.is_link(text.low[match.start() : end]):
                yield finding("LÄNK", match.start(), end)
        for match in _ROOTED.finditer(text.low):
            labels = match.group().partition("/")[0].split(".")
            end = match.end() - _closing(match.group())
            unknown = any(fold(label) not in self._known for label in labels)
            if unknown and not self._public.is_link(text.low[match.start() : end]):
                yield finding("LÄNK", match.start(), end)
        for match in _BARE.finditer(text.low):
            start, end = match.start(), match.end() - _closing(match.group())
            written = text.low[start:end]
            if not self._public.is_link(written) and not self._missing_space(text, start, end):
                yield finding("LÄNK", start, end)

    def _missing_space(self, text: Text, start: int, end: int) -> bool:
        """Whether it reads as two sentences without a space ("vet inte.nu kommer han")."""
        parts = text.low[start:end].split(".")
        if len(parts) != 2 or parts[1] not in _WORDLIKE_TLD:
            return False
        return fold(parts[0]) in self._known and text.low[end : end + 1] in (" ", "")


def _mailbox(low: str, end: int, spoken: bool) -> int:
    """Where the name before the sign at ``end`` begins; spoken, with "punkt" between its words."""
    start = _part(low, end)
    while spoken and start < end:
        gap = _part(low, start - 1) if low[start - 1 : start] == " " else start
        if low[gap : start - 1] not in _DOT_WORDS or low[gap - 1 : gap] != " ":
            return start
        before = _part(low, gap - 1)
        if before == gap - 1 or end - before > _REACH:
            return start
        start = before
    return start


def _part(low: str, end: int) -> int:
    """Where the run of characters of a mailbox name that ends at ``end`` begins."""
    start = max(end, 0)
    while start and end - start < _REACH and (
        low[start - 1].isalnum() or low[start - 1] in "._+'-"
    ):
        start -= 1
    return start


def _closing(written: str) -> int:
    return len(written) - len(written.rstrip(_CLOSING))


def _is_ip(written: str) -> bool:
    for candidate in (written, written.rpartition(":")[0]):
        try:
            ipaddress.ip_address(candidate)
        except ValueError:
            continue
        return True
    return False
