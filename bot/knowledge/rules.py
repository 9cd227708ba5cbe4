"""The rules a fact must keep beyond its shape. Each returns a Swedish sentence, or None if kept."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined,unused-ignore]

from bot.knowledge.contacts import kind_of, normal_phone
from bot.knowledge.model import first_day

# A short number (112, 114 14, 1177, 116 016, 90101, 90 390), a number with its area code
# (010-223 57 60, 020-555 666), or one from abroad (+46 20-39 00 00).
_SHORT = re.compile(r"(?:11\d|1177|11\d ?\d{2,3}|90 ?\d{3})\Z")
_LONG = re.compile(r"(?:0\d{1,3}|\+46 ?(?:\(0\) ?)?\d{1,3})-\d{2,3}(?: \d{2,3}){1,3}\Z")
_EMAIL = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\Z")
_HOST = re.compile(r"[a-z0-9åäöé-]+(?:\.[a-z0-9åäöé-]+)*\.[a-z]{2,}\Z")
UNDATED = "odaterad"


def phone(written: str) -> str | None:
    """Check a Swedish phone number, written as people write it and 3–11 digits long."""
    if _SHORT.match(written):
        return None
    if _LONG.match(written) and 8 <= len(normal_phone(written)) <= 11:
        return None
    return f'"{written}" är inget telefonnummer. Skriv till exempel "010-223 57 60" eller "112"'


def email(written: str) -> str | None:
    """Check an e-mail address in lower case."""
    return None if _EMAIL.match(written) else f'"{written}" är ingen e-postadress'


def url(written: str) -> str | None:
    """Check an absolute http or https address."""
    try:
        parts = urlsplit(written)
        kept = parts.scheme in ("http", "https") and _HOST.match(parts.hostname or "")
    except ValueError:
        kept = None
    if kept and not re.search(r"\s", written):
        return None
    return f'"{written}" är ingen webbadress. Skriv hela, med https://'


def hours(written: str) -> str | None:
    """Check opening hours in OpenStreetMap syntax, as the evaluator of the bot reads them."""
    try:
        OpeningHours(written, country="SE")
    except ParserError:
        return f'"{written}" är inga öppettider. Skriv till exempel "Mo-Fr 09:00-16:00; PH off"'
    return None


def date(written: str, today: dt.date | None) -> str | None:
    """Check an ISO date, month or year, not after `today` if that is given."""
    try:
        day = first_day(written)
    except ValueError:
        return f'"{written}" är inget datum. Skriv ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM eller ÅÅÅÅ'
    if today is not None and day > today:
        return f"datumet {written} ligger i framtiden"
    return None


def value(key: str, written: str) -> tuple[str, str] | None:
    """Check a value by the kind its key stands for. Returns (rule, sentence), or None if kept."""
    kind = kind_of(key)
    if kind is None:
        return None
    check = {"phone": phone, "email": email, "url": url, "hours": hours}[kind]
    problem = check(written)
    return (kind, problem) if problem else None
