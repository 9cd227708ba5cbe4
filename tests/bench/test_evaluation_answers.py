"""The answers that readability is measured on."""

from __future__ import annotations

from bench.evaluation import answers
from tests.answers.rendered import templates


def test_every_answer_has_values_to_be_measured_with() -> None:
    """One without them would end `make evaluate` after a quarter of an hour."""
    assert {name for name, _ in answers.rendered()} >= set(templates())
