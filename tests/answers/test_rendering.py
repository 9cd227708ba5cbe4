"""Filling facts into the text of an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answers.rendering import Renderer, RenderingError
from bot.knowledge import load
from tests.knowledge.folder import folder

FACTS = """\
linjen:
  kind: line
  name: {sv: stödlinjen, en: the line}
  aliases: [linjen]
  facts:
    phone: {value: "010-223 57 60", source: page, date: 2024-05-02, status: page}
    hours:
      value: "Mo-Su 07:00-21:00"
      source: page
      date: 2024
      status: conflicting
      alternatives: [{value: "24/7", source: other, date: 2023}]
    subjects:
      value: [{sv: heder, en: honour}, {sv: tvång, en: coercion}, {sv: hot, en: threats}]
      source: page
      date: 2024
      status: conflicting
      alternatives: [{value: [{sv: allt, en: everything}], source: other, date: 2023}]
    free: {value: true, source: page, date: 2024, status: page}
    run_by: {value: {entry: myndigheten}, source: page, date: 2024, status: page}
myndigheten:
  kind: organisation
  name: {sv: Myndigheten, en: The agency}
  aliases: [myndigheten]
  facts:
    email: {value: nagon@example.se, source: page, date: 2024, status: page}
"""


@pytest.fixture
def renderer(tmp_path: Path) -> Renderer:
    """A renderer over two small entries."""
    return Renderer(load(folder(tmp_path, facts=FACTS)))


@pytest.mark.parametrize(
    ("template", "sv", "en"),
    [
        ("Ring {{ linjen.phone }}.", "Ring 010-223 57 60.", "Ring 010-223 57 60."),
        ("{{ linjen }} {{ linjen.name }}", "stödlinjen stödlinjen", "the line the line"),
        ("{{ linjen.name|stor }}", "Stödlinjen", "The line"),
        ("{{ linjen.subjects }}", "heder, tvång och hot", "honour, coercion and threats"),
        ("{{ linjen.subjects|lista }}", "heder, tvång och hot", "honour, coercion and threats"),
        ("{{ linjen.subjects|punkter }}", "• heder\n• tvång\n• hot",
         "• honour\n• coercion\n• threats"),
        ("{{ linjen.subjects|numrerat }}", "1. heder\n2. tvång\n3. hot",
         "1. honour\n2. coercion\n3. threats"),
        ("{{ linjen.subjects|antal }}", "3", "3"),
        ("{{ linjen.subjects|forsta }}", "heder", "honour"),
        ("{{ linjen.subjects.alternatives[0] }}", "allt", "everything"),
        ("{{ linjen.subjects.alternatives[0]|antal }}", "1", "1"),
        ("{{ linjen.phone|antal }} {{ linjen.phone|lista }}", "1 010-223 57 60",
         "1 010-223 57 60"),
        ("{{ linjen.free }}", "ja", "yes"),
        ("{{ linjen.run_by }}", "Myndigheten", "The agency"),
        ("{{ linjen.run_by.entry.email }}", "nagon@example.se", "nagon@example.se"),
        ("{{ linjen|tider }}", "alla dagar klockan 07:00-21:00", "every day at 07:00-21:00"),
        ("{{ linjen|osaker('hours') }} {{ linjen|osaker('phone') }}", "True False", "True False"),
        ("{{ facts[which].phone }}", "010-223 57 60", "010-223 57 60"),
        ("{{ words|lista }}", "a och b", "a and b"),
        ("{% if linjen.get('url') %}x{% else %}utan{% endif %}", "utan", "utan"),
    ],
)
def test_facts_turn_into_words(renderer: Renderer, template: str, sv: str, en: str) -> None:
    """Facts, entries, lists and alternatives, in the language of the answer."""
    values = {"which": "linjen", "words": ["a", "b"]}
    assert renderer.render(template, "sv", values) == sv
    assert renderer.render(template, "en", values) == en


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ linjen.fax }}", "fax"),
        ("{{ okand.phone }}", "okand"),
        ("{{ moment }}", "moment"),
        ("{{ facts['okand'].phone }}", "okand"),
        ("{{ linjen.phone|finns_inte }}", "finns_inte"),
        ("{{ linjen.phone", "unexpected|end of"),
        ("{% if %}", "Expected"),
    ],
)
def test_what_is_missing_is_named(renderer: Renderer, template: str, words: str) -> None:
    """A fact, value or filter that is not there, and a broken template, are RenderingErrors."""
    with pytest.raises(RenderingError, match=words):
        renderer.render(template, "sv", {})


@pytest.mark.parametrize(
    "template",
    ["{{ linjen.__class__.__mro__ }}", "{{ ''.__class__.__base__.__subclasses__() }}"],
)
def test_templates_cannot_leave_the_sandbox(renderer: Renderer, template: str) -> None:
    """An answer reads facts and values, nothing of Python."""
    with pytest.raises(RenderingError):
        renderer.render(template, "sv", {})


def test_values_are_words_and_never_templates(renderer: Renderer) -> None:
    """What a visitor has written is not executed."""
    assert renderer.render("{{ place }} finns", "sv", {"place": "{{ linjen.phone }}"}) == (
        "{{ linjen.phone }} finns")


def test_parts_left_out_leave_no_gap(renderer: Renderer) -> None:
    """No empty line, and no space at the end of a line."""
    template = "A {% if x %}b{% endif %}\n{% if x %}c{% endif %}\nd "
    assert renderer.render(template, "sv", {"x": ""}) == "A\nd"


def test_other_languages_are_answered_in_swedish(renderer: Renderer) -> None:
    """Only "en" is English."""
    assert renderer.render("{{ linjen.name }}", "other", {}) == "stödlinjen"


def test_a_value_goes_before_a_fact_of_the_same_name(renderer: Renderer) -> None:
    """An action may speak of a thing that happens to be called as an entry."""
    assert renderer.render("{{ linjen }}", "sv", {"linjen": "min"}) == "min"
