"""Hostile requests: each gets a clear answer, none an error of the server, and it lives on."""

from __future__ import annotations

import json
import socket
import uuid
from collections.abc import Iterator

import pytest
import requests

from tests.channels.web.server import Running

TIMEOUT = 10
_LONE = '{"id":"aaaaaaaa","text":"\\ud800\\udfff\\udc00 slut"}'


def texts() -> Iterator[str]:
    """What a person, or a program, may write; all are messages like others."""
    yield from (
        "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)",
        "{{ 7*7 }} {% for x in y %}", "${jndi:ldap://x}", "%s%n%x", "'; DROP TABLE messages; --",
        "\u202e016 611 gniR\u202c", "\u2066\u2067\u2068", "a\u0300" * 400, "\x00\x01\x02\x1b[31m",
        "\ufeff\u200b\u200d\u2060", "🙂" * 500, "👩‍👩‍👧‍👦" * 100,
        "\U0010ffff\ufffe", "\r\n\r\n\t\v\f",
        "", " ", "/", "///", "/restart", "/session_start", '/linje{"contact": "x"}', "EXTERNAL: x",
        "../../etc/passwd", "http://169.254.169.254/", "١١٢", "１１２", "x" * 1_000,
        "Ω≈ç√∫˜µ≤≥÷", "__proto__", "null", "NaN", "[]", "\\", '"', "`", "\u2028\u2029",
    )


@pytest.mark.parametrize("text", texts(), ids=lambda text: repr(text[:20]))
def test_any_text_is_a_message(server: Running, text: str) -> None:
    """Answered, shown again without what cannot be seen, and never a command."""
    token = server.start()["token"]
    reply = server.say(token, text)
    assert reply.status_code == 200, reply.text
    heard = server.bot.heard[-1][1]
    assert heard and not heard.startswith("/")
    own = server.get("api/conversation", token).json()["messages"][1]["text"]
    assert not set(own) & set("\x00\x1b\u202e\u2066\ufeff")
    own.encode("utf-8")


BODIES = {
    "empty": b"", "no json": b"hej", "half": b'{"id": "aaaaaaaa", "text": "h', "list": b"[]",
    "null": b"null", "number": b"1", "string": b'"hej"', "binary": bytes(range(256)),
    "utf-16": '{"id":"aaaaaaaa","text":"a"}'.encode("utf-16"), "latin-1": b'{"text":"\xe5"}',
    "deep list": b"[" * 4_000 + b"]" * 4_000, "deep object": b'{"a":' * 1_300 + b"1" + b"}" * 1_300,
    "unclosed": b'{"a":' * 1_600, "huge number": b'{"id":' + b"9" * 8_000 + b"}",
    "infinity": b'{"id": Infinity, "text": NaN}', "wrong types": b'{"id": 1, "text": {}}',
    "many keys": json.dumps({str(n): 1 for n in range(800)}).encode(), "nul": b"\x00" * 100,
    "xml": b"<?xml version='1.0'?><!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>",
    "form": b"id=aaaaaaaa&text=hej", "gzip": b"\x1f\x8b\x08\x00" + b"x" * 50,
    "boolean id": b'{"id": true, "text": "a"}', "text list": b'{"id": "aaaaaaaa", "text": ["a"]}',
    "proto": b'{"__proto__": {"a": 1}, "id": "aaaaaaaa", "text": "a"}', "bom": b"\xef\xbb\xbf{}",
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("path", ["messages", "feedback"])
def test_other_bodies_are_refused(server: Running, name: str, path: str) -> None:
    """400 with a sentence and the numbers; the bot hears nothing."""
    token, heard = server.start()["token"], len(server.bot.heard)
    reply = server.post(path, token, data=BODIES[name],
                        headers={"Content-Type": "application/json"})
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_request")
    assert len(reply.json()["numbers"]) == 2 and len(server.bot.heard) == heard


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
     "application/xml", "", "application/json\x7f", "x" * 5_000, "text/html, application/json"])
def test_other_content_types_are_refused(server: Running, content_type: str) -> None:
    """Among them all that a form of another website can send without asking."""
    reply = server.post("messages", server.start()["token"], data=b'{"id":"aaaaaaaa","text":"a"}',
                        headers={"Content-Type": content_type})
    assert reply.status_code == 400


@pytest.mark.parametrize("size", [8_193, 100_000, 1_000_000])
@pytest.mark.parametrize("path", ["messages", "feedback", "conversations"])
def test_large_bodies_are_refused(server: Running, size: int, path: str) -> None:
    """413, whether their size is told before or not."""
    token = server.start()["token"]
    body = b'{"id":"aaaaaaaa","text":"' + b"x" * size + b'"}'
    pieces = (body[at: at + 4_096] for at in range(0, len(body), 4_096))
    for data in (body, pieces):
        reply = server.post(path, token, data=data, headers={"Content-Type": "application/json"})
        assert (reply.status_code, reply.json()["code"]) == (413, "too_large")


def test_halves_of_characters_are_marked(server: Running) -> None:
    """And the rest of the message is heard."""
    reply = server.post("messages", server.start()["token"], data=_LONE.encode(),
                        headers={"Content-Type": "application/json"})
    assert reply.status_code == 200 and server.bot.heard[-1][1].endswith("slut")


@pytest.mark.parametrize(
    "header",
    [{"Authorization": "Bearer " + "x" * 7_000}, {"Authorization": "Bearer a\tb"},
     {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer ÿ"},
     {"X-Forwarded-For": "x, " * 2_000}, {"Cookie": "a=" + "b" * 7_000},
     {"Accept-Language": "q" * 7_000}, {"Origin": "https://" + "a" * 7_000},
     {"Host": "evil.example"},
     {"X-Http-Method-Override": "DELETE"}, {"Content-Encoding": "gzip"}],
    ids=lambda header: next(iter(header)))
def test_odd_headers_do_no_harm(server: Running, header: dict[str, str]) -> None:
    """The answer is that to a request without a token."""
    sent = {name: value.encode("latin-1") for name, value in header.items()}
    reply = requests.get(f"{server.url}/api/conversation", headers=sent, timeout=TIMEOUT)
    assert reply.status_code == 401 and reply.json()["numbers"]


@pytest.mark.parametrize(
    "path",
    ["api", "api/", "api/messages/", "api/messages/1", "api/%00", "api/../../status", "%2e%2e/",
     "widget/../settings.py", "widget/%2e%2e%2fsettings.py", "widget/js/chatt.js", "widget/",
     "widget.js/x", "a" * 5_000, "%F0%9F%99%82", "conversations/default/tracker", "status",
     "domain",
     "api/conversations?lang=<script>", ".git/config", "//evil.example", "\\evil"])
def test_odd_paths_lead_nowhere(server: Running, path: str) -> None:
    """Not found or not so, with a sentence that names 112."""
    reply = requests.Session().send(_prepared(f"{server.url}/{path}"), timeout=TIMEOUT)
    assert reply.status_code in (401, 404, 405) and "112" in reply.text


def _prepared(url: str) -> requests.PreparedRequest:
    """A request whose path is not made tidy first."""
    request = requests.Request("GET", url).prepare()
    request.url = url
    return request


RAW = {
    "no http": b"hej\r\n\r\n",
    "other version": b"GET /chat/ HTTP/9.9\r\n\r\n",
    "length no number": b"POST /chat/api/messages HTTP/1.1\r\nContent-Length: abc\r\n\r\n",
    "negative length": b"POST /chat/api/messages HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
    "header without colon": b"GET /chat/ HTTP/1.1\r\nskrap\r\n\r\n",
    "huge header": b"GET /chat/ HTTP/1.1\r\nX: " + b"x" * 40_000 + b"\r\n\r\n",
    "bad chunk": b"POST /chat/api/extend HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n",
    "bad chunk of a beacon":
        b"POST /chat/api/end HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n",
    "strange method": b"SKRAP /chat/api/messages HTTP/1.1\r\nHost: x\r\n\r\n",
    "expectation": b"POST /chat/api/end HTTP/1.1\r\nExpect: mat\r\nContent-Length: 1\r\n\r\nx",
    "bytes in header":
        b"GET /chat/api/conversation HTTP/1.1\r\nAuthorization: Bearer \xff\xfe\r\n\r\n",
    "nul in path": b"GET /chat/\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "bytes in path": b"GET /chat/\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 40 + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", RAW)
def test_what_is_no_request_is_refused(server: Running, name: str) -> None:
    """A 4xx or a closed connection, never 5xx; and the next visitor is answered."""
    with socket.create_connection(("127.0.0.1", server.port), TIMEOUT) as raw:
        raw.settimeout(TIMEOUT)
        raw.sendall(RAW[name])
        raw.shutdown(socket.SHUT_WR)
        said = b""
        while piece := raw.recv(65_536):
            said += piece
    status = said.split(b" ", 2)[1] if said else b""
    assert status[:1] in (b"", b"4", b"2"), said[:200]
    assert server.start()["token"]


def test_ids_of_messages_cannot_be_abused(server: Running) -> None:
    """One id for everything gives one answer for everything."""
    token, name = server.start()["token"], uuid.uuid4().hex
    first = server.post("messages", token, {"id": name, "text": "ett"}).json()["messages"]
    second = server.post("messages", token, {"id": name, "text": "två"}).json()["messages"]
    assert first == second
