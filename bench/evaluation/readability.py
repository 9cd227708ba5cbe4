"""How easy the answers are to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from bench.evaluation import answers
from bench.evaluation.intervals import Share, share
from bench.evaluation.lix import Length
from bench.evaluation.lix import measure as measure_text
from bench.evaluation.markdown import table

FEW = 3
WORST = 10


@dataclass(frozen=True)
class ReadabilityResult:
    """Lengths by answer; ``short``: share of answers with at most FEW sentences outside lists."""

    lengths: list[tuple[str, Length]]
    short: Share


def measure(texts: Sequence[tuple[str, str]] | None = None) -> ReadabilityResult:
    """Measure ``texts`` (name, text); all Swedish answers when None."""
    texts = answers.rendered() if texts is None else texts
    lengths = [(name, measure_text(text)) for name, text in texts]
    return ReadabilityResult(lengths, share([length.prose <= FEW for _, length in lengths]))


def render(result: ReadabilityResult) -> str:
    """The section on readability."""
    lengths = [length for _, length in result.lengths]
    values, words = [length.lix for length in lengths], [length.words for length in lengths]
    worst = sorted(result.lengths, key=lambda item: -item[1].lix)[:WORST]
    longer = [(n, length.prose) for n, length in result.lengths if length.prose > FEW]
    parts = [
        f"All {len(lengths)} Swedish answers of data/responses with facts and plausible values "
        "filled in; addresses of the web and mail are not counted. Each line of a list is a "
        "sentence for LIX; outside lists, a line that only points to a source is none. "
        "LIX: 30–40 easy, 40–50 medium, 50–60 hard. The names that the answers must use "
        "(länsstyrelsen, könsstympningspass) are long words, and LIX of a short text jumps.",
        table(["measure", "value"], [
            ["LIX, mean", f"{fmean(values):.1f}"],
            ["LIX, median", f"{median(values):.1f}"],
            ["LIX of all answers as one text", f"{_together(lengths).lix:.1f}"],
            ["answers with LIX above 50", share([v > 50 for v in values])],
            ["words an answer, mean", f"{fmean(words):.1f}"],
            ["words an answer, median", f"{median(words):.0f}"],
            ["words, longest answer", max(words)],
            [f"answers with at most {FEW} sentences outside lists", result.short],
        ]),
        f"The {WORST} hardest:",
        table(["answer", "LIX", "words", "sentences", "long words"],
              [[n, f"{x.lix:.0f}", x.words, x.sentences, x.long_words] for n, x in worst]),
    ]
    if longer:
        longer.sort(key=lambda item: -item[1])
        parts += [f"More than {FEW} sentences outside lists:",
                  ", ".join(f"{name} ({count})" for name, count in longer) + "."]
    return "\n\n".join(parts)


def _together(lengths: Sequence[Length]) -> Length:
    return Length(
        sum(x.words for x in lengths), sum(x.long_words for x in lengths),
        sum(x.sentences for x in lengths), sum(x.prose for x in lengths),
    )
