"""Whose address counts, and whom to believe about it."""

from __future__ import annotations

import pytest

from bot.channels.web.addresses import client
from bot.channels.web.settings import read

PROXIES = read(web_proxies="10.0.0.0/8 fd00::/8").proxies


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.1", None, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.7, 10.0.0.9", "198.51.100.7"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "skräp", "10.0.0.1"),
        ("10.0.0.1", "skräp, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "10.0.0.2, 10.0.0.3", "10.0.0.2"),
        ("::ffff:192.0.2.1", None, "192.0.2.1"),
        ("fd00::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", None, "2001:db8:1:2::/64"),
        ("fe80::1%eth0", None, "fe80::/64"),
        ("", "198.51.100.7", "okänd"),
        ("inget", None, "okänd"),
    ],
)
def test_the_address_that_counts(peer: str, forwarded: str | None, expected: str) -> None:
    """The nearest hop that no trusted proxy vouches for; an IPv6 household is one visitor."""
    assert client(peer, forwarded, PROXIES) == expected


def test_nobody_is_believed_unless_configured() -> None:
    """The default trusts no proxy, not even this machine's own."""
    assert client("127.0.0.1", "198.51.100.7", read().proxies) == "127.0.0.1"


def test_a_long_header_is_cut() -> None:
    """What stands at its end still counts."""
    assert client("10.0.0.1", "1.1.1.1," * 100_000 + "198.51.100.7", PROXIES) == "198.51.100.7"
