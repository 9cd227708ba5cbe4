"""The redactor: what it finds of personal data in marked lines, and what it leaves alone.

A line of a set marks what must go: "jag heter {{NAMN:Anna}}". `keep` names what must still stand,
`place` a smaller place and the kommun that it must become.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bench.evaluation.intervals import Share
from bench.evaluation.markdown import table
from bot import knowledge
from bot.conversations.redaction import Redactor
from bot.nlu.places.atlas import FOLDER as PLACES
from bot.nlu.places.atlas import read_csv

FOLDER = Path(__file__).parents[2] / "tests" / "sets" / "redaction"
SETS = ("dev", "dev_other", "dev_third", "final")
_MARK = re.compile(r"\{\{([^:{}]+):(.*?)\}\}", re.DOTALL)
_SENTENCES = (
    "Stämmer det att jag ska vända mig till {}?",
    "hittade {} på er sida, är det rätt",
    "{} står det här, gäller det nu också",
)
_PLACE_SENTENCES = ("Jag bor i {} och undrar vem som hjälper mig.", "gäller det här i {} också")


class SetError(ValueError):
    """A set of marked lines is missing or broken."""


@dataclass(frozen=True)
class Span:
    """Characters ``start`` to ``end`` of a line that must go, and their kind."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """A line without its marks, what must go, what must stay, what place becomes what."""

    text: str
    spans: tuple[Span, ...]
    keep: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()


@dataclass
class Counts:
    """Hits and totals by kind. Misses (line, kind, span) are not printed: `final` is not read."""

    found: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    redacted: Counter[str] = field(default_factory=Counter)
    kept: list[bool] = field(default_factory=list)
    places: list[bool] = field(default_factory=list)
    missed: list[tuple[int, str, str]] = field(default_factory=list, repr=False)
    false: list[tuple[int, str, str]] = field(default_factory=list, repr=False)

    @property
    def recall(self) -> Share:
        """Marked spans of which no letter and no digit survives."""
        return Share(sum(self.found.values()), sum(self.marked.values()))

    @property
    def precision(self) -> Share:
        """Redacted spans that overlap a marked one."""
        return Share(sum(self.right.values()), sum(self.redacted.values()))


def parse(marked: str) -> tuple[str, tuple[Span, ...]]:
    """A marked line as plain text and its spans."""
    parts: list[str] = []
    spans: list[Span] = []
    last = length = 0
    for match in _MARK.finditer(marked):
        before = marked[last : match.start()]
        start = length + len(before)
        end = start + len(match.group(2))
        spans.append(Span(match.group(1), start, end))
        parts += [before, match.group(2)]
        last, length = match.end(), end
    return "".join((*parts, marked[last:])), tuple(spans)


def read(path: Path) -> list[Line]:
    """The lines of a set. Raises SetError."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError):
        raise SetError(f"{path.name} cannot be read") from None
    return [_line(entry) for entry in content]


def _line(entry: dict[str, Any]) -> Line:
    text, spans = parse(str(entry["text"]))
    places = entry.get("place") or []
    if isinstance(places, dict):
        places = [places]
    return Line(
        text,
        spans,
        tuple(map(str, entry.get("keep") or ())),
        tuple((str(place["from"]), str(place["to"])) for place in places),
    )


def count(redactor: Redactor, lines: Iterable[Line]) -> Counts:
    """Redact ``lines`` and compare with their marks."""
    counts = Counts()
    for number, line in enumerate(lines, start=1):
        found = redactor.find(line.text)
        result = redactor.redact(line.text)
        gone = {at for one in found for at in range(one.start, one.end)}
        for span in line.spans:
            hit = all(
                at in gone for at in range(span.start, span.end) if line.text[at].isalnum()
            )
            counts.marked[span.kind] += 1
            counts.found[span.kind] += hit
            if not hit:
                counts.missed.append((number, span.kind, line.text[span.start : span.end]))
        for one in found:
            if one.is_place:
                continue
            right = any(one.start < span.end and span.start < one.end for span in line.spans)
            counts.redacted[one.kind] += 1
            counts.right[one.kind] += right
            if not right:
                counts.false.append((number, one.kind, line.text[one.start : one.end]))
        counts.kept += [kept in result for kept in line.keep]
        counts.places += [to in result and smaller not in result for smaller, to in line.places]
    return counts


def public_sentences() -> list[tuple[str, str]]:
    """Sentences with every public number, link and e-mail and every kommun, and what must stay."""
    values = sorted(
        fact_value
        for entry in knowledge.load().entries.values()
        for key, fact in entry.facts.items()
        if knowledge.contacts.kind_of(key) in ("phone", "email", "url")
        for fact_value in (fact.value if isinstance(fact.value, tuple) else (fact.value,))
        if isinstance(fact_value, str)
    )
    kommuner = [row["kommun"] for row in read_csv(PLACES / "kommuner.csv")]
    return [
        *(
            (sentence.format(value), value)
            for value in dict.fromkeys(values) for sentence in _SENTENCES
        ),
        *((sentence.format(name), name) for name in kommuner for sentence in _PLACE_SENTENCES),
    ]


def public_kept(redactor: Redactor) -> Share:
    """How many of the public sentences still hold what must stay."""
    outcomes = [kept in redactor.redact(text) for text, kept in public_sentences()]
    return Share(sum(outcomes), len(outcomes))


def measure(names: Sequence[str] = SETS) -> tuple[dict[str, Counts], Share]:
    """The counts of each set, and the public sentences that stay. Raises SetError."""
    redactor = Redactor.load()
    sets = {name: count(redactor, read(FOLDER / f"{name}.yml")) for name in names}
    return sets, public_kept(redactor)


def _rows(counts: Counts) -> list[list[object]]:
    kinds = sorted(counts.marked.keys() | counts.redacted.keys())
    rows: list[list[object]] = [
        [
            kind,
            f"{counts.found[kind]} of {counts.marked[kind]}" if counts.marked[kind] else "",
            f"{counts.right[kind]} of {counts.redacted[kind]}" if counts.redacted[kind] else "",
        ]
        for kind in kinds
    ]
    return [*rows, ["**all**", counts.recall, counts.precision]]


def render(result: tuple[dict[str, Counts], Share]) -> str:
    """The section on the redactor."""
    sets, public = result
    parts = [
        "Chat lines with personal data marked by others than the redactor's authors; all of it is "
        "invented. Found: no letter or digit of the marked span survives. Right: what is taken out "
        "overlaps a marked span, whatever its kind. Nothing is tuned on `final`."
    ]
    for name, counts in sets.items():
        kept, places = Share(sum(counts.kept), len(counts.kept)), Share(
            sum(counts.places), len(counts.places)
        )
        parts += [
            f"### `{name}`",
            table(["kind", "found", "right of what is taken out"], _rows(counts)),
            f"Kept that must stay: {kept}. Smaller places that became their kommun: {places}.",
        ]
    parts.append(
        f"Public numbers, links and e-mails of `data/knowledge` and names of kommuner that stay, "
        f"in sentences: {public}."
    )
    return "\n\n".join(parts)
