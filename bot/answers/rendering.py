"""Fill facts into the text of an answer, in Swedish or English.

Answers are Jinja templates that know every entry of data/knowledge by its id, and how long messages
are kept (``lagring.minuter``, ``lagring.dagar``). A fact, an entry or
a two-language text turns into words of the answer's language; a list reads "a, b och c".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from bot import settings
from bot.answers.hours_text import hours_text
from bot.answers.source_line import main_source
from bot.knowledge import Alternative, Entry, Fact, Knowledge, Source, Text, load
from bot.knowledge.model import words

_LOOSE = re.compile(r"[ \t]*\n\s*")  # an optional part left out leaves spaces or an empty line


_NOWHERE = Source("", "", "")


class RenderingError(ValueError):
    """An answer names a fact that is not there."""


def _items(value: object) -> tuple[object, ...]:
    if isinstance(value, (Fact, Alternative)):
        value = value.value
    if isinstance(value, (str, Text, Entry)) or not isinstance(value, Iterable):
        return (value,)
    return tuple(value)


def _is_uncertain(entry: Entry, key: str) -> bool:
    fact = entry.get(key) or entry.get(f"{key}_text")
    return fact is not None and fact.status == "conflicting"


def _capital(text: str) -> str:
    """``text`` with its first letter in upper case, as at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _in(language: str) -> Callable[[object], str]:
    def say(value: object) -> str:
        if isinstance(value, (Fact, Alternative, Text, Entry)):
            return value.text(language)
        if isinstance(value, (tuple, list)):
            return words(tuple(value), language)
        return str(value)

    return say


def _environment(language: str, knowledge: Knowledge) -> SandboxedEnvironment:
    say = _in(language)
    # Plain text, not HTML: each channel escapes for its own form.
    environment = SandboxedEnvironment(undefined=StrictUndefined, finalize=say, autoescape=False)
    environment.globals.clear()
    environment.globals.update(knowledge.entries)
    environment.globals["facts"] = knowledge.entries
    kept = settings.load()
    environment.globals["lagring"] = {"minuter": kept.idle_minutes, "dagar": kept.retention_days}
    environment.filters.update(
        lista=lambda value: words(tuple(say(v) for v in _items(value)), language),
        punkter=lambda value: "\n".join(f"• {say(v)}" for v in _items(value)),
        numrerat=lambda value: "\n".join(
            f"{number}. {say(v)}" for number, v in enumerate(_items(value), start=1)
        ),
        antal=lambda value: len(_items(value)),
        forsta=lambda value: say(_items(value)[0]),
        tider=lambda entry: hours_text(entry, language),
        osaker=_is_uncertain,
        kallans_adress=lambda entry: (main_source(entry) or _NOWHERE).url or "",
        stor=lambda value: _capital(say(value)),
    )
    return environment


class Renderer:
    """Renders answers from one body of knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        """``knowledge``: where the facts come from."""
        self.knowledge = knowledge
        self._environments = {
            language: _environment(language, knowledge) for language in ("sv", "en")
        }
        self._compiled: dict[tuple[str, str], Template] = {}

    def render(self, template: str, language: str, values: Mapping[str, Any]) -> str:
        """Return ``template`` with facts and ``values`` filled in.

        Raises RenderingError, naming what is missing, when it uses something unknown.
        """
        compiled = self.compile(template, language)
        try:
            filled = compiled.render(values)
        except (TemplateError, AttributeError) as error:
            raise RenderingError(str(error)) from error
        return _LOOSE.sub("\n", filled).strip()

    def compile(self, template: str, language: str) -> Template:
        """``template`` ready to be filled in, made once (it costs some 10 ms).

        Raises RenderingError when it is no template or uses an unknown filter.
        """
        language = "en" if language == "en" else "sv"
        found = self._compiled.get((template, language))
        if found is None:
            try:
                found = self._environments[language].from_string(template)
            except TemplateError as error:
                raise RenderingError(str(error)) from error
            self._compiled[template, language] = found
        return found


@lru_cache(maxsize=1)
def renderer() -> Renderer:
    """The renderer over this project's facts, made once."""
    return Renderer(load())
