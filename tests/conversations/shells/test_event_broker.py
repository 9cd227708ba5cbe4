"""Rasa's event broker on the log."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy import select

from bot.conversations import erase, turn
from bot.conversations.log import Database, Log
from bot.conversations.log.tables import messages
from bot.conversations.shells import event_broker
from bot.conversations.shells.event_broker import LogBroker
from bot.settings import PREFIX, load
from tests.conversations.log.fakes import (
    MODEL,
    NAME,
    FakeNumbering,
    FakeRedactor,
    settings,
    user,
)

CONFIGURED = EndpointConfig(type="bot.conversations.shells.event_broker.LogBroker")


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Of an SQLite file."""
    return f"sqlite:///{tmp_path / 'log.sqlite3'}"


@pytest.fixture
def broker(url: str) -> Iterator[LogBroker]:
    """On a log with the fake redactor."""
    made = LogBroker(Log(settings(url), FakeRedactor().redact, FakeNumbering).start())
    yield made
    erase.unregister("log")


def logged(url: str) -> list[Any]:
    """The rows of the messages."""
    with Database(url).reading() as connection:
        return list(connection.execute(select(messages).order_by(messages.c.position)).all())


async def close(broker: LogBroker) -> None:
    """As Rasa does when its server stops."""
    await broker.close()


def test_what_rasa_publishes_is_logged(broker: LogBroker, url: str) -> None:
    """Events as Rasa's own classes write them, with the model and the time that it took."""
    tracker = DialogueStateTracker.from_events("a", [])
    tracker.model_id = MODEL
    heard = UserUttered(
        f"hej {NAME}", intent={"name": "halsning", "confidence": 0.9}, input_channel="web",
        parse_data={"intent": {"name": "halsning", "confidence": 0.9}, "entities": [],
                    "danger": {"level": "ingen"}, "language": "sv", "text": f"hej {NAME}"},
    )
    said = BotUttered("Hej!", metadata={"utter_action": "utter_halsning"})
    for event in (ActionExecuted("action_listen"), heard, SlotSet("language", "sv"),
                  ActionExecuted("utter_halsning"), said):
        tracker.update(event, Domain.empty())

    async def publish() -> None:
        turn.begin()
        await asyncio.sleep(0.02)
        for event in tracker.events:
            broker.publish({"sender_id": "a", **event.as_dict()})
        await close(broker)

    asyncio.run(publish())
    visitor, answer = logged(url)
    assert (visitor.text, visitor.intent, visitor.model) == ("hej [NAMN 1]", "halsning", MODEL)
    assert 20 <= visitor.latency_ms < 5000 and visitor.danger_level == "ingen"
    assert (answer.text, answer.response, answer.model) == ("Hej!", "utter_halsning", MODEL)


@pytest.mark.parametrize(
    "event",
    [{}, {"event": "user", "parse_data": NAME}, {"event": "bot", "metadata": [NAME]},
     {"event": "user", "parse_data": {"intent_ranking": 7}}],
)
def test_an_odd_event_costs_nothing(
    broker: LogBroker, event: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Publishing raises nothing and tells nothing."""
    broker.publish(event)
    assert NAME not in caplog.text
    broker.log.close(1)


def test_closing_writes_what_waits(broker: LogBroker, url: str) -> None:
    """The end of the server loses nothing."""
    for _ in range(50):
        broker.publish(user("hej"))
    asyncio.run(close(broker))
    assert len(logged(url)) == 50


def test_it_takes_part_in_erasing(broker: LogBroker, url: str, monkeypatch: Any) -> None:
    """By the sender's id; after its end no more."""
    async def nothing(_: str) -> bool:
        return False

    monkeypatch.setattr(erase.live, "erase", nothing)
    broker.publish(user("hej", "a"))
    broker.publish(user("hej", "b"))
    deadline = time.monotonic() + 10
    while broker.log.status().waiting:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert asyncio.run(erase.erase("a")) is True
    assert [row.conversation for row in logged(url)] == [broker.log.logged_id("b")]
    asyncio.run(close(broker))
    assert "log" not in erase._parts


def test_rasa_makes_it_from_endpoints(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One log a process, with the real redactor, by the settings."""
    monkeypatch.setenv(PREFIX + "DATABASE_URL", url)
    monkeypatch.setattr(event_broker.logs, "configure", lambda form: None)
    load.cache_clear()
    event_broker.shared.cache_clear()

    async def serve() -> None:
        first = await EventBroker.create(CONFIGURED)
        second = await EventBroker.create(CONFIGURED)
        assert isinstance(first, LogBroker) and isinstance(second, LogBroker)
        assert first.log is second.log
        first.publish(user("ring mig på 070-123 45 67"))
        await first.close()

    try:
        asyncio.run(serve())
    finally:
        load.cache_clear()
    [row] = logged(url)
    assert "070" not in row.text and "[" in row.text


def test_rasa_does_not_go_on_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes an ImportError for a missing class and would start without a log."""
    def broken() -> None:
        raise ImportError("a package is missing")

    monkeypatch.setattr(event_broker.settings, "load", broken)
    event_broker.shared.cache_clear()
    with pytest.raises(RuntimeError, match="log cannot be made"):
        event_broker.shared()
