"""An answer as HTML for pages without JavaScript: paragraphs, lists, numbers as links."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from bot.knowledge import load, normal_phone
from bot.knowledge.contacts import Contacts

_BULLET = "• "
_CANDIDATE = re.compile(
    r"(?P<url>https://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w.])(?P<phone>\+?\d(?:[\d -]*\d)?)(?![\w])"
)


def markup(text: str) -> Markup:
    """`text` (plain, lines, "• " bullets) as safe HTML. Numbers that no fact has stay text."""
    blocks: list[Markup] = []
    points: list[Markup] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith(_BULLET):
            points.append(Markup("<li>{}</li>").format(_linked(line.removeprefix(_BULLET))))
            continue
        if points:
            blocks.append(Markup("<ul>{}</ul>").format(Markup("").join(points)))
            points = []
        if line.strip():
            blocks.append(Markup("<p>{}</p>").format(_linked(line)))
    return Markup("\n").join(blocks)


def telephone(written: str) -> Markup:
    """A number as a link that calls it."""
    return Markup('<a href="tel:{}">{}</a>').format(normal_phone(written), written)


def _linked(line: str) -> Markup:
    parts: list[Markup] = []
    end = 0
    for found in _CANDIDATE.finditer(line):
        parts += [escape(line[end : found.start()]), _link(found)]
        end = found.end()
    return Markup("").join([*parts, escape(line[end:])])


def _link(found: re.Match[str]) -> Markup:
    written = found.group()
    if found["phone"]:
        known = normal_phone(written) in _contacts().phones
        return telephone(written) if known else escape(written)
    href = written if found["url"] else f"mailto:{written}"
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(href, written)


@lru_cache(maxsize=1)
def _contacts() -> Contacts:
    return load().contacts()
