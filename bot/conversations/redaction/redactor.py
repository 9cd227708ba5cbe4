"""The redactor: takes out of a text what could tell who wrote it or about whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from bot.conversations.redaction.addresses import Addresses
from bot.conversations.redaction.births import Births
from bot.conversations.redaction.denied import Denied
from bot.conversations.redaction.disguised import Disguised
from bot.conversations.redaction.electronic import Electronic
from bot.conversations.redaction.finding import KINDS, Finding, resolve
from bot.conversations.redaction.handles import Handles
from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.lists import FOLDER
from bot.conversations.redaction.name_cues import NameCues
from bot.conversations.redaction.name_lists import NameLists
from bot.conversations.redaction.names import Names
from bot.conversations.redaction.numbering import Numbering
from bot.conversations.redaction.numbers import Numbers
from bot.conversations.redaction.places import Places
from bot.conversations.redaction.plates import Plates
from bot.conversations.redaction.public import Public, words_in
from bot.conversations.redaction.spacy_names import SpacyNames
from bot.conversations.redaction.spelled import Spelled
from bot.conversations.redaction.text import PLACEHOLDER, Text
from bot.conversations.redaction.workplaces import Workplaces
from bot.nlu.places.spelling import fold, lower

_PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(map(re.escape, KINDS))})(?: \d{{1,6}})?\]")
_SOFT = frozenset(("NAMN", "KONTO", "ORT"))  # give way to what is public
_NAMED = frozenset(("SKOLA", "ARBETSPLATS", "ADRESS"))  # give way where all of it is public
_MOST_PASSES = 6


class Redactor:
    """Finds and replaces personal data. It holds no text and may be shared by threads."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the lists in ``folder``. Raises RedactionError; `load` reads them only once."""
        known, lists = KnownWords.load(folder), NameLists.load(folder / "names")
        self._public = Public.load(folder)
        self._lists = lists
        self._places = Places.load(known)
        self._names = Names(lists, known, NameCues.load(folder))
        self._spacy = SpacyNames.installed()
        self._electronic = Electronic(self._public, known)
        self._finders = (
            self._electronic,
            Numbers(self._public),
            Births(),
            Spelled(self._public),
            Plates(known),
            Handles(known, lists),
            Disguised(lists, known),
            Addresses.load(known, folder),
            Workplaces.load(known, folder),
            Denied.load(folder),
        )

    @classmethod
    def load(cls) -> Redactor:
        """The redactor of this process, made at the first call. Raises RedactionError."""
        return _shared()

    def find(self, text: str) -> list[Finding]:
        """What is to be taken out of ``text``, in order and without overlaps.

        Placeholders that stand in it already are passed over. What shows only when something else
        is out is found as well, so that a redacted text has no findings.
        """
        work, places = _without_placeholders(text)
        found: list[Finding] = []
        for _ in range(_MOST_PASSES):
            fresh = self._once(Text(work))
            if not fresh:
                break
            found += [
                Finding(one.kind, places[one.start], places[one.end - 1] + 1, one.stem)
                for one in fresh
            ]
            work, places = _cut(work, places, fresh)
        return sorted(found, key=lambda one: one.start)

    def redact(self, text: str, numbering: Numbering | None = None) -> str:
        """``text`` with a placeholder for each finding, numbered within the conversation.

        Without ``numbering`` the placeholders carry no number. A place becomes its kommun.
        """
        parts, last = [], 0
        for one in self.find(text):
            parts += [text[last : one.start], _replacement(one, text, numbering)]
            last = one.end
        return "".join((*parts, text[last:]))

    def _once(self, text: Text) -> list[Finding]:
        found = [one for finder in self._finders for one in finder.find(text)]
        links = list(self._electronic.public_spans(text))
        kept, half = self._kept(text)
        protected = _marked(text, [*kept, *links])
        places = list(self._places.mentions(text))
        found += self._places.findings(text, places)
        places = [one for one in places if one.kind != "unknown"]
        placed = _marked(text, [(one.start, one.end) for one in places])
        for one in places:
            single = fold(text.low[one.start : one.end])
            if single in self._lists.sure and fold(lower(one.name)) != single:
                continue  # Norbert is not Norberg
            known = single in self._lists.every or single.removesuffix("s") in self._lists.every
            (half if known else kept).append((one.start, one.end))
        kept += links
        words = text.words
        numbers = dict.fromkeys(words_in(words, sorted(kept)), False)
        numbers.update(dict.fromkeys(words_in(words, sorted(half)), True))
        found += self._names.find(text, numbers)
        if self._spacy:
            found += self._spacy.find(text)
        inside = _marked(text, links)
        return resolve(
            [
                one for one in found
                if not (one.kind in _SOFT and any(protected[one.start : one.end]))
                and not (one.kind in _NAMED and _covered(text, protected, placed, one))
                and not any(inside[one.start : one.end])
            ],
            text.plain,
        )

    def _kept(
        self, text: Text
    ) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Spans of public names that stay, and of those that may be a private first name."""
        kept, half = [], []
        for start, end, person in self._public.spans(text):
            single = text.low[start:end]
            forms = {fold(single), fold(single).removesuffix("s")}
            if person or not forms.isdisjoint(self._lists.every):
                half.append((start, end))
            else:
                kept.append((start, end))
        return kept, half


def _marked(text: Text, spans: Iterable[tuple[int, int]]) -> bytearray:
    """A byte for each character of ``text``, 1 in ``spans``."""
    marks = bytearray(len(text.plain))
    for start, end in spans:
        marks[start:end] = b"\x01" * (end - start)
    return marks


def _covered(text: Text, first: bytearray, second: bytearray, one: Finding) -> bool:
    """Whether every letter and digit of a finding is marked in one of the two."""
    return all(
        first[at] or second[at]
        for at in range(one.start, one.end) if text.plain[at].isalnum()
    )


@lru_cache(maxsize=1)
def _shared() -> Redactor:
    return Redactor()


def _replacement(one: Finding, text: str, numbering: Numbering | None) -> str:
    if one.is_place:
        return one.stem
    if numbering is None:
        return f"[{one.stem}]"
    return f"[{one.stem} {numbering.number(one.kind, text[one.start : one.end])}]"


def _without_placeholders(text: str) -> tuple[str, list[int]]:
    """``text`` with one sign for each placeholder, and where each of its characters stood."""
    text = text.replace(PLACEHOLDER, "\ufffd")
    work: list[str] = []
    places: list[int] = []
    last = 0
    for match in _PLACEHOLDER.finditer(text):
        work += [text[last : match.start()], PLACEHOLDER]
        places += [*range(last, match.start()), match.start()]
        last = match.end()
    work.append(text[last:])
    places += range(last, len(text))
    return "".join(work), places


def _cut(work: str, places: list[int], found: list[Finding]) -> tuple[str, list[int]]:
    """``work`` with what was found replaced: by a sign, a place by its kommun."""
    parts: list[str] = []
    kept: list[int] = []
    last = 0
    for one in found:
        new = one.stem if one.is_place else PLACEHOLDER
        parts += [work[last : one.start], new]
        kept += [*places[last : one.start], *[places[one.start]] * len(new)]
        last = one.end
    parts.append(work[last:])
    kept += places[last:]
    return "".join(parts), kept
