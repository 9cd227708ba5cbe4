"""Rasa's NLG over a real domain: language, facts, source, buttons, and what happens on errors."""

from __future__ import annotations

import asyncio
import logging
from functools import lru_cache
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import topics
from bot.answers.nlg import KnowledgeNLG
from bot.answers.rendering import RenderingError
from tests.answers.rendered import ROOT, templates, values_of

SECRET = "mitt hemliga ord är blåklocka"


@lru_cache(maxsize=1)
def domain() -> Domain:
    """The project's domain with the answers of data/responses."""
    parts = [Domain.load(str(ROOT / "domain.yml")), Domain.load(str(ROOT / "data" / "responses"))]
    return parts[0].merge(parts[1])


@lru_cache(maxsize=1)
def nlg() -> KnowledgeNLG:
    """The generator of the project."""
    return KnowledgeNLG(None, domain())


def with_answers(**texts: str) -> KnowledgeNLG:
    """A generator with only these Swedish answers."""
    lines = ["version: '3.1'", "responses:"]
    for name, text in texts.items():
        lines += [f"  {name}:", f"  - text: \"{text}\""]
    return KnowledgeNLG(None, Domain.from_yaml("\n".join(lines)))


def said(text: str, intent: str, language: str | None = "sv", **parsed: Any) -> UserUttered:
    """A message of the visitor."""
    data = {"intent": {"name": intent}, "entities": [], "language": language, **parsed}
    return UserUttered(text, intent={"name": intent}, parse_data=data, input_channel="rest")


def tracker(*events: Event) -> DialogueStateTracker:
    """A conversation."""
    return DialogueStateTracker.from_events("somebody", list(events), slots=domain().slots)


def generated(name: str, *events: Event, by: KnowledgeNLG | None = None, **values: Any) -> Any:
    """The message that ``name`` becomes at the end of ``events``."""
    generator = by or nlg()
    return asyncio.run(generator.generate(name, tracker(*events), "rest", **values))


@pytest.mark.parametrize(
    ("languages", "begins"),
    [
        (["sv"], "Varsågod"), (["en"], "You are welcome"), (["other"], "You are welcome"),
        ([None], "Varsågod"), (["en", None], "You are welcome"), (["en", "sv"], "Varsågod"),
        ([], "Varsågod"),
    ],
)
def test_the_language_is_that_of_the_conversation(
    languages: list[str | None], begins: str
) -> None:
    """The newest message that tells a language decides; without any it is Swedish."""
    events = [said("x", "tack", language) for language in languages]
    assert generated("utter_tack", *events)["text"].startswith(begins)


FAINT = {"level": "ingen", "akut": 0.1, "concern": 0.1, "faint": True}
IN_CASE = "Om någon är i fara just nu: ring 112."


def test_112_stands_under_the_answer_to_what_sounds_faintly_of_danger() -> None:
    """Before the source, in the language of the answer, with the buttons of the answer."""
    asked = said("vad är kompotten? han låter konstig", "kompotten", danger=FAINT)
    lines = generated("utter_kompotten", asked)["text"].splitlines()
    assert lines[-2] == IN_CASE
    assert lines[-1].startswith("Källa")
    plain = generated("utter_kompotten", said("vad är kompotten?", "kompotten"))
    with_it = generated("utter_kompotten", asked)
    assert with_it["buttons"] == plain["buttons"]
    assert IN_CASE not in plain["text"]
    english = said("what is kompotten? he is strange", "kompotten", "en", danger=FAINT)
    assert "in danger right now: call 112" in generated("utter_kompotten", english)["text"]


def test_the_second_of_two_answers_of_an_action_has_neither_head_nor_112() -> None:
    """Rasa makes both before it notes the first: two numbers asked for in one message."""
    asked = said("bris och 90101", "linje", danger=FAINT)
    first, second = (
        generated("utter_kontakt_kort", asked, contact=contact, further=further)["text"]
        for contact, further in (("bris", False), ("sjalvmordslinjen", True))
    )
    assert IN_CASE in first
    assert IN_CASE not in second
    foreign = said("bris, 90101", "linje", "so")
    heads = [
        generated("utter_kontakt_kort", foreign, contact=contact, further=further)["text"]
        for contact, further in (("bris", False), ("sjalvmordslinjen", True))
    ]
    assert ["Somali" in text for text in heads] == [True, False]


@pytest.mark.parametrize("name", ["utter_vilket_amne", "utter_hejda"])
def test_112_is_not_named_twice_in_an_answer(name: str) -> None:
    """Where the answer names it already."""
    assert IN_CASE not in generated(name, said("x", "hejda", danger=FAINT))["text"]


def test_112_for_faint_danger_is_said_once_a_turn_and_not_in_the_next() -> None:
    """The second answer of a turn is without it, and so is the turn after; a later one has it."""
    first, second = said("x", "tack", danger=FAINT), said("y", "tack", danger=FAINT)
    told = BotUttered("Varsågod.\n" + IN_CASE)
    assert IN_CASE not in generated("utter_tack", first, BotUttered("Ja."))["text"]
    assert IN_CASE not in generated("utter_tack", first, told, second)["text"]
    later = said("z", "tack", danger=FAINT)
    assert IN_CASE in generated(
        "utter_tack", first, told, second, BotUttered("Ok."), later)["text"]


def test_facts_source_and_buttons() -> None:
    """A fact topic ends with its source, and its next questions are payloads of intents."""
    message = generated("utter_stodtelefon_nummer", said("numret?", "stodtelefon_nummer"))
    assert "010-223 57 60" in message["text"]
    assert message["text"].splitlines()[-1].startswith("Källa: ")
    payloads = [button["payload"] for button in message["buttons"]]
    assert payloads == ["/stodtelefon_oppet_nu", "/stodtelefon_vem"]
    assert all(button["title"] for button in message["buttons"])


def test_buttons_are_in_the_language_of_the_answer() -> None:
    """English titles on English answers."""
    message = generated("utter_kompotten", said("x", "kompotten", "en"))
    titles = {topic.title["en"] for topic in topics.load().values()}
    assert {button["title"] for button in message["buttons"]} <= titles


@pytest.mark.parametrize("name", ["utter_tack", "utter_fara_akut", "utter_utsatt"])
def test_small_talk_and_danger_have_no_source_line(name: str) -> None:
    """Nothing stands after what matters."""
    message = generated(name, said("x", name.removeprefix("utter_")))
    assert "Källa" not in message["text"]
    assert "buttons" not in message


def test_values_of_an_action_are_filled_in() -> None:
    """With the further texts that the action asks for, and the source of the contact."""
    message = generated(
        "utter_oppet", said("x", "stodtelefon_oppet_nu"), contact="stodtelefon", moment="just nu",
        until="16:00", also=["utter_oppet_osakert"])
    first, second, source = message["text"].splitlines()
    assert first == (
        "Ja, stödtelefonen är öppen just nu, fram till klockan 16:00. Ring 010-223 57 60.")
    assert "Tiderna kan ha ändrats." in second and second.startswith("Ordinarie tider:")
    assert source.startswith("Källa: ")


def test_the_last_answer_can_be_repeated() -> None:
    """What was said in the turn before, and an honest answer when nothing was."""
    before = [said("tack", "tack"), ActionExecuted("utter_tack"), BotUttered("Varsågod!")]
    repeated = generated("utter_upprepa", *before, said("va?", "upprepa"))
    assert repeated["text"] == "Varsågod!"
    assert "inte börjat" in generated("utter_upprepa", said("va?", "upprepa"))["text"]


def test_an_answer_that_does_not_exist_is_none() -> None:
    """As Rasa's own generator says it."""
    assert generated("utter_finns_inte", said("x", "tack")) is None


def test_a_missing_value_falls_back_to_people_and_logs_no_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The visitor gets 112 and 116 016; the log names the answer, never what was written."""
    with caplog.at_level(logging.DEBUG):
        message = generated(
            "utter_oppet", said(SECRET, "stodtelefon_oppet_nu"), contact="stodtelefon")
    assert "112" in message["text"] and "116 016" in message["text"]
    errors = [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR]
    assert len(errors) == 1 and "utter_oppet" in errors[0]
    assert "blåklocka" not in caplog.text


def test_an_unknown_contact_falls_back_too(caplog: pytest.LogCaptureFixture) -> None:
    """An id that is not in the facts is an error of ours, not of the visitor's."""
    message = generated("utter_kontakt_kort", said(SECRET, "linje"), contact="finns_inte")
    assert "116 016" in message["text"]
    assert "blåklocka" not in caplog.text


def test_a_last_resort_that_fails_is_no_endless_loop() -> None:
    """utter_inget_svar itself may not fall back to itself."""
    broken = with_answers(utter_inget_svar="{{ saknas }}", utter_x="{{ saknas }}")
    assert generated("utter_x", said("x", "tack"), by=broken) is None


def test_a_broken_template_is_refused_at_the_start() -> None:
    """Not first when a visitor needs the answer."""
    with pytest.raises(RenderingError):
        with_answers(utter_x="{{ kvinnofridslinjen.phone|finns_inte }}")


def test_every_answer_is_generated_in_both_languages(caplog: pytest.LogCaptureFixture) -> None:
    """With source line at most 1,200 characters, and without an error."""
    for name in templates():
        intent = name.removeprefix("utter_")
        for language in ("sv", "en"):
            for values in values_of(name)[:3]:
                message = generated(name, said("x", intent, language), **values)
                assert message is not None and 0 < len(message["text"]) <= 1_200, name
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]
