"""The JSON form, the words for an answer, and moving a clock time to a day."""

from __future__ import annotations

import json
from datetime import date, time

import pytest

from bot.nlu.dates import as_value, describe, find, from_value

from .reading import NOW, lines, meaning, only, stockholm


@pytest.mark.parametrize("text", [line.split(" | ")[0] for line in lines("expressions.txt")])
def test_value_survives_json(text: str) -> None:
    """An expression written as JSON and read back is the same, alternative included."""
    found = only(text)
    assert from_value(json.loads(json.dumps(as_value(found)))) == found


def test_value_holds_iso_times() -> None:
    """begin and finish are ISO 8601 with Stockholm's offset; what is empty is left out."""
    assert as_value(only("på fredag kl 14")) == {
        "text": "på fredag kl 14",
        "start": 0,
        "end": 15,
        "kind": "moment",
        "begin": "2026-11-27T14:00:00+01:00",
        "finish": "2026-11-27T14:01:00+01:00",
    }


def test_value_of_recurring_days_holds_their_hours() -> None:
    """Weekly times have weekdays and clock times, and no begin."""
    value = as_value(only("på lördagar mellan 10 och 12"))
    assert value["weekdays"] == [5]
    assert (value["clock"], value["clock_finish"]) == ("10:00", "12:00")
    assert "begin" not in value


def test_value_that_is_none_is_refused() -> None:
    """A dict that as_value did not write raises KeyError."""
    with pytest.raises(KeyError):
        from_value({"kind": "day"})


# "." stands for the separator of hours and minutes in description.yml
SWEDISH = [
    ("den 6 juni 2028 kl 10", "tisdag 6 juni 2028 klockan 10.00"),
    ("på fredag", "fredag 27 november"),
    ("kl 17", "onsdag 25 november klockan 17.00"),
    ("i helgen", "lördag 28 november–söndag 29 november"),
    ("på lördag mellan 10 och 12", "lördag 28 november klockan 10.00–12.00"),
    ("ikväll", "onsdag 25 november klockan 18.00–24.00"),
    ("i natt", "onsdag 25 november klockan 22.00–torsdag 26 november klockan 06.00"),
    ("på lördagar", "lördagar"),
    ("lördagar och söndagar", "helger"),
    ("vardagar efter 16", "vardagar klockan 16.00–24.00"),
    ("måndagar, onsdagar och fredagar kl 9", "måndagar, onsdagar och fredagar klockan 09.00"),
    ("varje dag", "alla dagar"),
    ("röda dagar", "helgdagar"),
    ("31 februari", "Februari har inte 31 dagar."),
]
ENGLISH = [
    ("den 6 juni 2028 kl 10", "Tuesday 6 June 2028 at 10:00"),
    ("på fredag", "Friday 27 November"),
    ("i natt", "Wednesday 25 November at 22:00–Thursday 26 November at 06:00"),
    ("vardagar", "weekdays"),
    ("lördagar kl 9", "Saturdays at 09:00"),
    ("31 februari", "There is no such day or time."),
]


def _separated(text: str) -> str:
    """The text with the separator that Swedish answers use now."""
    separator = describe(stockholm("2026-11-25 10:00"), "sv", NOW)[-3]
    parts = text.split(".")
    return text if text.endswith(".") else separator.join(parts)


@pytest.mark.parametrize(("text", "expected"), SWEDISH)
def test_time_is_said_in_swedish(text: str, expected: str) -> None:
    """Weekday, date and clock time, the year only when it is another."""
    assert describe(only(text), "sv", NOW) == _separated(expected)


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_time_is_said_in_english(text: str, expected: str) -> None:
    """The same in English."""
    assert describe(only(text), "en", NOW) == expected


def test_plain_dates_and_moments_are_said_too() -> None:
    """A date is a day, a datetime a moment on Stockholm's clock."""
    assert describe(date(2027, 1, 6), "sv", NOW) == "onsdag 6 januari 2027"
    assert describe(stockholm("2026-12-24 09:05"), "en", NOW) == "Thursday 24 December at 09:05"


def test_clock_time_can_be_put_on_another_day() -> None:
    """ "kl 17" after a question about a Saturday is that Saturday at five."""
    moved = only("kl 17").on(date(2026, 11, 28))
    assert (moved.kind, meaning(moved), moved.dayless) == ("moment", "2026-11-28 17:00", False)


def test_hours_without_a_day_can_be_put_on_another_day() -> None:
    """So can "mellan 10 och 12" and a night that runs into the next day."""
    assert (
        meaning(only("mellan 10 och 12").on(date(2026, 12, 1)))
        == "2026-12-01 10:00 / 2026-12-01 12:00"
    )
    assert meaning(only("på natten").on(date(2026, 12, 1))) == "2026-12-01 22:00 / 2026-12-02 06:00"


def test_hours_keep_the_clock_when_moved_over_the_change_to_summer_time() -> None:
    """10–12 is 10–12 on the day of 23 hours too, whatever the day it was said on."""
    moved = only("före nio").on(date(2027, 3, 28))
    assert meaning(moved) == "2027-03-28 / 2027-03-28 09:00"


def test_expression_with_a_day_of_its_own_is_not_moved() -> None:
    """A day that was said stays."""
    with pytest.raises(ValueError, match="without a day"):
        only("på fredag kl 17").on(date(2026, 11, 28))


def test_habit_has_clock_times() -> None:
    """ "på lördagar kl 10" has one clock time and no end."""
    found = only("på lördagar kl 10")
    assert (found.weekdays, found.clock, found.clock_finish) == ((5,), time(10), None)
    assert find("på lördagar kl 10", NOW)[0].begin is None
