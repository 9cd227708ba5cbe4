"""The API over HTTP: a visit, who may do what, limits, other websites, and what is logged."""

from __future__ import annotations

import logging
import time
import uuid

import pytest
import requests

from bot.channels.web.tokens import Claims, Tokens, new_conversation
from tests.channels.web.conftest import ORIGIN
from tests.channels.web.server import Running, running

PATHS = [("POST", "messages"), ("GET", "conversation"), ("POST", "extend"), ("POST", "feedback")]


def test_a_visit(server: Running) -> None:
    """Start, ask, look, stay, judge, end; each answer with a fresh token."""
    started = server.start(lang="en")
    assert started["messages"][0]["lang"] == "en" and started["warn_seconds"] == 120
    token = started["token"]
    asked = server.say(token, "Är det öppet?")
    assert asked.status_code == 200 and asked.json()["token"] != token
    answer = asked.json()["messages"][0]
    assert answer["buttons"] == [{"title": "Stödlinjer", "payload": "/linjer_lista"}]
    shown = server.get("api/conversation", asked.json()["token"]).json()
    assert [one["from"] for one in shown["messages"]] == ["bot", "visitor", "bot"]
    stayed = server.post("extend", token, {})
    assert stayed.status_code == 200 and stayed.json()["expires_in"] == 1_800
    judged = server.post("feedback", token, {"message": answer["id"], "value": "down",
                                             "reason": "Det var fel."})
    assert judged.status_code == 204 and not judged.content
    assert server.post("end", token).status_code == 204
    assert server.say(token, "hej").status_code == 410


def test_a_beacon_ends_it_too(server: Running) -> None:
    """It has no header: the token is the body; within a second nothing is left."""
    token = server.start()["token"]
    server.say(token, "hej")
    before = time.monotonic()
    reply = requests.post(f"{server.url}/api/end", data=token, timeout=5,
                          headers={"Content-Type": "text/plain;charset=UTF-8"})
    assert reply.status_code == 204 and time.monotonic() - before < 1
    gone = server.say(token, "hej")
    assert gone.status_code == 410 and gone.json()["code"] == "erased"
    assert server.bot.erased[-1] not in server.bot.kept


def test_ending_tells_nothing(server: Running) -> None:
    """Unknown, forged, missing, too large: the same empty 204."""
    for data in (b"", b"skr\xc3\xa4p", b"\xff\x00", b"x" * 20_000):
        reply = requests.post(f"{server.url}/api/end", data=data, timeout=5)
        assert (reply.status_code, reply.content) == (204, b"")


def _tokens_of_others(server: Running) -> list[str | None]:
    key, life = server.settings.key(), server.settings.idle_seconds
    claims = Claims(new_conversation())
    return [None, "", "abc", "a.b.c", Tokens(b"x" * 32, life).issue(claims),
            Tokens(key, life, lambda: time.time() - life - 1).issue(claims)]


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_nothing_without_a_token(server: Running, method: str, path: str) -> None:
    """401 with a plain error and the numbers, and the bot hears nothing."""
    heard = len(server.bot.heard)
    for token, code in zip(
        _tokens_of_others(server),
        ("token_missing", "token_missing", "token_invalid", "token_invalid", "token_invalid",
         "expired"),
        strict=True,
    ):
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        reply = requests.request(method, f"{server.url}/api/{path}", headers=headers, timeout=5,
                                 json={"id": "x" * 10, "text": "hej"})
        assert reply.status_code == 401 and reply.json()["code"] == code
        assert reply.headers["WWW-Authenticate"] == "Bearer"
        assert len(reply.json()["numbers"]) == 2
    assert len(server.bot.heard) == heard


def test_a_token_in_the_address_or_the_body_is_none(server: Running) -> None:
    """It would end up in logs and histories."""
    token = server.start()["token"]
    assert server.get(f"api/conversation?token={token}").status_code == 401
    body = {"id": "x" * 10, "text": "hej", "token": token}
    assert server.post("messages", None, body).status_code == 401


def test_two_visitors_cannot_reach_each_other(server: Running) -> None:
    """Each sees only her own words, whatever she puts beside her token."""
    anna, bo = server.start()["token"], server.start()["token"]
    server.say(anna, "Annas hemlighet")
    server.say(bo, "Bos fråga")
    annas = server.get("api/conversation", anna).json()["messages"]
    bos = server.get("api/conversation", bo).json()["messages"]
    assert "Bos" not in str(annas) and "Annas" not in str(bos)
    conversation = server.bot.heard[-2][0]
    for extra in ({"sender": conversation}, {"conversation": conversation},
                  {"sender_id": conversation}, {"conversation_id": conversation}):
        assert server.say(bo, "hej", **extra).status_code == 400
    for guess in (conversation, f"{conversation}/tracker", "default", "..", "%2e%2e"):
        assert server.get(f"api/conversation/{guess}", bo).status_code == 404
        assert server.get(f"api/conversations/{guess}", bo).status_code in (404, 405)
    annas_answer = next(one["id"] for one in annas if one["from"] == "bot")
    judged = server.post("feedback", bo, {"message": annas_answer, "value": "up"})
    assert judged.status_code == 400
    server.post("end", bo)
    assert server.get("api/conversation", anna).json()["messages"] == annas


def test_parts_of_two_tokens_make_none(server: Running) -> None:
    """The payload of one with the signature of the other."""
    one, other = (server.start()["token"].split(".") for _ in range(2))
    swapped = ".".join([one[0], one[1], other[2]])
    assert server.get("api/conversation", swapped).json()["code"] == "token_invalid"


def test_an_id_sent_by_the_client_is_never_used(server: Running) -> None:
    """Every conversation that the bot hears of was made by the server."""
    for body in ({"id": "x" * 32}, {"sender": "default"}, {"conversation": "web-" + "x" * 32}):
        reply = requests.post(f"{server.url}/api/conversations", json=body, timeout=5)
        assert reply.status_code == 400
    assert all(one.startswith("web-") and len(one) == 36 for one, _ in server.bot.heard)


def test_limits_are_told_kindly() -> None:
    """429 with Retry-After, a Swedish sentence, 112 and 116 016; the erased may begin anew."""
    with running(web_messages_a_minute=2, web_open_address=2, web_message_length=100) as server:
        token = server.start()["token"]
        server.start()
        full = requests.post(f"{server.url}/api/conversations", timeout=5)
        assert (full.status_code, full.json()["code"]) == (429, "too_many")
        assert server.say(token, "å" * 101).json()["code"] == "too_long"
        assert [server.say(token, "hej").status_code for _ in range(2)] == [200, 200]
        fast = server.say(token, "hej")
        assert (fast.status_code, fast.json()["code"]) == (429, "too_fast")
        for reply in (full, fast):
            assert 0 < int(reply.headers["Retry-After"]) <= 60
            assert reply.json()["retry_after"] == int(reply.headers["Retry-After"])
            assert "112" in reply.json()["message"] and "116 016" in reply.json()["message"]
        server.post("end", token)
        assert server.start()


def test_a_forwarded_address_counts_behind_a_proxy_only() -> None:
    """Otherwise anybody could have as many as she likes."""
    for proxies, expected in (("127.0.0.0/8", 201), ("", 429)):
        with running(web_open_address=1, web_proxies=proxies) as server:
            for number in range(2):
                reply = requests.post(
                    f"{server.url}/api/conversations", timeout=5,
                    headers={"X-Forwarded-For": f"9.9.9.9, 198.51.100.{number}"})
            assert reply.status_code == expected


def test_a_failing_bot_is_503_with_the_danger_answered(server: Running) -> None:
    """An error, and a wait that is too long."""
    token = server.start()["token"]
    for text in ("trasig: hjälp han slår mig nu", "mycket trög: hjälp han slår mig nu"):
        reply = server.say(token, text)
        assert (reply.status_code, reply.json()["code"]) == (503, "unavailable")
        assert reply.json()["message"].startswith("Ring 112 nu")
        assert reply.json()["numbers"][0]["phone"]["href"] == "tel:112"


def test_errors_are_in_english_where_swedish_is_not_read(server: Running) -> None:
    """By the browser before there is a conversation, by the conversation after."""
    english = server.get("api/conversation", **{"Accept-Language": "en-GB"})
    assert english.json()["message"].startswith("The chat")
    assert english.headers["Content-Language"] == "en"
    token = server.start(lang="en")["token"]
    assert server.say(token, "x" * 1_001).json()["message"].startswith("The message is too long")


def test_answers_are_private(server: Running) -> None:
    """No cookie, no caching, on success and on error."""
    token = server.start()["token"]
    for reply in (server.say(token, "hej"), server.get("api/conversation", token),
                  server.get("api/conversation"), server.get("api/nej"),
                  server.post("end", token), server.get("lamna")):
        assert reply.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in reply.headers
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Referrer-Policy"] == "no-referrer"


def test_other_websites(server: Running) -> None:
    """The listed one may read and may ask before; another one may not."""
    for origin, allowed in ((ORIGIN, ORIGIN), ("https://evil.example", None), ("null", None)):
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST",
                   "Access-Control-Request-Headers": "authorization,content-type"}
        for method, path in (("OPTIONS", "api/messages"), ("POST", "api/conversations"),
                             ("GET", "api/conversation"), ("GET", "finns-inte")):
            reply = requests.request(method, f"{server.url}/{path}", headers=headers, timeout=5)
            assert reply.headers.get("Access-Control-Allow-Origin") == allowed, (origin, path)
            assert "Access-Control-Allow-Credentials" not in reply.headers


def test_a_wrong_method_is_told_the_right_one(server: Running) -> None:
    """405 with Allow, 204 for OPTIONS, HEAD as GET without a body."""
    reply = server.get("api/messages")
    assert reply.status_code == 405 and reply.headers["Allow"] == "OPTIONS, POST"
    assert reply.json()["code"] == "wrong_method"
    head = requests.head(f"{server.url}/openapi.json", timeout=5)
    assert head.status_code == 200 and not head.content


def test_no_message_reaches_a_log(
    server: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """Not when it is answered, fails, is too long, too large, no JSON, or in the address."""
    marker = f"hemligt{uuid.uuid4().hex}"
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, "sanic.access"):
        token = server.start()["token"]
        for text in (marker, f"trasig {marker}", f"stum {marker}", f"mycket trög {marker}",
                     f"{marker}" * 50, f"/{marker}"):
            server.say(token, text)
        server.post("messages", token, {"id": marker, "payload": f"/{marker}"})
        server.post("messages", token, data=f"{{{marker}".encode())
        server.post("messages", token, data=marker.encode() * 1_000)
        server.post("feedback", token, {"message": marker, "value": "up", "reason": marker})
        server.get("api/conversation", f"{token}.{marker}")
        server.post("end", token, data=marker.encode())
    written = "\n".join(
        f"{one.getMessage()} {one.exc_text or ''} {vars(one)}" for one in caplog.records
        if not one.name.startswith("urllib3"))  # the visitor of this test
    assert marker not in written
    assert "127.0.0.1" not in written
    assert token not in written and "RuntimeError" in written
