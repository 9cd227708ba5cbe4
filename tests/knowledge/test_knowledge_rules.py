"""The formats of numbers, addresses, hours and dates."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.knowledge import normal_phone, normal_url, rules


@pytest.mark.parametrize(
    "written",
    ["112", "114 14", "1177", "116 016", "116 111", "90101", "90 390", "010-223 57 60",
     "020-390 000", "020-57 70 70", "020-555 666", "08-405 50 05", "08-524 499 10", "08-30 30 20",
     "0142-850 00", "0381-66 12 00", "+46 20-39 00 00", "+46(0)20-390 000"],
)
def test_phone_number(written: str) -> None:
    """Numbers as Swedish services write them are accepted."""
    assert rules.phone(written) is None


@pytest.mark.parametrize(
    "written",
    ["", "12", "911", "0102235760", "010 223 57 60", "010-2235760", "010-223 57 6O",
     "010-223 57 60 ", "020-390 000 000 00", "+47 20-39 00 00", "ring 112", "010–223 57 60"],
)
def test_not_a_phone_number(written: str) -> None:
    """Anything else is refused, a number with a letter or a long dash in it too."""
    assert rules.phone(written)


@pytest.mark.parametrize(
    ("written", "digits"),
    [("010-223 57 60", "0102235760"), ("+46 20-390 000", "020390000"),
     ("+46(0)20-390 000", "020390000"), ("0046 20 390 000", "020390000"), ("116 016", "116016")],
)
def test_phone_is_compared_by_its_digits(written: str, digits: str) -> None:
    """The same number written in two ways is the same number."""
    assert normal_phone(written) == digits


@pytest.mark.parametrize(
    ("written", "kept"),
    [("maha.eichoue@lansstyrelsen.se", True), ("frideborg@norrkoping.se", True),
     ("Maha@lansstyrelsen.se", False), ("maha@lansstyrelsen", False), ("a b@c.se", False)],
)
def test_email(written: str, kept: bool) -> None:
    """An e-mail address is written in lower case with a full domain."""
    assert (rules.email(written) is None) is kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [("https://könsstympning.se", True), ("https://hedersfortryck.se/?p=13905", True),
     ("http://www.hedersfortryck.se/a/", True), ("hedersfortryck.se", False),
     ("ftp://liu.se", False), ("https://liu", False), ("https://liu.se/a b", False),
     ("https://[", False)],
)
def test_url(written: str, kept: bool) -> None:
    """A web address is absolute."""
    assert (rules.url(written) is None) is kept


def test_urls_are_compared_without_scheme_and_slash() -> None:
    """Two ways to write the same page are the same page."""
    assert normal_url("https://www.Liu.se/Forskning/") == normal_url("liu.se/Forskning")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("24/7", True), ("Mo-Fr 09:00-16:00; PH off", True), ("Mo-Su 21:00-06:00", True),
     ("9-16", False), ("Må-Fr 09:00-16:00", False), ("dygnet runt", False)],
)
def test_hours(written: str, kept: bool) -> None:
    """Hours are in OpenStreetMap syntax."""
    assert (rules.hours(written) is None) is kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [("2024", True), ("2024-02", True), ("2024-02-29", True), ("2026-11-23", True),
     ("2026-11-24", False), ("2023-02-29", False), ("2024-2-1", False), ("24-02-01", False),
     ("odaterad", False), ("2024-02-01-01", False)],
)
def test_date(written: str, kept: bool) -> None:
    """A date is an ISO date, month or year that exists and is not to come."""
    assert (rules.date(written, dt.date(2026, 11, 23)) is None) is kept


@pytest.mark.parametrize(
    ("key", "rule"),
    [("phone", "phone"), ("phone_old", "phone"), ("sms", "phone"), ("email", "email"),
     ("url", "url"), ("url_more", "url"), ("hours_url", "url"), ("hours", "hours"),
     ("hours_text", None), ("phoneless", None), ("curl", None)],
)
def test_key_decides_the_format(key: str, rule: str | None) -> None:
    """The name of a fact says what format its value has."""
    problem = rules.value(key, "!")
    assert (problem[0] if problem else None) == rule
