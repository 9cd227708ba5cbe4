"""Judging danger from scores, signals and the messages before."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from bot.nlu.danger.judge import Thresholds, judge
from bot.nlu.danger.labels import THEMES, WHO, Theme, Who
from bot.nlu.danger.signals import Signal
from bot.nlu.danger.verdict import Danger, Scores

LIMITS = Thresholds(
    akut=0.5, akut_clause=0.8, akut_signal=0.2, akut_context=0.6, stod=0.5, stod_clause=0.8,
    stod_signal=0.2, theme=0.5, offender=0.6, faint=0.1)
ALARM = Signal("dorren", "akut", "sv", re.compile("dorren"))
TOLD = Signal("slar_mig", "stod", "sv", re.compile("slar"))
DEATH = Signal("sjalvmord_nu", "akut", "sv", re.compile("x"), "utsatt", "suicid")


def scores(
    akut: float = 0.0, concern: float = 0.0, who: Who = "utsatt", theme: Theme | None = None,
    sure: float = 0.8,
) -> Scores:
    """Scores that lean to one writer, and to one theme if any."""
    rest = (1 - sure) / (len(WHO) - 1)
    return Scores(
        akut, max(akut, concern), {name: sure if name == who else rest for name in WHO},
        {name: float(name == theme) for name in THEMES})


@pytest.mark.parametrize(
    ("heard", "signals", "level", "why"),
    [
        ([scores()], [], "ingen", ()),
        ([scores(0.5)], [], "akut", ("modell",)),
        ([scores(0.1, 0.5)], [], "stod", ("modell",)),
        ([scores(0.3, 0.4), scores(0.0), scores(0.8)], [], "akut", ("bisats",)),
        ([scores(0.3, 0.4), scores(0.0), scores(0.7)], [], "ingen", ()),
        ([scores(0.1, 0.4), scores(0.0, 0.9)], [], "stod", ("bisats",)),
        ([scores(0.25, 0.3)], [ALARM], "akut", ("dorren",)),
        ([scores(0.1, 0.1)], [ALARM], "ingen", ()),  # "slår in dörren" in a game
        ([scores(0.1, 0.3)], [TOLD], "stod", ("slar_mig",)),
        ([], [ALARM, TOLD], "akut", ("dorren",)),  # no model: signals alone
        ([], [TOLD], "stod", ("slar_mig",)),
        ([], [], "ingen", ()),
    ],
)
def test_the_level_and_its_reasons(
    heard: list[Scores], signals: list[Signal], level: str, why: tuple[str, ...]
) -> None:
    """The whole, one clause, a signal that the model does not rule out, or signals alone."""
    found = judge(heard, signals, LIMITS)
    assert (found.level, found.signals) == (level, why)


def test_messages_read_together_can_be_acute() -> None:
    """"Han är full" and then "han har tagit nycklarna": neither alone, both together."""
    alone = judge([scores(0.3, 0.4)], [], LIMITS)
    together = judge([scores(0.3, 0.4)], [], LIMITS, context=scores(0.7, who="barn"))
    assert alone.level == "ingen"
    assert (together.level, together.who, together.signals) == ("akut", "barn", ("samtal",))


def test_the_one_who_hits_is_named_only_when_that_is_clear() -> None:
    """A victim met as an offender is worse than the other way round."""
    clear = judge([scores(0.9, who="utovare", sure=0.7)], [], LIMITS)
    unclear = judge([scores(0.9, who="utovare", sure=0.4)], [], LIMITS)
    assert clear.who == "utovare"
    assert unclear.who != "utovare"


def test_signals_tell_who_and_theme_without_a_model() -> None:
    """A suicidal crisis is known by its words alone."""
    found = judge([], [DEATH], LIMITS)
    assert (found.level, found.who, found.themes) == ("akut", "utsatt", ("suicid",))


@pytest.mark.parametrize(
    ("danger", "intent"),
    [
        (Danger(), None),
        (Danger("akut", "barn"), "fara_akut"),
        (Danger("stod", "utsatt"), "utsatt"),
        (Danger("stod", "barn"), "barn_skriver"),
        (Danger("stod", "narstaende"), "narstaende"),
        (Danger("stod", "yrkesverksam", ("heder",)), "narstaende"),
        (Danger("stod", "utovare"), "utovare"),
        (Danger("stod", "barn", ("heder",)), "heder_utsatt"),
        (Danger("stod", "utsatt", ("utomlands",)), "heder_utsatt"),
        (Danger("stod", "narstaende", ("suicid",)), "sjalvmordstankar"),
    ],
)
def test_each_judgement_is_a_topic_of_safety(danger: Danger, intent: str | None) -> None:
    """So that Rasa's rules, stories and tools see it too."""
    assert danger.intent == intent


def test_a_judgement_survives_json_and_holds_no_text() -> None:
    """It stands in the parsed message."""
    found = judge([scores(0.9, theme="suicid")], [ALARM], LIMITS)
    assert Danger.from_value(json.loads(json.dumps(found.as_value()))) == found
    assert set(found.as_value()) == {
        "level", "who", "themes", "signals", "akut", "concern", "faint"
    }


@pytest.mark.parametrize("value", [None, {}, {"level": "hög"}])
def test_an_unknown_judgement_is_none(value: dict[str, str] | None) -> None:
    """Stories and old models have none."""
    assert Danger.from_value(value) == Danger()


CALM = Signal("sla_och_sa", "ingen", "sv", re.compile("sla upp"), calms=True)
AT_WORK = Signal("i_arbetet", "ingen", "sv", re.compile("larare"), "yrkesverksam")


def test_words_that_only_sound_of_danger_calm() -> None:
    """"Dödstrött" needs far more to be an alarm, unless words of danger stand beside it."""
    assert judge([scores(0.8, 0.8)], [CALM], LIMITS).level == "ingen"
    assert judge([scores(0.97)], [CALM], LIMITS).level == "akut"
    assert judge([scores(0.8, 0.8)], [CALM, ALARM], LIMITS).level == "akut"


@pytest.mark.parametrize(
    ("heard", "signals", "faint"),
    [
        ([scores(0.09)], [], False),
        ([scores(0.1)], [], True),
        ([scores(0.1)], [CALM], False),
        ([scores(0.5)], [], False),  # acute: 112 is what the answer begins with
        ([scores(0.2, 0.6)], [], False),
        ([], [], False),
    ],
)
def test_what_is_judged_harmless_can_sound_faintly_of_danger(
    heard: list[Scores], signals: list[Signal], faint: bool
) -> None:
    """From a low probability on, unless its words only sound of danger."""
    found = judge(heard, signals, LIMITS)
    assert found.faint is faint
    assert Danger.from_value(json.loads(json.dumps(found.as_value()))).faint is faint


def test_words_tell_who_writes() -> None:
    """"Jag är lärare": the level comes from the rest."""
    assert judge([scores(0.1, 0.9, who="barn")], [AT_WORK], LIMITS).who == "yrkesverksam"
    assert judge([scores(0.1, 0.1)], [AT_WORK], LIMITS).level == "ingen"


CARRIED = replace(LIMITS, who=0.85, theme_again=0.8)


@pytest.mark.parametrize(
    ("who", "sure", "expected"),
    [("utovare", 0.8, "barn"), ("utsatt", 0.95, "barn"), ("yrkesverksam", 0.9, "yrkesverksam")],
)
def test_who_wrote_before_writes_still_unless_the_message_is_clear(
    who: Who, sure: float, expected: Who
) -> None:
    """A child who asks "är det mitt fel?" is not met as one who hits."""
    found = judge([scores(0.1, 0.8, who, sure=sure)], [], CARRIED, before=Danger("stod", "barn"))
    assert found.who == expected


def test_lasting_themes_are_carried_and_thoughts_of_dying_are_not() -> None:
    """Whose friend has been taken abroad writes of her still; who is calmer may be calm."""
    before = Danger("stod", "narstaende", ("utomlands", "suicid"))
    found = judge([scores(0.9, who="narstaende")], [], CARRIED, before=before)
    assert found.themes == ("utomlands",)
    other = judge([scores(0.9, who="barn", sure=0.95)], [], CARRIED, before=before)
    assert other.themes == ()


def test_a_theme_in_a_later_message_must_be_clear() -> None:
    """"Hur skyddar jag mig?" after a telling is no thought of dying."""
    heard = scores(0.1, 0.8)
    faint = replace(heard, themes={name: 0.7 * (name == "suicid") for name in THEMES})
    assert judge([faint], [], CARRIED).themes == ("suicid",)
    assert judge([faint], [], CARRIED, before=Danger("stod", "utsatt")).themes == ()


@pytest.mark.parametrize(
    ("man", "hbtq", "themes"),
    [(0.7, 0.4, ("man",)), (0.35, 0.6, ("hbtq",)), (0.6, 0.6, ("man", "hbtq"))],
)
def test_of_two_traits_the_likelier_counts(
    man: float, hbtq: float, themes: tuple[Theme, ...]
) -> None:
    """A man whose wife hits him gets the men's line; a gay man both."""
    said = {name: 0.0 for name in THEMES} | {"man": man, "hbtq": hbtq}
    found = judge([replace(scores(0.1, 0.8), themes=said)], [], replace(CARRIED, trait=0.3))
    assert set(found.themes) == set(themes)
