"""Entries become rows, on both databases: once, in order, with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.conversations.log import Database, entries, rows
from bot.conversations.log.entries import Entry, Feedback, Message
from bot.conversations.log.tables import conversations, daily, feedback, messages
from bot.conversations.log.vocabulary import Vocabulary
from tests.conversations.log.fakes import KEY, bot, user

WORDS = Vocabulary.load()
NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


def message(event: dict[str, Any]) -> Message:
    """The message of ``event``, whose conversation is its sender."""
    found = entries.from_event(event, event["sender_id"], KEY, WORDS, 0.03)
    assert found
    return found


def write(database: Database, *given: Entry) -> None:
    """In one transaction."""
    with database.writing() as connection:
        rows.write(connection, given)


def found(database: Database, query: Any) -> Sequence[Any]:
    """All rows of ``query``."""
    with database.reading() as connection:
        return list(connection.execute(query).all())


def counts(database: Database) -> dict[tuple[str, str], int]:
    """The numbers of all days, by measure and label."""
    query = select(daily.c.measure, daily.c.label, func.sum(daily.c.count)).group_by(
        daily.c.measure, daily.c.label
    )
    return {(measure, label): int(number) for measure, label, number in found(database, query)}


def opinion(about: str | int | None, value: Any = "up", reason: str | None = None) -> Feedback:
    """An opinion in the conversation "a"."""
    return Feedback("a", about, value, reason, NOON)


def test_positions_go_on_from_batch_to_batch(database: Database) -> None:
    """Each conversation counts for itself."""
    write(database, message(user("1")), message(user("1", "b")), message(bot("2")))
    write(database, message(user("3")), message(user("2", "b")))
    query = select(messages.c.position, messages.c.text).order_by(messages.c.position)
    assert found(database, query.where(messages.c.conversation == "a")) == [
        (1, "1"), (2, "2"), (3, "3")
    ]
    assert found(database, query.where(messages.c.conversation == "b")) == [(1, "1"), (2, "2")]


def test_a_batch_that_is_tried_again_is_written_and_counted_once(database: Database) -> None:
    """A commit may get lost after it was done."""
    batch = [message(user("1")), message(bot("2")), opinion(None)]
    write(database, *batch)
    before = counts(database)
    write(database, *batch, message(user("3")))
    query = select(messages.c.position, messages.c.text).order_by(messages.c.position)
    assert found(database, query) == [(1, "1"), (2, "2"), (3, "3")]
    assert counts(database) == {
        **before, ("messages", "visitor"): 2, ("intent", "halsning"): 2, ("language", "sv"): 2,
        ("danger", "ingen"): 2, ("latency", "50"): 2,
    }


def test_a_conversation_knows_its_channel_language_and_time(database: Database) -> None:
    """An answer that comes alone does not unmake what is known."""
    write(database, message(user("hej", channel="web")))
    write(database, message(bot("Hej!")))
    write(database, message(user("hi", language="en", channel="web")))
    [(channel, language, started, last)] = found(database, select(
        conversations.c.channel, conversations.c.language, conversations.c.started,
        conversations.c.last,
    ))
    assert (channel, language) == ("web", "en")
    assert started <= last and last.second == 0
    assert {key[0] for key in found(database, select(daily.c.channel).distinct())} == {"web"}


def test_a_late_batch_does_not_turn_time_around(database: Database) -> None:
    """A worker whose database was away writes what is older than what is there."""
    old = message(user("old"))
    new = Message("new", "a", "visitor", old.at + timedelta(hours=1), "new", channel="rest")
    write(database, new)
    write(database, old)
    [(started, last)] = found(database, select(conversations.c.started, conversations.c.last))
    assert last - started == timedelta(hours=1)


def test_opinions_find_their_answer(database: Database) -> None:
    """By the answer's id, by its position, or the newest."""
    answers = [message(bot(text)) for text in ("2", "4", "6")]
    batch: list[Entry] = []
    for text, answer in zip("135", answers, strict=True):
        batch += [message(user(text)), answer]
    write(database, *batch, message(user("7")))
    write(database, opinion(None, "down"), opinion(2), opinion(answers[1].id, "up", "bra"))
    query = (
        select(messages.c.text, feedback.c.value, feedback.c.reason)
        .join(feedback).order_by(messages.c.position)
    )
    assert found(database, query) == [("2", "up", None), ("4", "up", "bra"), ("6", "down", None)]


def test_the_newest_opinion_counts(database: Database) -> None:
    """Who changes her mind is counted once."""
    write(database, message(user("1")), message(bot("2")), opinion(None, "up", "bra"))
    write(database, opinion(2, "down"))
    assert found(database, select(feedback.c.value, feedback.c.reason)) == [("down", None)]
    assert counts(database)["feedback", "up"] == 0 and counts(database)["feedback", "down"] == 1


@pytest.mark.parametrize("about", [None, 7, 0, -1, "unknown", ""])
def test_an_opinion_on_an_answer_that_is_not_there_is_passed_over(
    database: Database, about: Any
) -> None:
    """It was dropped or erased, or never was."""
    write(database, message(user("1", "b")), message(bot("2", "b")))
    write(database, opinion(about))
    assert found(database, feedback.select()) == []


def test_counts_hold_no_text_and_no_id(database: Database) -> None:
    """They stay when the conversation is gone."""
    spoken = [message(user("hemligt", intent={"name": "nlu_fallback", "confidence": 0.2})),
              message(bot("svar")), opinion(None, "up", "skäl")]
    write(database, *spoken)
    before = counts(database)
    assert before["fallback", "nlu_fallback"] == 1 and before["messages", "bot"] == 1
    with database.writing() as connection:
        assert rows.erase(connection, ["a"]) == 1
    assert counts(database) == before
    told = str(found(database, daily.select()))
    assert not any(word in told for word in ("hemligt", "svar", "skäl", spoken[0].id))


def test_erasing_leaves_no_row(database: Database) -> None:
    """Messages and opinions go with their conversation; others stay; unknown ids do nothing."""
    for sender in ("a", "b"):
        write(database, message(user("1", sender)), message(bot("2", sender)),
              Feedback(sender, None, "up", None, NOON))
    with database.writing() as connection:
        assert rows.erase(connection, ["a", "unknown"]) == 1
    assert found(database, select(conversations.c.id)) == [("b",)]
    assert found(database, select(messages.c.conversation).distinct()) == [("b",)]
    assert len(found(database, feedback.select())) == 1


def test_workers_write_the_same_conversations_at_once(database: Database) -> None:
    """None fails, none waits in a ring, every position is there once."""
    def work(worker: int) -> None:
        for turn in range(10):
            senders = ["a", "b", "c"] if worker % 2 else ["c", "b", "a"]
            write(database, *(message(user(f"{worker} {turn}", s)) for s in senders))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    query = select(messages.c.position).where(messages.c.conversation == "b")
    assert sorted(p for (p,) in found(database, query)) == list(range(1, 41))
    assert counts(database)["messages", "visitor"] == 120
