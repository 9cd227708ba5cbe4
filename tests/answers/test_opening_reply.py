"""Which answer a question about opening hours gets, and the words in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import knowledge
from bot.answers.opening_hours import STOCKHOLM
from bot.answers.opening_reply import clock, reply, soon, spans
from bot.knowledge import Closure, Entry, Source, Text
from bot.nlu.dates import find
from tests.knowledge.folder import folder, with_fact

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=STOCKHOLM)  # a Monday
KNOWN = knowledge.load()
PHONE = KNOWN["stodtelefon"]


def asked(text: str, entry: Entry = PHONE, now: dt.datetime = NOW, language: Any = "sv") -> Any:
    """The reply to the first time in ``text``."""
    return reply(entry, find(text, now)[0], now, language)


def line(path: Path, hours: str) -> Entry:
    """A line with these hours, which nobody doubts."""
    fact = f'hours: {{value: "{hours}", source: page, date: 2024, status: page}}'
    return knowledge.load(folder(path, facts=with_fact(fact)))["linjen"]


@pytest.mark.parametrize(
    ("text", "response", "values"),
    [
        ("kl 14", "utter_oppet", {"until": "16:00"}),
        ("kl 14:59", "utter_oppet", {"until": "16:00"}),
        ("på torsdag kl 8", "utter_stangt",
         {"reason": "outside", "opens": "torsdag 26 november klockan 09:00"}),
        ("imorgon kl 9", "utter_oppet", {"moment": "tisdag 24 november klockan 09:00"}),
        ("på onsdag eftermiddag", "utter_oppet_dag", {"hours": "klockan 09:00-16:00"}),
        ("på onsdag kväll", "utter_stangt", {"reason": "outside"}),
        ("i natt", "utter_stangt", {"reason": "outside"}),
        ("nyårsafton", "utter_stangt", {"reason": "eve", "holiday": "nyårsafton"}),
        ("midsommarafton", "utter_stangt", {"reason": "eve", "holiday": "midsommarafton"}),
        ("annandag påsk", "utter_stangt", {"reason": "holiday", "holiday": "annandag påsk"}),
        ("på kristi himmelsfärd", "utter_stangt", {"reason": "holiday"}),
        ("trettondagsafton", "utter_oppet_dag", {"moment": "tisdag 5 januari 2027"}),
        ("den 2 januari", "utter_stangt", {"reason": "weekend"}),
        ("på söndagar", "utter_stangt", {}),
        ("på tisdagar", "utter_oppet_dag",
         {"moment": "på tisdagar", "hours": "klockan 09:00-16:00"}),
        ("på tisdagar kl 17", "utter_stangt", {}),
        ("på tisdagar kl 15", "utter_oppet_dag", {"hours": "klockan 09:00-16:00"}),
        ("den 30 februari", "utter_datum_finns_inte", {}),
    ],
)
def test_the_support_phone(text: str, response: str, values: Mapping[str, Any]) -> None:
    """Asked on Monday 23 November 2026 at ten."""
    found = asked(text)
    assert found.response == response
    assert {key: found.values.get(key) for key in values} == values
    assert found.values["contact"] == "stodtelefon"


def test_a_few_days_are_listed_one_by_one() -> None:
    """With the reason where a day is closed."""
    found = asked("från den 23 till den 29 december")
    assert found.response == "utter_oppet_dagar"
    assert found.values["days"] == [
        "onsdag 23 december: klockan 09:00-16:00",
        "torsdag 24 december: stängt (julafton)",
        "fredag 25 december: stängt (juldagen)",
        "lördag 26 december: stängt (annandag jul)",
        "söndag 27 december: stängt",
        "måndag 28 december: klockan 09:00-16:00",
        "tisdag 29 december: klockan 09:00-16:00",
    ]


def test_of_many_days_the_exceptions_are_listed() -> None:
    """Weekdays that are closed; weekends go without saying."""
    found = asked("i juni 2027")
    assert found.response == "utter_oppet_period"
    assert [day.partition(":")[0] for day in found.values["days"]] == ["fredag 25 juni 2027"]


def test_two_readings_are_both_answered() -> None:
    """"Nästa fredag" is one of two Fridays."""
    found = asked("nästa fredag")
    assert found.values["also"] == ["utter_oppet_annan_dag", "utter_oppet_osakert"]
    assert (found.values["other"], found.values["other_state"]) == ("fredag 27 november", "open")


@pytest.mark.parametrize(
    ("contact", "response"),
    [
        ("kvinnofridslinjen", "utter_oppet_alltid"),
        ("bris", "utter_oppet_alltid"),
        ("rfsl", "utter_oppet_okant"),
        ("valj_att_sluta", "utter_oppet_okant"),
        ("polisen", "utter_oppet_okant"),
    ],
)
def test_lines_that_never_close_or_whose_hours_are_not_known(contact: str, response: str) -> None:
    """No arithmetic, no guess."""
    assert asked("kl 22", KNOWN[contact]) == reply(KNOWN[contact], None, NOW, "sv")
    assert asked("kl 22", KNOWN[contact]).response == response


def test_an_impossible_date_is_told_also_to_a_line_that_never_closes() -> None:
    """The visitor learns that the day does not exist."""
    assert asked("den 31 april", KNOWN["bris"]).response == "utter_datum_finns_inte"


def test_doubt_is_said_only_where_sources_differ(tmp_path: Path) -> None:
    """Confirmed hours carry no reservation."""
    sure = line(tmp_path, "Mo-Fr 09:00-16:00; PH off")
    assert "also" not in reply(sure, None, NOW, "sv").values
    assert reply(PHONE, None, NOW, "sv").values["also"] == ["utter_oppet_osakert"]


def test_a_line_that_is_open_past_midnight(tmp_path: Path) -> None:
    """The night belongs to the evening before."""
    entry = line(tmp_path, "Mo-Su 21:00-06:00")
    open_now = reply(entry, None, NOW.replace(hour=2), "sv")
    assert (open_now.response, open_now.values["until"]) == ("utter_oppet", "06:00")
    closed = reply(entry, None, NOW, "sv")
    assert closed.values["opens"] == "i dag klockan 21:00"


def test_a_break_at_noon_is_said(tmp_path: Path) -> None:
    """Two spans of one day."""
    entry = line(tmp_path, "Mo-Fr 09:00-12:00,13:00-16:00")
    assert asked("imorgon", entry).values["hours"] == "klockan 09:00-12:00, 13:00-16:00"
    assert asked("kl 12:30", entry).values["opens"] == "i dag klockan 13:00"


def test_a_closure_of_the_facts_gives_its_reason() -> None:
    """Training days are told as they stand in the facts."""
    source = Source("page", "Sidan", "2026")
    reason = Text("Utbildning.", "Training.")
    monday = NOW.date()
    entry = replace(PHONE, closures=(Closure(monday, monday, reason, source, "2026"),))
    found = reply(entry, None, NOW, "sv")
    assert (found.response, found.values["reason"]) == ("utter_stangt", "closure")
    assert found.values["closure"] == "Utbildning."
    assert found.values["opens"] == "i morgon, tisdag 24 november klockan 09:00"
    assert reply(entry, None, NOW, "en").values["closure"] == "Training."


@pytest.mark.parametrize(
    ("away", "sv", "en"),
    [
        (0, "i dag klockan 12:00", "today at 12:00"),
        (1, "i morgon, tisdag 24 november klockan 12:00", "tomorrow, Tuesday 24 November at 12:00"),
        (2, "onsdag 25 november klockan 12:00", "Wednesday 25 November at 12:00"),
        (400, "tisdag 28 december 2027 klockan 12:00", "Tuesday 28 December 2027 at 12:00"),
    ],
)
def test_a_coming_moment(away: int, sv: str, en: str) -> None:
    """Today and tomorrow are called so; another year is named."""
    moment = NOW.replace(hour=12) + dt.timedelta(days=away)
    assert (soon(moment, "sv", NOW), soon(moment, "en", NOW)) == (sv, en)


def test_now_may_be_given_in_another_zone() -> None:
    """Ten in Stockholm is nine in UTC."""
    utc = NOW.astimezone(dt.timezone.utc)
    assert reply(PHONE, None, utc, "sv") == reply(PHONE, None, NOW, "sv")
    night = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.timezone.utc)  # 00:30 on Tuesday
    assert reply(PHONE, None, night, "sv").values["opens"] == "i dag klockan 09:00"


def test_a_naive_clock_is_refused() -> None:
    """Hours without a zone could be an hour wrong."""
    with pytest.raises(ValueError, match="zone"):
        reply(PHONE, None, NOW.replace(tzinfo=None), "sv")


def test_clock_times_are_written_as_in_the_facts() -> None:
    """Two digits each, spans with a dash."""
    nine, noon = NOW.replace(hour=9), NOW.replace(hour=12)
    assert (clock(nine), clock(dt.time(7, 5))) == ("09:00", "07:05")
    assert spans([(nine, noon)], "en") == "at 09:00-12:00"
    assert spans([(nine, noon), (noon, noon)], "sv") == "klockan 09:00-12:00, 12:00-12:00"


@pytest.mark.parametrize("entry", [e for e in KNOWN if e.get("phone")], ids=lambda e: e.id)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_contact_and_every_kind_of_time_has_an_answer(entry: Entry, language: Any) -> None:
    """Whatever is asked about whatever line, an answer of data/responses comes with its values."""
    for text in ("nu", "kl 3", "imorgon", "på lördagar", "i helgen", "i juli", "julafton",
                 "den 32 maj", "på fredag mellan 10 och 12", "vardagar kl 18", "nästa fredag",
                 "hela nästa år"):
        for when in find(text, NOW) or [None]:
            found = reply(entry, when, NOW, language)
            assert found.response.startswith("utter_")
            assert found.values["contact"] == entry.id
