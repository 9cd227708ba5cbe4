"""The files that a browser gets: the script of the widget, its style, the script of the pages.

The modules in js/ are ordinary ES modules, so editors and browsers understand each of them. They
are served as one classic script, because one request is faster on a phone, needs no CORS on another
website, and knows the address it came from. Joining them is: put them in order, take away the lines
that import, the word `export` and whole lines of comment. What they import from facts.js is made
here, from data/knowledge.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.channels.web import settings
from bot.knowledge import Entry, Knowledge, load
from bot.knowledge.contacts import normal_phone

FOLDER = Path(__file__).parent
NUMBERS = ("larm112", "kvinnofridslinjen")
"""The entries whose numbers are always on the screen, also when the server does not answer."""
WIDGET = ("texts", "dom", "richtext", "message", "talk", "leaving", "shift", "paper", "idle",
          "feedback", "screen", "panel", "conversation", "chatt")
PAGES = ("leaving", "shift", "page")
_TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./[a-z]+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_STYLE_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


@dataclass(frozen=True)
class Asset:
    """A file as it is sent. `etag` changes with its content."""

    body: bytes
    content_type: str

    @property
    def etag(self) -> str:
        """The entity tag, quotes included."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


def numbers(language: str, knowledge: Knowledge | None = None) -> list[dict[str, Any]]:
    """112 and Kvinnofridslinjen as contact cards ({"name", "short", "phone": {"text", "href"}}).

    `short` is the name where the number alone does not say whose it is, else None.
    """
    known = knowledge or load()
    return [_number(known[entry], language) for entry in NUMBERS]


def _number(entry: Entry, language: str) -> dict[str, Any]:
    phone = entry.phone.text()
    name = entry.text(language)
    return {
        "name": name,
        "short": None if phone in name else entry.name.sv,
        "phone": {"text": phone, "href": f"tel:{normal_phone(phone)}"},
    }


def asset(name: str) -> Asset | None:
    """The file that /chat/widget/<name> (or /chat/widget.js) sends; None where there is none."""
    made = _assets()
    return made.get(name)


@lru_cache(maxsize=1)
def _assets() -> dict[str, Asset]:
    style = _STYLE_COMMENT.sub("", (FOLDER / "widget.css").read_text(encoding="utf-8"))
    chosen = settings.load()
    facts = {
        "numbers": {language: numbers(language) for language in ("sv", "en")},
        "exit": chosen.web_exit,
        "longest": chosen.web_message_length,
    }
    made = {
        "widget.js": _script(WIDGET, FACTS=facts, STYLE=style),
        "pages.js": _script(PAGES, FACTS=facts),
    }
    for path in FOLDER.iterdir():
        if path.suffix in _TYPES:
            made[path.name] = Asset(path.read_bytes(), _TYPES[path.suffix])
    return made


def _script(modules: tuple[str, ...], **constants: object) -> Asset:
    parts = [f"const {name} = {_literal(value)};" for name, value in constants.items()]
    for module in modules:
        source = (FOLDER / "js" / f"{module}.js").read_text(encoding="utf-8")
        parts.append(_EXPORT.sub("", _COMMENT.sub("", _IMPORT.sub("", source))).strip())
    body = "(() => {\n\"use strict\";\n" + "\n\n".join(parts) + "\n})();\n"
    return Asset(body.encode(), "text/javascript; charset=utf-8")


def _literal(value: object) -> str:
    """`value` as JavaScript; U+2028 and U+2029 escaped for engines older than ES2019."""
    return json.dumps(value, ensure_ascii=True)
