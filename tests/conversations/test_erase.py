"""Erasing one conversation everywhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot.conversations import erase
from bot.conversations.live import LiveStateAway
from bot.conversations.log.ids import pseudonym

KEY = b"k" * 32
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


class FakeLive:
    """A live state with some conversations, or one that is away."""

    def __init__(self, *living: str, away: bool = False) -> None:
        """``living``: sender ids."""
        self._living, self._away = living, away

    async def ids(self) -> list[str]:
        """Of those that live."""
        if self._away:
            raise LiveStateAway(SENDER)
        return list(self._living)


def test_an_operator_erases_what_lives_by_the_logs_id(
    live_part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the conversation that leads to the id."""
    import asyncio

    monkeypatch.setattr(erase.live, "current", lambda: FakeLive("other", SENDER, "more"))
    log = Part(True)
    erase.register("log", log.erase)
    assert asyncio.run(erase.erase_logged(pseudonym(SENDER, KEY), None, KEY)) is True
    assert live_part.erased == log.erased == [SENDER]
    assert asyncio.run(erase.erase_logged("0" * 64, None, KEY)) is True
    assert live_part.erased == [SENDER]


def test_an_operator_is_told_when_the_live_state_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something may be left."""
    import asyncio

    monkeypatch.setattr(erase.live, "current", lambda: FakeLive(away=True))
    assert asyncio.run(erase.erase_logged(pseudonym(SENDER, KEY), None, KEY)) is False


def test_a_request_for_an_erasure_is_signed() -> None:
    """With the secret, for one conversation, for a minute."""
    signature = erase.sign("c", 1000, KEY)
    assert erase.is_signed("c", 1000, signature, KEY, 1030.0)
    assert not erase.is_signed("d", 1000, signature, KEY, 1030.0)
    assert not erase.is_signed("c", 1001, signature, KEY, 1030.0)
    assert not erase.is_signed("c", 1000, signature, b"x" * 32, 1030.0)
    assert not erase.is_signed("c", 1000, signature, KEY, 1061.0)
    assert not erase.is_signed("c", 1000, signature, KEY, 900.0)
    assert not erase.is_signed("c", 1000, "\ud800å", KEY, 1030.0)


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
