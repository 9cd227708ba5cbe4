"""Answer a follow-up from the topic that was last talked about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.reply import Reply
from bot.knowledge import Entry, Knowledge
from bot.topics import Topic

# "Den andra": the other contact that belongs beside the one just given.
_OTHER = {
    "stodtelefon": "ratt_att_valja",
    "ratt_att_valja": "stodtelefon",
    "kvinnofridslinjen": "brottsofferjouren",
    "maha_eichoue": "martina_gavranovic",
    "martina_gavranovic": "maha_eichoue",
    "koordinatorer": "maha_eichoue",
    "bris": "kvinnofridslinjen",
    "larm112": "kvinnofridslinjen",
    "sjalvmordslinjen": "hjalplinjen",
}
_REACHABLE = ("phone", "email", "sms", "url")


def contact_of(topic: Topic, shown: Sequence[str], knowledge: Knowledge) -> Entry:
    """The entry to contact about ``topic``: the one shown, its contact person, or the board."""
    for name in (*reversed(list(shown)), topic.entry):
        entry = knowledge.entries.get(name) if name else None
        if entry is None:
            continue
        for key in ("contact", "site"):
            other = entry.get(key)
            if other is not None and other.entry is not None:
                return other.entry
        if any(entry.get(key) for key in _REACHABLE):
            return entry
    return knowledge["lansstyrelsen"]


def reply(
    intent: str,
    topic: Topic | None,
    shown: Sequence[str],
    knowledge: Knowledge,
    asked: Sequence[str] = (),
) -> Reply:
    """Answer the follow-up ``intent`` about ``topic``; ``shown`` are contacts of that turn.

    ``asked``: facts of the contact that the message asks about (bot.dialogue.conditions).
    """
    if topic is None:
        return Reply("utter_folj_utan_amne")
    contact = contact_of(topic, shown, knowledge)
    if intent == "folj_annan":
        other = _OTHER.get(contact.id, "lansstyrelsen")
        if other == topic.entry:
            other = "kvinnofridslinjen"
        return Reply("utter_kontakt_kort", {"contact": other})
    if intent == "folj_mer":
        about = topic.entry if topic.entry in knowledge.entries else contact.id
        return Reply("utter_folj_mer", {"contact": about, "topic": topic.intent})
    if asked:
        return Reply("utter_kontakt_villkor", {"contact": contact.id, "asked": list(asked)})
    return Reply("utter_kontakt_kort", {"contact": contact.id, "topic": topic.intent})
