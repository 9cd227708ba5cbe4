"""The words for days and times, and how a written word is recognised as one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from .holidays import NAMES
from .numerals import numerals, ordinals
from .spelling import Spelling, fold

Tags = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """A part of the day: begin and finish in hours (finish may pass 24)."""

    name: str
    begin: int
    finish: int
    half: str


@dataclass(frozen=True)
class Entry:
    """A known word: its right spelling and what it can mean.

    tags: weekday (number, form), weak_weekday, class (weekdays, holiday), month, weak_month,
    season (index, form), part (Part, form), relday (days from today), relpart (days, Part),
    unit, number, ordinal, fn (canonical function words), split (words the compound consists of),
    century, tiden (hour).
    """

    word: str
    tags: Tags


def _content() -> dict[str, Any]:
    content: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("lexicon.yml"))
    return content


class Lexicon:
    """Swedish time words with their misspellings.

    Reads lexicon.yml once, at construction; `look_up` is then a few dictionary look-ups.
    """

    def __init__(self) -> None:
        """Read the word lists."""
        content = _content()
        self._tags: dict[str, dict[str, Any]] = {}
        self.parts: dict[str, Part] = {
            name: Part(name, part["begin"], part["finish"], part["half"])
            for name, part in content["parts"].items()
        }
        self.after_lunch: tuple[int, int] = tuple(content["after_lunch"])
        self.season_months: list[tuple[int, int]] = [
            tuple(season["months"]) for season in content["seasons"]
        ]
        self._ordinals = {n: words[0] for n, words in ordinals(content["ordinals"]).items()}
        self.pairs: dict[tuple[str, str], str] = {}
        for word, cls, value in self._entries(content):
            first, _, second = word.partition(" ")
            if second:
                self.pairs[first, second] = word
                self._tags.setdefault(second, {})
            self._tags.setdefault(word, {})[cls] = value
        for name, surfaces in content["words"].items():
            for word in surfaces:
                tags = self._tags.setdefault(word, {})
                tags["fn"] = tags.get("fn", frozenset()) | {name}
        for word in NAMES.words():
            self._tags.setdefault(word, {})["name"] = word in NAMES.phrases
        self._weekday_compounds(content)
        self.greetings = frozenset(content["greetings"])
        self.fillers = _folded(content["fillers"])
        self.before_number = _folded(content["before_number"])
        self.ages = _folded(content["ages"])
        self.parents = _folded(content["parents"])
        self.after_number = _folded(content["after_number"])
        self.not_before = _folded(content["not_numbers_before"])
        self.not_after = _folded(content["not_numbers_after"])
        self.shy_months = frozenset(content["shy_months"])
        self._entry = {word: Entry(word, tags) for word, tags in self._tags.items()}
        self._spelling = Spelling(
            words=(word for word in self._entry if " " not in word),
            loose=(w for w, t in self._tags.items() if _is_loose(w, t)),
            never=content["not_dates"],
        )

    def look_up(self, word: str) -> Entry | None:
        """The entry of a lower-case word, however misspelt, or None."""
        entry = self._entry.get(word)
        if entry is not None:
            return entry
        known = self._spelling.correct(word)
        return None if known is None else self._entry[known]

    def entry(self, word: str) -> Entry:
        """The entry of a correctly spelt word or pair. Raises KeyError."""
        return self._entry[word]

    def ordinal_word(self, number: int) -> str | None:
        """The first way to write an ordinal number as a word, 1–31, else None."""
        return self._ordinals.get(number)

    def _entries(self, content: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
        weekdays = content["weekdays"]
        for number, base in enumerate(weekdays["base"]):
            for form, patterns in weekdays["forms"].items():
                for pattern in patterns:
                    yield pattern.format(base, stem=base[:-1]), "weekday", (number, form)
            for short in weekdays["abbreviations"][number]:
                yield short, "weekday", (number, "base")
        for word, number in weekdays["weak"].items():
            yield word, "weak_weekday", number
        for group in content["day_classes"].values():
            for word in group["words"]:
                yield word, "class", (tuple(group["days"]), group.get("holiday"))
        for number, words in enumerate(content["months"], 1):
            for word in words:
                yield word, "month", number
        for word, number in content["weak_months"].items():
            yield word, "weak_month", number
        for number, season in enumerate(content["seasons"]):
            for form in ("base", "definite", "past"):
                yield season[form], "season", (number, form)
        for name, part in content["parts"].items():
            for form in ("base", "past", "habit"):
                for word in part[form]:
                    yield word, "part", (self.parts[name], form)
        for days, words in content["relative_days"].items():
            for word in words:
                yield word, "relday", days
        for key, words in content["relative_parts"].items():
            days, _, name = key.partition(" ")
            for word in words:
                yield word, "relpart", (int(days), self.parts[name])
        for unit, words in content["units"].items():
            for word in words:
                yield word, "unit", unit
        numbers = numerals(content["numbers"])
        for word, number in numbers.items():
            yield word, "number", number
            if 1 <= number <= 24:
                yield word + "tiden", "tiden", number
                yield word + "snåret", "tiden", number
            if 1 <= number <= 12 and word != "en":
                yield "halv" + word, "split", ("halv", word)
        for word, number in content["centuries"].items():
            for tail, rest in numbers.items():
                if rest > 0:
                    yield word + tail, "year", number + rest
            yield word, "year", number
        for number, words in ordinals(content["ordinals"]).items():
            for word in words:
                yield word, "ordinal", number

    def _weekday_compounds(self, content: Mapping[str, Any]) -> None:
        """Add fredagskväll, fredagkvällen, vardagskvällar … as two words each."""
        for base in [*content["weekdays"]["base"], "vardag"]:
            for _name, part in content["parts"].items():
                for form in ("base", "habit"):
                    # vardagskväll is never one day's evening
                    day = base + "ar" if form == "habit" or base == "vardag" else base
                    for word in [w for w in part[form] if len(w) > 3]:
                        for link in ("s", ""):
                            self._tags[base + link + word] = {"split": (day, word)}
            self._tags.setdefault(base + "snatt", {"split": (base, "natt")})
        for word, words in content["compounds"].items():
            self._tags[word] = {"split": tuple(words)}


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(words) | frozenset(fold(word) for word in words)


_LOOSE: set[str] = {
    "class", "season", "relpart", "part", "unit", "number", "ordinal", "name", "split", "year",
}  # fmt: skip


def _is_loose(word: str, tags: Mapping[str, Any]) -> bool:
    """Whether a slip of one letter in the word is to be forgiven.

    Weekdays, months and "imorgon" from six letters, other words from eight: among the shorter
    ones too many are one letter from another word (natten and katten, timmar and rimmar).
    """
    if len(word) < 6 or " " in word or (word.startswith("halv") and "split" in tags):
        return False
    if word == "klockan" or "relday" in tags or "month" in tags:
        return True
    if "weekday" in tags:
        return not word.endswith("dan")
    return len(word) >= 8 and bool(_LOOSE & tags.keys())


LEXICON = Lexicon()
