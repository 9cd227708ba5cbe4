"""Which answer a person in danger, or one who tells of violence, meets.

The paths of data/responses/fara.yml, by level, by who writes and by theme. Pure functions over the
turns of a conversation.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.context import Turn
from bot.nlu.danger.labels import THEMES, WHO
from bot.nlu.danger.verdict import Danger

AGAIN = "utter_fara_akut_igen"
TRACES = "utter_dina_spar"
_OTHERS = ("narstaende", "yrkesverksam")
_ACUTE = {
    "utovare": "utter_fara_akut_utovare",
    "yrkesverksam": "utter_fara_akut_arbete",
    "narstaende": "utter_fara_akut_annan",
    "barn": "utter_fara_akut_barn",
}
_SUPPORT = {
    "utovare": "utter_utovare",
    "yrkesverksam": "utter_yrkesverksam",
    "narstaende": "utter_narstaende",
    "barn": "utter_barn_skriver",
}
# In the order in which a theme decides over another one.
_THEMES_OF_ONESELF = {
    "heder": "utter_heder_utsatt",
    "utomlands": "utter_heder_utsatt",
    "dov": "utter_utsatt_dov",
    "hbtq": "utter_utsatt_hbtq",
    "man": "utter_utsatt_man",
}


def answer(danger: Danger) -> str | None:
    """Name of the answer for ``danger``; None at level "ingen"."""
    who = danger.who or "utsatt"
    others = who in _OTHERS
    if danger.level == "akut":
        if "utomlands" in danger.themes and who != "utovare":
            return "utter_fara_akut_utomlands"
        if "suicid" in danger.themes and who != "utovare":
            return "utter_fara_akut_suicid_annan" if others else "utter_fara_akut_suicid"
        if "dov" in danger.themes and who == "utsatt":
            return "utter_fara_akut_dov"
        return _ACUTE.get(who, "utter_fara_akut")
    if danger.level == "stod":
        if who == "yrkesverksam":
            return _SUPPORT[who]
        if "suicid" in danger.themes and who != "utovare":
            return "utter_sjalvmordstankar_annan" if others else "utter_sjalvmordstankar"
        if {"heder", "utomlands"} & set(danger.themes) and who == "narstaende":
            return "utter_heder_annan"
        if who == "utsatt" or (who == "barn" and "heder" in danger.themes):
            theme = next((t for t in _THEMES_OF_ONESELF if t in danger.themes), None)
            return _THEMES_OF_ONESELF[theme] if theme else "utter_utsatt"
        return _SUPPORT[who]
    return None


# Every answer of safety; under them stand no questions about other things.
ANSWERS = frozenset((AGAIN, TRACES)) | {
    found
    for who in WHO
    for themes in ((), *((theme,) for theme in THEMES))
    for found in (answer(Danger("akut", who, themes)), answer(Danger("stod", who, themes)))
    if found is not None
}


def actions(turn: Turn, earlier: Sequence[Turn], plain: str) -> list[str]:
    """What answers the danger in ``turn``: once in full, then briefly; traces spoken of once.

    ``plain`` is the answer of the topic, for a turn that was not judged (a story, a button).
    """
    chosen = answer(turn.danger) or plain
    said = {action for one in earlier for action in one.actions}
    if chosen in said and chosen.startswith("utter_fara_akut"):
        return [AGAIN]
    tell = turn.danger.level == "stod" and turn.danger.who in ("utsatt", "barn")
    return [chosen, TRACES] if tell and TRACES not in said else [chosen]


def once_more(earlier: Sequence[Turn]) -> list[str]:
    """What answers "vad ska jag göra?" after a telling: what was said to it; else nothing."""
    for one in reversed(earlier):
        if one.danger.level == "akut":
            return [AGAIN]
        if (told := answer(one.danger)) is not None:
            return [told]
    return []
