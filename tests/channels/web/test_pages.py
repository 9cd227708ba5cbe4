"""Pages and files over HTTP: their headers, leaving without JavaScript, and what is not there."""

from __future__ import annotations

import pytest
import requests

from bot.widget import pages
from tests.channels.web.conftest import ORIGIN
from tests.channels.web.server import Running

ADDRESSES = ["" if name == "demo" else name for name in pages.PAGES]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_served_strictly(server: Running, address: str) -> None:
    """HTML, kept nowhere, own scripts and styles only, framed by own and listed websites."""
    reply = server.get(address)
    assert reply.status_code == 200 and reply.headers["Content-Type"].startswith("text/html")
    assert reply.headers["Content-Language"] == "sv" and '<html lang="sv"' in reply.text
    assert reply.headers["Cache-Control"] == "no-store"
    policy = reply.headers["Content-Security-Policy"]
    assert f"frame-ancestors 'self' {ORIGIN}" in policy and "script-src 'self';" in policy
    assert reply.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_first_page_has_two_addresses(server: Running) -> None:
    """With the closing slash and without."""
    with_slash = server.get("")
    without = requests.get(server.url, timeout=5)
    assert with_slash.status_code == without.status_code == 200
    assert with_slash.text == without.text


def test_a_page_in_english(server: Running) -> None:
    """Where it is asked for; other languages give Swedish."""
    assert server.get("utan-skript?lang=en").headers["Content-Language"] == "en"
    assert server.get("utan-skript?lang=<script>").headers["Content-Language"] == "sv"


def test_leaving_leads_to_a_neutral_page(server: Running) -> None:
    """Which does not learn where the visitor came from."""
    reply = server.get("lamna?till=https://evil.example")
    assert reply.status_code == 303 and reply.headers["Location"] == server.settings.web_exit
    assert reply.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("name", ["widget.js", "widget/widget.js", "widget/pages.js"])
def test_the_widget_can_be_embedded(server: Running, name: str) -> None:
    """By any website's script element; unchanged, it is not sent again."""
    reply = server.get(name)
    assert reply.status_code == 200
    assert reply.headers["Content-Type"].startswith("text/javascript")
    assert reply.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = server.get(name, **{"If-None-Match": reply.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_not_there_is_told_in_a_sentence(server: Running) -> None:
    """With the number, in the visitor's language."""
    assert server.get("finns/inte").text == "Sidan finns inte. I fara, ring 112."
    english = server.get("widget/nothing.js", **{"Accept-Language": "en"})
    assert (english.status_code, english.headers["Cache-Control"]) == (404, "no-store")
    assert english.text.startswith("There is no such page")
