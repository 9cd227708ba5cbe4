"""The redactor as the log uses it."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timezone

import pytest

from bot import metrics
from bot.conversations.log import redactions
from bot.conversations.log.entries import REMOVED, Entry, Feedback, Message
from bot.conversations.log.redactions import Redactions
from tests.conversations.log.fakes import BREAKS, NAME, FakeNumbering, FakeRedactor
from tests.conversations.log.test_queue import Clock, said

IDLE = 60.0


def made(clock: Clock | None = None) -> Redactions:
    """With the fakes."""
    return Redactions(FakeRedactor().redact, FakeNumbering, IDLE, clock or Clock())


def text(entry: Entry) -> str:
    """Of a message."""
    assert isinstance(entry, Message)
    return entry.text


def test_a_conversation_keeps_its_numbering() -> None:
    """So that a dialogue stays readable; another one begins anew."""
    found = made()
    assert text(found.redacted(said(NAME))) == "[NAMN 1]"
    assert text(found.redacted(said(NAME))) == "[NAMN 2]"
    assert text(found.redacted(said(NAME, "b"))) == "[NAMN 1]"


def test_a_numbering_is_forgotten_with_its_conversation() -> None:
    """By silence, or at once by an erasure."""
    clock = Clock()
    found = made(clock)
    found.redacted(said(NAME))
    clock.now += IDLE + 1
    assert text(found.redacted(said(NAME, "b"))) == "[NAMN 1]" and len(found) == 1
    found.forget("b")
    found.forget("nobody")
    assert len(found) == 0


def test_there_are_only_so_many_numberings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flood of conversations does not fill the memory."""
    monkeypatch.setattr(redactions, "MOST", 10)
    found = made()
    for number in range(50):
        found.redacted(said("hej", str(number)))
    assert len(found) == 10


def test_a_redactor_that_fails_leaves_no_text(caplog: pytest.LogCaptureFixture) -> None:
    """It is counted and said, without a word of the text."""
    before = metrics.REDACTION_FAILURES._value.get()
    with caplog.at_level(logging.DEBUG):
        assert text(made().redacted(said(f"{BREAKS} {NAME}"))) == REMOVED
    assert metrics.REDACTION_FAILURES._value.get() == before + 1
    assert "ValueError" in caplog.text and BREAKS not in caplog.text and NAME not in caplog.text


def test_an_answer_without_anything_to_redact_is_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Answers repeat; what the redactor changes is given to it every time."""
    monkeypatch.setattr(redactions, "MOST_PLAIN", 2)
    redactor = FakeRedactor()
    found = Redactions(redactor.redact, FakeNumbering, IDLE, Clock())

    def answer(words: str) -> str:
        return text(found.redacted(replace(said(words), author="bot")))

    assert [answer("Hej!"), answer("Hej!")] == ["Hej!", "Hej!"] and redactor.seen == ["Hej!"]
    assert [answer(NAME), answer(NAME)] == ["[NAMN 2]", "[NAMN 3]"]
    assert text(found.redacted(said("Hej!"))) == "Hej!" and redactor.seen.count("Hej!") == 2
    for words in ("a", "b", "Hej!"):  # no more than so many are remembered
        answer(words)
    assert redactor.seen.count("Hej!") == 3


def test_the_reason_of_an_opinion_is_redacted_too() -> None:
    """A reason is as free a text as any."""
    now = datetime.now(timezone.utc)
    for reason, expected in ((f"tack {NAME}", "tack [NAMN 1]"), (BREAKS, REMOVED), (None, None)):
        found = made().redacted(Feedback("a", None, "up", reason, now))
        assert isinstance(found, Feedback) and found.reason == expected
