"""Plan a turn: which actions answer the newest message, given what was talked about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from bot.dialogue import conditions, safety
from bot.dialogue.context import LINE, NEAR, PHONE, Entity, Turn, last_topic, line_talked_about
from bot.topics import Topic

UNSURE = "nlu_fallback"
ASK = "utter_vilket_amne"
GIVE_UP = "utter_inget_svar"
EMPTY = "utter_tomt"
NO_TOPIC = "utter_folj_utan_amne"
# Questions about the county board's phone that mean the line talked about, if that is another one.
_OF_THE_PHONE = ("stodtelefon_nummer", "stodtelefon_oppettider", "stodtelefon_vem")
_ABOUT_TRAFFICKING = ("koordinator_nar", "prostitution_vad")  # with a place: whose coordinator?
_ONE_LINE = frozenset(("linjen", "stödlinjen", "stodlinjen", "telefonen", "luren", "line", "phone"))
_ABOUT_CALLING = ("stodtelefon_oppettider", "stodtelefon_vem")  # with a time: open then?
# Intents that give way when the message names a line or an organisation.
_VAGUE = frozenset({"linjer_lista", "barnafrid", "barnhuset", "folj_annan", "folj_kontakt",
                    "utanfor_narliggande", "utanfor_ovrigt", UNSURE})
_OF_ITSELF = frozenset(("email",))  # asked of persons and offices too, not of a line alone
_SHORT = 9  # words of a follow-up
# "Vad är syftet?" and "vem har gjort den?" ask about the bot only where they say "du".
_ABILITIES = "vad_kan_du"
_ABOUT_THE_BOT = (_ABILITIES, "ar_du_robot")
_YOU = frozenset(("du", "dig", "din", "ditt", "dina", "ni", "er", "robot", "ai", "you", "your"))
_TO_DO = frozenset(("jag", "göra", "gora", "gör", "hjälp", "hjalp", "do", "help"))  # "vad gör jag"
_BARE = 3  # words of one that is too short to say what it is about ("vem samordnar?")
# How much likelier a follow-up is about the topic before it or one beside it; chosen by hand on
# the dialogues of tests/sets/replies.yml.
_NEARNESS = 8.0
_FAINT = 0.02  # probability below which nearness does not help
_OWN_WORDS = 0.9  # confidence above which a message speaks for itself
_PASS = ("pass", "konsstympningspass", "könsstympningspass", "fgm")
# "Är det lagligt?" after a telling is not about genital mutilation, the one law that is spoken of.
_LAW, _NEARBY = "konsstympning_lag", "utanfor_narliggande"
_ITS_NAMES = re.compile(r"stymp|omsk[äa]r|\bfgm\b|mutilat|cutting|circumcis", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_HERE = Path(__file__).parent


@lru_cache(maxsize=2)
def _words(name: str) -> frozenset[str]:
    return frozenset(yaml.safe_load((_HERE / name).read_text(encoding="utf-8")))


def fillers() -> frozenset[str]:
    """Words that add nothing to a bare place or time ("och i …", "nej, …", "på … då?")."""
    return _words("fillers.yml")


def pronouns() -> frozenset[str]:
    """Words that point back at what was just talked about."""
    return _words("pronouns.yml")


def is_bare(text: str, entities: Sequence[Entity], kind: str) -> bool:
    """Whether ``text`` holds an entity ``kind`` and, beside it, only fillers."""
    spans = [(e["start"], e["end"]) for e in entities if e.get("entity") == kind and "start" in e]
    if not spans:
        return False
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return all(word in fillers() for word in _WORD.findall("".join(rest).lower()))


def _named(turn: Turn, topics: Mapping[str, Topic]) -> list[str]:
    """Intents for the lines and organisations that a vague message names; else none."""
    named = list(dict.fromkeys(map(str, turn.values("contact"))))
    if not named:
        return []
    own = [name for name in named if name in topics and topics[name].entry == name]
    if turn.intent in _VAGUE:
        return [*(own or [LINE]), *turn.intents()[1:]]
    if turn.intent in _OF_THE_PHONE and PHONE not in named:
        return [LINE, *turn.intents()[1:]]
    return []


def _of_the_line(turn: Turn, earlier: Sequence[Turn], topics: Mapping[str, Topic]) -> list[str]:
    """The line talked about, when a short follow-up asks for its number, hours or conditions."""
    line = line_talked_about(earlier, topics)
    words = _WORD.findall(turn.text.lower())
    if line is None or PHONE in turn.values("contact") or len(words) > _SHORT:
        return []
    if any(word.startswith(_PASS) for word in words):  # "finns passet på arabiska?"
        return []
    if turn.intent in _OF_THE_PHONE and line != PHONE and not turn.values("time"):
        return [LINE]
    return [LINE] if {*conditions.asked(turn.text)} - _OF_ITSELF else []


def _of_the_place(turn: Turn, topic: Topic | None, topics: Mapping[str, Topic]) -> list[str]:
    """What a bare place means after ``topic``."""
    if not turn.values("place"):
        return [UNSURE]
    if topic is not None and topic.follow == "place":
        same = [t for t in topics.values() if t.entry == topic.entry and t.role == "fact"]
        return [next((t.intent for t in same if t.action.startswith("action_")), topic.intent)]
    if topic is not None and topic.role == "safety":
        return [LINE]
    return ["koordinator_kontakt"]


def _of_the_time(turn: Turn, topic: Topic | None) -> str:
    """What "sedan när?" or "imorgon då?" means after ``topic``."""
    if topic is None:
        return UNSURE
    about_hours = topic.follow or topic.role != "fact" or turn.values("time")
    return "folj_tid" if about_hours else "folj_mer"


def _of_the_topic(
    turn: Turn, topic: Topic | None, before: Turn | None, topics: Mapping[str, Topic]
) -> str | None:
    """The topic that a short follow-up leans on: that of the turn ``before``, or one beside it.

    "Var sprids den?" after the campaign is about the campaign. Only messages that point back, or
    that are not understood, lean; a clear question of another kind stands by itself.
    """
    words = _WORD.findall(turn.text.lower())
    if topic is None or before is None or topic.role != "fact" or len(words) > _SHORT:
        return None
    just_said = topic.intent in before.intents() or topic.action in before.actions
    if not just_said or turn.values("place") or turn.values("contact"):
        return None
    points_back = any(word in pronouns() for word in words)
    leans = points_back or len(words) <= _BARE
    known = topics.get(turn.intent)
    likely = dict(turn.ranking)
    best = max(likely.values(), default=0.0)
    of_the_bot = turn.intent in _ABOUT_THE_BOT and not any(word in _YOU for word in words)
    if not (leans or turn.intent == UNSURE) or (best > _OWN_WORDS and not of_the_bot):
        return None
    if known is not None and known.role in ("follow", "safety"):
        return None
    beside = {t.intent for t in topics.values() if t.entry == topic.entry and t.role == "fact"}
    near = {i: p for i, p in likely.items() if i in beside | {*topic.next} and p >= _FAINT}
    nearest = max(near, key=lambda intent: near[intent], default=None)
    if nearest is not None and (near[nearest] * _NEARNESS >= best or of_the_bot):
        return nearest
    again = (points_back and turn.intent == UNSURE) or (leans and of_the_bot)
    return topic.intent if again else None


def _words_of(turn: Turn) -> frozenset[str]:
    return frozenset(_WORD.findall(turn.text.lower()))


def _names(turn: Turn) -> bool:
    return bool(_ITS_NAMES.search(turn.text))


def resolve(turn: Turn, earlier: Sequence[Turn], topics: Mapping[str, Topic]) -> list[str]:
    """The intents that ``turn`` stands for once the context is known."""
    if not _WORD.search(turn.text):
        return [EMPTY]
    known = topics.get(turn.intent)
    if known is not None and known.role == "safety":
        return turn.intents()
    special = _named(turn, topics) or _of_the_line(turn, earlier, topics)
    if special:
        return special
    found = last_topic(earlier, topics)
    topic = found[0] if found else None
    if turn.intent == _LAW and topic is not None and topic.role == "safety" and not _names(turn):
        return [_NEARBY, *turn.intents()[1:]]
    if turn.intent == "ja" and earlier and earlier[-1].offered:
        return [earlier[-1].offered[0]]
    if is_bare(turn.text, turn.entities, "place") or turn.intent == "folj_plats":
        return _of_the_place(turn, topic, topics)
    if is_bare(turn.text, turn.entities, "time") and (known is None or known.role != "fact"):
        return ["folj_tid"]
    if turn.intent in _ABOUT_CALLING and turn.values("time"):
        return ["stodtelefon_oppet_tid", *turn.intents()[1:]]
    unnamed = turn.intent in (LINE, "linjer_lista") and not turn.values("contact")
    if unnamed and turn.values("time") and _ONE_LINE & _words_of(turn):
        return ["stodtelefon_oppet_tid", *turn.intents()[1:]]
    if turn.intent in _ABOUT_TRAFFICKING and turn.values("place"):
        own = [turn.intent] if turn.intent == "prostitution_vad" else []
        return [*own, "koordinator_kontakt", *turn.intents()[1:]]
    if turn.intent == UNSURE and turn.values("time") and topic is not None and topic.follow:
        return ["folj_tid"]
    if turn.intent == "folj_tid":
        return [_of_the_time(turn, topic)]
    leaning = _of_the_topic(turn, topic, earlier[-1] if earlier else None, topics)
    if leaning is not None:
        return [leaning, *(intent for intent in turn.intents()[1:] if intent != leaning)]
    if known is not None and known.follow:  # a line or a coordinator: its number is given anyway
        return [intent for intent in turn.intents() if intent != "folj_kontakt"] or [turn.intent]
    return turn.intents()


def _answers(
    intent: str, turn: Turn, earlier: Sequence[Turn], topics: Mapping[str, Topic]
) -> list[str]:
    """The actions that answer ``intent``."""
    plain = topics[intent].action if intent in topics else intent
    if intent in topics and topics[intent].role == "safety":
        return safety.actions(turn, earlier, plain)
    words = _words_of(turn)
    if intent == _ABILITIES and _TO_DO & words and not _YOU & words:  # "vad kan jag göra?"
        return safety.once_more(earlier[-NEAR:]) or [plain]
    return [plain]


def plan(conversation: Sequence[Turn], topics: Mapping[str, Topic]) -> list[str]:
    """Names of the actions that answer the newest turn of ``conversation``, in order.

    An empty conversation gives no actions.
    """
    if not conversation:
        return []
    *earlier, turn = conversation
    intents = resolve(turn, earlier, topics)
    if intents == [UNSURE]:  # not understood, or a follow-up without what it leans on
        again = bool(earlier) and earlier[-1].intent == UNSURE
        return [GIVE_UP if again else ASK]
    actions: list[str] = []
    for intent in intents:
        chosen = _answers(intent, turn, earlier, topics)
        actions += [action for action in chosen if action not in actions]
    return actions
