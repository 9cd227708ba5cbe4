"""Numbers that point at nobody and stay: dates, times, years, laws, round amounts.

Each function takes a run of digits and the number of a part in it, and returns the end of what it
reads there (that part itself for nothing) with an empty kind.
"""

from __future__ import annotations

import re

from bot.conversations.redaction.digits import Run

YEAR = re.compile(r"(?:18|19|20)\d\d")
_AMOUNT = re.compile(
    r" ?(?:kr|kronor|sek|spänn|tkr|:-|miljoner|personer|kvinnor|män|barn|platser|invånare|"
    r"människor|flickor|euro|st|dollar|dollars|usd|eur|pund|rial|lira|dinar|bath|baht|tkr|"
    r"anmälningar|anmälda|fall|brott|ärenden|samtal|offer|tjejer|elever|besök|gånger)\b")
_COUNTED = re.compile(
    r"\b(?:antal\w*|ök(?:a|at|ar|ade|ning\w*)|minsk(?:a|at|ar|ade|ning\w*)|statistik\w*|"
    r"anmälning\w*|drabba\w*|siffr\w*)\b")


def ends_here(run: Run, at: int) -> bool:
    """Whether no number goes on at part ``at``."""
    return at >= len(run.parts) or not spaced(run.parts[at].gap)


def spaced(gap: str) -> bool:
    """Whether only spaces and dashes are between two parts."""
    return not gap.strip(" -")


def date_or_time(run: Run, at: int) -> tuple[int, str]:
    """Dates, times, ranges of hours or years, laws and decimals, which stay."""
    parts = run.parts
    if _clock_pair(run, at):
        return at + 2, ""
    texts = [part.digits for part in parts[at : at + 4]]
    gaps = [part.gap.strip() for part in parts[at + 1 : at + 4]]
    end = at
    if len(texts) >= 3 and gaps[0] == gaps[1] and gaps[0] in ("-", "/", "."):
        year, month, day = (texts if len(texts[0]) == 4 else texts[2::-1])[:3]
        short = len(texts[2]) == 2 and gaps[0] != "-"
        if (YEAR.fullmatch(year) and _is_day(day, month)) or (short and _is_day(*texts[:2])):
            end = at + 3
    if end == at and len(texts) >= 2:
        first, second, gap = texts[0], texts[1], gaps[0]
        if gap == "/" and len(first) <= 2 and _is_day(first, second):
            end = at + 2
            if len(texts) > 2 and gaps[1] in ("-", "") and _is_year_like(texts[2]):
                end = at + 3
        elif gap in (".", ":") and len(first) <= 2 and len(second) == 2 and int(first) < 25 and (
            int(second) < 60
        ):
            end = at + 2
        elif gap in ("-", "/", ":") and YEAR.fullmatch(first):
            if YEAR.fullmatch(second) or (gap != "-" and len(second) <= 4) or len(second) == 2:
                end = at + 2 if ends_here(run, at + 2) or gap == ":" else at
        elif gap == "-" and len(first) <= 2 and len(second) <= 2 and int(first) < int(second) <= 24:
            phone = first[0] == "0" and [part.gap for part in parts[at + 2 :]] == [" ", " "]
            end = at + 2 if _clock(run, at, at + 2) and not phone else at
        elif gap == "" and YEAR.fullmatch(second) and (
            YEAR.fullmatch(first) or (len(first) <= 2 and ends_here(run, at + 2))
        ):
            end = at + 2
    if end == at and YEAR.fullmatch(texts[0]) and len(texts) > 1 and gaps[0] == "" and (
        len(texts[1]) <= 2
    ):
        end = at + 1
    return end, ""


def _clock_pair(run: Run, at: int) -> bool:
    """Whether two parts are hours written without a dot after "kl": 0900-1600."""
    pair = run.parts[at : at + 2]
    return bool(re.search(r"\bkl\w*\.? $", run.before)) and len(pair) == 2 and all(
        re.fullmatch(r"(?:[01]\d|2[0-4])[0-5]\d", part.digits) for part in pair
    )


def _clock(run: Run, start: int, end: int) -> bool:
    """Whether a range of two small numbers is one of hours: no longer number goes through it."""
    nearby = run.parts[max(0, start - 1) : end + 1]
    return all(len(part.digits) <= 2 for part in nearby)


def _is_day(day: str, month: str) -> bool:
    if not (1 <= len(day) <= 2 and 1 <= len(month) <= 2):
        return False
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def _is_year_like(digits: str) -> bool:
    return bool(YEAR.fullmatch(digits)) or len(digits) == 2


def amount(run: Run, at: int) -> tuple[int, str]:
    """A round amount in thousands ("50 000"), and one of money or of people; they stay."""
    parts = run.parts
    end = at + 1
    while end < len(parts) and parts[end].gap in (" ", ".") and len(parts[end].digits) == 3:
        end += 1
    grouped = len(parts[at].digits) <= 3 and parts[at].digits[0] != "0"
    if grouped and end > at + 1 and (end == len(parts) or parts[end].gap != " "):
        if all(part.digits == "000" for part in parts[at + 1 : end]):
            return end, ""
        if end == len(parts) and (_AMOUNT.match(run.after) or _COUNTED.search(run.before)):
            return end, ""
    digits = parts[at].digits
    if len(parts) == 1 and len(digits) <= 7 and _AMOUNT.match(run.after):
        return at + 1, ""
    return at, ""
