"""An independent calendar that says dates in Swedish: for the property test and the evaluation.

Knows nothing of bot.nlu.dates: it starts from a date and a time, computes them with the standard
library alone, and then says them in one of the many Swedish ways.
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

WEEKDAYS = [
    "måndag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lördag",
    "söndag",
]
SHORT_WEEKDAYS = [
    "mån",
    "tis",
    "ons",
    "tors",
    "fre",
    "lör",
    "sön",
]
MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
SHORT_MONTHS = [
    "jan",
    "feb",
    "mars",
    "apr",
    "maj",
    "juni",
    "juli",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
]
NUMBERS = [
    "noll",
    "ett",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
    "tretton",
    "fjorton",
    "femton",
    "sexton",
    "sjutton",
    "arton",
    "nitton",
    "tjugo",
]
ORDINALS = [
    "nollte",
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "sjunde",
    "åttonde",
    "nionde",
    "tionde",
    "elfte",
    "tolfte",
    "trettonde",
    "fjortonde",
    "femtonde",
    "sextonde",
    "sjuttonde",
    "artonde",
    "nittonde",
    "tjugonde",
    "tjugoförsta",
    "tjugoandra",
    "tjugotredje",
    "tjugofjärde",
    "tjugofemte",
    "tjugosjätte",
    "tjugosjunde",
    "tjugoåttonde",
    "tjugonionde",
    "trettionde",
    "trettioförsta",
]
FRAMES = (
    "{}", "{}", "{}?", "{} då?", "är ni öppna {}?", "kan jag ringa {}?", "har ni öppet {}",
    "hej, går det att få tag på någon {}?", "Är stödtelefonen bemannad {}?",
    "jag undrar om man når er {} eller om det är stängt", "svarar ni {}", "och {}?",
    "jag heter Sara och är 34 år, kan jag ringa 010-223 57 60 {}?",
)  # fmt: skip

Said = tuple[str, date]
Heard = tuple[str, time]


def easter_sunday(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _on_or_after(weekday: int, day: date) -> date:
    while day.weekday() != weekday:
        day += timedelta(days=1)
    return day


def holidays(year: int) -> dict[str, date]:
    """Swedish holidays of a year by their usual names, lag (1989:253) and custom."""
    sunday = easter_sunday(year)
    sundays_in_may = [w[6] for w in calendar.monthcalendar(year, 5) if w[6]]
    sundays_in_november = [w[6] for w in calendar.monthcalendar(year, 11) if w[6]]
    return {
        "nyårsdagen": date(year, 1, 1),
        "trettondagen": date(year, 1, 6),
        "skärtorsdagen": sunday - timedelta(days=3),
        "långfredagen": sunday - timedelta(days=2),
        "påskafton": sunday - timedelta(days=1),
        "påskdagen": sunday,
        "annandag påsk": sunday + timedelta(days=1),
        "valborgsmässoafton": date(year, 4, 30),
        "första maj": date(year, 5, 1),
        "Kristi himmelsfärdsdag": sunday + timedelta(days=39),
        "Kristi himmelsfärd": sunday + timedelta(days=39),
        "mors dag": date(year, 5, sundays_in_may[-1]),
        "pingstdagen": sunday + timedelta(days=49),
        "nationaldagen": date(year, 6, 6),
        "midsommarafton": _on_or_after(4, date(year, 6, 19)),
        "midsommardagen": _on_or_after(5, date(year, 6, 20)),
        "alla helgons dag": _on_or_after(5, date(year, 10, 31)),
        "fars dag": date(year, 11, sundays_in_november[1]),
        "lucia": date(year, 12, 13),
        "julafton": date(year, 12, 24),
        "juldagen": date(year, 12, 25),
        "annandag jul": date(year, 12, 26),
        "nyårsafton": date(year, 12, 31),
    }


def moments(count: int, seed: int, now: datetime) -> list[tuple[str, datetime, str]]:
    """Messages that each say one day, clock time or both.

    count: how many; seed: the same seed gives the same list; now: the aware moment they are
    written. Gives (message, the aware begin in Europe/Stockholm, kind), kind being "day" (begin
    at midnight), "moment" (a clock time on a day) or "clock" (a clock time alone, next coming).
    """
    chance = random.Random(seed)
    local = now.astimezone(STOCKHOLM)
    return [_message(chance, local) for _ in range(count)]


def _message(chance: random.Random, now: datetime) -> tuple[str, datetime, str]:
    kind = chance.choice(("day", "moment", "moment", "clock"))
    words, day = chance.choice(_DAYS)(chance, now.date())
    hours, at = chance.choice(_CLOCKS)(chance)
    if kind == "day":
        said, begin = words, datetime.combine(day, time(0))
    elif kind == "moment":
        order = ("{0} {1}", "{0} {1}", "{0}, {1}", "{1} {0}")
        said = chance.choice(order).format(words, hours)
        begin = datetime.combine(day, at)
    else:
        said = hours
        begin = datetime.combine(now.date(), at)
        if begin < now.replace(tzinfo=None, second=0, microsecond=0):
            begin += timedelta(days=1)
    message = _written(chance, chance.choice(FRAMES).format(said))
    return message, begin.replace(tzinfo=STOCKHOLM), kind


def _written(chance: random.Random, message: str) -> str:
    """The message as people type it: now and then in capitals, lower case or without dots."""
    way = chance.random()
    if way < 0.1:
        return message.upper()
    if way < 0.3:
        return message.lower()
    if way < 0.45 and not re.search(r"\b(sön|mån)\b", message):  # "son", "man" are other words
        return message.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
    return message


# Days


def _coming(chance: random.Random, today: date) -> date:
    """A date within a year, without its year: not 29 February, which is not every year."""
    day = today + timedelta(days=chance.randrange(0, 364))
    return day if (day.month, day.day) != (2, 29) else day + timedelta(days=1)


def _date_without_year(chance: random.Random, today: date) -> Said:
    day = _coming(chance, today)
    word = chance.choice((MONTHS, SHORT_MONTHS))[day.month - 1]
    number = chance.choice((f"{day.day}", f"{day.day}", f"den {day.day}", f"den {day.day}:e"))
    if number.endswith((" 1:e", " 2:e", "21:e", "22:e", "31:e")):
        number = number[:-1] + "a"
    said = (
        f"{number} {word}",
        f"den {ORDINALS[day.day]} {MONTHS[day.month - 1]}",
        f"{WEEKDAYS[day.weekday()]} {day.day} {word}",
        f"{WEEKDAYS[day.weekday()]}en den {day.day} {word}",
        f"den {day.day}/{day.month}",
        f"{day.day}/{day.month}",
        f"{SHORT_WEEKDAYS[day.weekday()]} {day.day}/{day.month}",
    )
    return chance.choice(said), day


def _date_with_year(chance: random.Random, today: date) -> Said:
    day = today + timedelta(days=chance.randrange(-400, 1500))
    said = (
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"den {day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}",
        day.isoformat(),
        day.strftime("%Y%m%d"),
        f"{day.day}/{day.month} {day.year}",
        f"{day.day}/{day.month}-{day:%y}",
        f"{day.day}.{day.month}.{day.year}",
    )
    return chance.choice(said), day


def _weekday(chance: random.Random, today: date) -> Said:
    number = chance.randrange(7)
    word = WEEKDAYS[number]
    coming = _on_or_after(number, today + timedelta(days=1))
    way = chance.randrange(7)
    if way < 3:
        short = f"på {SHORT_WEEKDAYS[number]}"
        return chance.choice((f"på {word}", f"på {word}", word, short)), coming
    if way == 3:
        return f"nu på {word}", _on_or_after(number, today)
    next_monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
    in_next_week = next_monday + timedelta(days=number)
    said = (
        f"nästa {word}", f"{word} nästa vecka", f"på {word} i nästa vecka",
        f"nästa vecka på {word}",
    )  # fmt: skip
    return chance.choice(said), in_next_week


def _relative(chance: random.Random, today: date) -> Said:
    number = chance.randrange(2, 13)
    said = (
        ("idag", 0), ("i dag", 0), ("imorgon", 1), ("i morgon", 1), ("imorrn", 1),
        ("i övermorgon", 2), ("om en vecka", 7), (f"om {NUMBERS[number]} dagar", number),
        (f"om {number} dagar", number), (f"om {number} veckor", 7 * number),
        (f"om {NUMBERS[number]} veckor", 7 * number),
    )  # fmt: skip
    words, days = chance.choice(said)
    return words, today + timedelta(days=days)


def _in_week(chance: random.Random, today: date) -> Said:
    day = today - timedelta(days=today.weekday()) + timedelta(days=chance.randrange(7, 350))
    week = day.isocalendar()[1]
    if week == 53:
        return _in_week(chance, today)
    word = WEEKDAYS[day.weekday()]
    said = (
        f"{word} vecka {week}", f"vecka {week} på {word}en", f"{word} v {week}",
        f"v. {week} {word}", f"på {word} v{week}",
    )  # fmt: skip
    return chance.choice(said), day


def _holiday(chance: random.Random, today: date) -> Said:
    name = chance.choice(sorted(holidays(today.year)))
    way = chance.randrange(4)
    if way == 0:
        year = today.year + chance.randrange(0, 5)
        return f"{name} {year}", holidays(year)[name]
    if way == 1:
        return f"{name} nästa år", holidays(today.year + 1)[name]
    year = today.year if holidays(today.year)[name] >= today else today.year + 1
    day = holidays(year)[name]
    if way == 2:
        words, step = chance.choice((("dagen före", -1), ("dagen efter", 1), ("dagen innan", -1)))
        return f"{words} {name}", day + timedelta(days=step)
    return chance.choice((name, f"på {name}")), day


def _nth_weekday(chance: random.Random, today: date) -> Said:
    number, month, nth = chance.randrange(7), chance.randrange(1, 13), chance.randrange(1, 5)
    year = today.year

    def pick(year: int) -> date:
        days = [w[number] for w in calendar.monthcalendar(year, month) if w[number]]
        return date(year, month, days[nth - 1] if nth < 4 else days[-1])

    order = ("", "första", "andra", "tredje", "sista")[nth]
    day = pick(year) if pick(year) >= today else pick(year + 1)
    return f"{order} {WEEKDAYS[number]}en i {MONTHS[month - 1]}", day


_DAYS: tuple[Callable[[random.Random, date], Said], ...] = (
    _date_without_year, _date_without_year, _date_with_year, _weekday, _weekday, _relative,
    _in_week, _holiday, _holiday, _nth_weekday,
)  # fmt: skip


# Clock times


def _digits(chance: random.Random) -> Heard:
    at = time(chance.randrange(7, 23), chance.choice((0, 0, 15, 20, 30, 45)))
    said = [f"kl {at:%H:%M}", f"klockan {at:%H.%M}", f"kl. {at:%H.%M}", f"{at:%H:%M}"]
    if at.minute:
        said.append(f"kl {at:%H%M}")
    else:
        said += [f"kl {at.hour}", f"klockan {at.hour}", f"vid {at.hour}-tiden"]
    return chance.choice(said), at


def _early(chance: random.Random) -> Heard:
    hour = chance.randrange(1, 7)
    if hour == 2:
        hour = 5  # 2 o'clock does not exist on one night a year
    return chance.choice((f"kl 0{hour}:00", f"klockan {NUMBERS[hour]} på natten")), time(hour)


def _hour(spoken: int) -> int:
    """One to six, in words or bare digits, are hours of the afternoon."""
    return spoken + 12 if spoken <= 6 else spoken


def _words(chance: random.Random) -> Heard:
    spoken = chance.randrange(1, 13)
    word = NUMBERS[spoken]
    said = [f"klockan {word}", f"kl {word}", f"vid {word}tiden", f"klockan {spoken}"]
    return chance.choice(said), time(_hour(spoken))


def _part_of_day(chance: random.Random) -> Heard:
    spoken = chance.randrange(7, 12)
    if chance.random() < 0.5:
        return f"klockan {NUMBERS[spoken]} på kvällen", time(spoken + 12)
    return f"klockan {NUMBERS[spoken]} på morgonen", time(spoken)


def _around_hour(chance: random.Random) -> Heard:
    spoken = chance.randrange(1, 13)
    name = chance.choice((NUMBERS[spoken], str(spoken)))
    said, minutes = chance.choice(
        (
            ("halv {}", -30), ("halv {}", -30), ("kvart i {}", -15), ("kvart över {}", 15),
            ("tio i {}", -10), ("tio över {}", 10), ("fem i {}", -5), ("fem över {}", 5),
            ("tjugo i {}", -20), ("tjugo över {}", 20), ("fem i halv {}", -35),
            ("fem över halv {}", -25), ("tio minuter i {}", -10), ("klockan halv {}", -30),
            ("kl kvart i {}", -15),
        )
    )  # fmt: skip
    total = _hour(spoken) * 60 + minutes
    return said.format(name), time(total // 60, total % 60)


_CLOCKS: tuple[Callable[[random.Random], Heard], ...] = (
    _digits, _digits, _words, _around_hour, _around_hour, _part_of_day, _early,
)  # fmt: skip
