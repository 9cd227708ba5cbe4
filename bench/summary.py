"""From the raw figures of all rounds to the rows of the report, and the aims they are held to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.figures import Spread, percentile, ratios

Round = Mapping[str, Any]
Measure = Callable[[Round], float]


@dataclass(frozen=True)
class Aim:
    """A bound on a figure: at least or at most ``bound``."""

    bound: float
    at_least: bool = False
    unit: str = "×"

    def is_met(self, value: float) -> bool:
        """Whether ``value`` keeps the bound."""
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        """The bound as one reads it."""
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}{self.unit}"


@dataclass(frozen=True)
class Row:
    """One line of the comparison. ``judged`` is what is held against ``aim``."""

    name: str
    unit: str
    ours: Spread | None
    stock: Spread | None
    judged: Spread
    aim: Aim | None = None

    @property
    def is_ratio(self) -> bool:
        """Whether ours by stock is what is judged, and not our figure alone."""
        return self.judged != self.ours

    @property
    def verdict(self) -> str:
        """Met, missed, or nothing where there is no aim."""
        if self.aim is None:
            return ""
        return "met" if self.aim.is_met(self.judged.middle) else "missed"


def throughput(visitors: int) -> Measure:
    """Messages a second at ``visitors``."""
    def value(one: Round) -> float:
        level = one["levels"][str(visitors)]
        return float(len(level["latencies_ms"]) / level["duration_s"])
    return value


def latency(visitors: int, share: float) -> Measure:
    """A percentile of the milliseconds a message takes at ``visitors``."""
    return lambda one: percentile(one["levels"][str(visitors)]["latencies_ms"], share)


def cpu_ms(visitors: int) -> Measure:
    """CPU milliseconds a message of all processes of a side."""
    def value(one: Round) -> float:
        level = one["levels"][str(visitors)]
        return float(1000 * sum(level["cpu_s"].values()) / len(level["latencies_ms"]))
    return value


def turn(number: int) -> Measure:
    """Median milliseconds of the probes at turn ``number``."""
    return lambda one: float(median(one["turns_ms"][str(number)]))


def memory(names: Sequence[str] = ("bot", "actions")) -> Measure:
    """Peak resident MiB of the named processes together."""
    return lambda one: float(sum(one["peak_mb"].get(name, 0.0) for name in names))


def start(one: Round) -> float:
    """Seconds from the start of the processes to the first answer."""
    return float(one["first_answer_s"])


def row(name: str, unit: str, raw: Mapping[str, Any], measure: Measure,
        aim: Aim | None = None) -> Row:
    """Both sides of ``measure`` over the rounds, and ours by stock."""
    ours = [measure(one) for one in raw["rounds"]["ours"]]
    stock = [measure(one) for one in raw["rounds"]["stock"]]
    return Row(name, unit, Spread.of(ours), Spread.of(stock), ratios(ours, stock), aim)


def _once(value: float) -> Spread:
    return Spread(value, value, value)


def single(name: str, unit: str, ours: float, stock: float, aim: Aim | None = None) -> Row:
    """A figure that was measured once on each side."""
    return Row(name, unit, _once(ours), _once(stock), _once(ours / stock), aim)


def alone(name: str, milliseconds: float) -> Row:
    """A figure of our encoder, which the stock side does not have."""
    value = _once(milliseconds)
    return Row(name, "CPU ms", value, None, value, Aim(5, unit=" ms"))


def headline(raw: Mapping[str, Any]) -> list[Row]:
    """The figures that have an aim, in the order of the design."""
    most = max(int(v) for v in raw["rounds"]["ours"][0]["levels"])
    last = max(int(t) for t in raw["rounds"]["ours"][0]["turns_ms"])
    training, accuracy = raw["training"], raw["accuracy"]
    growth = [turn(last)(one) / turn(1)(one) for one in raw["rounds"]["ours"]]
    stock_growth = [turn(last)(one) / turn(1)(one) for one in raw["rounds"]["stock"]]
    encoder = raw["encoder"]
    return [
        row(f"messages a second, {most} visitors", "/s", raw, throughput(most), Aim(2.5, True)),
        row(f"p99 latency, {most} visitors", "ms", raw, latency(most, 0.99), Aim(0.4)),
        row("peak memory, bot", "MiB", raw, memory(("bot",)), Aim(0.6)),
        row("peak memory, bot and action server", "MiB", raw, memory(), Aim(0.6)),
        row("start to first answer", "s", raw, start, Aim(0.5)),
        single("training, CPU time", "s", training["ours"]["cpu_s"], training["stock"]["cpu_s"],
               Aim(0.1)),
        single("errors on held-out messages", "%", 100 * accuracy["ours_errors"],
               100 * accuracy["stock_errors"], Aim(0.4)),
        Row(f"turn {last} by turn 1 of a conversation", "×", Spread.of(growth),
            Spread.of(stock_growth), Spread.of(growth), Aim(1.3)),
        alone("encoder, one vector of the median message", encoder["whole_ms"]),
        alone("encoder, all vectors of the median message", encoder["message_ms"]),
    ]
