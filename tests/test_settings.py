"""The settings of an installation."""

from __future__ import annotations

import pytest

from bot import settings
from bot.channels.web.settings import WebSettings
from bot.settings import PREFIX, Settings, SettingsError, read


def test_everything_has_a_default_for_development(monkeypatch: pytest.MonkeyPatch) -> None:
    """A newcomer sets nothing."""
    for name in Settings.__fields__:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    found = read()
    assert found.environment == "development" and found.retention_days == 21


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENVIRONMENT", "staging"),
        ("SECRET", "kort"),
        ("DATABASE_URL", "mysql://x"),
        ("REDIS_URL", "http://x"),
        ("IDLE_MINUTES", "0"),
        ("IDLE_MINUTES", "länge"),
        ("RETENTION_DAYS", "-1"),
        ("KEPT_TURNS", "1e9"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_variable(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An operator sees at once what to mend."""
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError, match=PREFIX + name) as caught:
        read()
    assert "\n" not in str(caught.value)


def test_production_needs_a_secret() -> None:
    """Tokens signed with a known key would be worth nothing."""
    with pytest.raises(SettingsError, match="SECRET"):
        read(environment="production", secret="")
    assert read(environment="production", secret="s" * 32).key() == b"s" * 32


def test_the_secret_is_not_shown() -> None:
    """Settings may be printed."""
    assert "hemlig" not in repr(read(secret="hemlig" * 8))


def test_development_makes_a_secret_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """All processes of an installation share it, and only its owner reads it."""
    folder = tmp_path_factory.mktemp("own") / "var"
    monkeypatch.setattr(settings, "VARIABLE_FOLDER", folder)
    first = read(secret="").key()
    assert first == read(secret="").key() and len(first) >= 32
    assert (folder / "secret").stat().st_mode & 0o777 == 0o600


def test_every_setting_is_documented() -> None:
    """docs/settings.md has a line for each, with its default."""
    table = (settings.ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, field in WebSettings.__fields__.items():  # and, with them, all of Settings
        assert f"`{PREFIX}{name.upper()}`" in table, name
        assert field.field_info.description, name
