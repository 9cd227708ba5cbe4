"""English expressions of time, found by way of Swedish.

The message is rewritten, a few words at a time, into Swedish words that the finder knows; each
rewritten piece keeps its place in the original. Words that say nothing of time become neutral
ones, so that no English word is taken for a Swedish one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from .english_rules import RULES
from .expression import TimeExpression
from .finder import find
from .holidays import NAMES
from .lexicon import LEXICON
from .tokens import tokenize

_LONGEST = 2000
_NEUTRAL = "x"
_TOKEN = re.compile(
    r"""
    (?P<written>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)
      | \d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)(?![\d:])
      | \d{1,2}/\d{1,2}(?![\d/]|\s+(?:of|av)\b))
  | (?P<share>\d{1,2}/\d{1,2}(?=\s+(?:of|av)\b))
  | (?P<twelve>(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])(?:m\b|\.\s?m\b\.?))
  | (?P<first>(?P<first_hour>\d{1,2})(?:[:.](?P<first_minute>\d\d))?     # 9 in "9 to 11 am"
      (?=\s?(?:-|–|—|to|and|until|till)\s?(?P<last_hour>\d{1,2})(?:[:.]\d\d)?\s?
         (?P<last_half>[ap])(?:m\b|\.\s?m\b)))
  | (?P<nth>\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<hours>(?P<h>\d{1,2})h(?P<h_minute>[0-5]\d)?\b)
  | (?P<number>\d{1,2}[:.]\d\d(?!\d) | \d+(?:[.,]\d+)?)
  | (?P<word>[^\W\d_]+(?:['’](?:[^\W\d_]+)?)?)
  | (?P<sign>[^\w\s]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class _Word:
    """A word or sign of the message: as the rules read it, and as it stays without a rule."""

    start: int
    end: int
    read: str
    plain: str


@dataclass(frozen=True)
class _Piece:
    """Swedish words at begin … finish of the rewritten message, for start … end of the other."""

    begin: int
    finish: int
    start: int
    end: int
    same: bool


def find_english(text: str, now: datetime) -> list[TimeExpression]:
    """The expressions of time in an English message, in order, none overlapping.

    now: the aware moment the message was written. text, start and end of each expression are
    those of the message; the rest is as `find` gives it, with Swedish names and reasons. Only the
    first 2,000 characters are read. Raises ValueError for a naive now.
    """
    text = text[:_LONGEST]
    swedish, pieces = _rewritten(text)
    found: list[TimeExpression] = []
    for expression in find(swedish, now):
        start, end = _place(expression, pieces)
        if start < end and (not found or found[-1].end <= start):
            found.append(_moved(expression, text[start:end], start, end))
    return found


def _moved(expression: TimeExpression, text: str, start: int, end: int) -> TimeExpression:
    other = expression.alternative
    return replace(
        expression,
        text=text,
        start=start,
        end=end,
        alternative=None if other is None else _moved(other, text, start, end),
    )


def _place(expression: TimeExpression, pieces: list[_Piece]) -> tuple[int, int]:
    """Where in the message the words of an expression in the rewritten one stand."""
    inside = [p for p in pieces if p.begin < expression.end and expression.start < p.finish]
    if not inside:
        return 0, 0
    first, last = inside[0], inside[-1]
    start, end = first.start, last.end
    if first.same:
        start += max(0, expression.start - first.begin)
    if last.same:
        end -= max(0, last.finish - expression.end)
    return start, end


def _rewritten(text: str) -> tuple[str, list[_Piece]]:
    """The message in Swedish as far as it speaks of time, and where its pieces come from."""
    words = list(_words(text))
    line = "^ "
    places: list[int] = []
    for word in words:
        places.append(len(line))
        line += word.read + " "
    line += "$ "
    after = {place: n for n, place in enumerate(places)}
    after[len(line) - 2] = len(words)
    swedish = ""
    pieces: list[_Piece] = []
    i = written = 0
    while i < len(words):
        word = words[i]
        swedish += text[written : word.start]
        said, n = word.plain, i + 1
        if word.read in RULES.words or word.read[0].isdigit():
            match = RULES.match(line, places[i])
            if match is not None:
                said, n = match[0], after[match[1] + 1]
        written = words[n - 1].end
        same = said == text[word.start : written]
        begin = len(swedish)
        swedish += said
        pieces.append(_Piece(begin, len(swedish), word.start, written, same))
        i = n
    return swedish, pieces


def _words(text: str) -> Iterator[_Word]:
    junk = [(token.start, token.end) for token in tokenize(text) if token.kind == "junk"]
    place = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < place:
            continue
        kind = match.lastgroup or ""
        while junk and junk[0][1] <= start:
            junk.pop(0)
        if junk and junk[0][0] <= start and kind not in ("written", "share"):
            # a telephone number, an address …
            place = junk[0][1]
            yield _Word(start, place, "¤", text[start:place])
            continue
        said = match.group()
        if kind == "word":
            yield from _spelt(said, start, end)
        elif kind in ("twelve", "first", "hours"):
            clock = _clock(match, kind)
            yield _Word(start, end, clock, clock)
        elif kind == "share":
            yield _Word(start, end, "¤", _NEUTRAL)
        elif kind == "written":
            plain = _day_first(said)
            yield _Word(start, end, plain, plain)
        else:
            yield _Word(start, end, said.lower(), said)


def _spelt(said: str, start: int, end: int) -> Iterator[_Word]:
    """A word in its right spelling, without 's; two words where it was written in one."""
    base, sign, tail = said.lower().replace("’", "'").partition("'")
    if sign and not tail and not base.endswith("s"):
        end -= 1  # a quotation mark
    word = base + tail if tail not in ("", "s") else base
    word = RULES.spellings.get(word, word)
    if word in RULES.words or word in RULES.rest:
        parts = word.split()
    else:
        parts = (RULES.spelling.correct(word) or word).split()
    plain = RULES.rest.get(word) or (said if _swedish(word) else _NEUTRAL)
    if len(parts) == 2:
        middle = start + (end - start) // 2
        yield _Word(start, middle, parts[0], _NEUTRAL)
        yield _Word(middle, end, parts[1], _NEUTRAL)
    else:
        yield _Word(start, end, parts[0], plain)


def _swedish(word: str) -> bool:
    """Whether a word is to be left as it is: a Swedish name of a day, or written with å, ä or ö."""
    if not word.isascii() or word in LEXICON.greetings:
        return True
    if any(words == (word,) for words, _, _ in NAMES.phrases.get(word, ())):
        return True
    entry = LEXICON.look_up(word) if len(word) >= 8 else None
    return entry is not None and bool(entry.tags.get("name"))


def _clock(match: re.Match[str], kind: str) -> str:
    """The 24-hour time of "3 pm", of the 9 in "9 to 11 am" or of "16h"."""
    if kind == "hours":
        return f"{int(match['h']):02}:{match['h_minute'] or '00'}"
    if kind == "twelve":
        return f"{_hour(match['hour'], match['half']):02}:{match['minute'] or '00'}"
    last = _hour(match["last_hour"], match["last_half"])
    hour = _hour(match["first_hour"], match["last_half"])
    if hour > last:  # "between 10 and 2 pm"
        hour = int(match["first_hour"])
    return f"{hour:02}:{match['first_minute'] or '00'}"


def _hour(said: str, half: str) -> int:
    """An hour of the day; one past twelve is one already, whatever is said after it."""
    hour = int(said)
    if hour > 12:
        return hour
    return hour % 12 + (12 if half in "pP" else 0)


def _day_first(said: str) -> str:
    """A written date with its day first; the other way only where nothing else can be meant."""
    parts = re.split(r"[-/.]", said)
    if len(parts[0]) == 4 or not (int(parts[1]) > 12 >= int(parts[0]) > 0 and int(parts[1]) < 32):
        return said
    return "/".join([parts[1], parts[0], *parts[2:]])
