"""Names from spaCy, with a pipeline that stands in for the model."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversations.redaction.spacy_names import SpacyNames
from bot.conversations.redaction.text import Text


@dataclass
class Entity:
    """What spaCy calls a span."""

    text: str
    label_: str
    start_char: int
    end_char: int


@dataclass
class Document:
    """What spaCy calls a Doc, as far as it is used."""

    ents: list[Entity]


def test_persons_with_a_capital_are_names() -> None:
    """Places and lower-case entities are not taken."""
    entities = [
        Entity("Zarqe", "PRS", 0, 5), Entity("Motala", "LOC", 6, 12), Entity("hon", "PRS", 13, 16),
    ]
    found = list(SpacyNames(lambda text: Document(entities)).find(Text("Zarqe Motala hon är där")))
    assert [(one.kind, one.start, one.end) for one in found] == [("NAMN", 0, 5)]


def test_long_and_shouted_texts_are_left_out() -> None:
    """The pipeline is not run where it is slow or where capitals say nothing."""
    names = SpacyNames(lambda text: Document([Entity("A", "PRS", 0, 1)]))
    assert not list(names.find(Text("Anna " * 1000)))
    assert not list(names.find(Text("ANNA SLOG MIG IGEN")))
