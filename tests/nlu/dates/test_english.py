"""English expressions of time: what they mean, where they stand, and what is no time."""

from __future__ import annotations

import pytest

from bot.nlu.dates import TimeExpression, from_value
from bot.nlu.dates.english import find_english
from bot.nlu.dates.expression import as_value

from .reading import NOW, lines, meaning

# Read on Wednesday 25 November 2026 at 14:20. Expected values from an almanac, not from the code.
TABLE = """
today | day | 2026-11-25
tomorrow | day | 2026-11-26
yesterday | day | 2026-11-24
the day after tomorrow | day | 2026-11-27
the day before yesterday | day | 2026-11-23
now | moment | 2026-11-25 14:20
right now | moment | 2026-11-25 14:20
at the moment | moment | 2026-11-25 14:20
tonight | interval | 2026-11-25 18:00 / 2026-11-26
this evening | interval | 2026-11-25 18:00 / 2026-11-26
this afternoon | interval | 2026-11-25 12:00 / 2026-11-25 18:00
tomorrow night | interval | 2026-11-26 18:00 / 2026-11-27
last night | interval | 2026-11-24 18:00 / 2026-11-25
tomorrow at 3 pm | moment | 2026-11-26 15:00
tomorrow evening at 7 | moment | 2026-11-26 19:00
tomorrow 10-12 | interval | 2026-11-26 10:00 / 2026-11-26 12:00
7-9 pm tomorrow | interval | 2026-11-26 19:00 / 2026-11-26 21:00
today between 1 and 3 | interval | 2026-11-25 13:00 / 2026-11-25 15:00
at 16.30 today | moment | 2026-11-25 16:30
by 5 pm tomorrow | interval | 2026-11-26 / 2026-11-26 17:00
tommorow at 9 | moment | 2026-11-26 09:00
on Friday | day | 2026-11-27
this Friday | day | 2026-11-27
next Wednesday | day | 2026-12-02
last Friday | day | 2026-11-20
since Monday | day | 2026-11-23
until Friday | day | 2026-11-27
wensday | day | 2026-12-02
satuday | day | 2026-11-28
on Sat | day | 2026-11-28
Sat at 10 | moment | 2026-11-28 10:00
this coming Monday | day | 2026-11-30
Friday next week | day | 2026-12-04
Friday in two weeks | day | 2026-12-11
Friday the 13th | day | 2026-11-13
Monday the 30th | day | 2026-11-30
Friday at 3 | moment | 2026-11-27 15:00
Friday afternoon at 2 | moment | 2026-11-27 14:00
Friday night at 2 am | moment | 2026-11-28 02:00
Friday evening | interval | 2026-11-27 18:00 / 2026-11-28
until Friday at noon | moment | 2026-11-27 12:00
between 10 and 12 on Friday | interval | 2026-11-27 10:00 / 2026-11-27 12:00
from 9 to 5 on Monday | interval | 2026-11-30 09:00 / 2026-11-30 17:00
at 10 o'clock on Friday | moment | 2026-11-27 10:00
on Saturdays | weekly | 5
on Saturdays at 10 | weekly | 5 10:00
on Saturdays between 10 and 12 | weekly | 5 10:00-12:00
on Mondays and Wednesdays | weekly | 02
Mondays to Thursdays | weekly | 0123
every Friday | weekly | 4
every day | weekly | 0123456
on weekdays | weekly | 01234
at weekends | weekly | 56
every weekend | weekly | 56
Monday to Friday 9-5 | weekly | 01234 09:00-17:00
Friday evenings | weekly | 4 18:00-00:00
weekday evenings | weekly | 01234 18:00-00:00
in the evenings | weekly | 0123456 18:00-00:00
at night | weekly | 0123456 22:00-06:00
public holidays | weekly | 6
from Monday to Wednesday | interval | 2026-11-30 / 2026-12-03
this weekend | interval | 2026-11-28 / 2026-11-30
over the weekend | interval | 2026-11-28 / 2026-11-30
next weekend | interval | 2026-12-05 / 2026-12-07
this week | interval | 2026-11-23 / 2026-11-30
next week | interval | 2026-11-30 / 2026-12-07
the week after next | interval | 2026-12-07 / 2026-12-14
week 30 | interval | 2027-07-26 / 2027-08-02
in week 52 | interval | 2026-12-21 / 2026-12-28
week 60 | impossible | -
week 53 2027 | impossible | -
next month | interval | 2026-12-01 / 2027-01-01
this year | interval | 2026-01-01 / 2027-01-01
next year | interval | 2027-01-01 / 2028-01-01
in July | interval | 2027-07-01 / 2027-08-01
in May | interval | 2027-05-01 / 2027-06-01
in March | interval | 2027-03-01 / 2027-04-01
August 2027 | interval | 2027-08-01 / 2027-09-01
from June to August | interval | 2027-06-01 / 2027-09-01
in the summer | interval | 2027-06-01 / 2027-09-01
this winter | interval | 2026-12-01 / 2027-03-01
in three days | day | 2026-11-28
in two weeks | day | 2026-12-09
in 3 weeks' time | day | 2026-12-16
in a month | day | 2026-12-25
in a couple of days | day | 2026-11-27
two weeks from now | day | 2026-12-09
a week ago | day | 2026-11-18
two years ago | day | 2024-11-25
in half an hour | moment | 2026-11-25 14:50
in 20 minutes | moment | 2026-11-25 14:40
in an hour | moment | 2026-11-25 15:20
within two weeks | interval | 2026-11-25 / 2026-12-10
the next three days | interval | 2026-11-26 / 2026-11-29
on 24 December | day | 2026-12-24
24th of December | day | 2026-12-24
the 24th of December 2027 | day | 2027-12-24
Dec 24, 2027 | day | 2027-12-24
twenty-fourth of December | day | 2026-12-24
December 24th at 10 am | moment | 2026-12-24 10:00
Thursday the 24th of December | day | 2026-12-24
24-26 December | interval | 2026-12-24 / 2026-12-27
from 24 to 26 December | interval | 2026-12-24 / 2026-12-27
June 6 | day | 2027-06-06
the second of May | day | 2027-05-02
on May 1st | day | 2027-05-01
6 June 2028 at 10 am | moment | 2028-06-06 10:00
6/6/2028 | day | 2028-06-06
5/12/2026 | day | 2026-12-05
12/24/2027 | day | 2027-12-24
2028-06-06 | day | 2028-06-06
on the 15th | day | 2026-12-15
on the fifteenth | day | 2026-12-15
the 15th of next month | day | 2026-12-15
the first Monday in May | day | 2027-05-03
last Friday of the month | day | 2026-11-27
30 February | impossible | -
February 30th | impossible | -
February 29 2027 | impossible | -
31 April | impossible | -
the 32nd | impossible | -
at 25:00 | impossible | -
half past two | clock | 2026-11-25 14:30
half past 12 | clock | 2026-11-26 12:30
quarter to four | clock | 2026-11-25 15:45
quarter past 3 am | clock | 2026-11-26 03:15
ten past nine | clock | 2026-11-26 09:10
twenty-five to three | clock | 2026-11-25 14:35
ten to four | clock | 2026-11-25 15:50
at half past three in the afternoon | clock | 2026-11-25 15:30
8 o'clock in the evening | clock | 2026-11-25 20:00
at five in the morning | clock | 2026-11-26 05:00
at nine thirty | clock | 2026-11-26 09:30
at 16 | clock | 2026-11-25 16:00
4pm | clock | 2026-11-25 16:00
10 a.m. | clock | 2026-11-26 10:00
12 am | clock | 2026-11-26 00:00
12 pm | clock | 2026-11-26 12:00
noon | clock | 2026-11-26 12:00
midnight | clock | 2026-11-26 00:00
between 10 and 2 pm | interval | 2026-11-26 10:00 / 2026-11-26 14:00
before 9 | interval | 2026-11-26 / 2026-11-26 09:00
after five | interval | 2026-11-25 17:00 / 2026-11-26
at lunch | interval | 2026-11-26 11:00 / 2026-11-26 13:00
Christmas Eve | day | 2026-12-24
Xmas eve | day | 2026-12-24
Christmas Day | day | 2026-12-25
Boxing Day | day | 2026-12-26
New Year's Eve | day | 2026-12-31
New Years Day | day | 2027-01-01
Epiphany | day | 2027-01-06
Maundy Thursday | day | 2027-03-25
Good Friday | day | 2027-03-26
Easter Sunday | day | 2027-03-28
Easter Monday | day | 2027-03-29
Walpurgis Night | day | 2027-04-30
May Day | day | 2027-05-01
Ascension Day | day | 2027-05-06
Whit Sunday | day | 2027-05-16
National Day | day | 2027-06-06
Midsummer Eve | day | 2027-06-25
Midsummer Day 2027 | day | 2027-06-26
All Saints' Day | day | 2027-11-06
first Sunday of Advent | day | 2026-11-29
during Christmas | interval | 2026-12-24 / 2026-12-27
Easter 2028 | interval | 2028-04-14 / 2028-04-18
between Christmas and New Year | interval | 2026-12-27 / 2026-12-31
the day before Christmas Eve | day | 2026-12-23
two days after Easter Sunday | day | 2027-03-30
the Friday after Ascension Day | day | 2027-05-07
the week after Easter | interval | 2027-03-29 / 2027-04-05
midsommarafton kl 10 | moment | 2027-06-25 10:00
"""
ROWS = [tuple(row.split(" | ")) for row in TABLE.strip().splitlines()]

NONE = """
I may call
you may ask 10 people
march
we took part in a march
second question
my second question is about money
one of them
at one point he hit me
they came one by one
he sat down
I sat on the floor
sun
the sun is shining
I wed him
call 010-223 57 60
+46 10 223 57 60
the number is 020-50 50 50
112
is 116 016 free?
I am 15 years old
she is sixteen
I'm about 14.
he turned 18
I was married at 16
girls aged 10 to 12 years
between 3 and 5 children
I have 3 children
2-3 people
table for 2.
1/3 of the women
for three days
he hit me twice a week
are you open 24/7
good morning
good evening, I need help
Merry Christmas!
happy new year
have a nice weekend
bye for now
in a second
one day he will kill me
he fell in love
spring into action
so late in the day
my name is June
April is my friend
Eve is my sister
every time he drinks
next time
section 4
page 10
the law from 2018
sexual abuse and sex
the man is nice
I have two questions
half of them
before I leave
now I wonder how you work
everyday life
"""


def _only(text: str) -> TimeExpression:
    found = find_english(text, NOW)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_expression_means_what_the_table_says(row: tuple[str, ...]) -> None:
    """Each expression of the table has its kind and its time, and all its words are taken up."""
    text, kind, expected = row
    found = _only(text)
    assert (found.kind, meaning(found)) == (kind, expected)
    assert (found.text, found.start, found.end) == (text, 0, len(text))


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_message_without_a_time_gives_none(text: str) -> None:
    """Telephone numbers, ages, counts, greetings and look-alikes are no times."""
    assert find_english(text, NOW) == []


@pytest.mark.parametrize("text", lines("no_dates.txt"))
def test_swedish_message_without_a_time_gives_none(text: str) -> None:
    """A Swedish message that tells no time tells none in English either."""
    assert find_english(text, NOW) == []


SENTENCES = ["is the phone open {}?", "Hi, can I call {} or are you closed then", "OK. {}", "“{}”"]


@pytest.mark.parametrize("frame", SENTENCES)
@pytest.mark.parametrize(
    "text",
    [
        "on Friday at 3 pm", "Christmas Eve", "December 24th at 10 am", "half past two",
        "the day after tomorrow", "next Wednesday", "on the 15th", "New Year’s Eve",
        "from 9 to 5 on Monday", "6/6/2028", "in two weeks", "midsommarafton",
    ],
)  # fmt: skip
def test_offsets_are_those_of_the_words_in_the_message(frame: str, text: str) -> None:
    """start and end cut the English words out of the message."""
    message = frame.format(text)
    found = _only(message)
    assert message[found.start : found.end] == found.text == text


SEVERAL = [
    ("on Saturday or Sunday?", ["on Saturday", "Sunday"]),
    ("sat and sun", ["sat", "sun"]),
    ("tomorrow at 10 or 11", ["tomorrow at 10", "11"]),
    ("open on 24 or 25 December?", ["24", "25 December"]),
    ("Christmas Eve and New Year's Day", ["Christmas Eve", "New Year's Day"]),
    ("call 010-223 57 60 on Monday at 9, not on Tuesday", ["on Monday at 9", "on Tuesday"]),
    ("on the 24th and 25th?", ["on the 24th", "25th"]),
    ("10 am or 3 pm?", ["10 am", "3 pm"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_expressions_are_found_in_order(text: str, expected: list[str]) -> None:
    """Each expression of a message is found once, in order."""
    found = find_english(text, NOW)
    assert [each.text for each in found] == expected
    assert [text[each.start : each.end] for each in found] == expected


def test_other_reading_has_the_words_of_the_message() -> None:
    """ "next Friday" on a Wednesday may be this week's; both readings hold the English words."""
    found = _only("open next Friday at 8 am?")
    other = found.alternative
    assert other is not None
    assert (meaning(found), meaning(other)) == ("2026-12-04 08:00", "2026-11-27 08:00")
    assert (other.text, other.start, other.end) == ("next Friday at 8 am", 5, 24)


def test_holiday_and_reason_stay_swedish() -> None:
    """The answers have their own English for the Swedish name and the reason."""
    assert _only("on Boxing Day").holiday == "annandag jul"
    assert _only("30 February").reason == "Februari har inte 30 dagar."


def test_expression_survives_json() -> None:
    """An English expression is written and read like a Swedish one."""
    found = _only("at the weekend")
    assert from_value(as_value(found)) == found


ODD = ["", "   ", "?", "''", "^ $", "the", "📞 9", "x" * 3000, "1 " * 99]


@pytest.mark.parametrize("text", ODD)
def test_odd_messages_do_not_fail(text: str) -> None:
    """Nothing but signs, or far too much, gives no error."""
    assert all(each.end <= len(text) for each in find_english(text, NOW))


def test_naive_moment_is_refused() -> None:
    """Relative words need a moment with a time zone."""
    with pytest.raises(ValueError, match="aware"):
        find_english("tomorrow", NOW.replace(tzinfo=None))
