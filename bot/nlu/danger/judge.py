"""Judge a message for danger: from what it sounds like, its signals, and the messages before it.

Levels: "akut" (somebody is, or is about to be, hurt, held or taken away, or in acute suicidal
crisis), "stod" (a real person's life holds violence, control or fear), "ingen". Plain Python; the
thresholds were chosen on tests/sets/danger/dev.yml, docs/safety.md tells what they give.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.nlu.danger.labels import Level, Theme, Who
from bot.nlu.danger.signals import Signal
from bot.nlu.danger.verdict import Danger, Scores

_TRAITS = frozenset(("man", "hbtq"))
# What is still so in the next message; thoughts of dying are told anew.
_LASTING = frozenset(("heder", "utomlands", "man", "hbtq", "dov"))
# "Kan inte prata, han hör mig" sounds the same: whoever is deaf says so.
_BY_WORDS = frozenset(("dov",))


@dataclass(frozen=True)
class Thresholds:
    """Probabilities between 0 and 1.

    ``*_clause``: of one clause of several; ``*_signal``: of the whole where a signal of that level
    stands; ``*_context``: of the message read together with those before it; ``*_calm``: of the
    whole where words stand that only sound of danger, and none that tell it. ``trait``: of themes
    that say who the person is, not what happens. ``who``: of who writes, below
    which it is who wrote before; ``theme_again``: of a theme in a later message. ``faint``: of
    acute danger, from which 112 is named under the answer to a message that is judged harmless.
    """

    akut: float = 0.5
    akut_clause: float = 0.8
    akut_signal: float = 0.2
    akut_context: float = 0.6
    stod: float = 0.5
    stod_clause: float = 0.8
    stod_signal: float = 0.2
    akut_calm: float = 0.95
    stod_calm: float = 0.9
    theme: float = 0.5
    trait: float = 0.3
    offender: float = 0.5
    who: float = 0.0
    theme_again: float = 0.5
    faint: float = 0.1


def judge(
    scores: Sequence[Scores],
    signals: Sequence[Signal],
    thresholds: Thresholds,
    context: Scores | None = None,
    before: Danger | None = None,
) -> Danger:
    """Judge a message.

    ``scores``: of the whole, then of each clause; empty when the model is away, and then signals
    alone decide. ``context``: of this message read together with those before it. ``before``: what
    was judged when danger was last told in this conversation.
    """
    whole = scores[0] if scores else None
    reasons: dict[Level, list[str]] = {"akut": [], "stod": []}
    for signal in signals:
        if signal.level == "ingen":
            continue
        if whole is None or _sounds_so(signal.level, whole, thresholds):
            reasons[signal.level].append(signal.id)
    calm = any(one.calms for one in signals) and not (reasons["akut"] or reasons["stod"])
    if whole is not None:
        if whole.akut >= (thresholds.akut_calm if calm else thresholds.akut):
            reasons["akut"].append("modell")
        if whole.concern >= (thresholds.stod_calm if calm else thresholds.stod):
            reasons["stod"].append("modell")
        if any(part.akut >= thresholds.akut_clause for part in scores[1:]):
            reasons["akut"].append("bisats")
        if any(part.concern >= thresholds.stod_clause for part in scores[1:]):
            reasons["stod"].append("bisats")
    if context is not None and not calm and context.akut >= thresholds.akut_context:
        reasons["akut"].append("samtal")
    level: Level = "akut" if reasons["akut"] else "stod" if reasons["stod"] else "ingen"
    akut, concern = (whole.akut, whole.concern) if whole else (0.0, 0.0)
    if level == "ingen":
        faint = not calm and akut >= thresholds.faint
        return Danger(akut=akut, concern=concern, faint=faint)
    heard = whole
    if heard is None or ("samtal" in reasons[level] and "modell" not in reasons[level]):
        heard = context or whole
    who = _who(heard, signals, thresholds, before)
    return Danger(
        level,
        who,
        _themes(heard, signals, thresholds, who, before),
        tuple(dict.fromkeys(reasons[level])),
        akut,
        concern,
    )


def _sounds_so(level: Level, whole: Scores, thresholds: Thresholds) -> bool:
    """Whether the model at least doubts that the words of a signal are harmless."""
    if level == "akut":
        return whole.akut >= thresholds.akut_signal
    return whole.concern >= thresholds.stod_signal


def _who(
    scores: Scores | None,
    signals: Sequence[Signal],
    thresholds: Thresholds,
    before: Danger | None,
) -> Who:
    """Who most likely writes; the one who hits only where that is clear.

    To tell a victim that it takes courage to change harms more than to thank one who hits. Who
    wrote before writes still, unless the message is clear: "är det mitt fel?" of a child is a
    child's.
    """
    told = next((signal.who for signal in signals if signal.who), None)
    earlier = before.who if before else None
    if scores is None:
        return told or earlier or "utsatt"
    cue = next((one.who for one in signals if one.who and one.level == "ingen"), None)
    if cue is not None:
        return cue
    ranked = sorted(scores.who, key=lambda who: -scores.who[who])
    child = earlier == "barn" and ranked[0] == "utsatt"  # who is a child is one still
    if earlier is not None and (child or scores.who[ranked[0]] < thresholds.who):
        return earlier
    if ranked[0] == "utovare" and scores.who["utovare"] < thresholds.offender:
        return ranked[1]
    return ranked[0]


def _themes(
    scores: Scores | None,
    signals: Sequence[Signal],
    thresholds: Thresholds,
    who: Who,
    before: Danger | None,
) -> tuple[Theme, ...]:
    """What it is about; what was told before and lasts, where the same person still writes."""
    found = [signal.theme for signal in signals if signal.theme]
    if scores is not None:
        found += _heard(scores.themes, thresholds, again=before is not None)
    if before is not None and before.who == who:
        found += [theme for theme in before.themes if theme in _LASTING]
    return tuple(dict.fromkeys(found))


def _heard(themes: Mapping[Theme, float], thresholds: Thresholds, again: bool) -> list[Theme]:
    """Themes that a message sounds of; of two traits the likelier, unless both are clear."""
    theme = thresholds.theme_again if again else thresholds.theme
    found = [
        name for name, p in themes.items()
        if name not in _BY_WORDS and p >= (thresholds.trait if name in _TRAITS else theme)
    ]
    traits = [name for name in found if name in _TRAITS]
    if len(traits) > 1 and min(themes[name] for name in traits) < thresholds.theme:
        found.remove(min(traits, key=lambda name: themes[name]))
    return found
