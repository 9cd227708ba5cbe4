"""Raw figures of a small imaginary benchmark."""

from __future__ import annotations

from typing import Any


def one_round(speed: float, actions: bool) -> dict[str, Any]:
    """A round in which a message takes 100 ms / ``speed``, and growing conversations more."""
    level = {
        "latencies_ms": [100 / speed] * 10, "duration_s": 1 / speed, "unanswered": 0,
        "cpu_s": {"bot": 0.5 / speed, **({"actions": 0.1} if actions else {})},
    }
    return {
        "time": "2026-11-23 12:00", "machine_load": 1.0, "first_answer_s": 30 / speed,
        "levels": {"1": level, "16": level},
        "turns_ms": {"1": [10.0, 20.0, 30.0], "200": [20.0, 22.0, 24.0]},
        "peak_mb": {"bot": 1000 / speed, **({"actions": 100.0} if actions else {})},
    }


def raw_figures(speed: float = 4.0) -> dict[str, Any]:
    """Two rounds a side; ours is ``speed`` times as fast as the stock side."""
    cost = {"wall_s": 20.0, "cpu_s": 10.0, "peak_mb": 500.0, "date": "2026-11-23",
            "load_before": 0.1}
    return {
        "quick": False, "date": "2026-11-23 12:00", "load_before": 0.1,
        "machine": {"processor": "Abacus", "cores": 2, "memory_gib": 8, "python": "3.10",
                    "rasa": "3.6.21", "tensorflow": "2.12", "load": "on another core"},
        "sample": {"messages": 20, "intents": 2, "per_intent": 10, "seed": 1},
        "plan": {"1": 10, "16": 10}, "visit": 5, "probes": 3, "warm_up": 2,
        "stock_parts": ["DIETClassifier", "TEDPolicy"], "epochs": 100,
        "training": {"ours": cost, "stock": {**cost, "cpu_s": 1000.0, "wall_s": 150.0}},
        "accuracy": {"messages": 100, "both": 50, "only_ours": 30, "only_stock": 5,
                     "ours_errors": 0.2, "stock_errors": 0.45},
        "encoder": {"whole_ms": 4.0, "message_ms": 9.0, "vectors": 2.1, "messages": 3},
        "rounds": {
            "ours": [one_round(speed, actions=True), one_round(2 * speed, actions=True)],
            "stock": [one_round(1, actions=False), one_round(2, actions=False)],
        },
    }
