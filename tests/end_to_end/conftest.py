"""The real servers, started once for all tests of this folder."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.training import MODEL
from tests.end_to_end.servers import Servers, running

Say = Callable[[Any], str]


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Bot and action server on free ports."""
    assert MODEL.is_file(), "there is no trained model: run `make train`"
    folder: Path = tmp_path_factory.mktemp("servers")
    with running(folder) as found:
        yield found


@pytest.fixture
def say(servers: Servers) -> Say:
    """A conversation of its own: the text of the bot's answer upon a message."""
    sender = uuid.uuid4().hex

    def answer(text: Any) -> str:
        return "\n".join(m.get("text", "") for m in servers.say(text, sender))

    return answer


@pytest.fixture
def hanging_actions(servers: Servers) -> Iterator[Servers]:
    """The bot while the action server takes requests and answers none."""
    servers.hang("actions")
    yield servers
    servers.go_on("actions")


@pytest.fixture
def without_actions(servers: Servers) -> Iterator[Servers]:
    """The bot while the action server is away."""
    servers.end("actions")
    yield servers
    servers.start_actions()
