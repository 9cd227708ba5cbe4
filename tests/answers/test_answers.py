"""What holds for every answer in data/responses: facts, length, language, wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import jinja2
import pytest
import yaml

from bot import knowledge, settings, topics
from bot.dialogue.safety import TRACES
from bot.knowledge import Alternative, Fact, Text, normal_phone, normal_url
from bot.knowledge.contacts import kind_of
from bot.knowledge.model import words
from bot.nlu.spelling import undotted
from tests.answers.lix import lix
from tests.answers.rendered import ROOT, Answer, answers, renderings, templates

LONGEST = 1_200
_OF_DANGER = ROOT / "data" / "responses" / "fara.yml"
SAFETY = sorted(
    set(yaml.safe_load(_OF_DANGER.read_text(encoding="utf-8"))["responses"]) - {TRACES}
)
_DAY_AND_NIGHT = ("116 016", "116 111", "90101", "90 390")
FALLBACKS = ["utter_vilket_amne", "utter_inget_svar", "utter_tomt", "utter_utanfor_ovrigt"]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"https?://[^\s,;)”\"]+")
_HOST = re.compile(r"\b[\w-]+\.(?:se|com|nu|org|net|eu)\b")
# Groups of figures that belong together (020-57 70 70, 116 016), and one group of five or more.
# A dash within clock times (07:00-21:00, 8.30-16) joins hours, not a number.
_PHONE = re.compile(r"(?<![\d:.])(?:\+?\d+(?:[ -]\d+)+(?![\d:])|\d{5,})")
_FIGURES = re.compile(r"\d+(?:[:.,]\d+)*")


def _spoken(fact: Fact | Alternative) -> Iterator[str]:
    """The words of a value, whole and one by one, in both languages."""
    for language in ("sv", "en"):
        yield words(fact.value, language)


@lru_cache(maxsize=1)
def _figures() -> frozenset[str]:
    """Figures in the facts that are no contacts (years, ages, hours), and lengths of lists."""
    found: set[str] = set()
    for _, key, fact in knowledge.load().facts():
        for one in (fact, *fact.alternatives):
            if isinstance(one.value, tuple):
                found.add(str(len(one.value)))
            for text in _spoken(one):
                if kind_of(key) == "hours":
                    found.update(_FIGURES.findall(text))
                elif kind_of(key) is None:
                    found.update(_FIGURES.findall(_PHONE.sub(" ", text)))
    for entry in knowledge.load():
        for name in (entry.name.sv, entry.name.en):
            found.update(_FIGURES.findall(name))
    return frozenset(found)


def _unknown(text: str) -> list[str]:
    """Numbers, addresses and links in ``text`` that are not in the facts."""
    contacts = knowledge.load().contacts()
    hosts = {undotted(url.partition("/")[0]) for url in contacts.urls}
    wrong = [e for e in _EMAIL.findall(text) if e.lower().rstrip(".") not in contacts.emails]
    text = _EMAIL.sub(" ", text)
    wrong += [u for u in _URL.findall(text) if normal_url(u.rstrip(".")) not in contacts.urls]
    text = _URL.sub(" ", text)
    wrong += [h for h in _HOST.findall(text) if undotted(h.lower()) not in hosts]
    wrong += [p for p in _PHONE.findall(text) if normal_phone(p) not in contacts.phones]
    text = _PHONE.sub(" ", text)
    short = [f for f in _FIGURES.findall(text) if len(f) > 1 and f not in contacts.phones]
    kept = settings.load()
    known = {*_figures(), str(kept.idle_minutes), str(kept.retention_days)}
    return wrong + [f for f in short if f not in known]


def _about(answer: Answer) -> str:
    return f"{answer}: {answer.text}"


@pytest.mark.parametrize("name", sorted(templates()))
def test_an_answer_stands_once_in_each_language(name: str) -> None:
    """Swedish is the variant without a condition, English the one for slot language = en."""
    assert {language: len(texts) for language, texts in templates()[name].items()} == {
        "sv": 1, "en": 1}


@pytest.mark.parametrize("name", sorted(templates()))
def test_the_two_languages_name_the_same_contacts(name: str) -> None:
    """An English visitor gets every phone number that a Swedish one gets."""
    contact = re.compile(r"\w+(?:\.\w+)*\.(?:phone|email)\w*")
    used = [set(contact.findall(templates()[name][language][0])) for language in ("sv", "en")]
    assert used[0] == used[1]


def _branches(template: str) -> Iterator[str]:
    """Every piece of fixed text in a template, and every string that a condition chooses."""
    tree = jinja2.Environment().parse(template)
    for data in tree.find_all(jinja2.nodes.TemplateData):
        yield from (line.strip() for line in data.data.splitlines())
    for choice in tree.find_all(jinja2.nodes.CondExpr):
        for side in (choice.expr1, choice.expr2):
            if isinstance(side, jinja2.nodes.Const):
                yield str(side.value).strip()


@pytest.mark.parametrize("name", sorted(templates()))
def test_the_values_of_these_tests_reach_every_branch(name: str) -> None:
    """What no rendering shows has not been checked by the tests below."""
    for language, texts in templates()[name].items():
        shown = "\n".join(renderings(name, language))
        missing = [part for part in _branches(texts[0]) if part and part not in shown]
        assert not missing, (language, missing)


def test_every_number_and_address_is_a_fact() -> None:
    """No phone number, year, hour, e-mail or link is written into an answer by hand."""
    wrong = {_about(a): _unknown(a.text) for a in answers() if _unknown(a.text)}
    assert not wrong


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 112 eller 116 016.", []),
        ("Ring 020-57 70 70.", []),
        ("Ring 020-57 70 71.", ["020-57 70 71"]),
        ("Ring 116 017.", ["116 017"]),
        ("Ring 113.", ["113"]),
        ("Öppet 09:00–16:00, 11:00-19:00.", []),
        ("Öppet 09:17.", ["09:17"]),
        ("Sedan 1871.", ["1871"]),
        ("Skriv till nagon@lansstyrelsen.se.", ["nagon@lansstyrelsen.se"]),
        ("Se https://www.roks.se/annat.", ["https://www.roks.se/annat."]),
        ("Se Hedersförtryck.se.", []),
        ("Se annanstans.se.", ["annanstans.se"]),
    ],
)
def test_the_check_of_numbers_and_addresses_finds_what_is_wrong(
    text: str, found: list[str]
) -> None:
    """A number that only resembles a fact is not let through."""
    assert _unknown(text) == found


def test_answers_are_short() -> None:
    """At most 1,200 characters."""
    long = {_about(a): len(a.text) for a in answers() if len(a.text) > LONGEST}
    assert not long


def test_answers_are_whole() -> None:
    """No unfilled template, no empty line, no double space, no space before a full stop."""
    odd = re.compile(r"\{\{|\}\}|\{%|\bNone\b|\n\s*\n|[^\n] {2,}|\s[.,;](?:\s|$)|\.\.(?!\.)|\A\Z")
    wrong = [_about(a) for a in answers() if odd.search(a.text)]
    assert not wrong


def test_answers_begin_with_a_capital_letter() -> None:
    """Also where a name from the facts stands first."""
    wrong = [_about(a) for a in answers() if not (a.text[:1].isupper() or a.text[:1].isdigit())]
    assert not wrong


def test_swedish_answers_are_easy_to_read() -> None:
    """LIX at most 70 each; of a text below 20 words the index says nothing."""
    hard = {
        _about(a): round(lix(a.text))
        for a in answers()
        if a.language == "sv" and len(a.text.split()) >= 20
    }
    assert not {about: value for about, value in hard.items() if value > 70}


def test_swedish_answers_are_easy_on_the_whole() -> None:
    """LIX at most 40 as the mean over the answers, each counted once."""
    means = []
    for name in templates():
        values = [lix(a.text) for a in answers() if (a.name, a.language) == (name, "sv")]
        means.append(sum(values) / len(values))
    assert sum(means) / len(means) <= 40


@pytest.mark.parametrize(
    ("text", "value"),
    [("", 0), ("Ring oss nu.", 3), ("Ring oss nu.\n• Stödtelefonen\n• Polisen", 5 / 3 + 40)],
)
def test_lix(text: str, value: float) -> None:
    """Words a sentence and the percentage of words above six letters; a bullet is a sentence."""
    assert lix(text) == pytest.approx(value)


_FORBIDDEN = {
    "why": r"\bvarför\b|\bwhy\b",
    "blame": r"(?<!inte )\bditt fel\b|(?<!not )\byour fault\b|\bskyll dig\b|\bborde ha\b"
             r"|\bshould have\b|\bdu måste lämna\b|\byou must leave\b|\bskäms\b",
    "secrecy": r"ingen får veta|ingen (?:annan )?kommer att (?:få )?veta|(?<!inte )\blova\b"
               r"|\bjag lovar\b|helt hemlig|(?<!cannot )\bpromise\b|no(?: one|body) will know"
               r"|det stannar mellan oss|tystnadsplikt här",
    "verdict": r"\bdu är (?:inte )?i fara\b|\bdu är trygg\b|\bingen fara\b"
               r"|\b(?:hög|låg|stor) risk\b|(?<!if )\byou are (?:not )?in danger\b"
               r"|\byou are safe\b|\b(?:high|low) risk\b"
               r"|\bdet är inte så farligt\b|\blugna ner\b|\bcalm down\b",
}


@pytest.mark.parametrize("kind", sorted(_FORBIDDEN))
def test_wordings_that_hurt_are_not_used(kind: str) -> None:
    """No blame, no "varför", no promise of secrecy, no verdict about risk."""
    pattern = re.compile(_FORBIDDEN[kind], re.IGNORECASE)
    wrong = [_about(a) for a in answers() if pattern.search(a.text)]
    assert not wrong


@pytest.mark.parametrize("name", [*SAFETY, *FALLBACKS])
def test_safety_answers_and_fallbacks_name_the_numbers(name: str) -> None:
    """Whoever is not understood, or tells of danger, gets 112 and a line open day and night."""
    for language in ("sv", "en"):
        for text in renderings(name, language):
            assert "112" in text and any(number in text for number in _DAY_AND_NIGHT), language


@pytest.mark.parametrize("name", SAFETY)
def test_112_stands_in_the_first_sentence_of_a_safety_answer(name: str) -> None:
    """Nothing that takes time to read stands before it; in acute danger only the word to call."""
    for language in ("sv", "en"):
        for text in renderings(name, language):
            first = re.split(r"(?<=[.!?])\s", text)[0]
            assert "112" in first, language
            if name.startswith("utter_fara_akut"):
                assert re.match(r"(?:Ring|Call|Sms:a|Text) 112\b", text), language


def _used() -> frozenset[str]:
    """Names of answers in rules, stories, code and registry."""
    found = {topic.action for topic in topics.load().values()}
    files = [ROOT / "data" / "topics.yml"]
    for folder, suffix in (("data/rules", "yml"), ("data/stories", "yml"), ("bot", "py"),
                           ("actions", "py")):
        files += (ROOT / folder).rglob(f"*.{suffix}")
    for file in files:
        text = file.read_text(encoding="utf-8")
        found.update(re.findall(r"\butter_[a-z0-9_]*[a-z0-9](?!\w)", text))
    parameters = {"utter_message", "utter_action"}  # of rasa-sdk and of Rasa's NLG
    return frozenset(name for name in found - parameters if name.startswith("utter_"))


def test_every_answer_that_is_used_exists() -> None:
    """A name that nothing answers to would be silence."""
    assert not sorted(_used() - set(templates()))


def test_every_answer_that_exists_is_used() -> None:
    """An answer that nobody can get is taken away."""
    assert not sorted(set(templates()) - _used())


def test_responses_are_plain_yaml_without_surprises() -> None:
    """Each file has a version and responses, nothing else; a text is never empty."""
    for path in sorted((ROOT / "data" / "responses").glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert set(content) == {"version", "responses"}, path.name
        for name, variations in content["responses"].items():
            assert all(v["text"].strip() for v in variations), name


def test_names_of_languages_differ() -> None:
    """A two-language fact is really translated unless it is a name of its own."""
    names = {"Kompotten"}
    same = [
        (entry.id, key)
        for entry, key, fact in knowledge.load().facts()
        for value in (fact.value if isinstance(fact.value, tuple) else (fact.value,))
        if isinstance(value, Text) and value.sv == value.en and value.sv not in names
        and " " in value.sv
    ]
    assert not same


_ACTION = re.compile(r"\d{3}|https?://|@")
_CARD = "utter_kontakt_kort"  # a card of facts, not running text


def _said(text: str) -> int:
    """Sentences of running text: without lists and their heads, questions, numbers and links."""
    count = 0
    for line in text.splitlines():
        if re.match(r"•|\d+\.", line):
            continue
        sentences = re.split(r"(?<=[.!?])\s+", line)
        count += sum(
            bool(re.search(r"[a-zåäö]{2}", sentence))
            and not _ACTION.search(sentence)
            and not sentence.endswith(("?", ":"))
            for sentence in sentences
        )
    return count


def test_answers_say_at_most_three_sentences() -> None:
    """Beside lists, numbers to call, links and a question back (docs/decisions/0005).

    Who tells of violence is seen, is told what happens on the phone and finds an open door: five.
    """
    most = {name: 5 for name in SAFETY}
    long = {
        _about(a): _said(a.text)
        for a in answers() if a.name != _CARD and _said(a.text) > most.get(a.name, 3)
    }
    assert not long
