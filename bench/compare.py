"""Compare this project with the pipeline of `rasa init` and write docs/benchmark.md (`make bench`).

`--quick` tries everything with few messages and writes to .cache/bench instead.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from bench import accuracy, encoding, machine, parse, report, stock
from bench.errors import BenchmarkError
from bench.load import TURNS
from bench.measurement import FULL, QUICK, Plan, measure
from bench.sample import Labelled, read, texts
from bench.server import Side
from bench.training import MODEL, train, train_once
from bot import topics
from bot.training import MODEL as OUR_MODEL

DEV = stock.ROOT / "tests" / "sets" / "dev.yml"
WORK = stock.FOLDER / "run"
_STOCK_LIMIT, _OUR_LIMIT = 5_400, 1_800  # seconds
_ENCODED = 200  # messages


def say(text: str) -> None:
    """Tell whoever waits what is going on."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def understanding(folder: Path, sample: list[Labelled], dev: list[Labelled]) -> dict[str, Any]:
    """Both sides' intents on ``dev`` after learning from ``sample``."""
    asked = [message.text for message in dev]
    ours = accuracy.intents(sample, asked, accuracy.settings(stock.ROOT / "config.yml"))
    theirs = parse.intents(folder / MODEL, asked)
    found = accuracy.compare([message.intent for message in dev], ours, theirs)
    return {**asdict(found), "ours_errors": 1 - found.ours, "stock_errors": 1 - found.stock}


def probes(dev: list[Labelled], count: int) -> list[str]:
    """``count`` plain questions, which mean the same wherever they stand in a conversation."""
    known = topics.load()
    plain = [m for m in dev if m.intent in known and known[m.intent].role == "fact"]
    return texts(plain, count, stock.SEED)


def rounds(folder: Path, dev: list[Labelled], plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """Measure the two sides in turns."""
    model = WORK / "ours.tar.gz"
    shutil.copy(OUR_MODEL, model)  # stays the same when somebody trains meanwhile
    sides = (
        Side("ours", stock.ROOT, model, actions=True),
        Side("stock", folder, folder / MODEL, actions=False),
    )
    drawn = texts(dev, max(plan.messages.values()), stock.SEED)
    asked = probes(dev, plan.probes)
    found: dict[str, list[dict[str, Any]]] = {side.name: [] for side in sides}
    for number in range(1, plan.rounds + 1):
        for side in sides:
            say(f"round {number} of {plan.rounds}: {side.name}")
            found[side.name].append(measure(side, drawn, asked, plan, WORK))
    return found


def components(folder: Path) -> tuple[list[str], int]:
    """The parts of the stock pipeline and its policies, and their epochs."""
    config = yaml.safe_load((folder / "config.yml").read_text(encoding="utf-8"))
    parts = [*config["pipeline"], *config["policies"]]
    return [part["name"] for part in parts], max(part.get("epochs", 0) for part in parts)


def run(plan: Plan, quick: bool) -> dict[str, Any]:
    """Everything, as raw figures. Raises BenchmarkError when a side cannot be measured."""
    WORK.mkdir(parents=True, exist_ok=True)
    load_before = round(os.getloadavg()[0], 2)
    if machine.is_busy(load_before):
        say(f"the machine is busy (load {load_before}): the figures will be rough")
    folder = stock.write_stock()
    say("training the stock side, unless that was done before (some 15 minutes)")
    their_cost = train_once(folder, _STOCK_LIMIT)
    say("training our side on the same sample")
    our_cost = train(stock.write_ours(folder), _OUR_LIMIT)
    dev, sample = read(DEV), read(folder / "data" / "nlu.yml")
    say("understanding")
    found = understanding(folder, sample, dev)
    parts, epochs = components(folder)
    return {
        "quick": quick,
        "date": time.strftime("%Y-%m-%d %H:%M"),
        "machine": machine.describe(),
        "load_before": load_before,
        "sample": {"messages": len(sample), "intents": len({m.intent for m in sample}),
                   "per_intent": stock.PER_INTENT, "seed": stock.SEED},
        "plan": {str(visitors): count for visitors, count in plan.messages.items()},
        "visit": TURNS, "probes": plan.probes, "warm_up": plan.warm_up,
        "stock_parts": parts, "epochs": epochs,
        "training": {"ours": asdict(our_cost), "stock": asdict(their_cost)},
        "accuracy": found,
        "encoder": encoding.measure(
            texts(dev, _ENCODED, stock.SEED), accuracy.learn_spelling(sample)
        ),
        "rounds": rounds(folder, dev, plan),
    }


def write(raw: Mapping[str, Any], folder: Path, name: str) -> None:
    """Write report and raw figures into ``folder``."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(report.render(raw), encoding="utf-8")
    (folder / f"{name}.json").write_text(json.dumps(raw) + "\n", encoding="utf-8")
    say(f"written: {(folder / name).relative_to(stock.ROOT)}.md and .json")


def main() -> int:
    """Exit code 0 when the report is written, 1 when a side could not be measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="few messages, one round")
    quick = parser.parse_args().quick
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers are ended
    try:
        raw = run(QUICK if quick else FULL, quick)
    except BenchmarkError as error:
        print(f"make bench: {error}", file=sys.stderr)
        return 1
    write(raw, stock.FOLDER if quick else stock.ROOT / "docs", "quick" if quick else "benchmark")
    return 0


if __name__ == "__main__":
    sys.exit(main())
