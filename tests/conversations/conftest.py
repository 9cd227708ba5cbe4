"""What the tests here run on: SQLite in a file, a real PostgreSQL, a real Redis."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from bot.conversations.log import Database, opened
from tests.conversations.postgres import Postgres, running
from tests.conversations.services import RedisServer, redis_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for all tests."""
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'log.sqlite3'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A database with the log's tables."""
    found = opened(url)
    yield found
    found.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A Redis server for this module."""
    folder: Path = tmp_path_factory.mktemp("redis")
    with redis_server(folder) as found:
        yield found


@pytest.fixture
def redis(server: RedisServer) -> Iterator[Redis]:
    """A client of the test itself, on an empty server."""
    with Redis.from_url(server.url, decode_responses=True) as client:
        client.flushall()
        yield client
