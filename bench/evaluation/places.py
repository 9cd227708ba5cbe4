"""Places in messages, against an oracle that knows nothing of the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.evaluation.intervals import Share, share
from bench.evaluation.markdown import table
from bot.nlu.places import Gazetteer
from tests.nlu.places import place_oracle

COUNT = 2000
SEED = 2026
FORMS = ("as it is", "lower case", "without dots", "one slip (from six letters)")
ORDINARY = "ordinary_sentences.txt"
SHOWN = 20


@dataclass(frozen=True)
class Miss:
    """A message that was not understood right: how it was written and what was found."""

    kind: str
    text: str
    expected: str
    found: str


@dataclass(frozen=True)
class PlaceResult:
    """Shares that give exactly the kommun meant; ``quiet``: ordinary sentences without a place."""

    all: Share
    by_form: dict[str, Share]
    quiet: Share
    misses: list[Miss]


def measure(count: int = COUNT, seed: int = SEED) -> PlaceResult:
    """Search ``count`` made sentences, and the ordinary sentences of the tests."""
    gazetteer = Gazetteer.load()
    outcomes: dict[str, list[bool]] = {form: [] for form in FORMS}
    misses = []
    for number, (text, name) in enumerate(place_oracle.mentions(count, seed)):
        form = FORMS[number % len(FORMS)]
        found = [mention.name for mention in gazetteer.find(text)]
        outcomes[form].append(found == [name])
        if found != [name]:
            misses.append(Miss(form, text, name, ", ".join(found) or "nothing"))
    lines = (_folder() / ORDINARY).read_text(encoding="utf-8").splitlines()
    return PlaceResult(
        share([ok for each in outcomes.values() for ok in each]),
        {form: share(each) for form, each in outcomes.items()},
        share([not gazetteer.find(line) for line in lines if line.strip()]),
        misses,
    )


def _folder() -> Path:
    return Path(place_oracle.__file__).parent


def miss_table(misses: Sequence[Miss]) -> str:
    """The first SHOWN misses, by kind."""
    ordered = sorted(misses, key=lambda m: m.kind)[:SHOWN]
    rows = [[m.kind, m.text, m.expected, m.found] for m in ordered]
    return table(["kind", "message", "expected", "found"], rows)


def render(result: PlaceResult) -> str:
    """The section on places."""
    rows: list[list[object]] = [[form, found] for form, found in result.by_form.items()]
    parts = [
        "Sentences about any of the 290 kommuner, made by an oracle that shares no code with the "
        "gazetteer (`tests/nlu/places/place_oracle.py`); right is exactly the kommun meant and "
        "nothing else.",
        table(["written", "right"], [*rows, ["**all**", result.all]]),
        f"Ordinary sentences without any place that give none: {result.quiet}. They are the "
        "sentences of the tests, so this is what is kept, not what is to be expected.",
    ]
    if result.misses:
        parts += [f"The first of {len(result.misses)} misses:", miss_table(result.misses)]
    return "\n\n".join(parts)
