"""One redactor for all tests of this folder: reading its lists takes a second."""

from __future__ import annotations

import pytest

from bot.conversations.redaction import Redactor


@pytest.fixture(scope="session")
def redactor() -> Redactor:
    """The redactor with the project's own lists."""
    return Redactor.load()
