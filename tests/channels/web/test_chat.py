"""A conversation from beginning to end, without a server: turns, repeats, failures, erasure."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest

from bot.channels.web.bodies import Feedback, Send
from bot.channels.web.channel import chat
from bot.channels.web.chat import Chat
from bot.channels.web.errors import Problem
from bot.channels.web.tokens import Claims
from bot.channels.web.transcript import ANSWERED, SHOWN
from tests.channels.web.fakes import FakeBot
from tests.channels.web.server import settings

HOME = "192.0.2.1"
Result = TypeVar("Result")


class Visit:
    """One visitor's conversation with a fake bot."""

    def __init__(self, **given: Any) -> None:
        """``given``: settings."""
        self.bot = FakeBot()
        self.chat: Chat = chat(settings(**given), self.bot.surroundings())

    async def begin(self, lang: str = "sv") -> Claims:
        """Start; what the token says."""
        started = await self.chat.start(HOME, lang)
        return self.chat.tokens.read(started["token"])

    async def say(self, claims: Claims, text: str, name: str | None = None) -> list[dict[str, Any]]:
        """The answers to a message."""
        body = Send(id=name or uuid.uuid4().hex, text=text)
        answers: list[dict[str, Any]] = (await self.chat.send(claims, body, HOME))["messages"]
        return answers

    async def shown(self, claims: Claims) -> list[tuple[str, str]]:
        """(from, first line) of what stands in the chat."""
        messages = (await self.chat.shown(claims))["messages"]
        return [(one["from"], one["text"].splitlines()[0]) for one in messages]


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a test's conversation, with nothing left running after it."""

    async def main() -> Result:
        result = await work
        others = asyncio.all_tasks() - {asyncio.current_task()}
        assert not others
        return result

    return asyncio.run(main())


async def problem(work: Coroutine[Any, Any, Any]) -> Problem:
    """The problem that a call raises."""
    with pytest.raises(Problem) as raised:
        await work
    return raised.value


def test_a_visit() -> None:
    """Greeting, a question, a button, and what stands in the chat then."""

    async def visit() -> None:
        one = Visit()
        claims = await one.begin()
        assert [m["text"] for m in await one.say(claims, "När är det öppet?")] == [
            "Du skrev: När är det öppet?"]
        await one.chat.send(claims, Send(id="knapptryck", payload="/linjer_lista"), HOME)
        assert one.bot.heard == [(claims.conversation, "När är det öppet?"),
                                 (claims.conversation, "/linjer_lista")]
        greeting, *rest = await one.shown(claims)
        assert greeting[0] == "bot"
        assert rest == [("visitor", "När är det öppet?"), ("bot", "Du skrev: När är det öppet?"),
                        ("visitor", "Vilka stödlinjer finns?"), ("bot", "Du skrev: /linjer_lista")]

    run(visit())


def test_the_same_message_twice_is_one_turn() -> None:
    """Sent again after the answer, or twice at once: the same answer, word for word."""

    async def visit() -> None:
        one = Visit()
        claims = await one.begin()
        both = await asyncio.gather(
            *(one.say(claims, "långsam fråga", "samma-id") for _ in range(3)))
        again = await one.say(claims, "något annat", "samma-id")
        assert both[0] == both[1] == both[2] == again
        assert len(one.bot.heard) == 1
        assert len(await one.shown(claims)) == 3

    run(visit())


def test_the_same_id_in_another_conversation_is_another_message() -> None:
    """Ids are the clients' own."""

    async def visit() -> None:
        one = Visit()
        first, second = await one.begin(), await one.begin()
        await one.say(first, "mitt", "samma-id")
        (answer,) = await one.say(second, "ditt", "samma-id")
        assert answer["text"] == "Du skrev: ditt"

    run(visit())


def test_a_visitor_whose_connection_breaks_gets_the_answer_by_asking_again() -> None:
    """The turn goes on; it is not done twice."""

    async def visit() -> None:
        one = Visit()
        claims = await one.begin()
        broken = asyncio.create_task(one.say(claims, "långsam fråga", "samma-id"))
        await asyncio.sleep(0.1)
        broken.cancel()
        (answer,) = await one.say(claims, "långsam fråga", "samma-id")
        assert answer["text"] == "Du skrev: långsam fråga" and len(one.bot.heard) == 1

    run(visit())


@pytest.mark.parametrize("text", ["trasig", "stum", "mycket trög"])
def test_a_bot_that_fails_is_told_with_the_numbers(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    """An error, silence, or too long a wait; the same message may be sent again."""

    async def visit() -> None:
        one = Visit(web_answer_seconds=0.2)
        claims = await one.begin()
        found = await problem(one.say(claims, f"{text} hemlighet", "samma-id"))
        assert found.code == "unavailable" and found.message is None
        assert (await problem(one.say(claims, f"{text} hemlighet", "samma-id"))).code == found.code
        assert len(one.bot.heard) == 2
        assert len(await one.shown(claims)) == 1

    with caplog.at_level(logging.DEBUG):
        run(visit())
    assert "hemlighet" not in caplog.text


def test_danger_is_answered_when_the_bot_fails() -> None:
    """By the words of the answers about danger, as 503 still."""

    async def visit() -> None:
        one = Visit()
        claims = await one.begin()
        found = await problem(one.say(claims, "trasig, hjälp han slår mig nu"))
        assert found.status == 503 and (found.message or "").startswith("Ring 112 nu")
        told = one.chat.texts.problem(found, "sv")
        assert [card["phone"]["href"] for card in told["numbers"]][:2] == ["tel:112", "tel:116016"]

    run(visit())


def test_erasing_leaves_nothing() -> None:
    """No notes, no way to the address, and every later call says so, with old tokens too."""

    async def visit() -> None:
        one = Visit()
        claims = await one.begin()
        await one.say(claims, "hej")
        token = one.chat.tokens.issue(claims)
        await one.chat.end(token)
        assert one.bot.kept == {} and one.bot.erased == [claims.conversation]
        for call in (one.say(claims, "hej"), one.chat.shown(claims), one.chat.extend(claims),
                     one.chat.judge(claims, Feedback(message="x", value="up"), HOME)):
            assert (await problem(call)).code == "erased"
        await one.chat.end(token)
        assert len(one.bot.heard) == 1 and one.bot.kept == {}

    run(visit())


def test_erasing_in_the_middle_of_a_turn_ends_it() -> None:
    """The answer is not kept, the one who waits is told, nothing runs on."""

    async def visit() -> None:
        one = Visit()
        claims = await one.begin()
        waiting = asyncio.create_task(one.say(claims, "långsam fråga"))
        await asyncio.sleep(0.1)
        before = asyncio.get_running_loop().time()
        await one.chat.end(one.chat.tokens.issue(claims))
        assert asyncio.get_running_loop().time() - before < 0.15
        assert (await problem(waiting)).code == "erased"
        assert one.bot.kept == {} and claims.conversation in one.bot.erased

    run(visit())


def test_a_turn_of_another_worker_does_not_bring_an_erased_conversation_back() -> None:
    """It finds out when it is done, and erases again what it may have written."""

    async def visit() -> None:
        here, there = Visit(), Visit()
        there.chat.shelf = here.chat.shelf
        there.chat.limits = here.chat.limits
        claims = await here.begin()
        waiting = asyncio.create_task(there.say(claims, "långsam fråga"))
        await asyncio.sleep(0.1)
        await here.chat.end(here.chat.tokens.issue(claims))
        assert (await problem(waiting)).code == "erased"
        assert there.bot.erased == [claims.conversation] and there.bot.kept == {}

    run(visit())


@pytest.mark.parametrize("token", [None, "", "skräp", "a.b.c"])
def test_ending_what_is_no_conversation_does_nothing(token: str | None) -> None:
    """And says nothing."""

    async def visit() -> None:
        one = Visit()
        claims = await one.begin()
        await one.chat.end(token)
        assert one.bot.erased == [] and len(await one.shown(claims)) == 1

    run(visit())


def test_an_erasure_that_fails_is_told_to_the_operator_only(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The visitor gets no error; the conversation stays closed; the rest is erased."""

    async def visit() -> None:
        one = Visit(web_open_address=1)

        async def broken(conversation: str) -> None:
            raise OSError(f"disk full, {conversation}")

        claims = await one.begin()
        object.__setattr__(one.chat.outside, "erase", broken)
        await one.chat.end(one.chat.tokens.issue(claims))
        assert (await problem(one.say(claims, "hej"))).code == "erased"
        await one.begin()  # the only place of the address is free again
        assert claims.conversation not in caplog.text

    run(visit())
    assert "not wholly erased: OSError" in caplog.text


def test_a_message_may_have_so_many_characters() -> None:
    """One more is too long, whatever the characters are; it counts as no message."""

    async def visit() -> None:
        one = Visit(web_message_length=100, web_messages_a_minute=1)
        claims = await one.begin()
        assert (await problem(one.say(claims, "å" * 101))).code == "too_long"
        assert await one.say(claims, "🙂" * 100)
        assert (await problem(one.say(claims, "a"))).code == "too_fast"

    run(visit())


def test_feedback_is_for_answers_of_the_own_conversation() -> None:
    """Not for one's own words, nor for others' answers; the log gets the id that it knows."""

    async def visit() -> None:
        one = Visit()
        claims, other = await one.begin(), await one.begin()
        (answer,) = await one.say(claims, "hej")
        await one.chat.judge(claims, Feedback(message=answer["id"], value="up"), HOME)
        assert one.bot.judged == [(claims.conversation, "17.25", "up", None)]
        own = (await one.chat.shown(claims))["messages"][1]
        for who, message in ((other, answer["id"]), (claims, own["id"]), (claims, "okänt")):
            body = Feedback(message=message, value="down", reason="fel")
            assert (await problem(one.chat.judge(who, body, HOME))).code == "bad_request"
        assert len(one.bot.judged) == 1

    run(visit())


def test_what_is_kept_is_bounded() -> None:
    """The newest messages, their references, and the answers of the newest five."""

    async def visit() -> None:
        one = Visit()
        claims = await one.begin()
        for number in range(SHOWN):
            (answer,) = await one.say(claims, f"fråga {number}", f"id-nummer-{number}")
        shown = await one.shown(claims)
        assert len(shown) == SHOWN and shown[-1] == ("bot", answer["text"])
        (kept,) = one.bot.kept[claims.conversation].values()
        assert len(kept["answers"]) == ANSWERED and len(kept["references"]) == SHOWN // 2
        assert await one.say(claims, "igen", f"id-nummer-{SHOWN - 1}") == [answer]

    run(visit())
