"""The grammar of clock times: kl 10, halv tre, kvart i fyra, mellan 10 och 12, efter fem."""

from __future__ import annotations

from typing import TypeAlias

from .lexicon import LEXICON
from .meaning import Clock, ClockMeaning, Hours, Impossible
from .reader import Reader

Found: TypeAlias = tuple[ClockMeaning, int] | None
Point: TypeAlias = tuple[Clock | Impossible, int] | None

_NO_SUCH_HOUR = "Dygnet har bara 24 timmar, så det klockslaget finns inte."
_NO_SUCH_MINUTE = "En timme har bara 60 minuter, så det klockslaget finns inte."
_ABOUT = (
    "vid",
    "cirka",
    "kl",
    "fram",
    "till",
    "från",
    "senast",
    "tidigast",
    "prick",
    "tidigt",
    "sent",
)


def clock(reader: Reader, i: int, beside_day: bool = False) -> Found:
    """A clock time or a stretch of hours that begins at a place, and the place after it.

    beside_day: a day stands beside it, so that a bare number is enough.
    """
    found = _between(reader, i, beside_day) or _open(reader, i, beside_day)
    return found or _point(reader, i, beside_day)


def _between(reader: Reader, i: int, beside_day: bool) -> Found:
    """mellan 10 och 12, från 9 till 16, 9–16, kl 10-12."""
    j, cue = i, beside_day
    between = reader.is_(j, "mellan")
    if between or reader.is_(j, "från", "kl", "vid", "cirka"):
        cue = True
        j = reader.skip(j + 1, "kl", "cirka", "mellan")
        between = between or reader.is_(j - 1, "mellan")
    begin = _value(reader, j, cue=True, ending=False)
    if begin is None or reader.label(j):
        return None
    first, j = begin
    if reader.kind(j) == "dash" or reader.is_(j, "till") or (between and reader.is_(j, "och")):
        k = reader.skip(j + 1, "kl", "cirka", "till", "före", "men")
    elif reader.is_(j, "fram") and reader.is_(j + 1, "till"):
        k = reader.skip(j + 2, "kl", "cirka")
    else:
        return None
    end = _value(reader, k, cue=True, ending=False)
    if end is None:
        return None
    second, k = end
    plain = all(reader.kind(n) in ("num", "word") for n in (j - 1, k - 1))
    if plain and (reader.counted(k) or reader.unit(k) or reader.tag(k, "month")):
        return None
    if plain and not cue:
        asked = reader.only(i, k) or _asked(reader, i) or _office_hours(first, second)
        if not (asked and reader.stands_alone(k)):
            return None
    if plain and not reader.stands_alone(k) and not reader.is_(i, "mellan", "kl"):
        return None
    for each in (first, second):
        if isinstance(each, Impossible):
            return each, k
    assert isinstance(first, Clock) and isinstance(second, Clock)
    return Hours(first, second), k


def _office_hours(first: ClockMeaning, second: ClockMeaning) -> bool:
    """Whether two bare numbers can hardly be but hours: 8 till 16."""
    if not isinstance(first, Clock) or not isinstance(second, Clock):
        return False
    return 6 <= first.hour <= 12 < second.hour <= 24


def another(reader: Reader, i: int) -> tuple[Clock, int, int] | None:
    """The next of several clock times ("kl 9, 10 eller 11"), where it begins and ends."""
    if not (reader.is_(i, "eller", "och") or reader.text_is(i, ",", "/")):
        return None
    j = reader.skip(i + 1, "eller", "kl", "vid")
    found = _value(reader, j, cue=True, ending=True)
    if found is None or not isinstance(found[0], Clock):
        return None
    return found[0], j, found[1]


def _open(reader: Reader, i: int, beside_day: bool) -> Found:
    """efter fem, före nio, senast kl 15, från kl 10, efter 9:30 men före 11:00."""
    if not reader.is_(i, "efter", "före", "från", "senast", "tidigast"):
        return None
    after = reader.is_(i, "efter", "från", "tidigast")
    j = reader.skip(i + 1, "kl", "cirka")
    told = any(reader.is_(n, "kl") for n in range(i, j))
    if not (told or beside_day) and _another_sense(reader, i, j):
        return None
    found = _value(reader, j, cue=True, ending=not told)
    if found is None:
        return None
    value, j = found
    if isinstance(value, Impossible):
        return value, j
    if not after:
        return Hours(None, value), j
    k = reader.skip(j, "men", "och")
    if k > j and reader.is_(k, "före"):
        other = _value(reader, reader.skip(k + 1, "kl"), cue=True, ending=True)
        if other is not None and isinstance(other[0], Clock):
            return Hours(value, other[0]), other[1]
    return Hours(value, None), j


def _point(reader: Reader, i: int, beside_day: bool) -> Point:
    """kl 10, vid tretiden, halv tre, 10.30, midnatt."""
    j = reader.skip(i, *_ABOUT)
    told = any("kl" in reader.token(n).fn for n in range(i, j))
    cue = (
        told
        or beside_day
        or any(reader.is_(n, "vid", "cirka", "till", "prick") for n in range(i, j))
    )
    if j == i and reader.is_(i, "på") and reader.is_(i + 1, "kl"):
        j, told, cue = i + 2, True, True
    if not (told or (beside_day and j > i)) and _another_sense(reader, i, j):
        return None
    found = _value(reader, j, cue=cue, ending=not told)
    if found is None:
        return _alone(reader, j) if j == i else None
    value, j = found
    if isinstance(value, Impossible) and not cue:
        return None
    return value, reader.skip(j, "prick", "tiden")


def _another_sense(reader: Reader, i: int, j: int) -> bool:
    """Whether the number at j, after a word at i, is no hour: sex, "mamma till tre", ages."""
    before = reader.token(i - 1).raw
    if reader.is_(i, "till") and before in LEXICON.parents:
        return True
    if reader.is_(i, "cirka", "vid") and before in LEXICON.ages:
        return True
    return reader.token(j).word == "sex" and before not in LEXICON.before_number


def _of_the_day(reader: Reader, i: int) -> bool:
    """Whether "på kvällen", "på natten", "fm" … follows, which makes a number an hour."""
    tag = reader.tag(i + 1 if reader.is_(i, "på") else i, "part")
    if tag is None or tag[1] != "base" or tag[0].half == "noon":
        return False
    return reader.is_(i, "på") or reader.token(i).word in ("fm", "em")


def _asked(reader: Reader, i: int) -> bool:
    """Whether the word before makes a number a time ("öppnar ni 9?")."""
    return (reader.token(i - 1).raw or "") in LEXICON.before_number


def _alone(reader: Reader, i: int) -> Point:
    """A bare number that is an hour for what follows it or for being the whole message.

    "åtta på kvällen", "15?", "och 10 då".
    """
    number = reader.number(i)
    if number is not None and 1 <= number <= 12 and _of_the_day(reader, i + 1):
        if reader.token(i).word == "sex":
            return None
        return Clock(number, twelve=True), i + 1
    if reader.kind(i) != "num":
        return None
    told = reader.only(i, i + 1) or (_asked(reader, i) and reader.stands_alone(i + 1))
    if number is not None and 7 <= number <= 24 and told:
        return _hour(number, str(reader.token(i).word)), i + 1
    return None


def _value(reader: Reader, i: int, cue: bool, ending: bool) -> Point:
    """The clock time itself.

    cue: a word or a day says that a bare number is a time. ending: such a number must not be the
    count of what follows it.
    """
    token = reader.token(i)
    if token.kind in ("hm", "hdm"):
        return None if reader.counted(i + 1) else (_written(reader, i), i + 1)
    if "tiden" in token.tags:
        hour = token.tags["tiden"]
        return (Clock(hour, twelve=hour <= 12), i + 1) if hour <= 24 else None
    if reader.is_(i, "klockslag"):
        return Clock(24), i + 1
    if reader.is_(i, "mitten") and reader.is_(i + 1, "på") and reader.is_(i + 2, "dag"):
        return Clock(12), i + 3
    worded = _worded(reader, i, cue)
    if worded is not None:
        return worded
    if not cue:
        return None
    number, j = reader.amount(i)
    if number is None or reader.counted(j) or reader.label(i):
        return None
    if reader.is_(j, "tiden") or (reader.kind(j) == "dash" and reader.is_(j + 1, "tiden")):
        return _hour(number, token.word), j + (1 if reader.is_(j, "tiden") else 2)
    if ending and not reader.stands_alone(j):
        return None
    if not ending and (reader.unit(j) or reader.tag(j, "month")):
        return None
    digits = reader.kind(j) == "num" and token.kind == "num" and not reader.tag(j + 1, "month")
    minutes = reader.number(j) if digits else None
    if minutes is not None and number <= 24 and len(reader.token(j).word) == 2 and minutes < 60:
        return _time(number, minutes, token.word), j + 1
    if token.kind == "num" and len(token.word) in (3, 4):
        if ending:
            return None
        return _time(number // 100, number % 100, token.word), j
    return _hour(number, token.word), j


def _worded(reader: Reader, i: int, cue: bool) -> Point:
    """halv tre, kvart i fyra, tio över nio, fem i halv två, fem minuter i tre."""
    if reader.is_(i, "halv"):
        hour, j = reader.amount(i + 1)
        if hour is None or not 1 <= hour <= 24 or reader.unit(j):
            return None
        return Clock(hour, -30, hour <= 12), j
    j = i + 1 if reader.is_(i, "kvart") else i
    if j > i or (reader.number(i) == 1 and reader.is_(i + 1, "kvart")):
        minutes: int | None = 15
        j = i + 1 if j > i else i + 2
        sure = True
    else:
        minutes, j = reader.amount(i)
        if minutes is None or not 1 <= minutes <= 29:
            return None
        sure = cue or minutes in (5, 10, 20, 25)
        if reader.unit(j) == "minut":
            j, sure = j + 1, True
    over = reader.is_(j, "över")
    if not (sure and minutes is not None and (over or reader.is_(j, "i"))):
        return None
    half = reader.is_(j + 1, "halv")
    hour, k = reader.amount(j + 2 if half else j + 1)
    if hour is None or not 1 <= hour <= 24 or reader.unit(k) or reader.counted(k):
        return None
    return Clock(hour, (minutes if over else -minutes) - (30 if half else 0), hour <= 12), k


def _written(reader: Reader, i: int) -> Clock | Impossible:
    hour, minute, _ = reader.token(i).numbers
    token = reader.token(i)
    zero = token.kind in ("hm", "hdm") and token.word.startswith("0")
    return _time(hour, minute, "0" if zero else token.word)


def _time(hour: int, minute: int, written: str) -> Clock | Impossible:
    """Hours and minutes in digits; without a leading zero, one to six may be the afternoon."""
    if minute > 59:
        return Impossible(_NO_SUCH_MINUTE)
    if hour > 24 or (hour == 24 and minute):
        return Impossible(_NO_SUCH_HOUR)
    vague = 1 <= hour <= 12 and not written.startswith("0")
    return Clock(hour, minute, twelve=vague, literal=vague and hour <= 6)


def _hour(hour: int, written: str) -> Clock | Impossible:
    """A full hour in a word or digits; 03 and 15 are 24-hour times."""
    if hour > 24:
        return Impossible(_NO_SUCH_HOUR)
    return Clock(hour, twelve=1 <= hour <= 12 and not written.startswith("0"))
