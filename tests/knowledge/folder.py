"""A small folder of facts for the tests: the real schema, one source and whatever a test adds."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.knowledge.loader import DEFAULT_PATH

SOURCES = """\
page: {title: Sidan, url: "https://www.lansstyrelsen.se/sida.html", date: odaterad}
other: {title: En annan källa, date: 2023}
"""
LINE = """\
linjen:
  kind: line
  name: {sv: Linjen, en: The line}
  aliases: [linjen, hjälplinjen]
  facts:
    phone: {value: "010-223 57 60", source: page, date: 2024-05-02, status: page}
"""


def folder(path: Path, **files: str) -> Path:
    """Write `<name>.yml` for each keyword into `path`, with schema and sources, and return it."""
    shutil.copy(DEFAULT_PATH / "schema.json", path)
    for name, text in {"sources": SOURCES, **files}.items():
        (path / f"{name}.yml").write_text(text, encoding="utf-8")
    return path


def with_fact(line: str) -> str:
    """Return the line entry with one more fact, on line 7."""
    return f"{LINE}    {line}\n"
