"""One server for the tests that ask it over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.channels.web.server import Running, running

ORIGIN = "https://www.lansstyrelsen.example"


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    """The web channel with a fake bot, and one website that may embed the widget."""
    with running(web_origins=ORIGIN, web_answer_seconds=1.0) as found:
        yield found
