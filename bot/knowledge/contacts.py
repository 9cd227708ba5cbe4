"""Phone numbers, e-mail and web addresses in a form in which two of them can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["phone", "email", "url", "hours"]
_NOT_DIGIT = re.compile(r"[^0-9]")
_ABROAD = re.compile(r"^\s*(?:\+|00)46\s*(?:\(0\))?")
_URL_START = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


@dataclass(frozen=True)
class Contacts:
    """All contacts that the facts know, normalised by the functions of this module."""

    phones: frozenset[str]
    emails: frozenset[str]
    urls: frozenset[str]


def kind_of(key: str) -> Kind | None:
    """Return what kind of contact a fact's key holds (`phone_old` → phone), or None."""
    head, tail = key.partition("_")[0], key.rpartition("_")[2]
    if head in ("phone", "sms"):
        return "phone"
    if head == "email":
        return "email"
    if "url" in (head, tail):
        return "url"
    return "hours" if key == "hours" else None


def normal_phone(written: str) -> str:
    """Return the digits of a number, with +46 written as the leading 0 ("+46 20-390 000")."""
    return _NOT_DIGIT.sub("", _ABROAD.sub("0", written))


def normal_url(written: str) -> str:
    """Return an address without scheme, "www." and closing slash, its host in lower case."""
    host, slash, rest = _URL_START.sub("", written.strip()).partition("/")
    return f"{host.lower()}{slash}{rest}".rstrip("/")


def collect(named: Iterable[tuple[str, str]]) -> Contacts:
    """Sort (key, value) pairs into phones, e-mails and addresses; other keys are left out."""
    found: dict[str | None, set[str]] = {"phone": set(), "email": set(), "url": set()}
    for key, value in named:
        kind = kind_of(key)
        if kind == "phone":
            found[kind].add(normal_phone(value))
        elif kind == "email":
            found[kind].add(value.strip().lower())
        elif kind == "url":
            found[kind].add(normal_url(value))
    return Contacts(frozenset(found["phone"]), frozenset(found["email"]), frozenset(found["url"]))
