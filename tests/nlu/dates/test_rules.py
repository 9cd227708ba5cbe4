"""The rules of the calendar at other moments: the edges of days and years, summer time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.nlu.dates import find

from .reading import NOW, meaning, only, stockholm

WHEN = [
    # written on, words, kind, meaning
    ("2026-11-27 09:00", "på fredag", "day", "2026-12-04"),
    ("2026-11-27 09:00", "nu på fredag", "day", "2026-11-27"),
    ("2026-11-27 09:00", "idag fredag", "day", "2026-11-27"),
    ("2026-11-27 09:00", "nästa fredag", "day", "2026-12-04"),
    ("2026-11-27 09:00", "fredag om en vecka", "day", "2026-12-04"),
    ("2026-11-29 12:00", "nästa söndag", "day", "2026-12-06"),
    ("2026-11-29 12:00", "i helgen", "interval", "2026-11-28 / 2026-11-30"),
    ("2026-11-29 12:00", "nästa vecka", "interval", "2026-11-30 / 2026-12-07"),
    ("2026-11-30 00:05", "nästa vecka", "interval", "2026-12-07 / 2026-12-14"),
    ("2026-12-31 23:59", "imorgon", "day", "2027-01-01"),
    ("2026-12-31 23:59", "6 juni", "day", "2027-06-06"),
    ("2027-06-06 10:00", "6 juni", "day", "2027-06-06"),
    ("2027-06-07 10:00", "6 juni", "day", "2028-06-06"),
    ("2027-06-06 10:00", "nationaldagen", "day", "2027-06-06"),
    ("2027-06-07 10:00", "nationaldagen", "day", "2028-06-06"),
    ("2026-12-25 10:00", "jul", "interval", "2026-12-24 / 2026-12-27"),
    ("2026-12-27 10:00", "jul", "interval", "2027-12-24 / 2027-12-27"),
    ("2027-01-01 10:00", "nyår", "interval", "2026-12-31 / 2027-01-02"),
    ("2027-03-01 10:00", "annandagen", "day", "2027-03-29"),
    ("2027-04-01 10:00", "i påskas", "interval", "2027-03-26 / 2027-03-30"),
    ("2027-01-31 10:00", "om en månad", "day", "2027-02-28"),
    ("2027-01-15 10:00", "den 31", "day", "2027-01-31"),
    ("2027-02-15 10:00", "den 31", "day", "2027-03-31"),
    ("2027-02-15 10:00", "den 15", "day", "2027-02-15"),
    ("2028-02-28 10:00", "imorgon", "day", "2028-02-29"),
    ("2027-07-26 10:00", "vecka 30", "interval", "2027-07-26 / 2027-08-02"),
    ("2027-08-02 10:00", "vecka 30", "interval", "2028-07-24 / 2028-07-31"),
    ("2027-01-02 10:00", "vecka 1", "interval", "2027-01-04 / 2027-01-11"),
    ("2027-05-03 10:00", "första måndagen i maj", "day", "2027-05-03"),
    ("2027-05-04 10:00", "första måndagen i maj", "day", "2028-05-01"),
    ("2027-05-29 10:00", "sista fredagen i månaden", "day", "2027-06-25"),
    ("2026-11-25 03:00", "i natt", "interval", "2026-11-24 22:00 / 2026-11-25 06:00"),
    ("2026-11-25 03:00", "i natt klockan fem", "moment", "2026-11-25 05:00"),
    ("2026-11-25 15:00", "klockan tre", "clock", "2026-11-25 15:00"),
    ("2026-11-25 15:01", "klockan tre", "clock", "2026-11-26 15:00"),
    ("2026-11-25 23:30", "halv ett på natten", "clock", "2026-11-26 00:30"),
    ("2026-11-25 11:00", "mellan tio och tolv", "interval", "2026-11-25 10:00 / 2026-11-25 12:00"),
    ("2026-11-25 12:00", "mellan tio och tolv", "interval", "2026-11-26 10:00 / 2026-11-26 12:00"),
    ("2026-11-25 01:00", "på natten", "interval", "2026-11-24 22:00 / 2026-11-25 06:00"),
    ("2027-09-27 10:00", "måndag den 20 september", "day", "2027-09-20"),
    ("2026-12-23 16:00", "om två arbetsdagar", "day", "2026-12-29"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "text", "kind", "expected"), WHEN)
def test_words_are_counted_from_the_moment_of_writing(
    written: str, text: str, kind: str, expected: str
) -> None:
    """A weekday, date, week, holiday or hour is the one that a reader would expect then."""
    found = only(text, stockholm(written))
    assert (found.kind, meaning(found)) == (kind, expected)


def test_next_weekday_offers_the_coming_one_of_this_week() -> None:
    """ "nästa fredag" is next week's, but the coming Friday is the alternative."""
    found = only("nästa fredag kl 14")
    assert meaning(found) == "2026-12-04 14:00"
    assert found.alternative is not None
    assert meaning(found.alternative) == "2026-11-27 14:00"


def test_next_weekday_is_sure_when_that_day_of_this_week_is_over() -> None:
    """On a Wednesday, "nästa måndag" can only be the coming Monday."""
    assert only("nästa måndag").alternative is None


def test_night_of_this_morning_may_be_the_one_just_over() -> None:
    """In the morning, "i natt" may also be the night before."""
    other = only("i natt", stockholm("2026-11-25 08:00")).alternative
    assert other is not None
    assert meaning(other) == "2026-11-24 22:00 / 2026-11-25 06:00"


SUMMER_TIME = [
    ("2027-03-27 12:00", "imorgon", 23),
    ("2027-10-30 12:00", "imorgon", 25),
    ("2027-03-27 12:00", "på lördag", 24),
    ("2027-03-22 12:00", "denna vecka", 167),
    ("2027-10-26 12:00", "denna vecka", 169),
]


@pytest.mark.parametrize(("written", "text", "hours"), SUMMER_TIME)
def test_days_are_as_long_as_the_clock_makes_them(written: str, text: str, hours: int) -> None:
    """The days on which summer time begins and ends last 23 and 25 hours."""
    found = only(text, stockholm(written))
    assert found.begin is not None and found.finish is not None
    assert found.finish.astimezone(timezone.utc) - found.begin.astimezone(
        timezone.utc
    ) == timedelta(hours=hours)


def test_time_that_summer_time_skips_is_moved_forward() -> None:
    """On 28 March 2027 there is no half past two at night; half past three is meant."""
    found = only("28 mars 2027 kl 02:30")
    assert found.begin is not None
    assert found.begin.isoformat() == "2027-03-28T03:30:00+02:00"


def test_time_that_occurs_twice_is_the_first() -> None:
    """On 31 October 2027 half past two occurs twice; the summer-time one is meant."""
    found = only("31 oktober 2027 kl 02:30")
    assert found.begin is not None
    assert found.begin.isoformat() == "2027-10-31T02:30:00+02:00"


def test_hours_from_now_are_counted_in_elapsed_time() -> None:
    """Three hours after one o'clock on the night that summer time ends is three o'clock."""
    found = only("om tre timmar", stockholm("2027-10-31 01:00"))
    assert found.begin is not None
    assert found.begin.isoformat() == "2027-10-31T03:00:00+01:00"


def test_moment_of_writing_may_be_in_another_zone() -> None:
    """At 23.30 in London it is already tomorrow in Stockholm."""
    now = datetime(2026, 11, 25, 23, 30, tzinfo=timezone.utc)
    assert meaning(only("imorgon", now)) == "2026-11-27"


def test_moment_of_writing_must_be_aware() -> None:
    """A naive moment is refused, since nobody knows when it is."""
    with pytest.raises(ValueError, match="aware"):
        find("imorgon", NOW.replace(tzinfo=None))
