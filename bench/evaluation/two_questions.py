"""Messages that ask two things at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.evaluation.intervals import Share, share
from bench.evaluation.markdown import percent, table
from bench.evaluation.material import Material
from bot.nlu.decision import Decision, Probabilities, Thresholds

STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True)
class TwoResult:
    """Shares of messages where both, or at least one, of the questions are found."""

    name: str
    both: Share
    one: Share


@dataclass(frozen=True)
class ClausePoint:
    """What one threshold ``clause`` does on dev.

    ``extra``: messages with one question that get a second answer as well; ``right``: their main
    intent is still right.
    """

    threshold: float
    both: Share
    extra: Share
    right: Share


@dataclass(frozen=True)
class TwoQuestionsResult:
    """Both parts of the set under config.yml, and the curve on dev."""

    parts: list[TwoResult]
    points: list[ClausePoint]


def _found(decision: Decision) -> set[str]:
    return {decision.main.intent, *(choice.intent for choice in decision.others)}


def measure(material: Material, steps: Sequence[float] = STEPS) -> TwoQuestionsResult:
    """Decide on every message with two questions."""
    rows = {
        name: [(tuple(material.trained.rows(t.text, material.encode)), t.intents) for t in told]
        for name, told in material.two.items()
    }

    def part(name: str, thresholds: Thresholds) -> TwoResult:
        common = [
            len(set(intents) & _found(material.decide(own, thresholds)))
            for own, intents in rows[name]
        ]
        return TwoResult(name, share([n == 2 for n in common]), share([n > 0 for n in common]))

    singles: list[tuple[tuple[Probabilities, ...], str]] = [
        (r.rows, r.example.intent) for r in material.readings["dev"]
    ]

    def clause(step: float) -> ClausePoint:
        thresholds = replace(material.thresholds, clause=step)
        made = [(material.decide(own, thresholds), intent) for own, intent in singles]
        return ClausePoint(
            step,
            part("dev", thresholds).both,
            share([bool(d.others) for d, _ in made]),
            share([d.main.intent == intent for d, intent in made]),
        )

    return TwoQuestionsResult(
        [part(name, material.thresholds) for name in rows], [clause(step) for step in steps]
    )


def render(result: TwoQuestionsResult, thresholds: Thresholds) -> str:
    """The section on messages with two questions."""
    curve = [
        [f"{p.threshold:.2f}", percent(p.both.value), f"{percent(p.extra.value)} ({p.extra.hits})",
         percent(p.right.value)]
        for p in result.points
    ]
    return "\n\n".join([
        "Messages that hold two questions of different topics; both count when the bot answers "
        f"both, in any order (threshold clause {thresholds.clause}).",
        table(["set", "both found", "at least one"], [[p.name, p.both, p.one]
                                                      for p in result.parts]),
        "Against the threshold `clause`, on dev. *Second answers* are those that messages with a "
        "single question get; *still right* is the main intent of these messages.",
        table(["clause", "both found", "second answers", "still right"], curve),
    ])
