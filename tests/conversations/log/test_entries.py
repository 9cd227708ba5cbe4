"""What the log takes from an event, and what is left of it when it is redacted."""

from __future__ import annotations

import dataclasses
import time
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.conversations.log import entries
from bot.conversations.log.entries import Feedback, Message
from bot.conversations.log.vocabulary import Vocabulary
from tests.conversations.log.fakes import KEY, MODEL, NAME, bot, user

WORDS = Vocabulary.load()


def taken(event: dict[str, Any], elapsed: float | None = None) -> Message:
    """The message of ``event`` in the conversation "c"."""
    message = entries.from_event(event, "c", KEY, WORDS, elapsed)
    assert message
    return message


def redact(text: str) -> str:
    """Mask the fakes' name."""
    return text.replace(NAME, "[NAMN]")


def test_a_message_of_a_visitor() -> None:
    """What was understood, how sure, how fast, by which model."""
    message = taken(user("hej", danger={"level": "stod", "who": "utsatt", "themes": ["heder"]}),
                    0.0321)
    assert (message.author, message.channel, message.text) == ("visitor", "rest", "hej")
    assert (message.intent, message.confidence, message.language) == ("halsning", 0.9, "sv")
    assert message.danger and message.danger["level"] == "stod"
    assert (message.latency_ms, message.model, message.payload) == (32, MODEL, None)


def test_an_answer_has_the_name_of_its_response() -> None:
    """The trainers see which answer was given."""
    message = taken(bot("Hej!", name="utter_halsning"))
    assert (message.author, message.response, message.channel) == ("bot", "utter_halsning", None)


@pytest.mark.parametrize("kind", ["action", "slot", "session_started", "rewind", "new", None])
def test_other_events_are_left_behind(kind: str | None) -> None:
    """Slots, actions and whatever Rasa may invent are not stored."""
    assert entries.from_event({"event": kind, "text": NAME}, "c", KEY, WORDS) is None


def test_an_empty_event_is_a_message_without_anything() -> None:
    """Nothing that is missing costs an event."""
    assert taken({"event": "user"}).text == "" and taken({"event": "bot"}).text == ""


def test_at_most_five_intents_of_ours_are_ranked() -> None:
    """Unknown names in the ranking are left out."""
    names = ["Anna", "tack", "hejda", "ja", "nej", "halsning", "kompotten"]
    message = taken(user("hej", intent_ranking=[{"name": n, "confidence": 0.1} for n in names]))
    assert [one["name"] for one in message.ranking] == ["tack", "hejda", "ja", "nej", "halsning"]


def test_what_a_caller_chooses_is_not_taken_over() -> None:
    """The open channel lets anyone name the channel and add metadata."""
    message = taken(user("hej", channel=NAME, metadata={"model_id": NAME, "note": NAME},
                         intent={"name": NAME, "confidence": 1.0}, language=NAME))
    told = dataclasses.replace(message, text="")
    assert NAME not in str(dataclasses.asdict(told))
    assert (message.channel, message.intent, message.model) == ("other", None, None)


def test_a_pressed_button_is_kept_as_its_intent() -> None:
    """It is a word of ours: the redactor is not asked."""
    message = taken(user("/tack"))
    assert message.payload == "tack"
    assert message.redacted(lambda text: "?" * len(text)).text == "/tack"


def test_a_typed_slash_is_redacted() -> None:
    """"/hej, jag heter …" is text."""
    assert taken(user(f"/hej {NAME}")).redacted(redact).text == "/hej [NAMN]"


def place(kind: str, name: str, **codes: Any) -> dict[str, Any]:
    """An entity as PlaceExtractor makes it, over the first word of the message."""
    value = {"kind": kind, "name": name, "kommun_codes": ["0580"], "lan_codes": ["05"], **codes}
    return {"entity": "place", "value": name, "start": 0, "end": 6, "place": value}


def kept(text: str, *found: dict[str, Any]) -> list[Any]:
    """The entities that are left of ``found`` when the message is redacted."""
    return [e.value for e in taken(user(text, entities=list(found))).redacted(redact).entities]


def test_a_kommun_keeps_its_name_and_a_smaller_place_becomes_its_kommun() -> None:
    """A district of a few streets would tell too much."""
    found = kept("Orten", place("kommun", "Linköping"), place("ort", "Skäggetorp"))
    assert found[0]["value"]["name"] == "Linköping"
    assert found[1]["value"] == {"kind": "kommun", "kommun_codes": ["0580"], "lan_codes": ["05"]}


@pytest.mark.parametrize("kind", ["unknown", "abroad", "ambiguous"])
def test_a_place_that_is_none_of_ours_loses_its_name(kind: str) -> None:
    """An unknown place is a word that somebody wrote."""
    assert "name" not in kept("Orten", place(kind, NAME))[0]["value"]


def test_a_time_goes_when_its_words_were_masked() -> None:
    """A date of birth is a time too."""
    value = {"text": "i dag", "start": 0, "end": 5, "kind": "day", "begin": "2026-03-01"}
    time_of = {"entity": "time", "value": value, "start": 0, "end": 5}
    assert kept("i dag", time_of) == [
        {"entity": "time", "value": {"kind": "day", "begin": "2026-03-01"}}
    ]
    masked = {**time_of, "end": len(NAME)}
    assert kept(NAME, masked) == []
    assert kept("i dag", {**time_of, "start": None}) == []


def test_other_entities_are_names_of_ours() -> None:
    """A contact is an id in the facts, a further question an intent."""
    contact = {"entity": "contact", "value": "kvinnofridslinjen", "start": 0, "end": 3}
    question = {"entity": "question", "value": "tack", "start": 0, "end": 3}
    wrong = [{**contact, "value": f"{NAME} Nilsson"}, {**question, "value": NAME},
             {"entity": "person", "value": NAME}]
    assert [e["value"] for e in kept("abc", contact, question, *wrong)] == [
        "kvinnofridslinjen", "tack"
    ]


def test_where_the_redactor_fails_no_text_is_left() -> None:
    """A row without its text is better than a text that tells who wrote it."""
    message = taken(user(NAME, entities=[place("kommun", "Linköping")])).without_text()
    assert message.text == entries.REMOVED and message.entities == ()


def test_characters_that_no_database_holds_are_replaced() -> None:
    """A NUL would stop PostgreSQL, half a surrogate the encoding."""
    assert taken(user("a\x00b\ud83d")).text == "a\ufffdb\ufffd"


def test_a_long_text_is_cut_after_it_was_redacted() -> None:
    """Cut before, half a name could be left."""
    text = "x" * (entries.LONGEST - 4) + NAME
    assert taken(user(text)).redacted(redact).text.endswith("[NAM")


def test_a_raw_message_is_not_printed() -> None:
    """Not in a traceback's locals, not by a slip."""
    raw = taken(user(NAME))
    reason = Feedback("c", None, "up", NAME, datetime.now(timezone.utc))
    assert NAME not in repr(raw) + str(raw) + f"{[raw]}" + repr(reason)


def test_the_same_event_has_the_same_id() -> None:
    """So that it is stored once, however often it is published."""
    event, answer = user("hej"), bot("Hej!")
    assert taken(event).id == taken(event).id != taken(user("hej")).id
    assert taken(answer).id == taken(answer).id != taken({**answer, "timestamp": 1.0}).id


def test_an_event_of_another_age_counts_as_of_now() -> None:
    """A wrong clock must not make a message outlive its time."""
    for stamp in (time.time() + 3e6, 0, None, "igår", float("nan")):
        at = taken(user("hej", timestamp=stamp)).at
        assert abs(at.timestamp() - time.time()) < 5
