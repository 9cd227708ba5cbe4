"""The web channel's settings: sane defaults, and one line for a wrong value."""

from __future__ import annotations

import pytest

from bot.channels.web.settings import WebSettings, read
from bot.settings import ROOT, Settings, SettingsError


def test_the_defaults_are_those_that_are_promised() -> None:
    """1,000 characters, 8 kB, 20 and 60 messages a minute, 10 open conversations, same origin."""
    found = read()
    assert found.web_message_length == 1_000 and found.web_body_bytes == 8_192
    assert found.web_messages_a_minute == 20 and found.web_messages_a_minute_address == 60
    assert found.web_open_address == 10 and found.idle_seconds == 30 * 60
    assert found.origins == () and found.proxies == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [("web_origins", "*"), ("web_origins", "http://lansstyrelsen.example"),
     ("web_origins", "https://a.example/sida"), ("web_origins", "https://a.example; script-src *"),
     ("web_proxies", "10.0.0.0/99"), ("web_proxies", "proxy"), ("web_exit", "javascript:alert(1)"),
     ("web_exit", "http://a.example"), ("web_message_length", "0"), ("web_answer_seconds", "600")],
)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    """One line with the variable."""
    with pytest.raises(SettingsError, match=f"KVINNOFRID_{name.upper()}"):
        read(**{name: value})


def test_lists_have_spaces_between() -> None:
    """Several websites, several networks."""
    found = read(web_origins="https://a.example https://b.example:8443",
                 web_proxies="10.0.0.0/8 192.0.2.1")
    assert found.origins == ("https://a.example", "https://b.example:8443")
    assert [str(one) for one in found.proxies] == ["10.0.0.0/8", "192.0.2.1/32"]


def test_the_warning_comes_before_the_end() -> None:
    """Also when a conversation lives for a minute only."""
    assert read(idle_minutes=1).warn_seconds == 30


def test_every_setting_is_documented() -> None:
    """docs/settings.md has a line for each, with its default."""
    table = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for name in set(WebSettings.__fields__) - set(Settings.__fields__):
        default = WebSettings.__fields__[name].default
        begins = f"| `KVINNOFRID_{name.upper()}` |"
        line = next((one for one in table.splitlines() if one.startswith(begins)), "")
        assert (str(default) if default != "" else "empty") in line.replace(" ", ""), name
