"""Redacted entries become rows: one transaction a batch, exactly once.

Rows are written in the order of their conversations' ids, so that two workers never wait for each
other in a ring. A message that is there already is passed over and not counted again: a batch whose
commit got lost may be tried anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, desc, func, select
from sqlalchemy.engine import Connection

from bot.conversations.log import daily
from bot.conversations.log.dialects import earliest, insert, latest
from bot.conversations.log.entries import Entry, Feedback, Message
from bot.conversations.log.tables import conversations, feedback, messages
from bot.conversations.log.vocabulary import OTHER


@dataclass
class _Conversation:
    id: str
    channel: str | None
    language: str | None
    started: datetime
    last: datetime


def write(connection: Connection, entries: Sequence[Entry]) -> None:
    """Put ``entries`` (redacted) into the tables. Raises SQLAlchemyError."""
    spoken = [e for e in entries if isinstance(e, Message)]
    counts: Counter[daily.Key] = Counter()
    channels = _upsert_conversations(connection, spoken)
    new = _without_known(connection, spoken)
    positions = _positions(connection, {m.conversation for m in new})
    rows = []
    for message in new:
        position = positions[message.conversation] = positions.get(message.conversation, 0) + 1
        rows.append(_row(message, position))
        counts.update(daily.of_message(message, channels[message.conversation]))
    if rows:
        connection.execute(messages.insert(), rows)
    for one in entries:
        if isinstance(one, Feedback):
            counts.update(_write_feedback(connection, one))
    daily.add(connection, counts)


def _upsert_conversations(connection: Connection, spoken: Iterable[Message]) -> dict[str, str]:
    """Make or prolong the conversations of ``spoken``; the channel of each."""
    seen: dict[str, _Conversation] = {}
    for message in spoken:
        one = seen.setdefault(
            message.conversation,
            _Conversation(message.conversation, None, None, message.at, message.at),
        )
        one.channel = message.channel or one.channel
        one.language = message.language or one.language
        one.started, one.last = min(one.started, message.at), max(one.last, message.at)
    channels = {}
    for identity in sorted(seen):
        one = seen[identity]
        made = insert(connection, conversations).values(
            id=one.id, channel=one.channel or OTHER, language=one.language,
            started=one.started, last=one.last,
        )
        old, new = conversations.c, made.excluded
        changed: dict[str, Any] = {
            "started": earliest(connection, old.started, new.started),
            "last": latest(connection, old.last, new.last),
        }
        if one.channel:
            changed["channel"] = new.channel
        if one.language:
            changed["language"] = new.language
        connection.execute(made.on_conflict_do_update(index_elements=["id"], set_=changed))
        channels[identity] = one.channel or str(
            connection.execute(
                select(conversations.c.channel).where(conversations.c.id == identity)
            ).scalar_one()
        )
    return channels


def _without_known(connection: Connection, spoken: Sequence[Message]) -> list[Message]:
    """Those of ``spoken`` that are not in the table; each once."""
    by_id = {message.id: message for message in spoken}
    if not by_id:
        return []
    known = connection.execute(select(messages.c.id).where(messages.c.id.in_(by_id))).scalars()
    for identity in known:
        del by_id[identity]
    return list(by_id.values())


def _positions(connection: Connection, identities: set[str]) -> dict[str, int]:
    """The highest position so far of each conversation that has one."""
    if not identities:
        return {}
    found = connection.execute(
        select(messages.c.conversation, func.max(messages.c.position))
        .where(messages.c.conversation.in_(identities))
        .group_by(messages.c.conversation)
    )
    return {str(identity): int(position) for identity, position in found}


def _row(message: Message, position: int) -> dict[str, Any]:
    return {
        "id": message.id,
        "conversation": message.conversation,
        "position": position,
        "author": message.author,
        "at": message.at,
        "text": message.text,
        "language": message.language,
        "intent": message.intent,
        "confidence": message.confidence,
        "ranking": list(message.ranking),
        "entities": [dict(entity.value) for entity in message.entities],
        "danger_level": message.danger["level"] if message.danger else None,
        "danger": dict(message.danger) if message.danger else None,
        "payload": message.payload,
        "response": message.response,
        "latency_ms": message.latency_ms,
        "model": message.model,
    }


def _write_feedback(connection: Connection, given: Feedback) -> Counter[daily.Key]:
    """Keep what is thought of an answer, in place of what was thought of it before.

    Nothing where the answer is not in the log: it was dropped, erased or never given.
    """
    wanted = select(messages.c.id, messages.c.conversation).where(
        messages.c.conversation == given.conversation
    )
    if given.message is None:
        wanted = wanted.where(messages.c.author == "bot").order_by(desc(messages.c.position))
    elif isinstance(given.message, int):
        wanted = wanted.where(messages.c.position == given.message)
    else:
        wanted = wanted.where(messages.c.id == given.message)
    found = connection.execute(wanted.limit(1)).first()
    if found is None:
        return Counter()
    earlier = connection.execute(
        select(feedback.c.value, feedback.c.at).where(feedback.c.message == found.id)
    ).first()
    made = insert(connection, feedback).values(
        message=found.id, value=given.value, reason=given.reason, at=given.at
    )
    changed = {name: made.excluded[name] for name in ("value", "reason", "at")}
    connection.execute(made.on_conflict_do_update(index_elements=["message"], set_=changed))
    channel = connection.execute(
        select(conversations.c.channel).where(conversations.c.id == given.conversation)
    ).scalar_one()
    counts = daily.of_feedback(given.value, given.at, str(channel))
    if earlier:  # one opinion an answer: what was counted for it goes
        counts.subtract(daily.of_feedback(earlier.value, earlier.at, str(channel)))
    return counts


def erase(connection: Connection, identities: Sequence[str]) -> int:
    """Delete conversations with all that belongs to them; how many there were.

    Raises SQLAlchemyError.
    """
    found = connection.execute(delete(conversations).where(conversations.c.id.in_(identities)))
    return int(found.rowcount)
