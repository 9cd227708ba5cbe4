"""The list of what a person must look at."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.knowledge import load
from bot.knowledge.report import main, report
from tests.knowledge.folder import LINE, folder, with_fact

TODAY = dt.date(2026, 11, 23)
CONFLICT = with_fact(
    'hours: {value: "24/7", source: page, date: 2026, status: conflicting, note: Ring och fråga., '
    'alternatives: [{value: "Mo-Su 07:00-21:00", source: other, date: 2023}]}\n'
    "    who: {value: {sv: Alla., en: All.}, source: other, date: 2026-11, status: to_confirm}"
)


def section(text: str, title: str) -> str:
    """Return the part of the report under the heading that starts with `title`."""
    return next(part for part in text.split("\n\n") if part.startswith(title))


def test_conflict_shows_both_values(tmp_path: Path) -> None:
    """Both values stand under each other, with their sources."""
    text = section(report(load(folder(tmp_path, a=CONFLICT)), TODAY), "Motstridiga uppgifter (1)")
    assert "linjen.hours  lotsen säger  24/7" in text and "a.yml:7" in text
    assert "annan källa   Mo-Su 07:00-21:00  2023  other" in text
    assert "Ring och fråga." in text


def test_what_is_to_confirm(tmp_path: Path) -> None:
    """Only what is marked so is listed, where it stands in the files."""
    text = section(report(load(folder(tmp_path, a=CONFLICT)), TODAY), "Att bekräfta (1)")
    assert "linjen.who" in text and "a.yml:8" in text and "linjen.phone" not in text


@pytest.mark.parametrize(("days", "listed"), [(935, False), (934, True), (1, True)])
def test_age_in_days(tmp_path: Path, days: int, listed: bool) -> None:
    """A fact is old when its date lies more than that many days back."""
    assert (TODAY - dt.date(2024, 5, 2)).days == 935
    text = section(report(load(folder(tmp_path, a=LINE)), TODAY, days), f"Äldre än {days} dagar")
    assert ("linjen.phone" in text) is listed


def test_future_date_is_listed(tmp_path: Path) -> None:
    """A date to come cannot be right, and shows."""
    text = report(load(folder(tmp_path, a=LINE)), dt.date(2024, 1, 1))
    assert "linjen.phone" in section(text, "Datum i framtiden (1)")


def test_columns_are_aligned(tmp_path: Path) -> None:
    """The dates of a section stand under each other."""
    both = with_fact("anything_long: {value: kort, source: page, date: 2024, status: page}")
    text = section(report(load(folder(tmp_path, a=both)), TODAY), "Äldre")
    rows = [line for line in text.splitlines() if line.startswith("  ")]
    assert len({line.index("2024") for line in rows}) == 1


def test_command_prints_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m bot.knowledge` prints it and succeeds."""
    assert main(["--path", str(folder(tmp_path, a=LINE)), "--older-than-days", "30"]) == 0
    assert "Äldre än 30 dagar (1)" in capsys.readouterr().out


def test_command_says_what_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a mistake in the facts it says where and fails."""
    path = folder(tmp_path, a=LINE.replace("010-223", "010 223"))
    assert main(["--path", str(path)]) == 1
    assert "a.yml, rad 6 [phone]" in capsys.readouterr().err
