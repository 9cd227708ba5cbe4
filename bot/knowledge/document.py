"""A YAML file as plain data, with the line of every part of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.knowledge.errors import KnowledgeError

Step = str | int
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_PLAIN: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Document:
    """One file: its name, its data and the line (from 1) of each path in the data."""

    name: str
    data: Any
    lines: dict[tuple[Step, ...], int]

    def line(self, path: Iterable[Step]) -> int:
        """Return the line of `path`, or of the nearest part around it."""
        steps = tuple(path)
        while steps and steps not in self.lines:
            steps = steps[:-1]
        return self.lines.get(steps, 1)

    def error(self, path: Iterable[Step], rule: str, explanation: str) -> KnowledgeError:
        """Return the error for `path`, ready to raise."""
        return KnowledgeError(self.name, self.line(path), rule, explanation)


def read(path: Path) -> Document:
    """Read a YAML file.

    Every text becomes NFC. Only plain `true`, `false`, `null` and whole numbers are anything but
    text, whatever the YAML version says, so that dates and "24/7" stay as they are written.
    Raises KnowledgeError on broken YAML, a key given twice and a key that is not text.
    """
    try:
        text = path.read_text(encoding="utf-8")
        root = _compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = f"filen går inte att läsa: {error.problem}"
        raise KnowledgeError(path.name, line, "yaml", problem) from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise KnowledgeError(path.name, 1, "yaml", f"filen går inte att läsa: {error}") from error
    if root is None:
        raise KnowledgeError(path.name, 1, "yaml", "filen är tom")
    lines: dict[tuple[Step, ...], int] = {}
    return Document(path.name, _plain(root, (), lines, path.name), lines)


def _compose(text: str) -> Node | None:
    """Parse with libyaml (fast, YAML 1.1), and where that refuses with the 1.2 parser (20× slower).

    They differ in small things, such as an address without quotes inside braces.
    """
    root: Node | None
    try:
        root = YAML(typ="safe").compose(text)
    except YAMLError:
        root = YAML(typ="safe", pure=True).compose(text)
    return root


def _plain(
    node: Node, path: tuple[Step, ...], lines: dict[tuple[Step, ...], int], name: str
) -> Any:
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if isinstance(node, MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                raise KnowledgeError(name, key_line, "yaml", "en nyckel måste vara text")
            key = unicodedata.normalize("NFC", str(key_node.value))
            if key in mapping:
                raise KnowledgeError(name, key_line, "duplicate", f"{key} står två gånger")
            inside = (*path, key)
            lines[inside] = key_line
            mapping[key] = _plain(value_node, inside, lines, name)
        return mapping
    if isinstance(node, SequenceNode):
        return [
            _plain(item, (*path, index), lines, name) for index, item in enumerate(node.value)
        ]
    assert isinstance(node, ScalarNode)
    text = unicodedata.normalize("NFC", str(node.value))
    if node.style in (None, ""):
        if text in _PLAIN:
            return _PLAIN[text]
        if _INTEGER.match(text):
            return int(text)
    return text
