"""How surely acute danger is seen, and how often it is seen where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bench.evaluation import pictures
from bench.evaluation.held_out import HeldOut
from bench.evaluation.intervals import Share, share
from bench.evaluation.markdown import percent, picture, table
from bench.evaluation.material import Material
from bot.nlu.decision import Probabilities, Thresholds, decide

DANGER = "fara_akut"
STEPS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7)
Case = tuple[str, tuple[Probabilities, ...]]


@dataclass(frozen=True)
class DangerPoint:
    """What one threshold does.

    ``seen``: acute danger taken as such. ``safe``: acute danger that gets at least some safety
    answer. ``alarms``: messages without danger (fact, talk, follow, outside) taken as acute.
    ``raised``: other safety messages (told violence, worry …) taken as acute.
    """

    threshold: float
    seen: Share
    safe: Share
    alarms: Share
    raised: Share


@dataclass(frozen=True)
class DangerResult:
    """Curves over ``danger`` on dev and on held-out training messages, and over clauses on dev."""

    dev: list[DangerPoint]
    held_out: list[DangerPoint]
    clauses: list[DangerPoint]
    chosen: dict[str, DangerPoint]


def point(
    material: Material, cases: Iterable[Case], labels: Sequence[str], thresholds: Thresholds,
    threshold: float,
) -> DangerPoint:
    """What the bot does with ``cases`` (intent, probabilities) under ``thresholds``."""
    seen, safe, alarms, raised = [], [], [], []
    for intent, rows in cases:
        found = decide(rows, labels, material.topics, thresholds).main.intent
        if intent == DANGER:
            seen.append(found == DANGER)
            safe.append(material.role(found) == "safety")
        elif material.role(intent) == "safety":
            raised.append(found == DANGER)
        else:
            alarms.append(found == DANGER)
    return DangerPoint(threshold, share(seen), share(safe), share(alarms), share(raised))


def measure(
    material: Material, held_out: HeldOut, steps: Sequence[float] = STEPS
) -> DangerResult:
    """The curves, and what the thresholds of config.yml give."""
    now = material.thresholds
    sets: dict[str, tuple[list[Case], list[str]]] = {
        "dev": ([(r.example.intent, r.rows) for r in material.readings["dev"]], material.labels),
        "final": ([(r.example.intent, r.rows) for r in material.readings["final"]],
                  material.labels),
        "training, held out": (
            [(m.intent, (row.astype("float32"),))
             for m, row in zip(held_out.messages, held_out.rows, strict=True)],
            held_out.labels,
        ),
    }

    def curve(name: str, key: str) -> list[DangerPoint]:
        cases, labels = sets[name]
        return [
            point(material, cases, labels, replace(now, **{key: step}), step) for step in steps
        ]

    return DangerResult(
        dev=curve("dev", "danger"),
        held_out=curve("training, held out", "danger"),
        clauses=curve("dev", "danger_clause"),
        chosen={
            name: point(material, cases, labels, now, now.danger)
            for name, (cases, labels) in sets.items()
        },
    )


def render(result: DangerResult, thresholds: Thresholds) -> str:
    """The section on danger."""
    held = result.held_out
    pictures.curves(
        "danger",
        {
            "acute danger seen": (
                [p.threshold for p in held], [p.seen.value for p in held], [0.0]),
            "false alarms on harmless messages": (
                [p.threshold for p in held], [p.alarms.value for p in held], [0.0]),
            "other safety messages taken as acute": (
                [p.threshold for p in held], [p.raised.value for p in held], [0.0]),
        },
        ("threshold danger", "share"),
        {"config.yml": thresholds.danger},
    )
    return "\n\n".join([
        "`fara_akut` outranks every other topic from a low probability on. There are few such "
        "messages in dev and final, so the curve is drawn on the training messages, each judged "
        "by a model that had not seen it (the models of the spread over seeds; whole messages). "
        "Messages of one writer are alike, so this flatters. *Some safety answer* counts danger "
        "that gets support lines "
        "although not the acute answer. Harmless: topics of fact, talk, follow and outside.",
        "With the thresholds of config.yml (danger "
        f"{thresholds.danger}, danger_clause {thresholds.danger_clause}):",
        table(
            ["set", "acute danger seen", "some safety answer", "false alarms on harmless",
             "other safety messages taken as acute"],
            [[name, p.seen, p.safe, p.alarms, p.raised] for name, p in result.chosen.items()],
        ),
        "Against the threshold `danger`, held-out training messages:",
        _points(held),
        picture("danger", "Danger seen and false alarms against the threshold"),
        "Against the threshold `danger`, dev:",
        _points(result.dev),
        "Against the threshold `danger_clause` (danger or another safety topic in one clause of "
        "the message), dev:",
        _points(result.clauses),
    ])


def _points(points: Sequence[DangerPoint]) -> str:
    rows = [
        [f"{p.threshold:.2f}", percent(p.seen.value), percent(p.safe.value),
         f"{percent(p.alarms.value)} ({p.alarms.hits})",
         f"{percent(p.raised.value)} ({p.raised.hits})"]
        for p in points
    ]
    return table(["threshold", "seen", "some safety answer", "false alarms", "others raised"], rows)
