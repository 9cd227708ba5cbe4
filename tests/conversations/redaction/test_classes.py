"""Lines by class: what is marked goes, what is not marked stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bench.evaluation.redaction import parse
from bot.conversations.redaction import Redactor

CLASSES = yaml.safe_load((Path(__file__).parent / "classes.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "line", [pytest.param(line, id=f"{name}-{number}")
             for name, lines in CLASSES.items() for number, line in enumerate(lines)]
)
def test_what_is_marked_goes_and_the_rest_stays(redactor: Redactor, line: str) -> None:
    """Every letter and digit that is marked is found, and no other one."""
    text, spans = parse(line)
    marked = {at for span in spans for at in range(span.start, span.end)}
    found = {at for one in redactor.find(text) for at in range(one.start, one.end)}
    missed = [text[at] for at in sorted(marked - found) if text[at].isalnum()]
    wrong = [text[at] for at in sorted(found - marked) if text[at].isalnum()]
    assert (missed, wrong) == ([], []), redactor.redact(text)
