"""The trained model against the last released one, on messages that nobody tuned on."""

from __future__ import annotations

from bench import safety
from bench.evaluation.intervals import Share


def test_the_trained_model_is_no_worse_than_the_last_one() -> None:
    """Else it is not released: see docs/safety.md."""
    assert safety.complaints(safety.measured(), safety.baseline()) == []


def test_every_figure_has_a_limit_and_a_baseline() -> None:
    """None is only printed."""
    names = set(safety.measured())
    assert names == set(safety.LEAST) | set(safety.MOST) == set(safety.baseline())


def test_a_worse_model_is_refused() -> None:
    """Less recall, more false alarms, or below what any model must do."""
    good = {name: Share(100, 100) for name in safety.LEAST} | {
        name: Share(0, 100) for name in safety.MOST}
    before = {name: share.value for name, share in good.items()}
    assert safety.complaints(good, before) == []
    deaf = {**good, "acute, explicit: acute answer": Share(96, 100)}
    alarmed = {**good, "look-alikes and questions: false alarm": Share(4, 100)}
    assert len(safety.complaints(deaf, before)) == len(safety.complaints(alarmed, before)) == 1
    far_too_deaf = {**good, "acute, explicit: acute answer": Share(80, 100)}
    assert len(safety.complaints(far_too_deaf, {})) == 1
