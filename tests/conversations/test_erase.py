"""Erasing one conversation everywhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot.conversations import erase
from bot.conversations.live import LiveStateAway

SENDER = "Xantippa-17"


class Part:
    """Something that keeps conversations, and may fail."""

    def __init__(self, answer: bool | Exception | None = None) -> None:
        """``answer`` is given, or raised, upon an erasure."""
        self.erased: list[str] = []
        self._answer = answer

    def erase(self, sender_id: str) -> bool | None:
        """Note it."""
        self.erased.append(sender_id)
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer

    async def erase_soon(self, sender_id: str) -> bool | None:
        """The same, as a coroutine."""
        return self.erase(sender_id)


@pytest.fixture(autouse=True)
def live_part(monkeypatch: pytest.MonkeyPatch) -> Iterator[Part]:
    """The live state's place, and no other part."""
    part = Part(False)  # "there was nothing"
    monkeypatch.setattr(erase.live, "erase", part.erase_soon)
    monkeypatch.setattr(erase, "_parts", {})
    yield part


async def _erase() -> bool:
    return await erase.erase(SENDER)


def run() -> bool:
    """Erase in a loop of its own."""
    import asyncio

    return asyncio.run(_erase())


def test_every_part_erases(live_part: Part) -> None:
    """Live state and whatever has plugged in, coroutine or not."""
    one, other = Part(), Part(True)
    erase.register("one", one.erase)
    erase.register("other", other.erase_soon)
    assert run() is True
    assert live_part.erased == one.erased == other.erased == [SENDER]


def test_nothing_is_told_of_what_was_there() -> None:
    """Known or unknown, the answer is the same."""
    assert run() is True


def test_a_part_that_leaves_something_is_told_of() -> None:
    """The visitor is not promised what was not done."""
    erase.register("log", Part(False).erase)
    assert run() is False


@pytest.mark.parametrize("error", [LiveStateAway(SENDER), ValueError(SENDER)])
def test_a_part_that_fails_does_not_keep_the_others_from_erasing(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """It is said, without the id."""
    last = Part()
    erase.register("bad", Part(error).erase)
    erase.register("last", last.erase)
    assert run() is False and last.erased == [SENDER]
    assert type(error).__name__ in caplog.text and SENDER not in caplog.text


def test_live_state_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log erases all the same."""
    monkeypatch.setattr(erase.live, "erase", Part(LiveStateAway(SENDER)).erase_soon)
    log = Part(True)
    erase.register("log", log.erase)
    assert run() is False and log.erased == [SENDER]


def test_a_part_can_be_replaced_and_taken_out(caplog: pytest.LogCaptureFixture) -> None:
    """As when a new model brings a new event broker."""
    old, new = Part(), Part()
    erase.register("log", old.erase)
    erase.register("log", new.erase)
    run()
    erase.unregister("log")
    erase.unregister("log")
    with caplog.at_level(logging.DEBUG):
        run()
    assert (old.erased, new.erased) == ([], [SENDER]) and SENDER not in caplog.text
