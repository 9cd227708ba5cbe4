"""A broken list is told with its file, its line and its rule."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.conversations.redaction import RedactionError, Redactor
from bot.conversations.redaction.lists import FOLDER, one_word, read_lines, words_only


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the redactor's lists that a test may break."""
    target = tmp_path / "lists"
    shutil.copytree(FOLDER, target, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return target


def test_an_added_exception_and_an_added_rule_count(folder: Path) -> None:
    """A line in allow.txt keeps a phrase, one in deny.txt takes a phrase out with its kind."""
    with (folder / "allow.txt").open("a", encoding="utf-8") as file:
        file.write("Anna Lindhs plats  # ett torg\n")
    with (folder / "deny.txt").open("a", encoding="utf-8") as file:
        file.write("blå grinden = ADRESS\n")
    redactor = Redactor(folder)
    assert redactor.redact("vid Anna Lindhs plats") == "vid Anna Lindhs plats"
    assert redactor.redact("huset med blå grinden") == "huset med [ADRESS]"


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("deny.txt", "kalle = HEMLIGT", "slaget ska vara"),
        ("deny.txt", "kalle", "fras = SLAG"),
        ("allow.txt", "12345", "minst en bokstav"),
        ("allow.txt", "snapchat", "står redan på rad"),
        ("names/doubtful.txt", "abc123", "bara bokstäver"),
        ("addresses.txt", "två ord", "ett ord"),
        ("workplaces.txt", "x" * 61, "högst 60 tecken"),
    ],
)
def test_a_broken_line_is_told(folder: Path, name: str, line: str, told: str) -> None:
    """The message has the file, the number of the line, and what is wrong with it."""
    path = folder / name
    number = len(path.read_text(encoding="utf-8").splitlines()) + 1
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(RedactionError, match=told) as error:
        Redactor(folder)
    assert f"{path.name}, rad {number}" in str(error.value)


@pytest.mark.parametrize(
    "name", ["allow.txt", "deny.txt", "known_words.bin", "name_cues.yml", "names/never.txt"]
)
def test_a_missing_list_is_told(folder: Path, name: str) -> None:
    """The message names the file that is not there."""
    (folder / name).unlink()
    with pytest.raises(RedactionError, match=Path(name).name):
        Redactor(folder)


@pytest.mark.parametrize("content", ["personal: 3", "- a", "personal: [a", ""])
def test_broken_cues_are_told(folder: Path, content: str) -> None:
    """name_cues.yml must hold its lists."""
    (folder / "name_cues.yml").write_text(content, encoding="utf-8")
    with pytest.raises(RedactionError, match=r"name_cues\.yml"):
        Redactor(folder)


def test_comments_and_empty_lines_are_no_entries(tmp_path: Path) -> None:
    """Entries come in lower case without comments."""
    path = tmp_path / "list.txt"
    path.write_text("# head\n\nAnna  # a name\nAl-Hassan\n", encoding="utf-8")
    assert read_lines(path, words_only) == ["anna", "al-hassan"]
    path.write_text("# only a comment\n", encoding="utf-8")
    with pytest.raises(RedactionError, match="tom"):
        read_lines(path, one_word)
