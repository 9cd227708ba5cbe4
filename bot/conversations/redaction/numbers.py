"""Numbers that point at somebody: personnummer, phones, accounts, cards, cases, postcodes.

What is public, a date, a time, a year, a law or a round amount stays; of the rest every run of five
digits or more goes, also when spaces or dashes part it.
Forms of the personnummer and samordningsnummer (day + 60): Skatteverket, SKV 704 and SKV 707.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from personnummer import personnummer  # type: ignore[import-untyped]

from bot.conversations.redaction.digits import Run, runs
from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.ordinary_numbers import (
    YEAR,
    amount,
    date_or_time,
    ends_here,
    spaced,
)
from bot.conversations.redaction.public import Public
from bot.conversations.redaction.text import Text

_MONTH = "0[1-9]|1[0-2]"
_DAY = r"0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01]"
_PERSON = re.compile(rf"(?:18|19|20)?\d\d(?:{_MONTH})(?:{_DAY})\d{{4}}")
_MOBILE = re.compile(r"07\d")
_ENDS = ("sista", "siffrorna", "personnr", "personnummer", "pnr", "pin", "pinkod",
         "kod", "koden", "portkod", "portkoden", "bankid", "lösenord", "lösenordet", "lösen")
_BANK = re.compile(
    r"\b(?:bank-?|bg|bankgiro|plusgiro|pg|postgiro|clearing|clnr|cl|konto|kontonr|iban|swish|"
    r"swisha)"
    r"(?:konto|nr|nummer|numret|et|ar|n)?\b"
)
_CARD = re.compile(
    r"\b(?:visa|mastercard|bank|kredit|betal)?kort(?:et|nummer|nr|numret)?\b|\bvisa\b")
_CASE = re.compile(
    r"\b(?:dnr|diarie\w*|ärende\w*|arende\w*|mål\w*|mal\s?nr|målnr|referens\w*|ref|k-?nummer|knr|"
    r"anmälan\w*|anmälningsn\w*|beslut\w*|case|journal\w*|patient\w*|medlems\w*|kund\w*|order\w*|"
    r"bokning\w*|anställning\w*|lma\w*|dossier\w*|pass(?:nummer|nr)|körkort\w*|imei|serien\w*)\b"
    r"[^\n.!?]{0,14}$"
)
_PHONE_CUE = re.compile(
    r"\b(?:tel|tfn|telefon\w*|mobil\w*|nummer|numret|nr|ring|ringa|ringer|nå|nås|sms|smsa|whatsapp|"
    r"viber|signal|phone|call|number|mob|direktnr)\b[^\n!?]{0,24}$"
)
_POST_CUE = re.compile(r"\b(?:postnummer|postnumret|postnr|post nr)\b[^\n!?]{0,12}$")
_LAW = re.compile(
    r"\b(?:sfs|lag|lagen|lagens|balken|balk|förordning\w*|prop\w*|sou|ds|paragraf\w*)\b")
_CODE = re.compile(
    r"(?<![\w-])(?=[\w-]{0,40}\d{4})(?=[\w-]{0,40}[a-z])"
    r"[a-z0-9]{1,30}(?:-[a-z0-9]{1,30}){0,5}(?![\w-])"
)
_IBAN = re.compile(
    r"\b[a-z]{2}\d{2}(?: ?[a-z]{4}(?= ?\d{4}))?(?: ?[a-z]{0,4}\d[a-z0-9]{0,3}){2,8}\b")
_CASE_CODE = re.compile(
    r"\b(?:dnr|diarie\w*|ärende\w*|mål\w{0,8}|målnr|beslut\w*|knr|ref\w*)[ :.]{1,3}(?:(?:nr|"
    r"är|nummer)[ :.]{1,3})?"
    r"((?:[a-zåäö]{1,4}[ -]?)?\d[\d/:.-]{3,20}\d)"
    r"|\b(?:pass|passet|passnummer|passnr|körkort\w{0,8}|uppehållskort\w{0,8}|id-?kort\w{0,8})"
    r"[ :]{1,2}(?:(?:nr|nummer|är)[ :]{1,2}){0,2}([a-z]{1,3} ?\d{5,9})\b"
    r"|\b(?:kod|koden|portkod|portkoden|pin|larmkod|larmkoden|dörrkod|dörrkoden)"
    r"[ :]{1,2}(?:(?:är|e|till \w{2,12} är)[ :]{1,2})?(\d{3,6}(?:[#*]\d{0,4}))"
)
_CVC = re.compile(
    r"\b(?:cvc|cvv|cvc2|cvv2|säkerhetskod(?:en)?)[ :]{1,2}(?:(?:är|e)[ :])?(\d{3,4})\b")
_EXTENSION = re.compile(r"\b(?:ankn|anknytning|ext|extension|internnr)[ :.]{1,3}\d{2,5}\b")
_SAID_DASH = re.compile(r"\b(?:\d{6}|\d{8}) (?:streck|bindestreck|minus|plus) \d{4}\b")
_HEX = re.compile(
    r"(?<![\w-])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[a-f]{0,15}\d)[0-9a-f]{16,64})"
    r"(?![\w-])"
)
_POST_ABROAD = re.compile(r"\bse?-\d{3} ?\d{2}\b")
_O_FOR_ZERO = re.compile(r"\b(?=[\do -]{0,14}o)[o0]7[o\d](?:[ -]?[o\d]){6,8}\b")
_LAST_FIGURES = re.compile(
    r"\b(?:nummer|numret|nr|mobil|personnummer)\b[^.!?]{0,12}\b(?:slutar|börjar) (?:på|med) $")
_FEWEST = 5
_MOST_PARTS = 30


class Numbers:
    """Finds numbers in digits."""

    def __init__(self, public: Public) -> None:
        """``public`` phone numbers are passed over."""
        self._public = public

    def find(self, text: Text) -> Iterator[Finding]:
        """Findings of all the kinds of numbers."""
        for match in _IBAN.finditer(text.low):
            if sum(map(str.isdigit, match.group())) >= 10:
                yield finding("BANKNUMMER", *match.span())
        for match in _CODE.finditer(text.low):
            if not self._harmless(re.findall(r"\d+", match.group())):
                yield finding("NUMMER", *match.span())
        for match in _CASE_CODE.finditer(text.low):
            yield finding("NUMMER", *match.span(match.lastindex or 0))
        for match in _SAID_DASH.finditer(text.low):
            yield finding("PERSONNUMMER", *match.span())
        for match in _HEX.finditer(text.low):
            yield finding("NUMMER", *match.span())
        for match in _CVC.finditer(text.low):
            yield finding("NUMMER", *match.span(1))
        for match in _EXTENSION.finditer(text.low):
            yield finding("TELEFON", *match.span())
        for match in _POST_ABROAD.finditer(text.low):
            yield finding("POSTNUMMER", *match.span())
        for match in _O_FOR_ZERO.finditer(text.low):
            yield finding("TELEFON", *match.span())
        for run in runs(text):
            yield from self._run(run)

    def _harmless(self, groups: list[str]) -> bool:
        """Whether digits among letters are a public number or a year ("1177-numret")."""
        return self._public.is_phone("".join(groups)) or all(
            len(group) < 3 or re.fullmatch(r"(?:1\d|20)\d\d", group) for group in groups
        )

    def _run(self, run: Run) -> Iterator[Finding]:
        """What is in one run: the parts are read from the left, the longest reading first."""
        at, parts = 0, run.parts
        while at < len(parts):
            end, kind = self._read(run, at)
            if kind:
                before = len(parts[at].gap) - parts[at].gap.find("+") if run.plus(at) else 0
                yield finding(kind, parts[at].start - before, parts[end - 1].end)
            at = end

    def _read(self, run: Run, at: int) -> tuple[int, str]:
        """The end of what begins at part ``at`` and its kind, "" for what stays."""
        for read in (
            self._public_number, _short_secret, _person, date_or_time, _card, _bank, _case,
            _phone, amount, _postcode, _any,
        ):
            end, kind = read(run, at)
            if end > at:
                return end, kind
        return at + 1, ""

    def _public_number(self, run: Run, at: int) -> tuple[int, str]:
        """The longest public number from ``at``; a short one must not begin a longer number."""
        for end in range(min(len(run.parts), at + 12), at, -1):
            digits = run.joined(at, end)
            if len(digits) > 14:
                continue
            if self._public.is_phone("+" + digits if run.plus(at) else digits):
                longer = _person(run, at)[0] > end or _phone(run, at)[0] > end
                if len(digits) > _FEWEST or not longer:
                    return end, ""
        return at, ""


def _short_secret(run: Run, at: int) -> tuple[int, str]:
    """The last four figures of a personnummer, a door code, a PIN."""
    words = re.findall(r"\w+", run.before)[-4:]
    part = run.parts[at]
    if at == 0 and len(run.parts) == 1 and 3 <= len(part.digits) <= 8:
        secret = any(word in _ENDS for word in words) or bool(_LAST_FIGURES.search(run.before))
        year = YEAR.fullmatch(part.digits) and "sista" not in words and "kod" not in run.before
        if secret and not year and part.digits not in ("112", "1177"):
            return at + 1, "NUMMER"
    return at, ""


def _person(run: Run, at: int) -> tuple[int, str]:
    """A personnummer or samordningsnummer, its check digit right or not."""
    for end in range(min(len(run.parts), at + 6), at, -1):
        digits = run.joined(at, end)
        if len(digits) not in (10, 12) or not _PERSON.fullmatch(digits):
            continue
        if any(part.gap.count(".") + part.gap.count("(") for part in run.parts[at + 1 : end - 1]):
            continue
        last = run.parts[end - 1]
        if end > at + 1 and len(last.digits) != 4:
            continue
        dashed = len(last.digits) == 4 and bool(set(last.gap) & set("-+"))
        if not dashed and len(digits) == 10 and digits[0] == "0":
            phone = _MOBILE.match(digits) or not personnummer.valid(digits)
            if phone and not re.search(r"p(?:erson)?(?:nummer|nr)", run.before):
                continue
        if run.plus(at):
            continue
        return end, "PERSONNUMMER"
    return at, ""


def _card(run: Run, at: int) -> tuple[int, str]:
    for end in range(min(len(run.parts), at + 6), at, -1):
        digits = run.joined(at, end)
        if 13 <= len(digits) <= 19 and (_luhn(digits) or _CARD.search(run.before)):
            return end, "KORTNUMMER"
    return at, ""


def _luhn(digits: str) -> bool:
    """The check of ISO/IEC 7812-1."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _bank(run: Run, at: int) -> tuple[int, str]:
    """Numbers of accounts, giro and Swish, known by the word before them."""
    if not _BANK.search(run.before):
        return at, ""
    end = at + 1
    while end < len(run.parts) and (spaced(run.parts[end].gap) or run.parts[end].gap == "."):
        end += 1
    return (end, "BANKNUMMER") if len(run.joined(at, end)) >= 4 else (at, "")


def _case(run: Run, at: int) -> tuple[int, str]:
    """Numbers of a case, a patient, a passport, known by the word before them."""
    if at or not _CASE.search(run.before) or _LAW.search(run.before):
        return at, ""
    digits = run.joined(0, len(run.parts))
    if len(digits) < _FEWEST - 1 or (len(run.parts) == 1 and YEAR.fullmatch(digits)):
        return at, ""
    return len(run.parts), "NUMMER"


def _phone(run: Run, at: int) -> tuple[int, str]:
    """A phone number: from abroad with + or 00, else with a leading 0, or after a word for it."""
    parts = run.parts
    digits, end = "", at
    plus = run.plus(at)
    abroad = plus or parts[at].digits.startswith("00")
    most = 15 if abroad else 11
    while end < len(parts) and len(digits) + len(parts[end].digits) <= most:
        gap = parts[end].gap
        if end > at and ("+" in gap or (
            len(digits) >= 9 and parts[end].digits.startswith("0") and len(parts[end].digits) > 2
        )):
            break
        if end > at and not abroad and len(digits) >= 10:
            break
        digits += parts[end].digits
        end += 1
    if abroad:
        return (end, "TELEFON") if len(digits) >= 7 else (at, "")
    if digits.startswith("0") and 7 <= len(digits) <= 11:
        return end, "TELEFON"
    if digits.startswith("46") and 9 <= len(digits) <= 12:
        return end, "TELEFON"
    told = _PHONE_CUE.search(run.before) and not _POST_CUE.search(run.before)
    if at == 0 and told and _FEWEST <= len(digits) <= 12:
        return end, "TELEFON"
    return at, ""


def _postcode(run: Run, at: int) -> tuple[int, str]:
    """Five digits as a Swedish postcode is written: 582 22, 58222."""
    parts = run.parts
    first = parts[at].digits
    if first[0] == "0":
        return at, ""
    if len(first) == 5 and ends_here(run, at + 1):
        known = bool(re.match(r",? ?[a-zåäö]{2,}", run.after)) or bool(_POST_CUE.search(run.before))
        return at + 1, "POSTNUMMER" if known else "NUMMER"
    after = parts[at + 1] if at + 1 < len(parts) else None
    if len(first) == 3 and after and len(after.digits) == 2 and after.gap == " ":
        return (at + 2, "POSTNUMMER") if ends_here(run, at + 2) else (at, "")
    return at, ""


def _any(run: Run, at: int) -> tuple[int, str]:
    """Five digits or more, together or parted by spaces and dashes."""
    parts = run.parts
    end = at + 1
    while end < min(len(parts), at + _MOST_PARTS) and _close(run, end):
        end += 1
    digits = run.joined(at, end)
    if len(digits) < _FEWEST:
        return at, ""
    sizes = [len(part.digits) for part in parts[at:end]]
    if max(sizes) >= 3:
        return end, "NUMMER"
    gaps = {part.gap for part in parts[at + 1 : end]}
    return (end, "NUMMER") if len(gaps) <= 2 and (
        sizes.count(2) >= 3 or len(sizes) > _FEWEST
    ) else (at, "")


def _close(run: Run, at: int) -> bool:
    """Whether part ``at`` goes on the number before it: a space, a dash, a dot, a slash."""
    gap = run.parts[at].gap
    if "/" in gap and len(run.parts[at].digits) <= 3 >= len(run.parts[at - 1].digits):
        return False  # 140/85
    return len(gap) <= 3 and not gap.strip(" -./")
