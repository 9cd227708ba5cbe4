"""Which events of a Rasa conversation are kept: those of its newest turns, with a head in them.

The head stands before the very newest turns. To Rasa it is where the session began, with the
values that the slots had: its policies, whose work grows with what they look at, read from there.
Our own readers (danger, plan, answers) read on before it, where stands what was said and done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

POLICY_TURNS = 2  # before the turn at hand; max_history in config.yml, 3 states, is less
Blank = Callable[[], DialogueStateTracker]


def newest(events: Sequence[Event], turns: int, blank: Blank) -> list[Event]:
    """The last session of ``events``, cut to its newest ``turns`` turns.

    A turn begins with a message of the visitor. ``blank`` makes an empty tracker with the domain's
    slots. The events themselves are not copied.
    """
    events = _last_session(events)
    messages = _messages(events)
    policy_turns = min(turns, POLICY_TURNS)
    if len(messages) <= policy_turns:
        return list(events)
    place = messages[-policy_turns]  # of the head
    begin = messages[-turns] if len(messages) > turns else 0
    return [
        *(event for event in events[begin:place] if _is_told(event)),
        *_head(events[:place], blank()),
        *events[place:],
    ]


def _messages(events: Sequence[Event]) -> list[int]:
    """Places of the visitor's messages."""
    return [place for place, event in enumerate(events) if isinstance(event, UserUttered)]


def _is_told(event: Event) -> bool:
    """Whether an event before the head is of use to our own readers."""
    if isinstance(event, ActionExecuted):
        return bool(event.action_name != ACTION_LISTEN_NAME)
    return isinstance(event, (UserUttered, BotUttered))


def _last_session(events: Sequence[Event]) -> Sequence[Event]:
    """As Rasa's own stores give it: from the last session start on."""
    for place in range(len(events) - 1, 0, -1):
        event = events[place]
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_SESSION_START_NAME:
            return events[place:]
    return events


def _head(before: Sequence[Event], tracker: DialogueStateTracker) -> list[Event]:
    """Events that bring any tracker into the state after ``before``."""
    tracker.events.extend(before)
    tracker.replay_events()
    at = before[-1].timestamp
    head: list[Event] = [SessionStarted(at)]
    head += [
        SlotSet(slot.name, slot.value, at)
        for slot in tracker.slots.values()
        if slot.value != slot.initial_value
    ]
    if tracker.active_loop_name:
        head.append(ActiveLoop(tracker.active_loop_name, at))
    if tracker.is_paused():
        head.append(ConversationPaused(at))
    return [*head, ActionExecuted(ACTION_LISTEN_NAME, timestamp=at)]
