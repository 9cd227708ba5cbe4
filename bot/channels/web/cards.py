"""Contact cards: who, a number to tap, when it is open and whether it is open now, says who."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.answers.hours_text import hours_text
from bot.answers.opening_hours import Hours, state_at
from bot.answers.source_line import main_source
from bot.channels.web.links import Finder, Found
from bot.knowledge import Entry, Knowledge, normal_phone

MOST = 3  # more are a list already
EMERGENCY = ("larm112", "kvinnofridslinjen")
_ALARM = EMERGENCY[0]
_NOTES = {
    "sv": {"conflicting": "Andra källor har andra tider.", "sms": "Skriv ett sms."},
    "en": {"conflicting": "Other sources give other hours.", "sms": "Send a text message."},
}


@dataclass(frozen=True)
class Target:
    """What is written, and where it leads (None: nowhere)."""

    text: str
    href: str | None


@dataclass(frozen=True)
class Card:
    """One contact. ``open_now``: None where the facts have no hours."""

    name: str
    phone: Target | None = None
    email: Target | None = None
    url: Target | None = None
    hours: str | None = None
    open_now: bool | None = None
    note: str | None = None
    source: Target | None = None


def card(entry: Entry, lang: str, now: dt.datetime, number: Target | None = None) -> Card:
    """The card of ``entry``. ``number``: the one to tap, where it is not the entry's main one."""
    hours = Hours.of(entry)
    name = entry.name.text(lang)
    return Card(
        name=name[:1].upper() + name[1:],
        phone=number or _number(entry),
        email=_target(entry, "email", "mailto:"),
        url=_target(entry, "url", ""),
        hours=hours_text(entry, lang) or None,
        open_now=state_at(hours, now).open if hours else None,
        note=_note(entry, lang),
        source=_source(entry),
    )


def cards(
    found: list[Found], lang: str, now: dt.datetime, *, urgent: bool = False
) -> list[Card]:
    """The cards of those whom an answer names by number or e-mail; none where they are a list.

    112 beside others ("i fara: ring 112") is a link and no card, unless the answer is ``urgent``:
    the widget shows that number always, and the card is for whom the answer is about.
    """
    named: dict[str, tuple[Entry, Target | None]] = {}
    for one in found:
        if not one.entries:
            continue
        entry = one.entries[0]
        called = one.link.kind in ("tel", "sms")
        number = Target(one.link.text, one.link.href) if called else None
        if entry.id not in named:
            named[entry.id] = (entry, number)
    if not urgent and len(named) > 1:
        named.pop(_ALARM, None)
    if len(named) > MOST:
        return []
    return [card(entry, lang, now, number) for entry, number in named.values()]


def emergency(
    knowledge: Knowledge, lang: str, now: dt.datetime, text: str = "", finder: Finder | None = None
) -> list[Card]:
    """112, Kvinnofridslinjen, and those whom ``text`` names beside them."""
    first = [card(knowledge[entry], lang, now) for entry in EMERGENCY]
    more = cards(finder.find(text), lang, now) if finder and text else []
    names = {one.name for one in first}
    return first + [one for one in more if one.name not in names]


def _number(entry: Entry) -> Target | None:
    for key, scheme in (("phone", "tel:"), ("phone_concern", "tel:"), ("sms", "sms:")):
        fact = entry.get(key)
        if fact is not None:
            written = fact.items()[0]
            return Target(written, scheme + normal_phone(written))
    return None


def _target(entry: Entry, key: str, scheme: str) -> Target | None:
    fact = entry.get(key)
    return Target(fact.text(), scheme + fact.text()) if fact is not None else None


def _note(entry: Entry, lang: str) -> str | None:
    notes = _NOTES["en" if lang == "en" else "sv"]
    hours = entry.get("hours")
    if hours is not None and hours.status == "conflicting":
        return notes["conflicting"]
    return notes["sms"] if entry.get("sms") and not entry.get("phone") else None


def _source(entry: Entry) -> Target | None:
    source = main_source(entry)
    return Target(source.title, source.url) if source else None
