"""What holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.evaluation.redaction import public_sentences
from bot.conversations.redaction import Numbering, Redactor

_PIECES = st.sampled_from(
    [
        "Anna", "björn", "heter ", "min man ", "070-123 45 67", "116 016", "Storgatan 3", "@lova",
        "anna@x.se", "i Ljungsbro", "[NAMN]", "[NAMN 2]", "[", "]", "1", "12 ", "2024-03-12", "-",
        " och ", ". ", "\u00a0", "\u200b", "\ue000", "\r", "\t", "/", "snap: ", "född ", "skolan ",
        "SE35 5000 ", "ABC 123", "mvh ", "å", "İ", "ß", "٣", "𝟙", "jobbar på ", "går på ", "Berg",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map("".join))
RELAXED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(text=TEXTS)
@RELAXED
def test_never_crashes_and_is_idempotent(redactor: Redactor, text: str) -> None:
    """Any text is redacted, and a redacted text is left as it is."""
    once = redactor.redact(text)
    assert redactor.redact(once) == once


@given(text=TEXTS)
@RELAXED
def test_a_clean_line_is_unchanged_and_line_ends_stay(redactor: Redactor, text: str) -> None:
    """Where nothing is found nothing changes; findings lie in order, apart, inside the text."""
    found = redactor.find(text)
    if not found:
        assert redactor.redact(text) == text
    last = 0
    for one in found:
        assert last <= one.start < one.end <= len(text)
        last = one.end


@given(text=TEXTS)
@RELAXED
def test_numbering_changes_only_the_numbers(redactor: Redactor, text: str) -> None:
    """With numbers the same is taken out as without, and it is idempotent too."""
    numbered = redactor.redact(text, Numbering(b"k"))
    assert redactor.redact(numbered, Numbering(b"other")) == numbered


@pytest.mark.parametrize(("sentence", "kept"), public_sentences())
def test_keeps_what_is_public(redactor: Redactor, sentence: str, kept: str) -> None:
    """Every public number, link and e-mail of the facts and every kommun stays in a sentence."""
    assert kept in redactor.redact(sentence)


@pytest.mark.parametrize(
    "piece", ["1", "12-", "@", "a.", "a", "[NAMN 1] ", "("]
)
def test_hostile_lines_come_to_an_end(redactor: Redactor, piece: str) -> None:
    """A line of 100 kB made to be slow is redacted like any other."""
    line = piece * (100_000 // len(piece))
    assert redactor.redact(line).count("\n") == 0
