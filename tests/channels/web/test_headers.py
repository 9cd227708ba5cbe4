"""The headers of every answer."""

from __future__ import annotations

import pytest

from bot.channels.web.headers import page_policy, protect

ORIGINS = ("https://www.lansstyrelsen.example",)


def headers(method: str = "GET", origin: str | None = None, **given: str) -> dict[str, str]:
    """The completed headers of an answer that had ``given`` ones."""
    made = dict(given)
    protect(made, method, origin, ORIGINS)
    return made


def test_answers_are_not_kept_nor_framed_nor_sniffed() -> None:
    """Unless an answer says otherwise itself."""
    made = headers()
    assert made["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in made["Content-Security-Policy"]
    assert made["X-Content-Type-Options"] == "nosniff"
    assert made["Referrer-Policy"] == "no-referrer"
    assert made["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Set-Cookie" not in made
    kept = headers(**{"Cache-Control": "public"})
    assert kept["Cache-Control"] == "public"


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", "http://www.lansstyrelsen.example",
               "https://www.lansstyrelsen.example.evil.example",
               "https://www.lansstyrelsen.example:8443"])
def test_other_websites_may_not_read(origin: str | None) -> None:
    """Also where another part of the server has let everybody."""
    made = headers("OPTIONS", origin, **{
        "Access-Control-Allow-Origin": "*", "access-control-allow-credentials": "true"})
    assert not [name for name in made if name.lower().startswith("access-control")]


def test_listed_websites_may_read_without_credentials() -> None:
    """And may send a token."""
    made = headers("OPTIONS", ORIGINS[0])
    assert made["Access-Control-Allow-Origin"] == ORIGINS[0]
    assert "Authorization" in made["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in made
    assert "Origin" in made["Vary"]
    assert "Access-Control-Allow-Methods" not in headers("GET", ORIGINS[0])


def test_the_policy_of_pages() -> None:
    """Own scripts and styles only, nothing inline, framed by own and listed websites."""
    policy = page_policy(ORIGINS)
    rules = {part.split()[0]: part.split()[1:] for part in policy.split(";")}
    assert rules["default-src"] == ["'none'"]
    for kind in ("script-src", "style-src", "img-src", "connect-src"):
        assert rules[kind] == ["'self'"]
    assert rules["frame-ancestors"] == ["'self'", ORIGINS[0]]
    assert rules["require-trusted-types-for"] == ["'script'"]
    assert rules["base-uri"] == ["'none'"] and "unsafe" not in policy
