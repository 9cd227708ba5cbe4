"""Every setting of a running installation, in one place: environment variables `KVINNOFRID_…`.

A wrong value raises SettingsError with one line that names the variable and what it may be.
docs/settings.md is the table for operators; a test holds it and this module together.
"""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseSettings, Field, SecretStr, ValidationError, validator

ROOT = Path(__file__).parents[1]
VARIABLE_FOLDER = ROOT / "var"  # what a running development installation keeps; not in git
PREFIX = "KVINNOFRID_"
_SECRET_BYTES = 32


class SettingsError(ValueError):
    """A setting has a value that it cannot have."""


class Settings(BaseSettings):
    """The settings; times in the unit that the name says."""

    environment: Literal["development", "production"] = Field(
        "development", description="production closes the open REST channel and needs a secret"
    )
    secret: SecretStr = Field(
        SecretStr(""),
        description="at least 32 characters; signs tokens and hides conversation ids in the log",
    )
    database_url: str = Field(
        f"sqlite:///{VARIABLE_FOLDER / 'log.sqlite3'}",
        description="the log: an SQLAlchemy address, sqlite:/// or postgresql://",
    )
    redis_url: str = Field(
        "", description="live state and locks of several workers; empty: in this process's memory"
    )
    idle_minutes: int = Field(
        30, ge=1, le=24 * 60, description="a conversation is forgotten after this long in silence"
    )
    kept_turns: int = Field(
        12, ge=3, le=200, description="how many of the newest turns the live state remembers"
    )
    lock_seconds: int = Field(
        10, ge=1, le=600, description="a turn's claim on its conversation, renewed while it lasts"
    )
    log_queue: int = Field(
        10_000, ge=10, le=1_000_000, description="events that wait for the database at most"
    )
    retention_days: int = Field(
        21, ge=1, le=3650, description="logged conversations are erased after this long"
    )
    retention_decision: str = Field(
        "", description="reference of the gallringsbeslut that retention_days rests on"
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="how the process writes its own log lines; json in production"
    )

    class Config:
        """Read from the environment, and nothing else."""

        env_prefix = PREFIX
        env_file = None

    @validator("secret")
    def _long_enough(cls, value: SecretStr, values: dict[str, Any]) -> SecretStr:
        length = len(value.get_secret_value())
        if not length and values.get("environment") == "production":
            raise ValueError("is needed in production (at least 32 characters)")
        if 0 < length < _SECRET_BYTES:
            raise ValueError("is too short (at least 32 characters)")
        return value

    @validator("database_url")
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg2://")):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value

    @validator("redis_url")
    def _known_redis(cls, value: str) -> str:
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must begin with redis://, rediss:// or unix://, or be empty")
        return value

    def key(self) -> bytes:
        """The secret as bytes; in development one that is made once and kept in var/."""
        given = self.secret.get_secret_value()
        return given.encode() if given else _own_secret()


def _own_secret() -> bytes:
    """A secret of this development installation, made at the first use (readable by its owner)."""
    path = VARIABLE_FOLDER / "secret"
    VARIABLE_FOLDER.mkdir(mode=0o700, exist_ok=True)
    try:
        with open(path, "x", opener=_owner_only) as file:
            file.write(secrets.token_urlsafe(_SECRET_BYTES))
    except FileExistsError:
        pass
    return path.read_bytes()


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


_Schema = TypeVar("_Schema", bound=Settings)


@lru_cache(maxsize=1)
def load() -> Settings:
    """The settings of this process, read once. Raises SettingsError."""
    return read()


def read(**given: Any) -> Settings:
    """Settings from the environment and ``given`` (for tests). Raises SettingsError."""
    return read_as(Settings, **given)


def read_as(schema: type[_Schema], **given: Any) -> _Schema:
    """Settings of a part that has more of them. Raises SettingsError."""
    try:
        return schema(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise SettingsError(f"inställningen {name}: {first['msg']}") from None
