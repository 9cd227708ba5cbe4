"""Where a request comes from, as far as it can be believed; used for limits, never shown."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from bot.channels.web.settings import Network

_UNKNOWN = "okänd"
_IPV6_NETWORK = 64  # what one household or one server gets: more addresses are no more people
_LONGEST = 2_000


def _parsed(written: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(written.strip().strip("[]").partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        return found.ipv4_mapped
    return found


def client(peer: str, forwarded: str | None, proxies: Sequence[Network]) -> str:
    """The network address that counts as one visitor: an IPv4 address or an IPv6 /64 network.

    ``peer``: who opened the connection. ``forwarded``: X-Forwarded-For, read from its end as long
    as the hop before was one of ``proxies``; what a visitor wrote into it is never reached.
    """
    found = _parsed(peer)
    hops = (forwarded or "")[-_LONGEST:].split(",")
    while found is not None and hops and any(found in network for network in proxies):
        before = _parsed(hops.pop())
        if before is None:
            break
        found = before
    if found is None:
        return _UNKNOWN
    if found.version == 6:
        return str(ipaddress.ip_network((found, _IPV6_NETWORK), strict=False))
    return str(found)
