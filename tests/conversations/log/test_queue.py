"""Events that wait for the log."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timezone

from bot.conversations.log.entries import Message
from bot.conversations.log.queue import TOMBSTONE_SECONDS, Queue


def said(text: str, conversation: str = "a") -> Message:
    """A message."""
    return Message(text, conversation, "visitor", datetime.now(timezone.utc), text)


def raw(queue: Queue) -> list[str]:
    """What is raw, taken out."""
    return [e.id for e in queue.take_raw(99) if isinstance(e, Message)]


class Clock:
    """Seconds that pass when told to."""

    now = 1000.0

    def __call__(self) -> float:
        """The seconds."""
        return self.now


def test_entries_come_out_in_order() -> None:
    """First in, first out."""
    queue = Queue(10)
    for text in "abc":
        queue.put(said(text))
    assert raw(queue) == ["a", "b", "c"]


def test_when_it_is_full_the_oldest_are_dropped_and_counted() -> None:
    """Raw and redacted ones share the places; the redacted ones are older."""
    queue = Queue(3)
    queue.put(said("a"))
    queue.put(said("b"))
    queue.put_clean(1, queue.take_raw(1))
    for text in "cde":
        queue.put(said(text))
    assert (len(queue), queue.dropped) == (3, 2)
    assert raw(queue) == ["c", "d", "e"] and queue.take_clean(9) == []


def test_a_batch_on_its_way_is_dropped_only_when_it_comes_back() -> None:
    """It is the oldest there is; while it may still be written it takes nobody's place."""
    queue = Queue(2)
    queue.put(said("a"))
    queue.put_clean(1, queue.take_raw(1))
    flying = queue.take_clean(1)
    for text in "bc":
        queue.put(said(text))
    assert (len(queue), queue.dropped) == (3, 0)
    queue.put_back(flying)
    assert (len(queue), queue.dropped) == (2, 1) and raw(queue) == ["b", "c"]


def test_a_batch_that_failed_comes_back_before_the_others() -> None:
    """Order is kept through any number of failures."""
    queue = Queue(10)
    for text in "abc":
        queue.put(said(text))
    queue.put_clean(3, queue.take_raw(3))
    for _ in range(3):
        queue.put_back(queue.take_clean(2))
    assert [e.id for e in queue.take_clean(9) if isinstance(e, Message)] == ["a", "b", "c"]


def test_a_conversation_is_erased_wherever_it_waits() -> None:
    """Raw, redacted, and on its way to either."""
    queue = Queue(20)
    for text in ("a1", "b1", "a2", "b2", "a3", "b3"):
        queue.put(said(text, text[0]))
    queue.put_clean(2, queue.take_raw(2))
    in_redactor, flying = queue.take_raw(2), queue.take_clean(1)
    queue.erase("a")
    queue.put_clean(2, in_redactor)
    queue.put_back(flying)
    assert raw(queue) == ["b3"]
    assert [e.id for e in queue.take_clean(9) if isinstance(e, Message)] == ["b1", "b2"]


def test_what_still_comes_of_an_erased_conversation_is_not_taken() -> None:
    """The turn that was under way ends after the erasure; later ones are new."""
    clock = Clock()
    queue = Queue(10, clock)
    queue.erase("a")
    queue.put(said("late"))
    assert len(queue) == 0
    clock.now += TOMBSTONE_SECONDS + 1
    queue.put(said("new"))
    assert raw(queue) == ["new"]


def test_many_threads_put_without_loss() -> None:
    """Every entry comes out once or is counted as dropped."""
    queue, out = Queue(500), list[str]()
    threads = [
        threading.Thread(target=lambda n=n: [queue.put(said(f"{n}-{i}")) for i in range(500)])
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads) or len(queue):
        taken = queue.take_raw(50)
        out += [e.id for e in taken if isinstance(e, Message)]
        queue.put_clean(len(taken), [])
    assert len(out) == len(set(out)) and len(out) + queue.dropped == 2000


def test_waiting_ends_when_something_comes() -> None:
    """The thread wakes at once, not at its next look."""
    queue = Queue(10)
    threading.Timer(0.05, queue.put, [said("a")]).start()
    began = time.monotonic()
    queue.wait(5)
    assert time.monotonic() - began < 2
