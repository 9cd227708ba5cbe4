"""The line that says where an answer's facts come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import knowledge
from bot.answers.source_line import source_line
from tests.knowledge.folder import LINE, folder, with_fact

MORE = ("email: {value: a@example.se, source: other, date: 2024, status: page}\n"
        '    url: {value: "https://example.se", source: other, date: 2024, status: page}\n'
        "    aim: {value: {sv: a, en: b}, source: page, date: 2024, status: page}")


def test_the_source_of_the_number_is_named(tmp_path: Path) -> None:
    """Whatever the other facts say: the number is what somebody acts on."""
    entry = knowledge.load(folder(tmp_path, facts=with_fact(MORE)))["linjen"]
    assert source_line(entry, "sv") == "Källa: Sidan"


def test_without_a_number_the_source_of_most_facts_is_named(tmp_path: Path) -> None:
    """One source a line, in the visitor's language."""
    phone = next(line for line in LINE.splitlines() if "phone:" in line)
    facts = with_fact(MORE).replace(phone + "\n", "")
    entry = knowledge.load(folder(tmp_path, facts=facts))["linjen"]
    assert source_line(entry, "sv") == "Källa: En annan källa"
    assert source_line(entry, "en") == "Source: En annan källa"


def test_of_equals_the_first_is_named(tmp_path: Path) -> None:
    """The order of the file decides."""
    fact = "email: {value: a@example.se, source: other, date: 2024, status: page}"
    entry = knowledge.load(folder(tmp_path, facts=with_fact(fact)))["linjen"]
    assert source_line(entry, "sv") == "Källa: Sidan"


def test_general_knowledge_is_no_source(tmp_path: Path) -> None:
    """Facts without a source that can be named give no line."""
    sources = "general: {title: Allmän beskrivning, date: odaterad}\n"
    facts = LINE.replace("source: page", "source: general")
    entry = knowledge.load(folder(tmp_path, sources=sources, facts=facts))["linjen"]
    assert source_line(entry, "sv") == ""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_source_line_is_one_short_line(language: str) -> None:
    """No line breaks, at most 160 characters."""
    lines = [source_line(entry, language) for entry in knowledge.load()]
    assert not [line for line in lines if "\n" in line or len(line) > 160]
