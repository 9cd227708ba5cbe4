"""The Rasa shell: named in credentials.yml, it hands messages to Rasa and erases what it kept."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.run import create_http_input_channels

from bot.channels.web.bodies import Feedback, Send
from bot.channels.web.channel import WebInput, chat, surroundings
from bot.channels.web.errors import Problem
from bot.conversations import live
from bot.conversations.shells import event_broker
from bot.settings import ROOT
from tests.channels.web.server import settings

HOME = "192.0.2.1"


class FakeRasa:
    """What Rasa does with a message: answers through its output channel."""

    def __init__(self) -> None:
        """Nothing was heard."""
        self.heard: list[UserMessage] = []

    async def __call__(self, message: UserMessage) -> None:
        """Answer as Rasa sends an utterance."""
        self.heard.append(message)
        await message.output_channel.send_response(message.sender_id, {
            "text": "Varsågod!", "buttons": None, "elements": None, "timestamp": 12.5,
            "utter_action": "utter_tack", "attachment": None, "metadata": {"language": "sv"}})


class FakeLog:
    """Takes opinions."""

    def __init__(self) -> None:
        """None yet."""
        self.opinions: list[tuple[Any, ...]] = []

    def feedback(self, *opinion: Any) -> None:
        """One more."""
        self.opinions.append(opinion)


def test_rasa_finds_it_by_its_name(tmp_path: Any) -> None:
    """As credentials.yml names it; it stands at /chat, and its name is web."""
    path = tmp_path / "credentials.yml"
    path.write_text("bot.channels.web.WebInput:\n", encoding="utf-8")
    (channel,) = create_http_input_channels(None, str(path))
    assert isinstance(channel, WebInput)
    assert (channel.name(), channel.url_prefix()) == ("web", "/chat")


def test_there_is_nothing_else_in_the_package() -> None:
    """A misspelt name is an error, not a channel."""
    import bot.channels.web as package

    with pytest.raises(AttributeError):
        _ = package.RestInput


def test_a_visit_with_rasa_and_the_live_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa gets the conversation's id, the channel and the text; erasing leaves no live state."""
    rasa, log = FakeRasa(), FakeLog()
    monkeypatch.setattr(event_broker, "shared", lambda: log)
    state = live.opened(settings())
    monkeypatch.setattr(live, "current", lambda: state)

    async def visit() -> None:
        made = chat(settings(), surroundings(rasa))
        started = await made.start(HOME, "sv")
        claims = made.tokens.read(started["token"])
        sent = await made.send(claims, Send(id="aaaaaaaa", text="/tack"), HOME)
        (answer,) = sent["messages"]
        assert (answer["text"], answer["lang"], answer["buttons"]) == ("Varsågod!", "sv", [])
        (heard,) = rasa.heard
        assert (heard.text, heard.sender_id) == ("tack", claims.conversation)
        assert (heard.input_channel, heard.output_channel.name()) == ("web", "web")
        assert heard.metadata == {"language": "sv"}
        assert "12.5" not in str(sent)  # when it was said is not told on
        await made.judge(claims, Feedback(message=answer["id"], value="down"), HOME)
        assert log.opinions == [(claims.conversation, "12.5", "down", None)]
        assert await live.count() == 1
        await made.end(sent["token"])
        assert await live.count() == 0
        with pytest.raises(Problem):
            await made.shown(claims)
        assert await live.count() == 0

    asyncio.run(visit())


def test_the_core_needs_neither_rasa_nor_sanic() -> None:
    """Tokens, limits, messages, the conversation itself."""
    code = ("import sys, bot.channels.web.chat, bot.channels.web.headers;"
            "print([name for name in ('rasa', 'sanic', 'tensorflow') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True,
                          check=True, timeout=60, env={"PYTHONPATH": str(ROOT)})
    assert done.stdout.strip() == "[]"
