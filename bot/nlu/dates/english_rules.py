"""The rules of english.yml: patterns over the words of a message, and the Swedish for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from .spelling import Spelling

_CLASS = re.compile(r"<(~?)([a-z]+)(\d?)>")
_HOLE = re.compile(r"\{([a-z]+)(\d?)(\+1)?\}")
_LOOK_BACK = 60  # characters before a word that `after` and `unless` look at
_NOON = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_DAYLIKE = (
    "weekday", "shyday", "weekdays", "month", "shymonth", "holiday", "relative", "workday",
)  # fmt: skip
_NTH = r"[0-3]?\d(?:st|nd|rd|th)"
_CLOCK = r"\d{1,2}[:.]\d\d"
_WRITTEN = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}/\d{1,2}"


@dataclass(frozen=True)
class Rule:
    """English words and the Swedish for them; after and unless look at what stands before."""

    english: re.Pattern[str]
    swedish: str
    after: re.Pattern[str] | None
    unless: re.Pattern[str] | None


class Rules:
    """What english.yml says. Reads it once, at construction."""

    def __init__(self) -> None:
        """Read the words and compile the rules."""
        path = Path(__file__).with_name("english.yml")
        content: dict[str, Any] = YAML(typ="safe").load(path)
        numbers: dict[str, int] = content["numbers"]
        self._numbers = _joined(numbers, numbers)
        self._ordinals = _joined(numbers, content["ordinals"])
        self._classes: dict[str, Mapping[str, str]] = content["classes"]
        self._patterns = self._class_patterns(content)
        self.spellings: Mapping[str, str] = content["spellings"]
        loose = content["loose"]
        self.spelling = Spelling(loose, loose, content["not_loose"])
        # what a word of no rule becomes, so that numbers beside it are read rightly
        self.rest: dict[str, str] = {}
        for words, swedish in (
            ("follows", "kan"),
            ("fillers", "så"),
            ("opening", "öppet"),
            ("counts", "barn"),
            ("labels", "nummer"),
        ):
            self.rest.update(dict.fromkeys(content[words], swedish))
        self.rest.update((word, word) for word in content["kept"])
        self._rules = [self._rule(rule) for rule in content["rules"]]
        self.words = frozenset(self._vocabulary(content["rules"]))

    def match(self, line: str, place: int) -> tuple[str, int] | None:
        """The Swedish for the words at a place, and the place after them, by the first rule.

        line: the words and signs of a message with one space between them; ^ and $ around it.
        """
        before = line[max(0, place - _LOOK_BACK) : place]
        for rule in self._rules:
            match = rule.english.match(line, place)
            if match is None:
                continue
            if rule.after is not None and rule.after.search(before) is None:
                continue
            if rule.unless is not None and rule.unless.search(before) is not None:
                continue
            return self._fill(rule.swedish, match.groupdict()), match.end()
        return None

    def _rule(self, rule: Mapping[str, str]) -> Rule:
        def context(key: str) -> re.Pattern[str] | None:
            pattern = rule.get(key)
            return (
                None
                if pattern is None
                else re.compile(rf"(?<!\S)(?:{self._expanded(pattern, naming=False)}) $")
            )

        english = re.compile(self._expanded(rule["en"], naming=True) + "(?= )")
        return Rule(english, rule["sv"], context("after"), context("unless"))

    def _expanded(self, pattern: str, naming: bool) -> str:
        def expand(match: re.Match[str]) -> str:
            unnamed, name, number = match.groups()
            inner = self._patterns[name]
            if name in ("ends", "after"):
                return inner
            return f"(?:{inner})" if unnamed or not naming else f"(?P<{name}{number}>{inner})"

        return _CLASS.sub(expand, pattern)

    def _class_patterns(self, content: Mapping[str, Any]) -> dict[str, str]:
        either = {name: _either(words) for name, words in self._classes.items()}
        hours = _either(word for word, n in self._numbers.items() if 1 <= n <= 12)
        fives = _either(word for word, n in self._numbers.items() if n in (5, 10, 20, 25))
        minutes = _either(word for word, n in self._numbers.items() if 10 <= n <= 59)
        month = f"{either['month']}|{either['shymonth']}"
        signs = r"[.,?!;:()\-–—…\"'”“’‘»«/$]"
        after = f"{signs}|{_either(content['follows'])}|at|{either['thepart']}"
        daylike = "|".join(either[name] for name in _DAYLIKE)
        either.update(
            anymonth=month,
            opening=_either(content["opening"]),
            day=r"[0-3]?\d",
            nth=_NTH,
            ordinal=_either(self._ordinals),
            count=rf"{_either(self._numbers)}|\d{{1,3}}",
            year=r"(?:19|20)\d\d",
            wordhour=hours,
            wordminute=fives,
            minute=f"{fives}|5|10|20|25",
            minutes=minutes,
            hour=rf"{hours}|2[0-4]|[01]?\d|\d\d:00",
            time=rf"{_CLOCK}|{hours}|{_either(_NOON)}|2[0-4]|[01]?\d",
            military=r"(?:[01]\d|2[0-3])[0-5]\d",
            early=r"0[0-5]:\d\d",
            after=f"(?:{after}|{daylike})",
            ends=f"(?= (?:{after}|{daylike}|{either['dayclass']}) )",
            daylike=rf"(?:the )?(?:{daylike}|{_NTH}|{_WRITTEN}|[0-3]?\d (?:of )?(?:{month})"
            rf"|(?:{_either(self._ordinals)}) (?:of )?(?:{month})"
            rf"|(?:next|last|this|coming) (?:week|month|year|weekend|{either['season']})"
            rf"|{either['season']}|weekend|weekends|week \d{{1,2}})",
        )
        return either

    def _fill(self, swedish: str, groups: Mapping[str, str | None]) -> str:
        def fill(match: re.Match[str]) -> str:
            name, number, later = match.groups()
            said = groups.get(name + number)
            return "" if said is None else self._swedish(name, said, later is not None)

        return _HOLE.sub(fill, swedish)

    def _swedish(self, name: str, said: str, later: bool) -> str:
        """The Swedish for one word or several of a class."""
        if name == "hour":
            return self._hour(said, later)
        if name in ("count", "wordhour", "minute", "wordminute", "minutes"):
            return str(self._numbers.get(said, said))
        if name == "military":
            return f"{said[:2]}:{said[2:]}"
        if name == "time":
            return _NOON.get(said) or str(self._numbers.get(said, said))
        if name == "ordinal":
            return str(self._ordinals[said])
        if name == "nth":
            return said[:-2]
        if name == "anymonth":
            return self._classes["month"].get(said) or self._classes["shymonth"][said]
        return self._classes.get(name, {}).get(said, said)

    def _hour(self, said: str, later: bool) -> str:
        """An hour in digits, the next one for "half past"; 03:00 was written "3 am"."""
        told = said.endswith(":00")
        hour = int(said[:-3]) if told else int(self._numbers.get(said, said))
        if later:
            hour = hour + 1 if told or hour > 12 else hour % 12 + 1
        if told and 1 <= hour <= 12:
            return f"{hour} på natten" if hour < 4 else f"{hour} på förmiddagen"
        return str(hour)

    def _vocabulary(self, rules: Iterable[Mapping[str, str]]) -> Iterable[str]:
        for rule in rules:
            yield from re.findall(r"[a-z]+", _CLASS.sub(" ", rule["en"]))
        for words in (*self._classes.values(), self._numbers, self._ordinals):
            for word in words:
                yield from word.split()


def _either(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first; letters they share are tried once."""
    tails: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        tails.setdefault(word[:1], []).append(word[1:])
    whole = tails.pop("", None) is not None
    if not tails:
        return ""
    branches = [re.escape(letter) + _either(rest) for letter, rest in tails.items()]
    if len(branches) == 1 and not whole:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if whole else ''}"


def _joined(tens: Mapping[str, int], units: Mapping[str, int]) -> dict[str, int]:
    """The units and the tens with each: twenty one, twenty - one, twenty first."""
    words = dict(units)
    for ten, number in tens.items():
        if number >= 20:
            for unit, rest in units.items():
                if rest < 10:
                    words[f"{ten} {unit}"] = words[f"{ten} - {unit}"] = number + rest
    return words


RULES = Rules()
