"""Opening hours as words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import knowledge
from bot.answers.hours_text import hours_text
from tests.knowledge.folder import folder, with_fact


def entry_with(path: Path, fact: str) -> knowledge.Entry:
    """The line of the tests with one more fact."""
    return knowledge.load(folder(path, facts=with_fact(fact)))["linjen"]


@pytest.mark.parametrize(
    ("hours", "sv", "en"),
    [
        ("24/7", "dygnet runt", "day and night"),
        ("Mo-Su 07:00-21:00", "alla dagar klockan 07:00-21:00", "every day at 07:00-21:00"),
        ("Mo-Fr 09:00-12:00; PH off", "måndag till fredag klockan 09:00-12:00",
         "Monday to Friday at 09:00-12:00"),
        ("Mo,We,Fr 09:00-12:00; PH off", "", ""),
        ("Mo-Fr 09:00-12:00,13:00-16:00", "", ""),
    ],
)
def test_an_expression_is_said(tmp_path: Path, hours: str, sv: str, en: str) -> None:
    """What is not simple enough to be said is left out, never guessed."""
    entry = entry_with(
        tmp_path, f'hours: {{value: "{hours}", source: page, date: 2024, status: page}}')
    assert (hours_text(entry, "sv"), hours_text(entry, "en")) == (sv, en)


def test_hours_written_in_words_go_first(tmp_path: Path) -> None:
    """The facts' own words are used as they are."""
    entry = entry_with(
        tmp_path,
        'hours_text: {value: {sv: på kontorstid, en: office hours}, source: page, date: 2024, '
        "status: page}")
    assert (hours_text(entry, "sv"), hours_text(entry, "en")) == ("på kontorstid", "office hours")


def test_without_hours_nothing_is_said(tmp_path: Path) -> None:
    """Unknown hours are no words."""
    entry = entry_with(tmp_path, "email: {value: a@example.se, source: page, date: 2024, "
                                 "status: page}")
    assert hours_text(entry, "sv") == ""


def test_all_known_hours_can_be_said() -> None:
    """Every line with hours has words for them in both languages."""
    silent = [e.id for e in knowledge.load() for language in ("sv", "en")
              if (e.get("hours") or e.get("hours_text")) and not hours_text(e, language)]
    assert not silent
