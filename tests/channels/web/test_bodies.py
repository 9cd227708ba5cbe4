"""What may stand in a request, and what a typed message is to Rasa."""

from __future__ import annotations

import json

import pytest

from bot.channels.web.bodies import Feedback, Send, Start, intent_of, parse, seen, spoken
from bot.channels.web.errors import Problem

ID = "abcdefgh"
JSON = "application/json"


def send(**fields: object) -> Send:
    """A body with an id."""
    return parse(Send, json.dumps({"id": ID, **fields}).encode(), JSON)


@pytest.mark.parametrize(
    ("typed", "heard"),
    [("/hjälp han slår mig", "hjälp han slår mig"), ("//hjälp", "hjälp"), (" / /hjälp", "hjälp"),
     ("/restart", "restart"), ("\u200b/session_start", "session_start"),
     ("\ufffd/back", "back"), ("/", "…"), ("", "…"), ("hej/då", "hej/då"),
     ("/linjer_lista", "linjer_lista"), ("\u2060\u200d/x", "x")],
)
def test_a_typed_message_is_never_a_command(typed: str, heard: str) -> None:
    """Whoever writes "/hjälp" wants to be understood, and judged for danger."""
    assert spoken(typed) == heard


@pytest.mark.parametrize("payload", ["/linjer_lista", '/linje{"contact": "bris"}', "/fara_akut"])
def test_payloads_of_buttons_are_known(payload: str) -> None:
    """A topic, with or without entities of the domain."""
    assert send(payload=payload).payload == payload
    assert intent_of(payload) in ("linjer_lista", "linje", "fara_akut")


@pytest.mark.parametrize(
    "payload",
    ["/restart", "/session_start", "/back", "/finns_inte", "linjer_lista", "/", "", "/Linjer_lista",
     "/linjer_lista extra", '/linje{"contact": 1}', '/linje{"contact": {"a": 1}}',
     '/linje{"secret": "x"}', "/linje{", '/linje{"contact": "' + "x" * 101 + '"}',
     "/linje{" + "[" * 300 + "}", "/linjer_lista\n/fara_akut", "/linjer_lista@1.0", "/../x",
     " /linjer_lista", "/linje[]"],
)
def test_other_payloads_are_refused(payload: str) -> None:
    """Rasa's own commands, unknown topics, odd entities."""
    with pytest.raises(Problem):
        send(payload=payload)


@pytest.mark.parametrize(
    "fields",
    [{}, {"text": "a", "payload": "/linjer_lista"}, {"text": None}, {"text": 1}, {"text": ["a"]},
     {"text": "a", "sender": "default"}, {"text": "a", "id": "kort"},
     {"text": "a", "id": 12345678},
     {"text": "a", "id": "x" * 65}, {"text": "a", "id": "åäöåäöåäö"},
     {"text": "a", "id": ID + "\n"},
     {"text": "a", "metadata": {}}],
)
def test_other_fields_are_refused(fields: dict[str, object]) -> None:
    """A sender above all: nobody chooses whose conversation it is."""
    with pytest.raises(Problem) as raised:
        send(**fields)
    assert raised.value.code == "bad_request"


def test_the_text_is_what_a_person_sees() -> None:
    """No halves of characters, no control characters, no turned directions; emoji stay."""
    assert seen("a\x00b\ud800c\u202ed\u2066e\ufeff\x9b \n🙂\tå ") == "ab\ufffdcde \n🙂\tå"
    assert send(text="\ud83d\ude42").text == "🙂"


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [(b"{", JSON), (b"[]", JSON), (b"null", JSON), (b'"a"', JSON), (b"{}", "text/plain"),
     (b"{}", None), (b"\xff\xfe", JSON), (b"[" * 8_000, JSON), (b'{"a":' * 1_600, JSON),
     (b"{}{}", JSON), (b"NaN", JSON), (b"1e999999", JSON), (b"9" * 8_000, JSON)],
)
def test_what_is_no_json_object_is_refused(raw: bytes, content_type: str | None) -> None:
    """Always with the same code, whatever is wrong."""
    with pytest.raises(Problem) as raised:
        parse(Start, raw, content_type)
    assert raised.value.code == "bad_request"
    assert raised.value.__cause__ is None


def test_a_start_needs_nothing() -> None:
    """Swedish, unless English is asked for."""
    assert parse(Start, b"", None).lang == "sv"
    assert parse(Start, b'{"lang":"en"}', "application/json; charset=utf-8").lang == "en"
    with pytest.raises(Problem):
        parse(Start, b'{"lang":"de"}', JSON)


def test_feedback_has_a_short_reason() -> None:
    """Or none."""
    parsed = parse(Feedback, b'{"message":"x","value":"up","reason":"bra\\u0000"}', JSON)
    assert parsed.reason == "bra"
    for wrong in ('{"message":"x","value":"maybe"}', '{"message":"x"}',
                  json.dumps({"message": "x", "value": "up", "reason": "y" * 501})):
        with pytest.raises(Problem):
            parse(Feedback, wrong.encode(), JSON)


def test_a_problem_holds_nothing_of_what_was_written() -> None:
    """Neither in its words nor in what led to it."""
    with pytest.raises(Problem) as raised:
        send(text="hemligt", sender="hemligt")
    assert "hemligt" not in repr(raised.value) and raised.value.__suppress_context__
