"""The pages around the chat: demonstration, safety, accessibility, privacy, without script.

Templates stand in pages/*.html (Jinja, escaped). They know every entry of data/knowledge by its id,
as the answers do, so that no number is typed into HTML, and besides:

- lang: "sv" or "en"; exit: where leaving leads; numbers: 112 and Kvinnofridslinjen as cards
- settings: bot.settings; questions: the most asked questions with their answers (Question)
- filters: `ring` (a number as a link), `punkter` (a list), `svar` (an answer's text as HTML),
  `stor` (a capital first)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot import settings, topics
from bot.answers.rendering import renderer
from bot.channels.web import settings as web
from bot.knowledge import Alternative, Entry, Fact, Text, load
from bot.widget.assets import numbers
from bot.widget.markup import markup, telephone

_FOLDER = Path(__file__).parent / "pages"
_RESPONSES = Path(__file__).parents[2] / "data" / "responses"
PAGES = ("demo", "prov", "ram", "inbaddad", "utan-skript", "sakerhet", "tillganglighet",
         "integritet")
"""Names that `render` knows; all but demo are also their address under /chat/."""
ASKED = ("linjer_lista", "stodtelefon_oppettider", "vald_omfattar", "vald_nara_relationer",
         "vald_psykiskt", "heder_vad", "barn_vald", "koordinator_nar", "lansstyrelsen_kontakt")
"""The questions that the page without script answers; the log will show whether they fit."""


class UnknownPage(KeyError):
    """There is no page of that name."""


@dataclass(frozen=True)
class Question:
    """A question and its answer (plain text), in the language of the page."""

    id: str
    title: str
    answer: str


def render(name: str, lang: str = "sv") -> str:
    """The page `name` (one of PAGES) in "sv" or "en" (where a page has it, else Swedish).

    Raises UnknownPage for any other name.
    """
    if name not in PAGES:
        raise UnknownPage(name)
    lang = "en" if lang == "en" else "sv"
    template = _environment(lang).get_template(f"{name}.html")
    return template.render(page=name, settings=settings.load())


def questions(lang: str) -> tuple[Question, ...]:
    """The most asked questions with their answers, from data/responses and data/knowledge."""
    responses = _responses()
    known = topics.load()
    return tuple(
        Question(
            intent,
            known[intent].title[lang],
            renderer().render(_variant(responses[f"utter_{intent}"], lang), lang, {}),
        )
        for intent in ASKED
    )


def _variant(variants: list[Mapping[str, Any]], lang: str) -> str:
    """The text without a condition is Swedish, the one with a condition is English."""
    wanted = [one for one in variants if bool(one.get("condition")) == (lang == "en")]
    return str((wanted or variants)[0]["text"])


@lru_cache(maxsize=1)
def _responses() -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for path in sorted(_RESPONSES.glob("*.yml")):
        found.update(yaml.safe_load(path.read_text(encoding="utf-8"))["responses"])
    return found


@lru_cache(maxsize=2)
def _environment(lang: str) -> Environment:
    def say(value: object) -> object:
        if isinstance(value, (Fact, Alternative, Text, Entry)):
            return value.text(lang)
        return value

    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, finalize=say,
        trim_blocks=True, lstrip_blocks=True,
    )
    environment.globals.update(load().entries)
    environment.globals.update(
        lang=lang, exit=web.load().web_exit, numbers=numbers(lang), questions=questions(lang)
    )
    environment.filters.update(
        ring=lambda value: telephone(str(say(value))),
        punkter=lambda value: _points(value.items(lang)),
        svar=markup,
        stor=lambda value: str(say(value))[:1].upper() + str(say(value))[1:],
    )
    return environment


def _points(items: Iterable[str]) -> Markup:
    inner = Markup("").join(Markup("<li>{}</li>").format(escape(item)) for item in items)
    return Markup("<ul>{}</ul>").format(inner)
