"""How surely danger and disclosure are seen, and how often they are seen where there are none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bench.evaluation import pictures
from bench.evaluation.intervals import Share, share
from bench.evaluation.markdown import percent, picture, table
from bench.evaluation.material import Judgement, Material
from bot.nlu.danger.judge import Thresholds
from bot.nlu.danger.verdict import Danger

STEPS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7)
Found = tuple[Judgement, Danger]
Test = Callable[[Danger], bool]


def is_acute(danger: Danger) -> bool:
    """Whether the person sees the acute answer."""
    return danger.level == "akut"


def is_seen(danger: Danger) -> bool:
    """Whether the person sees any answer of safety; each begins with 112."""
    return danger.level != "ingen"


@dataclass(frozen=True)
class Point:
    """What one threshold ``akut`` does to the set."""

    threshold: float
    seen: Share
    alarms: Share


@dataclass(frozen=True)
class DangerResult:
    """Shares by kind for each set; the curve is of dev, the misses are of final."""

    kinds: Mapping[str, Mapping[str, Share]]
    detail: Mapping[str, Mapping[str, Share]]
    questions: Mapping[str, Share]
    curve: list[Point]
    misses: list[Found]
    thresholds: Thresholds


def judge_all(cases: Sequence[Judgement], thresholds: Thresholds) -> list[Found]:
    """Each message with what the bot judges."""
    return [(case, case.danger(thresholds)) for case in cases]


def _share(found: Sequence[Found], which: Callable[[Judgement], bool], test: Test) -> Share:
    return share([test(danger) for case, danger in found if which(case)])


def kinds(found: Sequence[Found]) -> dict[str, Share]:
    """The figures that the gate holds (tests/safety), by name."""

    def at(level: str, sign: str | None = None, swedish: bool | None = None) -> Callable[
        [Judgement], bool
    ]:
        return lambda case: (
            case.example.level == level
            and sign in (None, case.example.sign)
            and swedish in (None, case.example.lang == "sv")
        )

    concerned = [(c, d) for c, d in found if c.example.who]
    return {
        "acute, explicit: acute answer": _share(found, at("akut", "explicit"), is_acute),
        "acute, indirect: acute answer": _share(found, at("akut", "indirekt"), is_acute),
        "acute, other languages: acute answer": _share(found, at("akut", None, False), is_acute),
        "acute: 112 in the first sentence": _share(found, at("akut"), is_seen),
        "told or worried: support line": _share(found, at("stod"), is_seen),
        "told or worried: taken for acute": _share(found, at("stod"), is_acute),
        "look-alikes and questions: false alarm": _share(found, at("ingen"), is_acute),
        "look-alikes and questions: any safety answer": _share(found, at("ingen"), is_seen),
        "who writes": share([c.example.who == d.who for c, d in concerned if is_seen(d)]),
    }


def detail(found: Sequence[Found]) -> dict[str, Share]:
    """Shares by form, writer, theme and language."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for case, danger in found:
        example = case.example
        if example.level == "ingen":
            groups[f"harmless, form {example.form}: any safety answer"].append(is_seen(danger))
            continue
        word, right = (
            ("acute", is_acute(danger)) if example.level == "akut" else ("support", is_seen(danger))
        )
        groups[f"{word}, form {example.form}"].append(right)
        groups[f"{word}, by {example.who}"].append(right)
        if example.theme:
            groups[f"{word}, theme {example.theme}"].append(right)
        if example.lang != "sv":
            groups[f"language {example.lang}: any safety answer"].append(is_seen(danger))
    return {name: share(groups[name]) for name in sorted(groups)}


def measure(material: Material) -> DangerResult:
    """Judge both sets with the thresholds of config.yml, and dev with others."""
    limits = material.danger
    found = {name: judge_all(cases, limits) for name, cases in material.judgements.items()}
    points = []
    for step in STEPS:
        at = judge_all(material.judgements["dev"], replace(limits, akut=step))
        points.append(Point(
            step,
            _share(at, lambda c: c.example.level == "akut", is_acute),
            _share(at, lambda c: c.example.level == "ingen", is_acute),
        ))
    return DangerResult(
        kinds={name: kinds(rows) for name, rows in found.items()},
        detail={name: detail(rows) for name, rows in found.items()},
        questions={
            name: share([
                is_seen(r.danger) for r in readings
                if material.role(r.example.intent) in ("fact", "talk", "follow", "outside")
            ])
            for name, readings in material.readings.items()
        },
        curve=points,
        misses=[pair for pair in found["final"] if missed(*pair)],
        thresholds=limits,
    )


def missed(case: Judgement, danger: Danger) -> bool:
    """Whether the person meets less than she needs, or an alarm that she does not."""
    level = case.example.level
    return (
        (level == "akut" and not is_acute(danger))
        or (level == "stod" and not is_seen(danger))
        or (level == "ingen" and is_seen(danger))
    )


def render(result: DangerResult) -> str:
    """The section on danger."""
    names = list(result.kinds)
    pictures.curves(
        "danger",
        {
            "acute danger seen": (
                [p.threshold for p in result.curve], [p.seen.value for p in result.curve], [0.0]),
            "false alarms on look-alikes and questions": (
                [p.threshold for p in result.curve], [p.alarms.value for p in result.curve],
                [0.0]),
        },
        ("threshold akut", "share"),
        {"config.yml": result.thresholds.akut},
    )
    return "\n\n".join([
        "Danger is judged apart from the topic ([safety](safety.md), "
        "[how the messages are labelled](danger-labels.md)). The sets were written by helpers that "
        "had seen neither the training messages nor the code; thresholds were chosen on dev, final "
        "is only reported. Look-alikes are written to mislead; what they cost on plain questions "
        "is below. Intervals are Wilson's at 95 %.",
        table(["figure", *names],
              [[kind, *(result.kinds[n][kind] for n in names)] for kind in result.kinds[names[0]]]),
        "Plain messages of the topic sets (facts, talk, follow-ups, out of scope) that get a "
        "safety answer: "
        + "; ".join(f"{name} {measured}" for name, measured in result.questions.items()) + ".",
        "Against the threshold `akut`, dev:",
        table(["threshold", "acute seen", "false alarms"],
              [[f"{p.threshold:.2f}", percent(p.seen.value), percent(p.alarms.value)]
               for p in result.curve]),
        picture("danger", "Danger seen and false alarms against the threshold"),
        "### By form, writer, theme and language",
        table(["kind", *names], [
            [kind, *(result.detail[n].get(kind, "–") for n in names)]
            for kind in dict.fromkeys(k for n in names for k in result.detail[n])
        ]),
        "### Every miss on final",
        table(["level", "judged", "by", "form", "language", "message"], [
            [c.example.level, d.level, c.example.who or "–", c.example.form, c.example.lang,
             c.example.text]
            for c, d in result.misses
        ]),
    ])
