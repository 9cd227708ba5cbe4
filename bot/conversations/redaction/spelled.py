"""Numbers in words: "noll sju noll tolv trettiofyra"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.public import Public
from bot.conversations.redaction.text import Text
from bot.nlu.places.spelling import fold

_UNITS = ["noll", "ett", "tva", "tre", "fyra", "fem", "sex", "sju", "atta", "nio"]
_TEENS = [
    "tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"]
_TENS = ["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "attio", "nittio"]
_SPOKEN_TENS = ["tjuge", "tretti", "fyrti", "femti", "sexti", "sjutti", "atti", "nitti"]
_ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_VALUES = {
    **{word: str(number) for number, word in enumerate(_UNITS)},
    **{word: str(number) for number, word in enumerate(_TEENS, start=10)},
    **{word: str(10 * number) for number, word in enumerate(_TENS, start=2)},
    **{word: str(number) for number, word in enumerate(_ENGLISH)},
    **{word: str(number) for word, number in zip(_SPOKEN_TENS, range(20, 100, 10), strict=True)},
    "en": "1", "oh": "0", "hundra": "00", "aderton": "18", "dubbel": "", "plus": "",
}
_NUMBER = re.compile("|".join(sorted(map(re.escape, _VALUES), key=len, reverse=True)))
_TOKEN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ ,./-]{0,3}")
_FEWEST_WORDS, _FEWEST_DIGITS = 5, 6
_FEW_WORDS, _MANY_DIGITS = 3, 9
_LAST = 4  # figures of a personnummer that are told alone
_LAST_CUE = re.compile(
    r"\b(?:sista|siffror|siffrorna|pin|pinkod|kod|koden|portkod|portkoden)\b[^.!?]*$")


class Spelled:
    """Finds numbers in words."""

    def __init__(self, public: Public) -> None:
        """``public`` phone numbers are passed over."""
        self._public = public

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of the kinds TELEFON (a leading zero) and NUMMER."""
        start, end, digits, words = -1, -1, "", 0
        for token in _TOKEN.finditer(text.low):
            value = _value(fold(token.group()))
            near = start >= 0 and _GAP.fullmatch(text.low, end, token.start())
            if not near or value is None:
                yield from self._number(text.low, start, end, digits, words)
                start, digits, words = -1, "", 0
            if value is not None:
                start = token.start() if start < 0 else start
                end, digits = token.end(), digits + value
                words += not token.group().isdigit()
        yield from self._number(text.low, start, end, digits, words)

    def _number(
        self, low: str, start: int, end: int, digits: str, words: int
    ) -> Iterator[Finding]:
        if not words or self._public.is_phone(digits):
            return
        phone = digits.startswith("0")
        if words >= _LAST and len(digits) == _LAST and _LAST_CUE.search(
            low[max(0, start - 30) : start]
        ):
            yield finding("NUMMER", start, end)
            return
        enough = words >= _FEWEST_WORDS or (words >= _FEW_WORDS and len(digits) >= _MANY_DIGITS)
        if len(digits) >= _FEWEST_DIGITS and (phone or enough):
            yield finding("TELEFON" if phone else "NUMMER", start, end)


def _value(folded: str) -> str | None:
    """The digits that a word says ("sjuttiotre": 73), those of a number itself, else None."""
    if folded.isdigit():
        return folded if len(folded) <= 8 else None
    if len(folded) > 40:
        return None
    at, digits = 0, ""
    while at < len(folded):
        match = _NUMBER.match(folded, at)
        if not match:
            return None
        value = _VALUES[match.group()]
        if len(value) == 1 and digits.endswith("0") and _was_ten(folded, at):
            digits = digits[:-1] + value
        else:
            digits += value
        at = match.end()
    return digits


def _was_ten(folded: str, at: int) -> bool:
    return any(folded.endswith(ten, 0, at) for ten in (*_TENS, *_SPOKEN_TENS))
