"""Finding every expression of time in a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from .clocks import another
from .compose import compose
from .expression import TimeExpression
from .meaning import Clock
from .phrases import phrase
from .reader import Reader
from .tokens import Token, tokenize

_LONGEST = 2000
_LEAD = 4  # words that may come before the telling one: "från och med nu på fredag"


def find(text: str, now: datetime) -> list[TimeExpression]:
    """The expressions of time in a Swedish message, in order, none overlapping.

    now: the aware moment the message was written; relative words are counted from it. All
    results are in Europe/Stockholm. Only the first 2,000 characters are read. Raises ValueError
    for a naive now.
    """
    if now.tzinfo is None or now.utcoffset() is None:
        raise ValueError("now must be timezone aware")
    text = text[:_LONGEST]
    tokens = tokenize(text)
    telling = [n for n, token in enumerate(tokens) if _telling(token)]
    if not telling:
        return []
    reader = Reader(tokens, now)
    found: list[TimeExpression] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        while telling and telling[0] < i:
            telling.pop(0)
        if not telling:
            break
        if telling[0] - i > _LEAD:
            i = telling[0] - _LEAD
            continue
        piece = (
            phrase(reader, i) if token.kind != "junk" and (token.tags or token.numbers) else None
        )
        if piece is None:
            i += 1
            continue
        start, end = token.start, tokens[piece.end - 1].end
        found.append(compose(piece, text, start, end, reader.now))
        i = piece.end
        while i < len(tokens) and tokens[i].start < end:
            i += 1  # the other half of a compound such as fredagskväll
        while isinstance(piece.hours, Clock) and (other := another(reader, i)):
            hours, first, i = other
            piece = replace(piece, hours=hours)
            start, end = tokens[first].start, tokens[i - 1].end
            found.append(compose(piece, text, start, end, reader.now))
    return _without_filler(found)


def _without_filler(found: list[TimeExpression]) -> list[TimeExpression]:
    """The expressions without "nu", where another says when ("nu undrar jag om ni har öppet …")."""
    others = [each for each in found if each.text.lower() != "nu"]
    return others or found[:1]


_TELLING = {
    "weekday", "weak_weekday", "class", "month", "season", "part", "relday", "relpart", "unit",
    "number", "ordinal", "tiden",
}  # fmt: skip
_TELLING_WORDS = {"kl", "klockslag", "klämdag", "helg", "vecka", "fjol", "röda", "nu", "halv"}


def _telling(token: Token) -> bool:
    """Whether the token alone hints that the message may speak of a time."""
    if token.kind not in ("word", "punct", "dash"):
        return token.kind != "junk"
    tags = token.tags
    if not tags or token.word in ("en", "ett"):
        return False
    return (
        tags.get("name") is True
        or not _TELLING.isdisjoint(tags)
        or not _TELLING_WORDS.isdisjoint(token.fn)
    )
