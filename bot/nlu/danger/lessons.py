"""What training messages teach about danger: labelled ones, the topics' own, and calm clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.nlu import clauses
from bot.nlu.danger.labels import Example, Level, Theme, Who, key

# What the topics' own training messages say of danger: level, who, theme. None: not told.
OF_TOPIC: Mapping[str, tuple[Level | None, Who | None, Theme | None]] = {
    "fara_akut": ("akut", None, None),
    "utsatt": ("stod", "utsatt", None),
    "narstaende": ("stod", "narstaende", None),
    "barn_skriver": ("stod", "barn", None),
    "utovare": ("stod", "utovare", None),
    "sjalvmordstankar": (None, None, "suicid"),
    "heder_utsatt": ("stod", None, "heder"),
}
# Forms of harmless messages that stay harmless in pieces: a film's "han slår henne" does not.
_CALM = frozenset(
    ("fraga", "yrkesroll", "statistik", "skola", "utanfor", "smaprat", "hypotetisk")
)


@dataclass(frozen=True)
class Lesson:
    """A training message with its labels; None where they are not told."""

    text: str
    level: Level | None
    concern: bool
    who: Who | None
    theme: Theme | None
    theme_known: bool


def lesson_of(example: Example) -> Lesson:
    """The lesson of a message labelled for danger."""
    concern = example.level != "ingen"
    return Lesson(example.text, example.level, concern, example.who, example.theme, concern)


def lesson_of_topic(text: str, intent: str) -> Lesson:
    """The lesson of a topic's training message: harmless unless the topic is one of safety."""
    if intent not in OF_TOPIC:
        return lesson_of_calm(text)
    level, who, theme = OF_TOPIC[intent]
    return Lesson(text, level, True, who, theme, theme is not None)


def lesson_of_calm(text: str) -> Lesson:
    """The lesson of a harmless text."""
    return Lesson(text, "ingen", False, None, None, False)


def calm_clauses(
    examples: Iterable[Example], topics: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """Clauses of harmless messages and of ``topics`` (text, intent), each with its language.

    A message is also judged clause by clause, and a clause of a long question ("förra året kom
    det en konsult") is a kind of text that no whole message shows. What is a message too is left
    out.
    """
    sources = [(text, "sv") for text, intent in topics if intent not in OF_TOPIC]
    known = {key(text) for text, _ in topics}
    for one in examples:
        known.add(key(one.text))
        if one.level == "ingen" and one.form in _CALM:
            sources.append((one.text, one.lang))
    return {
        clause.text: language
        for text, language in sources
        for clause in clauses.split(text)
        if key(clause.text) not in known
    }
