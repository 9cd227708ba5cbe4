"""Looking at the tokens of one message."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .almanac import STOCKHOLM
from .lexicon import LEXICON
from .tokens import Token

MOST_WORDS = 6
_END = Token("end", 0, 0, "")
_DEFINITE = {"dagen", "veckan", "helgen", "månaden", "året", "halvtimmen"}
_SENTENCE_ENDS = {".", "?", "!", ",", ";", ":", ")", "(", "\n", "…", '"', "'", "”", "-"}


class Reader:
    """The tokens of a message and the moment it is read at (Stockholm's clock).

    Every question about a place past the end is answered as if nothing stood there.
    """

    def __init__(self, tokens: list[Token], now: datetime) -> None:
        """Take the tokens and the aware moment that relative words are counted from."""
        self.tokens = tokens
        self.now = now.astimezone(STOCKHOLM).replace(microsecond=0)
        self.today = self.now.date()
        self.depth = 0  # of relations within relations: relations.py

    def token(self, i: int) -> Token:
        """The token at a place."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else _END

    def tag(self, i: int, name: str) -> Any:
        """What the token can mean as such a word, or None."""
        return self.tokens[i].tags.get(name) if 0 <= i < len(self.tokens) else None

    def is_(self, i: int, *names: str) -> bool:
        """Whether the token is one of these function words."""
        if not 0 <= i < len(self.tokens):
            return False
        fn = self.tokens[i].fn
        return any(name in fn for name in names)

    def kind(self, i: int) -> str:
        """The kind of the token."""
        return self.tokens[i].kind if 0 <= i < len(self.tokens) else "end"

    def text_is(self, i: int, *texts: str) -> bool:
        """Whether the token is written so (punctuation)."""
        return 0 <= i < len(self.tokens) and self.tokens[i].word in texts

    def skip(self, i: int, *names: str) -> int:
        """The place after any of these function words, of which a phrase begins with few."""
        end = i + MOST_WORDS
        while i < end and self.is_(i, *names):
            i += 1
        return i

    def number(self, i: int) -> int | None:
        """A whole number of at most four digits or as a word, else None."""
        if self.kind(i) == "num":
            number = self.tokens[i].numbers[0]
            return number if number < 10000 else None
        number = self.tag(i, "number")
        return int(number) if number is not None else None

    def amount(self, i: int) -> tuple[int | None, int]:
        """A number that may be two words ("tjugo fem"), and the place after it."""
        number = self.number(i)
        if number in (20, 30, 40, 50) and self.kind(i) == "word":
            unit = self.number(i + 1) if self.kind(i + 1) == "word" else None
            if unit is not None and 1 <= unit <= 9:
                return (number or 0) + unit, i + 2
        return number, i + 1

    def stands_alone(self, i: int) -> bool:
        """Whether a number that ends before this place is not the count of what follows."""
        token = self.token(i)
        if token.kind == "end" or token.kind == "dash":
            return token.kind == "end" or not self._touches(i)
        if token.kind == "punct":
            return token.word in _SENTENCE_ENDS
        if token.kind != "word":
            return False
        word = token.raw or token.word
        tags = token.tags
        return (
            word in LEXICON.after_number
            or "weekday" in tags
            or "class" in tags
            or "relday" in tags
            or "part" in tags
            or "relpart" in tags
            or "tiden" in tags
        )

    def label(self, i: int) -> bool:
        """Whether the word before makes a number a label (klass 7, sidan 10, 5 kap)."""
        token = self.token(i - 1)
        return token.kind == "word" and (token.raw or token.word) in LEXICON.not_after

    def counted(self, i: int) -> bool:
        """Whether the word at this place makes the number before it a count, age or price."""
        token = self.token(i)
        if token.kind == "word":
            return (token.raw or token.word) in LEXICON.not_before
        if token.kind == "dash":
            return self._touches(i) and self.kind(i + 1) == "word" and self.counted(i + 1)
        return token.kind == "punct" and token.word in "%§€$"

    def unit(self, i: int) -> str | None:
        """The unit of time that a number before this place counts: dagar, not dagen, vecka 30."""
        unit = self.tag(i, "unit")
        if unit is None or self.token(i).word in _DEFINITE:
            return None
        numbered = self.token(i).word in ("vecka", "v") and self.kind(i + 1) == "num"
        monday = self.token(i).word == "mån" and self.kind(i + 1) == "dm"
        return None if monday or (numbered and self.number(i - 1) != 1) else str(unit)

    def joined(self, i: int) -> bool:
        """Whether a hyphen and "och" here leave a compound to be ended ("jul- och sommarlov")."""
        return self.kind(i) == "dash" and self.is_(i + 1, "och")

    def only(self, begin: int, finish: int) -> bool:
        """Whether these tokens are the whole message but for fillers and punctuation."""
        return all(
            t.kind in ("punct", "dash") or (t.raw or t.word) in LEXICON.fillers
            for t in [*self.tokens[:begin], *self.tokens[finish:]]
        )

    def greeted(self, i: int) -> bool:
        """Whether the word before makes this a greeting (god morgon, trevlig helg)."""
        token = self.token(i - 1)
        return token.kind == "word" and token.word in LEXICON.greetings

    def _touches(self, i: int) -> bool:
        """Whether a dash has a word or number right after it ("15-åring", "10-12")."""
        return self.token(i + 1).start == self.tokens[i].end and self.kind(i + 1) != "end"
