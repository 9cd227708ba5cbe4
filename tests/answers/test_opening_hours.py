"""When a line is open, against a calendar that shares nothing with the code it checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from bot.answers.holidays import Calendar
from bot.answers.opening_hours import Hours, day, interval, state_at, weekly
from bot.knowledge import Closure, Source, Text, load

STOCKHOLM = ZoneInfo("Europe/Stockholm")
CALENDAR = Calendar.of(load()["helgdagar"])
OFFICE = Hours("Mo-Fr 09:00-16:00; PH off", CALENDAR)
ALWAYS = Hours("24/7", CALENDAR)
DAILY = Hours("Mo-Su 07:00-21:00", CALENDAR)
NIGHT = Hours("Mo-Su 21:00-06:00", CALENDAR)
TRAINING = Closure(
    dt.date(2026, 12, 1), dt.date(2026, 12, 3), Text("utbildning", "training"),
    Source("page", "Sidan", "odaterad"), "2026-11-20",
)


def at(written: str) -> dt.datetime:
    """Return a moment in Stockholm."""
    return dt.datetime.fromisoformat(written).replace(tzinfo=STOCKHOLM)


def easter_sunday(year: int) -> dt.date:
    """Return Easter Sunday by the rule of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day_before = divmod(h + n - 7 * m + 114, 31)
    return dt.date(year, month, day_before + 1)


def days_off(year: int) -> dict[dt.date, str]:
    """Return the holidays and eves of a year that are no plain weekend, with the reason."""
    easter = easter_sunday(year)
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 25), (12, 26)]
    found = {dt.date(year, month, date): "holiday" for month, date in fixed}
    for days in (-2, 0, 1, 39, 49):
        found[easter + dt.timedelta(days=days)] = "holiday"
    for number in range(20, 27):
        if dt.date(year, 6, number).weekday() == 5:
            found[dt.date(year, 6, number)] = "holiday"
            found[dt.date(year, 6, number - 1)] = "eve"
    for date in (dt.date(year, 10, 31), *(dt.date(year, 11, number) for number in range(1, 7))):
        if date.weekday() == 5:
            found[date] = "holiday"
    return found | {dt.date(year, 12, 24): "eve", dt.date(year, 12, 31): "eve"}


def every_day(first: int, last: int) -> Iterator[tuple[dt.date, str | None]]:
    """Yield every day of the years with the reason why an office is closed, None if it opens."""
    date = dt.date(first, 1, 1)
    while date.year <= last:
        weekend = "weekend" if date.weekday() >= 5 else None
        yield date, days_off(date.year).get(date, weekend)
        date += dt.timedelta(days=1)


def test_every_day_of_five_years() -> None:
    """From 2026 to 2030, five times a day: open on working days from 9 until 16, else closed for
    the right reason, and opening next at 9 on the next working day."""
    days = list(every_day(2026, 2031))
    checked = 0
    for index, (date, reason) in enumerate(days):
        if date.year > 2030:
            break
        later = next(other for other, why in days[index + 1:] if why is None)
        for clock, is_open in (("08:59", False), ("09:00", True), ("12:00", True),
                               ("15:59", True), ("16:00", False)):
            state = state_at(OFFICE, at(f"{date}T{clock}"))
            assert state.open is (is_open and reason is None), (date, clock)
            checked += 1
            if state.open:
                assert state.until == at(f"{date}T16:00") and state.reason is None
                continue
            assert state.reason == (reason or "outside"), (date, clock)
            opens = date if reason is None and clock == "08:59" else later
            assert state.next_open == at(f"{opens}T09:00"), (date, clock)
            assert (state.holiday is not None) is (reason in ("holiday", "eve")), date
        assert bool(day(OFFICE, date).spans) is (reason is None), date
    assert checked == 5 * 1826


@pytest.mark.parametrize(
    ("moment", "reason", "name"),
    [
        ("2026-12-24T10:00", "eve", "julafton"), ("2026-12-31T10:00", "eve", "nyårsafton"),
        ("2026-06-19T10:00", "eve", "midsommarafton"),
        ("2027-03-29T10:00", "holiday", "annandag påsk"),
        ("2028-06-06T10:00", "holiday", "nationaldagen"),
        ("2026-11-28T10:00", "weekend", None), ("2026-11-23T20:00", "outside", None),
        ("2026-04-30T10:00", None, None), ("2026-04-02T10:00", None, None),
        ("2027-05-07T10:00", None, None),
    ],
)
def test_reason_and_name(moment: str, reason: str | None, name: str | None) -> None:
    """A day off is called by its name; valborg, skärtorsdag and klämdagar are working days."""
    state = state_at(OFFICE, at(moment))
    assert (state.reason, state.holiday_name) == (reason, name)


@pytest.mark.parametrize("year", [1999, 2077, 2100])
def test_holidays_beyond_the_years_the_library_knows(year: int) -> None:
    """Holidays and eves are closed in any year, though opening-hours-py knows 2000 to 2076."""
    for date, reason in every_day(year, year):
        assert state_at(OFFICE, at(f"{date}T12:00")).open is (reason is None), date


def test_open_around_the_clock() -> None:
    """A 24/7 line is open on julafton at night and never closes; the day is named all the same."""
    state = state_at(ALWAYS, at("2026-12-24T03:00"))
    assert (state.open, state.until, state.reason) == (True, None, None)
    assert state.holiday_name == "julafton"
    assert ALWAYS.always and not DAILY.always
    assert day(ALWAYS, dt.date(2026, 12, 24)).spans == (
        (at("2026-12-24T00:00"), at("2026-12-25T00:00")),
    )


def test_line_that_says_nothing_of_holidays() -> None:
    """Hours without PH hold on holidays too, and a daily line is never closed for a weekend."""
    assert state_at(DAILY, at("2026-12-25T12:00")).open
    state = state_at(DAILY, at("2026-11-28T22:00"))
    assert (state.open, state.reason, state.next_open) == (
        False, "outside", at("2026-11-29T07:00"))


def test_night_line() -> None:
    """Hours past midnight belong to both days, each day showing its own part."""
    assert state_at(NIGHT, at("2026-11-24T01:00")).until == at("2026-11-24T06:00")
    assert state_at(NIGHT, at("2026-11-24T06:00")).next_open == at("2026-11-24T21:00")
    assert day(NIGHT, dt.date(2026, 11, 24)).spans == (
        (at("2026-11-24T00:00"), at("2026-11-24T06:00")),
        (at("2026-11-24T21:00"), at("2026-11-25T00:00")),
    )


def test_night_line_that_closes_on_holidays() -> None:
    """With PH off the night before a holiday ends at midnight, in both ways of asking."""
    hours = Hours("Mo-Su 21:00-06:00; PH off", CALENDAR)
    state = state_at(hours, at("2026-12-23T22:00"))
    assert state.until == at("2026-12-24T00:00")
    assert not state_at(hours, at("2026-12-24T01:00")).open


@pytest.mark.parametrize(
    ("moment", "reason", "next_open"),
    [
        ("2026-11-30T17:00", "outside", "2026-12-04T09:00"),
        ("2026-12-01T00:00", "closure", "2026-12-04T09:00"),
        ("2026-12-03T23:59", "closure", "2026-12-04T09:00"),
        ("2026-12-04T09:00", None, None),
    ],
)
def test_dated_closure(moment: str, reason: str | None, next_open: str | None) -> None:
    """From the first to the last day of a closure the line is closed, and opens after it."""
    hours = Hours(OFFICE.expression, CALENDAR, (TRAINING,))
    state = state_at(hours, at(moment))
    assert (state.reason, state.next_open) == (reason, at(next_open) if next_open else None)
    assert (state.closure is TRAINING) is (reason == "closure")


def test_closure_of_a_line_that_is_always_open() -> None:
    """A 24/7 line closes when its closure begins and opens at midnight after it."""
    hours = Hours("24/7", CALENDAR, (TRAINING,))
    assert not hours.always
    assert state_at(hours, at("2026-11-30T12:00")).until == at("2026-12-01T00:00")
    assert state_at(hours, at("2026-12-02T12:00")).next_open == at("2026-12-04T00:00")
    assert state_at(hours, at("2026-12-05T12:00")).until is None
    assert day(hours, dt.date(2026, 12, 2)).reason == "closure"


@pytest.mark.parametrize(
    ("utc", "is_open"),
    [
        ("2026-03-27T08:00", True), ("2026-03-27T07:59", False),  # Friday, winter time
        ("2026-03-30T07:00", True), ("2026-03-30T06:59", False),  # Monday, summer time
        ("2026-10-23T07:00", True), ("2026-10-26T07:00", False), ("2026-10-26T08:00", True),
    ],
)
def test_summer_time(utc: str, is_open: bool) -> None:
    """Nine o'clock is nine in Stockholm, before and after the clocks change."""
    moment = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.timezone.utc)
    assert state_at(OFFICE, moment).open is is_open


@pytest.mark.parametrize(("date", "length"), [("2026-03-29", 8), ("2026-10-25", 10)])
def test_night_of_the_clock_change(date: str, length: int) -> None:
    """A night from 21 to 06 is an hour shorter in March and an hour longer in October."""
    evening = dt.date.fromisoformat(date) - dt.timedelta(days=1)
    begin = at(f"{evening}T21:00")
    until = state_at(NIGHT, begin).until
    assert until == at(f"{date}T06:00")
    assert until.astimezone(dt.timezone.utc) - begin.astimezone(dt.timezone.utc) == dt.timedelta(
        hours=length)


def test_moment_needs_a_time_zone() -> None:
    """A naive moment is refused: it could be two different ones."""
    with pytest.raises(ValueError, match="time zone"):
        state_at(OFFICE, dt.datetime(2026, 11, 23, 9))


def test_interval_of_days() -> None:
    """The days over Christmas, each with its reason."""
    days = interval(OFFICE, dt.date(2026, 12, 23), dt.date(2026, 12, 28))
    assert [found.reason for found in days] == [
        None, "eve", "holiday", "holiday", "weekend", None]
    assert [found.holiday_name for found in days][1:4] == ["julafton", "juldagen", "annandag jul"]
    assert days[0].spans == ((at("2026-12-23T09:00"), at("2026-12-23T16:00")),)


@pytest.mark.parametrize(("first", "last"), [("2026-01-02", "2026-01-01"),
                                            ("2026-01-01", "2028-01-01")])
def test_interval_has_bounds(first: str, last: str) -> None:
    """An empty interval, or one over more than a year, is refused."""
    with pytest.raises(ValueError, match="interval"):
        interval(OFFICE, dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_ordinary_week() -> None:
    """Asked about Thursdays in Christmas week, the answer is the hours of an ordinary Thursday."""
    thursday, saturday = weekly(OFFICE, [5, 3, 3], near=dt.date(2026, 12, 23))
    assert (thursday.weekday, thursday.spans) == (3, ((dt.time(9), dt.time(16)),))
    assert (saturday.weekday, saturday.spans) == (5, ())
    assert weekly(ALWAYS, [6], near=dt.date(2026, 12, 23))[0].spans == ((dt.time(), dt.time()),)


def test_hours_of_an_entry() -> None:
    """Hours come from the facts, and a line without hours has none."""
    knowledge = load()
    hours = Hours.of(knowledge["stodtelefon"])
    assert hours is not None and hours.expression == "Mo-Fr 09:00-16:00; PH off"
    assert Hours.of(knowledge["polisen"]) is None


def test_all_hours_of_the_facts_open_sometime() -> None:
    """Every expression in the facts can be evaluated and opens within two weeks."""
    checked = 0
    for entry in load():
        hours = Hours.of(entry)
        if hours is None:
            continue
        days = interval(hours, dt.date(2026, 11, 23), dt.date(2026, 12, 6))
        assert any(found.spans for found in days), entry.id
        checked += 1
    assert checked >= 15
