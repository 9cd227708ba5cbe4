"""Which events of a Rasa conversation are kept: those of its newest turns, after a short head.

The head stands for what was left out: a session that has begun, with the values that its slots
had. So policies read the rest as they would read a conversation that began there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    ConversationPaused,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

Blank = Callable[[], DialogueStateTracker]


def newest(events: Sequence[Event], turns: int, blank: Blank) -> list[Event]:
    """The last session of ``events``, cut to its newest ``turns`` turns.

    A turn begins with a message of the visitor. ``blank`` makes an empty tracker with the domain's
    slots. The events themselves are not copied.
    """
    events = _last_session(events)
    messages = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(messages) <= turns:
        return list(events)
    cut = messages[-turns]
    return [*_head(events[:cut], blank()), *events[cut:]]


def _last_session(events: Sequence[Event]) -> Sequence[Event]:
    """As Rasa's own stores give it: from the last session start on."""
    for place in range(len(events) - 1, 0, -1):
        event = events[place]
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_SESSION_START_NAME:
            return events[place:]
    return events


def _head(left_out: Sequence[Event], tracker: DialogueStateTracker) -> list[Event]:
    """Events that bring a blank tracker into the state after ``left_out``."""
    tracker.events.extend(left_out)
    tracker.replay_events()
    at = left_out[-1].timestamp
    head: list[Event] = [
        ActionExecuted(ACTION_SESSION_START_NAME, timestamp=at), SessionStarted(timestamp=at)
    ]
    head += [
        SlotSet(slot.name, slot.value, timestamp=at)
        for slot in tracker.slots.values()
        if slot.value != slot.initial_value
    ]
    if tracker.active_loop_name:
        head.append(ActiveLoop(tracker.active_loop_name, timestamp=at))
    if tracker.is_paused():
        head.append(ConversationPaused(timestamp=at))
    return [*head, ActionExecuted(ACTION_LISTEN_NAME, timestamp=at)]
