"""Rasa's tracker store on the live state. Named in endpoints.yml.

A turn costs the same however long the conversation is: what is read and written are the events of
the newest turns, and it is noted on a tracker which of its events are new. Rasa wraps this store
in one that makes new trackers itself and, upon an error here, keeps them in memory for ever: so
nothing is raised here, and any tracker can be noted on.
"""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot import settings
from bot.conversations import live
from bot.conversations.live import LiveState, LiveStateAway
from bot.conversations.shells import kept_turns

logger = logging.getLogger(__name__)
_NOTED = "live_known"  # attribute of a tracker


@dataclass(frozen=True)
class _Known:
    """What has become of the events of a tracker."""

    published: int  # so many of them have been published, or were before it was read
    life: str | None  # of the conversation that it was read from or written to


class LiveTrackerStore(TrackerStore):
    """Trackers of the newest turns of the conversations that live.

    Where the live state is away, a turn goes on with a tracker of its own: what was said before is
    not known, but the message is answered, and danger in it is seen.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        live_state: LiveState | None = None,
        turns: int | None = None,
        **kwargs: Any,
    ) -> None:
        """``live_state`` and ``turns`` are this process's where not given."""
        super().__init__(domain, event_broker)
        self._live = live.current() if live_state is None else live_state
        self._turns = turns or settings.load().kept_turns

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """A tracker of the newest turns; None for an unknown conversation.

        What happens to it stays without effect until it is saved.
        """
        try:
            kept = await self._live.read(sender_id)
            if kept is None:
                return None
            tracker = self.init_tracker(sender_id)
            tracker.events.extend(_events(kept.value))
            tracker.replay_events()
        except LiveStateAway:
            return None
        except Exception as error:  # kept by another version: Rasa would log what it holds
            logger.error("a conversation could not be read (%s)", type(error).__name__)
            return None
        _note(tracker, kept.life)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the newest turns and publish the events that are new, in order.

        Neither happens when the conversation was erased during the turn.
        """
        known = await self._known(tracker)
        try:
            life = await self._live.write(tracker.sender_id, self._kept(tracker), known.life)
        except LiveStateAway:
            life = known.life
        except Exception as error:
            logger.error("a conversation was not kept (%s)", type(error).__name__)
            life = known.life
        else:
            if life is None:
                return
        self._publish(tracker, known)
        _note(tracker, life)

    async def stream_events(self, tracker: DialogueStateTracker) -> None:
        """Publish the events that are new."""
        known = await self._known(tracker)
        self._publish(tracker, known)
        _note(tracker, known.life)

    async def exists(self, conversation_id: str) -> bool:
        """Whether the conversation lives."""
        try:
            return await self._live.exists(conversation_id)
        except LiveStateAway:
            return False

    async def keys(self) -> Iterable[str]:
        """Ids of the conversations that live."""
        try:
            return await self._live.ids()
        except LiveStateAway:
            return []

    async def erase(self, conversation_id: str) -> bool:
        """Forget a conversation; returns whether there was anything. Raises LiveStateAway."""
        return await self._live.erase(conversation_id)

    def _kept(self, tracker: DialogueStateTracker) -> Sequence[Event] | str:
        events = kept_turns.newest(
            list(tracker.events), self._turns, lambda: self.init_tracker(tracker.sender_id)
        )
        if self._live.holds_objects:
            return tuple(events)
        return json.dumps([event.as_dict() for event in events])

    async def _known(self, tracker: DialogueStateTracker) -> _Known:
        """What was noted on ``tracker``; by what is kept where Rasa made it itself."""
        noted: _Known | None = getattr(tracker, _NOTED, None)
        if noted is not None:
            return noted
        stored = await self.retrieve(tracker.sender_id) if tracker.events else None
        return _Known(len(stored.events) if stored else 0, None)

    def _publish(self, tracker: DialogueStateTracker, known: _Known) -> None:
        if self.event_broker is None:
            return
        for event in list(tracker.events)[known.published:]:
            try:
                self.event_broker.publish({"sender_id": tracker.sender_id, **event.as_dict()})
            except Exception as error:  # the answer is on its way: it must not be lost
                logger.error("an event was not published (%s)", type(error).__name__)


def _note(tracker: DialogueStateTracker, life: str | None) -> None:
    """All events of ``tracker`` have been published."""
    setattr(tracker, _NOTED, _Known(len(tracker.events), life))


def _events(kept: Sequence[Event] | str) -> list[Event]:
    """Events of a tracker's own, from what `LiveTrackerStore` wrote."""
    if isinstance(kept, str):
        return [_class_of(event["event"])._from_parameters(event) for event in json.loads(kept)]
    return [copy.copy(event) for event in kept]


@lru_cache(maxsize=64)
def _class_of(name: str) -> Any:
    """The class of events called ``name``; Rasa's own search takes nine tenths of reading."""
    return Event.resolve_by_type(name)
