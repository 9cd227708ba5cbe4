"""Loading: what a good folder gives, and how each kind of mistake is reported."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped,unused-ignore]

from bot.knowledge import KnowledgeError, Text, load
from bot.knowledge.loader import DEFAULT_PATH
from tests.knowledge.folder import LINE, folder, with_fact


def test_attributes_of_an_entry_are_its_facts(tmp_path: Path) -> None:
    """A template writes entry.phone and gets the number, with source, date and status beside it."""
    fact = load(folder(tmp_path, a=LINE))["linjen"].phone
    assert str(fact) == "010-223 57 60"
    assert (fact.source.title, fact.date, fact.status) == ("Sidan", "2024-05-02", "page")
    assert fact.checked == dt.date(2024, 5, 2)
    assert (fact.file, fact.line) == ("a.yml", 6)


def test_missing_fact_is_an_attribute_error(tmp_path: Path) -> None:
    """A fact that no source gives is missing, so that a strict template stops instead of lying."""
    entry = load(folder(tmp_path, a=LINE))["linjen"]
    assert entry.get("email") is None and "email" not in entry
    with pytest.raises(AttributeError, match="linjen has no fact 'email'"):
        _ = entry.email


def test_text_picks_the_language(tmp_path: Path) -> None:
    """A value in two languages gives Swedish unless English is asked for."""
    fact = load(
        folder(tmp_path, a=with_fact("who: {value: {sv: Alla., en: All.}, source: page, "
                                     "date: 2024, status: page}"))
    )["linjen"].who
    assert (str(fact), fact.text("en"), fact.text("ar")) == ("Alla.", "All.", "Alla.")


def test_list_keeps_its_order(tmp_path: Path) -> None:
    """A list is written out in the order of the file, with och or and before the last."""
    fact = load(
        folder(tmp_path, a=with_fact("langs: {value: [{sv: tyska, en: German}, {sv: dari, "
                                     "en: Dari}, {sv: svenska, en: Swedish}], source: page, "
                                     "date: 2024, status: page}"))
    )["linjen"].langs
    assert fact.items() == ("tyska", "dari", "svenska")
    assert fact.text() == "tyska, dari och svenska"
    assert fact.text("en") == "German, Dari and Swedish"


def test_reference_leads_to_the_entry(tmp_path: Path) -> None:
    """A contact is written once and reached from every entry that names it."""
    other = (
        "topic:\n  kind: concept\n  name: {sv: Ämne, en: Topic}\n  facts:\n"
        "    contact: {value: {entry: linjen}, source: page, date: 2024, status: page}\n"
    )
    contact = load(folder(tmp_path, a=other, b=LINE))["topic"].contact
    assert str(contact) == "Linjen"
    assert contact.entry is not None and str(contact.entry.phone) == "010-223 57 60"


def test_texts_are_nfc(tmp_path: Path) -> None:
    """Letters written as two characters become one, so that å equals å."""
    entry = load(folder(tmp_path, a=unicodedata.normalize("NFD", LINE)))["linjen"]
    assert entry.aliases[1] == unicodedata.normalize("NFC", "hjälplinjen")


def test_alias_finds_the_entry(tmp_path: Path) -> None:
    """What people say leads to the entry in any case of letters, and so does its name."""
    knowledge = load(folder(tmp_path, a=LINE))
    assert knowledge.by_alias(" Hjälplinjen") is knowledge["linjen"]
    assert knowledge.by_alias("LINJEN") is knowledge["linjen"]
    assert knowledge.by_alias("något annat") is None


def test_loaded_once(tmp_path: Path) -> None:
    """The same folder gives the same object, so no message reads files."""
    path = folder(tmp_path, a=LINE)
    assert load(path) is load(path)


def test_frozen(tmp_path: Path) -> None:
    """Nobody can change a fact in a running bot."""
    knowledge = load(folder(tmp_path, a=LINE))
    with pytest.raises(FrozenInstanceError):
        knowledge["linjen"].phone.value = "112"  # type: ignore[misc]
    with pytest.raises(TypeError):
        knowledge["linjen"].facts["phone"] = knowledge["linjen"].phone  # type: ignore[index]


def test_contacts_are_normalised(tmp_path: Path) -> None:
    """Numbers, e-mail and addresses are known in one form, alternatives and sources included."""
    more = (
        'phone_abroad: {value: "+46 (0)20-39 00 00", source: page, date: 2024, '
        'status: conflicting, alternatives: [{value: "020-11 22 33", source: other, date: 2023}]}\n'
        "    email: {value: a.b@lansstyrelsen.se, source: page, date: 2024, status: page}\n"
        '    hours_url: {value: "https://Nspm.se/Sida/", source: page, date: 2024, status: page}'
    )
    contacts = load(folder(tmp_path, a=with_fact(more))).contacts()
    assert contacts.phones == {"0102235760", "020390000", "020112233"}
    assert contacts.emails == {"a.b@lansstyrelsen.se"}
    assert contacts.urls == {"nspm.se/Sida", "lansstyrelsen.se/sida.html"}


def test_closure_covers_its_days(tmp_path: Path) -> None:
    """A dated closure covers its first and its last day."""
    text = (
        f"{LINE}  closures:\n    - {{from: 2026-12-01, to: 2026-12-03, "
        "reason: {sv: utbildning, en: training}, source: page, date: 2026-11-01}\n"
    )
    (closure,) = load(folder(tmp_path, a=text))["linjen"].closures
    days = [closure.covers(dt.date(2026, 12, day)) for day in (1, 3, 4)]
    assert days == [True, True, False] and closure.reason == Text("utbildning", "training")


FACT = "source: page, date: 2024, status: page"
BROKEN = {
    "yaml": ("{value: [1, 2", 8, "yaml"),
    "duplicate key": (f'phone: {{value: "112", {FACT}}}', 7, "duplicate"),
    "no status": ('sms: {value: "112", source: page, date: 2024}', 7, "schema"),
    "unknown field": (f'sms: {{value: "112", {FACT}, wher: x}}', 7, "schema"),
    "unknown status": ('sms: {value: "112", source: page, date: 2024, status: sure}', 7, "schema"),
    "number without quotes": (f"sms: {{value: 112, {FACT}}}", 7, "schema"),
    "one language": (f"who: {{value: {{sv: Alla}}, {FACT}}}", 7, "schema"),
    "no value": (f"who: {{value: , {FACT}}}", 7, "schema"),
    "unknown source": ('sms: {value: "112", source: nobody, date: 2024, status: page}',
                       7, "source"),
    "bad phone": (f'phone_old: {{value: "010 2235760", {FACT}}}', 7, "phone"),
    "bad phone in a list": (f'phone_old: {{value: ["112", "12"], {FACT}}}', 7, "phone"),
    "bad e-mail": (f"email: {{value: maha@lansstyrelsen, {FACT}}}", 7, "email"),
    "bad address": (f'url: {{value: "www.liu.se", {FACT}}}', 7, "url"),
    "bad hours": (f'hours: {{value: "mån-fre 9-16", {FACT}}}', 7, "hours"),
    "bad hours in an alternative": (
        'hours: {value: "24/7", source: page, date: 2024, status: conflicting, '
        'alternatives: [{value: "alltid", source: other, date: 2023}]}', 7, "hours"),
    "bad date": ("who: {value: x, source: page, date: 2024-13, status: page}", 7, "date"),
    "date in words": ("who: {value: x, source: page, date: förra året, status: page}", 7, "date"),
    "future date": ("who: {value: x, source: page, date: 2026-11-24, status: page}", 7, "date"),
    "conflict without alternative": (
        "who: {value: x, source: page, date: 2024, status: conflicting}", 7, "conflict"),
    "unknown entry": (f"contact: {{value: {{entry: nobody}}, {FACT}}}", 7, "reference"),
    "entry of itself": (f"contact: {{value: {{entry: linjen}}, {FACT}}}", 7, "reference"),
    "reserved name": (f"topic: {{value: x, {FACT}}}", 7, "reserved"),
}


@pytest.mark.parametrize(("line", "number", "rule"), BROKEN.values(), ids=BROKEN.keys())
def test_mistake_names_file_line_and_rule(
    tmp_path: Path, line: str, number: int, rule: str
) -> None:
    """Each mistake in a fact is reported with the file, the line and the rule it breaks."""
    with pytest.raises(KnowledgeError) as caught:
        load(folder(tmp_path, a=with_fact(line)), today=dt.date(2026, 11, 23))
    error = caught.value
    assert (error.file, error.line, error.rule) == ("a.yml", number, rule), str(error)
    assert str(error).startswith(f"a.yml, rad {number} [{rule}]: ")


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"a": LINE, "b": LINE.replace("hjälplinjen", "b")}, ("b.yml", 1, "duplicate")),
        ({"a": LINE, "b": LINE.replace("linjen:", "annan:", 1)}, ("b.yml", 4, "duplicate")),
        ({"a": LINE.replace("[linjen", "[Linjen")}, ("a.yml", 4, "alias")),
        ({"a": LINE.replace("linjen:", "Linjen:", 1)}, ("a.yml", 1, "schema")),
        ({"a": LINE, "sources_b": "page: {title: x, date: 2024}\n"},
         ("sources_b.yml", 1, "duplicate")),
        ({"a": LINE, "sources_b": "b: {title: x, url: nspm.se, date: 2024}\n"},
         ("sources_b.yml", 1, "url")),
        ({"a": ""}, ("a.yml", 1, "yaml")),
    ],
)
def test_mistake_between_files(
    tmp_path: Path, files: dict[str, str], place: tuple[str, int, str]
) -> None:
    """Ids, aliases and sources are one of a kind across all files."""
    with pytest.raises(KnowledgeError) as caught:
        load(folder(tmp_path, **files))
    assert (caught.value.file, caught.value.line, caught.value.rule) == place


@pytest.mark.parametrize(
    ("first", "last"), [("2026-12-03", "2026-12-01"), ("2026-12", "2026-12-01")]
)
def test_closure_needs_whole_dates_in_order(tmp_path: Path, first: str, last: str) -> None:
    """A closure that ends before it begins, or lacks a day, is a mistake."""
    text = (
        f"{LINE}  closures:\n    - {{from: {first}, to: {last}, reason: {{sv: a, en: a}}, "
        "source: page, date: 2026}\n"
    )
    with pytest.raises(KnowledgeError, match=r"a.yml, rad 8 \[date\]"):
        load(folder(tmp_path, a=text))


def test_schema_is_a_schema() -> None:
    """schema.json is valid JSON Schema 2020-12, so editors can use it too."""
    schema = json.loads((DEFAULT_PATH / "schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)


def test_clock_does_not_stop_the_bot(tmp_path: Path) -> None:
    """Without a day to compare with, a late date loads: a wrong clock must not stop the bot."""
    late = with_fact("who: {value: x, source: page, date: 2999, status: page}")
    assert str(load(folder(tmp_path, a=late))["linjen"].who) == "x"
