"""What around a word shows that it is a place, and which names are ordinary words as well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Flag, auto
from pathlib import Path
from typing import Any

from bot.nlu.places.atlas import PlacesError, read_csv, read_yaml
from bot.nlu.places.spelling import fold, lower
from bot.nlu.places.tokens import Token, shouting

_LONGEST_PHRASE = 3  # words in the longest cue phrase


class Cue(Flag):
    """Signs that a word is a place."""

    NONE = 0
    WHOLE = auto()  # the name is the whole message, or a sentence of its own
    WORD = auto()  # "kommun" or "län" beside it
    HOME = auto()  # "bor i", "flyttat till"
    STRONG = auto()  # "kommer från", "i trakten av"
    PREPOSITION = auto()  # "i", "nära"
    WEAK = auto()  # "från", "till", "på": other things follow them as often
    TOPIC = auto()  # "koordinator för", "vilken region har"
    NAMED = auto()  # after "och", "nej", "eller" in a message about places
    CAPITAL = auto()  # a capital letter inside a sentence
    AFTER_NAME = auto()  # after another word with a capital, as a family name is


def _words(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(lower(entry)) for entry in entries)


@dataclass(frozen=True)
class CueWords:
    """The word lists of cues.yml and ordinary_words.csv.

    All are folded but ``wordlike`` and ``ordinary``.
    """

    prepositions: frozenset[str]
    weak_prepositions: frozenset[str]
    home: frozenset[str]
    strong: frozenset[str]
    negations: frozenset[str]
    topical: frozenset[str]
    named: frozenset[str]
    topic: tuple[str, ...]
    fillers: frozenset[str]
    kommun_words: frozenset[str]
    lan_words: frozenset[str]
    institutions: frozenset[str]
    region_words: frozenset[str]
    landskap_words: frozenset[str]
    kommun_words_before: frozenset[str]
    lan_words_before: frozenset[str]
    everyday: frozenset[str]
    only_places: frozenset[str]
    first_names: frozenset[str]
    family_names: frozenset[str]
    phrases: frozenset[str]
    persons: frozenset[str]
    never_unknown: frozenset[str]
    noun_endings: tuple[str, ...]
    endings: tuple[str, ...]
    people_endings: tuple[str, ...]
    wordlike: frozenset[str]
    ordinary: frozenset[str]
    ordinary_folded: frozenset[str]

    @classmethod
    def load(cls, folder: Path) -> CueWords:
        """The lists in ``folder``; raises PlacesError when one is missing."""
        content: dict[str, Any] = read_yaml(folder / "cues.yml")
        ordinary = folder / "ordinary_words.csv"
        rows = read_csv(ordinary) if ordinary.exists() else []
        tuples = {"topic", "noun_endings", "endings", "people_endings"}
        lists: dict[str, Any] = {}
        for name in cls.__dataclass_fields__:
            if name in ("wordlike", "ordinary", "ordinary_folded"):
                continue
            if name not in content:
                raise PlacesError(f"cues.yml lacks the list {name}")
            words = _words(content[name])
            lists[name] = tuple(sorted(words)) if name in tuples else words
        near = frozenset(row["word"] for row in rows if row["like"] == "near")
        return cls(
            **lists,
            wordlike=frozenset(row["word"] for row in rows if row["like"] == "name"),
            ordinary=near,
            ordinary_folded=frozenset(fold(word) for word in near),
        )

    def is_ordinary(self, token: Token) -> bool:
        """Whether the token is a word that only looks like a place (with or without its dots)."""
        if token.lower == token.fold:
            return token.fold in self.ordinary_folded
        return token.lower in self.ordinary


class Context:
    """The words of one message, seen for what they say about a place among them."""

    def __init__(self, tokens: list[Token], words: CueWords) -> None:
        """Take the words of the message and the word lists."""
        self.tokens = tokens
        self._words = words
        self.shouting = shouting(tokens)
        self.about_places = any(token.fold.startswith(words.topic) for token in tokens)

    def before(self, start: int) -> list[str]:
        """Up to three folded words before token ``start``, joined longest first."""
        words: list[str] = []
        position = start
        while position and len(words) < _LONGEST_PHRASE:
            if self.tokens[position].begins_sentence:
                break
            position -= 1
            words.insert(0, self.tokens[position].fold)
        return [" ".join(words[skip:]) for skip in range(len(words))]

    def forbidden(self, start: int, end: int) -> bool:
        """Whether these tokens end a phrase that is no place (ta till vara)."""
        here = " ".join(token.fold for token in self.tokens[start:end])
        return any(f"{phrase} {here}" in self._words.phrases for phrase in self.before(start))

    def negated(self, start: int) -> bool:
        """Whether "inte", "inte i" and the like stand before token ``start``."""
        return any(phrase in self._words.negations for phrase in self.before(start))

    def cues(self, start: int, end: int) -> Cue:
        """The signs for the tokens from ``start`` up to ``end``, ``end`` not included."""
        words, tokens = self._words, self.tokens
        found = Cue.NONE
        phrases = self.before(start)
        last = phrases[-1] if phrases else ""
        if any(phrase in words.home for phrase in phrases):
            found |= Cue.HOME | Cue.STRONG
        elif any(phrase in words.strong for phrase in phrases):
            found |= Cue.STRONG
        if last in words.weak_prepositions:
            found |= Cue.WEAK
        elif any(phrase in words.prepositions for phrase in phrases):
            found |= Cue.PREPOSITION
        if self.about_places:
            if last in words.topical:
                found |= Cue.TOPIC
            elif last in words.named:
                found |= Cue.NAMED
        after = tokens[end] if end < len(tokens) and tokens[end].joined else None
        if after and after.fold.startswith(words.topic):
            found |= Cue.NAMED
        if after and (
            after.fold in words.kommun_words
            or after.fold in words.lan_words
            or (after.fold in words.institutions and tokens[end - 1].fold.endswith("s"))
        ):
            found |= Cue.WORD
        if last in words.kommun_words_before | words.lan_words_before | words.landskap_words:
            found |= Cue.STRONG
        if self._alone(start, end):
            found |= Cue.WHOLE
        token = tokens[start]
        if token.capital and not self.shouting:
            # "Kisa, vem ringer jag?": called out before the question.
            called = not token.start and end < len(tokens) and tokens[end].gap.startswith(",")
            if called or not token.begins_sentence:
                found |= Cue.CAPITAL
        if start and self._is_name(start - 1) and token.joined:
            found |= Cue.AFTER_NAME
        return found

    def _is_name(self, position: int) -> bool:
        """Whether the token looks like a person's first name."""
        token = self.tokens[position]
        if token.fold in self._words.persons | self._words.first_names:
            return True
        common = token.fold in self._words.prepositions | self._words.fillers | self._words.topical
        return (
            token.capital
            and not token.begins_sentence
            and not self.shouting
            and not common
            and not token.fold.startswith(self._words.topic)
        )

    def _alone(self, start: int, end: int) -> bool:
        """Whether nothing but small words stands beside these tokens in their sentence."""
        tokens, fillers = self.tokens, self._words.fillers
        position = start
        while not tokens[position].begins_sentence:
            position -= 1
            if tokens[position].fold not in fillers:
                return False
        position = end
        while position < len(tokens) and not tokens[position].begins_sentence:
            if tokens[position].fold not in fillers:
                return False
            position += 1
        return True
