"""How often the right intent is found, and what it is taken for otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bench.evaluation import pictures
from bench.evaluation.intervals import Share, share
from bench.evaluation.markdown import percent, picture, table
from bench.evaluation.material import Material, Reading
from bench.evaluation.nearness import nearness
from bench.evaluation.scores import IntentScore, Pair, confusions, macro, per_intent

NEAR = (0.2, 0.4, 0.6, 1.01)
MOST_PAIRS = 15


@dataclass(frozen=True)
class IntentResult:
    """Scores on one set. ``decided`` is after clauses, danger and the threshold for unsure."""

    name: str
    whole: Share
    decided: Share
    best_three: Share
    scores: list[IntentScore]
    pairs: list[Pair]
    by_style: Mapping[str, Share]
    by_nearness: Mapping[str, Share]
    by_role: Mapping[str, Share]
    truth: list[str]
    predicted: list[str]


def measure(material: Material, name: str) -> IntentResult | None:
    """Scores on the set ``name``; None when there is no such set."""
    readings = material.readings[name]
    if not readings:
        return None
    labels = material.labels
    truth = [r.example.intent for r in readings]
    predicted = [labels[int(r.rows[0].argmax())] for r in readings]
    decided = [material.decide(r.rows, material.thresholds, r.danger).main.intent for r in readings]
    three = [[labels[i] for i in np.argsort(-r.rows[0])[:3]] for r in readings]
    right = [t == p for t, p in zip(truth, predicted, strict=True)]
    near = nearness([r.example.text for r in readings], [m.text for m in material.messages])
    return IntentResult(
        name=name,
        whole=share(right),
        decided=share([t == d for t, d in zip(truth, decided, strict=True)]),
        best_three=share([t in best for t, best in zip(truth, three, strict=True)]),
        scores=per_intent(truth, predicted),
        pairs=confusions(truth, predicted, MOST_PAIRS),
        by_style=_by([r.example.style or "none" for r in readings], right),
        by_nearness=_by([_band(value) for value in near], right),
        by_role=_by([material.role(intent) for intent in truth], right),
        truth=truth,
        predicted=predicted,
    )


def misread(readings: Sequence[Reading], predicted: Sequence[str], pair: Pair) -> list[str]:
    """The messages of a confused pair."""
    return [
        r.example.text
        for r, p in zip(readings, predicted, strict=True)
        if (r.example.intent, p) == (pair.truth, pair.predicted)
    ]


def _by(groups: Sequence[str], right: Sequence[bool]) -> dict[str, Share]:
    found: dict[str, list[bool]] = defaultdict(list)
    for group, ok in zip(groups, right, strict=True):
        found[group].append(ok)
    return {group: share(found[group]) for group in sorted(found)}


def _band(value: float) -> str:
    low = 0.0
    for high in NEAR:
        if value < high:
            return f"{low:.1f}–{min(high, 1.0):.1f}"
        low = high
    raise ValueError(f"likeness {value} is above 1")


def render(results: Sequence[IntentResult], material: Material) -> str:
    """The section on intents."""
    names = [r.name for r in results]
    parts = [
        "dev is the set that settings are chosen on; final is only ever reported. Intervals are "
        "Wilson's at 95 %. *Decided* is what the bot acts on: the whole message and its clauses, "
        "danger first, a clarifying question when unsure (which counts as not right here).",
        table(
            ["set", "accuracy", "in the best three", "decided", "macro P", "macro R", "macro F1"],
            [[r.name, r.whole, r.best_three, r.decided, *macro(r.scores)] for r in results],
        ),
        "The sets were written by a helper that had not seen the training messages, from the same "
        "descriptions of the intents, and each message was to have one clearly right intent. Real "
        "visitors write with less care: expect less in the open. A hint of how much less is the "
        "accuracy on messages that are unlike every training message (likeness: Jaccard index of "
        "four-letter sequences with the most similar training message):",
        _groups("likeness", results, [r.by_nearness for r in results]),
        "By style:",
        _groups("style", results, [r.by_style for r in results]),
        "By role of the topic:",
        _groups("role", results, [r.by_role for r in results]),
    ]
    dev = next((r for r in results if r.name == "dev"), None)
    if dev:
        rows = [
            [p.truth, p.predicted, p.count, misread(material.readings["dev"], dev.predicted, p)[0]]
            for p in dev.pairs
        ]
        parts += [
            "Most confused pairs on dev (those of final are counted in the picture only, so that "
            "nobody tunes on them):",
            table(["intent", "taken for", "messages", "example"], rows),
        ]
    final = next((r for r in results if r.name == "final"), None)
    if final:
        labels = sorted(set(final.truth), key=final.truth.index)
        pictures.confusion("confusion", final.truth, final.predicted, labels)
        parts.append(picture("confusion", "Confusion matrix of the final set"))
    parts += [f"### Every intent\n\n{_every(results)}"]
    return "\n\n".join(parts) + f"\n\nSets: {', '.join(names)}."


def _groups(
    head: str, results: Sequence[IntentResult], groups: Sequence[Mapping[str, Share]]
) -> str:
    keys = sorted({key for group in groups for key in group})
    rows = [[key, *(str(group.get(key, "–")) for group in groups)] for key in keys]
    return table([head, *(r.name for r in results)], rows)


def _every(results: Sequence[IntentResult]) -> str:
    own = {r.name: {s.intent: s for s in r.scores} for r in results if r.name != "english"}
    head = ["intent"] + [f"{n} {m}" for n in own for m in ("P", "R", "F1", "n")]
    intents = list(dict.fromkeys(i for scores in own.values() for i in scores))
    rows = []
    for intent in intents:
        row: list[object] = [intent]
        for scores in own.values():
            s = scores.get(intent)
            row += [percent(s.precision), percent(s.recall), percent(s.f1), s.support] if s else [
                "–", "–", "–", 0]
        rows.append(row)
    return table(head, rows)
