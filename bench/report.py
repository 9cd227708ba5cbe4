"""docs/benchmark.md from the raw figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2

from bench.figures import Spread
from bench.machine import is_busy
from bench.summary import Row, cpu_ms, headline, latency, row, throughput, turn

_TEMPLATE = Path(__file__).with_name("report.md")


def number(value: float) -> str:
    """``value`` with three significant digits, without an exponent."""
    if abs(value) >= 100:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def spread(value: Spread | None) -> str:
    """The median, and the range where there is one."""
    if value is None:
        return "–"
    middle, least, greatest = map(number, (value.middle, value.least, value.greatest))
    return middle if least == greatest else f"{middle} ({least}–{greatest})"


def table(rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first row is its head, and columns but the first are right-aligned."""
    head, *body = rows
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *body))


def headline_table(rows: Sequence[Row]) -> str:
    """What the design holds us to."""
    lines = [("figure", "ours", "stock", "ours / stock", "aim", "")]
    for one in rows:
        ratio = spread(one.judged) + "×" if one.is_ratio else "–"
        name = f"{one.name} ({one.unit})" if one.unit != "×" else one.name
        lines.append((name, spread(one.ours), spread(one.stock), ratio, str(one.aim or ""),
                      f"**{one.verdict}**" if one.verdict else ""))
    return table(lines)


def level_table(raw: Mapping[str, Any]) -> str:
    """Throughput, latency and CPU time at every number of visitors."""
    lines = [("visitors", "figure", "ours", "stock", "ours / stock")]
    for visitors in map(int, raw["rounds"]["ours"][0]["levels"]):
        for one in (
            row("messages a second", "", raw, throughput(visitors)),
            row("p50, ms", "", raw, latency(visitors, 0.50)),
            row("p95, ms", "", raw, latency(visitors, 0.95)),
            row("p99, ms", "", raw, latency(visitors, 0.99)),
            row("CPU a message, ms", "", raw, cpu_ms(visitors)),
        ):
            lines.append((str(visitors), one.name, spread(one.ours), spread(one.stock),
                          spread(one.judged) + "×"))
    return table(lines)


def turn_table(raw: Mapping[str, Any]) -> str:
    """Latency as one conversation grows."""
    lines = [("turn", "ours, ms", "stock, ms", "ours / stock")]
    for number_ in map(int, raw["rounds"]["ours"][0]["turns_ms"]):
        one = row("", "ms", raw, turn(number_))
        lines.append((str(number_), spread(one.ours), spread(one.stock), spread(one.judged) + "×"))
    return table(lines)


def training_table(raw: Mapping[str, Any]) -> str:
    """What a training on the sample costs."""
    lines = [("side", "CPU, s", "clock, s", "peak memory, MiB", "date", "load before")]
    for side in ("ours", "stock"):
        cost = raw["training"][side]
        lines.append((side, number(cost["cpu_s"]), number(cost["wall_s"]),
                      number(cost["peak_mb"]), cost["date"], number(cost["load_before"])))
    return table(lines)


def memory_table(raw: Mapping[str, Any]) -> str:
    """Peak memory of each process."""
    lines = [("process", "peak memory, MiB")]
    for side, rounds in raw["rounds"].items():
        for name in rounds[0]["peak_mb"]:
            peak = Spread.of([one["peak_mb"][name] for one in rounds])
            lines.append((f"{side}: {name}", spread(peak)))
    return table(lines)


def render(raw: Mapping[str, Any]) -> str:
    """The whole report in Markdown."""
    loads = [one["machine_load"] for side in raw["rounds"].values() for one in side]
    unanswered = {
        side: sum(level["unanswered"] for one in raw["rounds"][side]
                  for level in one["levels"].values())
        for side in raw["rounds"]
    }
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8")).render(
        raw=raw,
        busy=is_busy(raw["load_before"], loads),
        unanswered=unanswered,
        machine_load=spread(Spread.of(loads)),
        headline=headline_table(headline(raw)),
        levels=level_table(raw),
        turns=turn_table(raw),
        training=training_table(raw),
        memory=memory_table(raw),
    )
