"""Tokens: ours alone, for one conversation, for a while."""

from __future__ import annotations

import base64
import json

import jwt
import pytest

from bot.channels.web.errors import Problem
from bot.channels.web.tokens import Claims, Tokens, bearer, new_conversation
from tests.channels.web.fakes import Clock

SECRET = b"s" * 32
LIFE = 1_800


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def tokens(clock: Clock) -> Tokens:
    """Tokens that live for half an hour."""
    return Tokens(SECRET, LIFE, clock)


def code_of(tokens: Tokens, token: str | None) -> str:
    """The code of the problem that a token is."""
    with pytest.raises(Problem) as raised:
        tokens.read(token)
    return raised.value.code


def test_a_token_tells_its_conversation(tokens: Tokens) -> None:
    """What went in comes out."""
    claims = Claims(new_conversation(), "en")
    assert tokens.read(tokens.issue(claims)) == claims


def test_two_tokens_of_a_conversation_differ(tokens: Tokens) -> None:
    """Each answer brings a fresh one."""
    claims = Claims(new_conversation())
    assert tokens.issue(claims) != tokens.issue(claims)


def test_conversations_are_random() -> None:
    """At least 16 bytes of it, never the same."""
    made = {new_conversation() for _ in range(200)}
    assert len(made) == 200 and all(len(one) >= 4 + 22 for one in made)


def test_a_missing_token_is_missing(tokens: Tokens) -> None:
    """None and an empty one."""
    assert code_of(tokens, None) == code_of(tokens, "") == "token_missing"


def test_a_token_dies_with_its_time(tokens: Tokens, clock: Clock) -> None:
    """Good one second before, not at its end; it can still end its conversation."""
    claims = Claims(new_conversation())
    token = tokens.issue(claims)
    clock.now += LIFE - 1
    assert tokens.read(token) == claims
    clock.now += 1
    assert code_of(tokens, token) == "expired"
    assert tokens.read(token, also_expired=True) == claims


def _unsigned(payload: dict[str, object]) -> str:
    parts = [{"alg": "none", "typ": "JWT"}, payload]
    return ".".join(
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts
    ) + "."


def test_foreign_tokens_are_refused(tokens: Tokens, clock: Clock) -> None:
    """Another key, the bare secret, another audience, no signature, missing or odd claims."""
    claims = Claims(new_conversation())
    own = tokens.issue(claims)
    payload = jwt.decode(own, options={"verify_signature": False})
    key = tokens._key
    foreign = [
        Tokens(b"t" * 32, LIFE, clock).issue(claims),
        jwt.encode(payload, SECRET, algorithm="HS256"),
        jwt.encode({**payload, "aud": "granskning"}, key, algorithm="HS256"),
        jwt.encode({k: v for k, v in payload.items() if k != "aud"}, key, algorithm="HS256"),
        jwt.encode({k: v for k, v in payload.items() if k != "exp"}, key, algorithm="HS256"),
        jwt.encode({k: v for k, v in payload.items() if k != "sub"}, key, algorithm="HS256"),
        jwt.encode({**payload, "sub": "default"}, key, algorithm="HS256"),
        jwt.encode({**payload, "sub": "web-x' OR 1=1"}, key, algorithm="HS256"),
        jwt.encode(payload, key, algorithm="HS512"),
        _unsigned(payload),
        own[:-2],
        own + "A",
        own.replace(".", ".A", 1),
        "a.b.c",
        "…",
        "x" * 100_000,
        ".".join(["e30"] * 3),
    ]
    assert {code_of(tokens, token) for token in foreign} == {"token_invalid"}


def test_every_changed_character_is_seen(tokens: Tokens) -> None:
    """In the payload, where the conversation's id stands."""
    head, payload, signature = tokens.issue(Claims(new_conversation())).split(".")
    for place in range(0, len(payload), 7):
        other = "A" if payload[place] != "A" else "B"
        changed = payload[:place] + other + payload[place + 1:]
        assert code_of(tokens, f"{head}.{changed}.{signature}") == "token_invalid"


@pytest.mark.parametrize(
    ("header", "token"),
    [("Bearer abc", "abc"), ("bearer  abc ", "abc"), ("Basic abc", None), ("Bearer", None),
     ("", None), (None, None), ("abc", None)],
)
def test_the_token_of_a_header(header: str | None, token: str | None) -> None:
    """Only the scheme Bearer, in any case."""
    assert bearer(header) == token
