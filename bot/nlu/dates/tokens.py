"""Cutting a message into words, numbers and written dates and times."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from .lexicon import LEXICON, Entry

_NONE: frozenset[str] = frozenset()
_NO_TAGS: Mapping[str, Any] = MappingProxyType({})

# Order matters: what is certainly not a date first, then the most specific form.
_TOKEN = re.compile(
    r"""
    (?P<junk>                                   # telephone and personal numbers, laws, codes
        \+\d{2}\s?(?:\(0\)\s?)?\d{1,3}(?:[\s-]?\d{2,3}){2,3}(?![\d:./])
      | (?:19|20)?\d{6}[-+]\d{4}(?!\d)
      | (?=(?:[\s()–/-]{0,3}\d){8})
        \(?0\d{1,3}\)?\s?[-–/]\s?(?:\d{5,8}|\d{2,3}(?:\s\d{2,3}){1,2})(?![\d:./])
      | 0\d{1,3}(?:\s\d{2,3}){2,3}(?![\d:./])
      | (?:116\s?\d{3}|114\s?14|113\s?13|90\s?(?:101|390|000)|1177|112)(?![\d:/])
      | \d{4}/\d{2,4}:\d+ | \d{4}:\d+
      | \d{1,2}/\d{1,2}(?=\s+av\b)
      | §\s?\d+ | \d+\s?(?:§|%) | \d+-?tale\w+
      | (?:https?://|www\.)\S+ | [\w.+-]{1,64}@[\w.-]{2,99}
    )
  | (?P<ymd>(?P<ymd_y>(?:1[89]|20|21)\d\d)(?P<sep>[-/.])
       (?P<ymd_m>\d{1,2})(?P=sep)(?P<ymd_d>\d{1,2})(?!\d))
  | (?P<compact>(?:19|20)\d{6}(?!\d))
  | (?P<six>\d{6}(?!\d))
  | (?P<dmy>(?P<dmy_d>\d{1,2})(?P<sep2>[-/.])(?P<dmy_m>\d{1,2})(?:(?P=sep2)|-)
       (?P<dmy_y>(?:1[89]|20|21)\d\d|\d\d)(?![\d/]|[.:]\d))
  | (?P<dm>(?P<dm_d>\d{1,2})/(?P<dm_m>\d{1,2})(?![\d/]))
  | (?P<dmdash>(?P<dd_d>2[5-9]|3[01])-(?P<dd_m>0?[1-9]|1[0-2])(?![\d/-]))
  | (?P<hm>(?P<hm_h>\d{1,2}):(?P<hm_m>\d{2})(?::(?P<hm_s>\d\d))?(?!\d))
  | (?P<hdm>(?P<hdm_h>\d{1,2})\.(?P<hdm_m>\d{2})(?!\d|\.\d))
  | (?P<nth>(?P<nth_n>\d{1,2})(?::?[ea]|:[dt]e)(?!\w))
  | (?P<tiden>(?P<tiden_n>\d{1,2})\s?-?\s?(?:tiden|snåret|snaret)(?!\w))
  | (?P<num>\d+(?:,\d+)?)
  | (?P<abbr>(?:f\.\s?m|e\.\s?m|t\.?\s?o\.\s?m|fr\.\s?o\.\s?m|kl|v|ca)\.(?=\s?\w|\s?$))
  | (?P<word>[^\W\d_]+)
  | (?P<dash>[-–—])
  | (?P<punct>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ABBREVIATIONS = {
    "fm": "fm",
    "em": "em",
    "tom": "till",
    "from": "från",
    "kl": "kl",
    "v": "v",
    "ca": "ca",
}


@dataclass(frozen=True)
class Token:
    """A piece of the message: kind is word, num, dash, punct, junk or a form of date or time.

    word: the right spelling of a known word, else the lower-case text; fn: the canonical function
    words it can be; tags: see lexicon.Entry; numbers: the parts of a written date or time.
    """

    kind: str
    start: int
    end: int
    word: str
    fn: frozenset[str] = _NONE
    tags: Mapping[str, Any] = _NO_TAGS
    numbers: tuple[int, ...] = ()
    raw: str = ""


def tokenize(text: str) -> list[Token]:
    """The tokens of a message, in order, with their character offsets."""
    if not unicodedata.is_normalized("NFC", text):
        return _decomposed(text)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span()
        if kind == "word":
            _add_word(tokens, match.group().lower(), start, end)
        elif kind in ("punct", "junk"):
            tokens.append(Token(kind, start, end, match.group()))
        elif kind == "dash":
            tokens.append(Token(kind, start, end, "-"))
        elif kind == "abbr":
            short = re.sub(r"[.\s]", "", match.group().lower())
            _add_word(tokens, _ABBREVIATIONS[short], start, end)
        else:
            tokens.append(_number(match, kind, start, end))
    return _paired(tokens)


def _decomposed(text: str) -> list[Token]:
    """The tokens of a text whose å, ä, ö are two characters; offsets are those of that text."""
    offsets: list[int] = []
    composed = ""
    for offset, char in enumerate(text):
        joined = unicodedata.normalize("NFC", composed[-1:] + char)
        if len(joined) == 1 and composed:
            composed = composed[:-1] + joined
        else:
            composed += char
            offsets.append(offset)
    offsets.append(len(text))
    tokens = tokenize(composed) if unicodedata.is_normalized("NFC", composed) else []
    return [replace(t, start=offsets[t.start], end=offsets[t.end]) for t in tokens]


def _add_word(tokens: list[Token], written: str, start: int, end: int) -> None:
    entry = LEXICON.look_up(written)
    if entry is None:
        tokens.append(Token("word", start, end, written, raw=written))
        return
    split = entry.tags.get("split")
    if split is None:
        tokens.append(_word(entry, written, start, end))
    else:
        tokens.extend(_word(LEXICON.entry(word), written, start, end) for word in split)


def _word(entry: Entry, written: str, start: int, end: int) -> Token:
    tags = entry.tags
    return Token("word", start, end, entry.word, tags.get("fn", _NONE), tags, (), written)


def _number(match: re.Match[str], kind: str, start: int, end: int) -> Token:
    text = match.group()
    group: dict[str, str | None] = match.groupdict()

    def ints(*names: str) -> tuple[int, ...]:
        return tuple(int(group[name] or 0) for name in names)

    if kind == "ymd":
        return Token("date", start, end, text, numbers=ints("ymd_y", "ymd_m", "ymd_d"))
    if kind == "compact":
        return _compact(text, int(text[:4]), "date", start, end)
    if kind == "six":
        return _compact("20" + text, 2000 + int(text[:2]), "six", start, end)
    if kind == "dmy":
        day, month, year = ints("dmy_d", "dmy_m", "dmy_y")
        if year < 100:
            year += 2000 if year < 70 else 1900
        numbers = (year, month, day)
        return Token("date" if 1 <= month <= 12 else "junk", start, end, text, numbers=numbers)
    if kind == "dm":
        return Token("dm", start, end, text, numbers=ints("dm_m", "dm_d"))
    if kind == "dmdash":
        return Token("dm", start, end, text, numbers=ints("dd_m", "dd_d"))
    if kind == "hm":
        return Token("hm", start, end, text, numbers=ints("hm_h", "hm_m", "hm_s"))
    if kind == "hdm":
        return Token("hdm", start, end, text, numbers=(*ints("hdm_h", "hdm_m"), 0))
    if kind == "nth":
        nth = int(group["nth_n"] or 0)
        word = LEXICON.ordinal_word(nth) or text
        return Token("nth", start, end, word, tags={"ordinal": nth})
    if kind == "tiden":
        return Token("word", start, end, text, tags={"tiden": ints("tiden_n")[0]})
    if "," in text:
        return Token("decimal", start, end, text)
    return Token("num", start, end, text, numbers=(int(text),) if len(text) < 5 else (99999,))


def _compact(text: str, year: int, kind: str, start: int, end: int) -> Token:
    month, day = int(text[4:6]), int(text[6:8])
    valid = 1 <= month <= 12 and 1 <= day <= 31
    return Token(kind if valid else "junk", start, end, text, numbers=(year, month, day))


def _paired(tokens: list[Token]) -> list[Token]:
    """The tokens with two-word forms (i dag, i övermorgon, i kväll) made one."""
    result: list[Token] = []
    pairs = LEXICON.pairs
    for token in tokens:
        before = result[-1] if result else None
        pair = pairs.get((before.word, token.word)) if before is not None else None
        if before is not None and pair is not None and token.kind == "word":
            entry = LEXICON.entry(pair)
            result[-1] = Token(
                "word", before.start, token.end, entry.word, entry.tags.get("fn", _NONE), entry.tags
            )
        else:
            result.append(token)
    return result
