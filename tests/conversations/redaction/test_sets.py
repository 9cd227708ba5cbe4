"""The gate: what the redactor must find and may take out on lines that others marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.evaluation.redaction import FOLDER, SETS, SetError, count, parse, read, render
from bot.conversations.redaction import Redactor

RECALL, PRECISION, KEPT = 0.98, 0.95, 0.95


@pytest.mark.parametrize("name", SETS)
def test_recall_and_precision(redactor: Redactor, name: str) -> None:
    """At least 98 % of the marked spans go, and 95 % of what goes was marked."""
    counts = count(redactor, read(FOLDER / f"{name}.yml"))
    assert counts.recall.value >= RECALL, counts.recall
    assert counts.precision.value >= PRECISION, counts.precision
    assert sum(counts.kept) >= KEPT * len(counts.kept)


def test_a_marked_line_is_read(tmp_path: Path, redactor: Redactor) -> None:
    """Marks give spans with their offsets; what is missed and wrongly taken is counted."""
    assert parse("jag är {{NAMN:Anna}}, {{TELEFON:070}}")[0] == "jag är Anna, 070"
    path = tmp_path / "set.yml"
    path.write_text(
        '- text: "jag heter {{NAMN:Anna}} och {{NUMMER:12}} med Fatima"\n  keep: [heter]\n'
        "- {text: bor i Ljungsbro, place: {from: Ljungsbro, to: Linköping}}\n",
        encoding="utf-8",
    )
    counts = count(redactor, read(path))
    assert (counts.recall.hits, counts.recall.total) == (1, 2)
    assert (counts.precision.hits, counts.precision.total) == (1, 2)
    assert counts.kept == [True] and counts.places == [True]
    assert "| NAMN | 1 of 1 | 1 of 2 |" in render(({"dev": counts}, counts.recall))


def test_a_missing_set_is_told(tmp_path: Path) -> None:
    """The name of the file is in the message."""
    with pytest.raises(SetError, match=r"none\.yml"):
        read(tmp_path / "none.yml")
