"""A visitor's conversation from beginning to end: start, send, look, extend, judge, erase.

Plain Python: what understands messages, what remembers them and what logs them come in from
outside (bot/channels/web/channel.py puts them together).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot import topics
from bot.channels.web import emergency
from bot.channels.web.bodies import Feedback, Send, intent_of, spoken
from bot.channels.web.errors import Problem
from bot.channels.web.limits import Limits, Names
from bot.channels.web.messages import Message, Shaper
from bot.channels.web.settings import WebSettings
from bot.channels.web.shelf import Shelf
from bot.channels.web.texts import Texts
from bot.channels.web.tokens import Claims, Tokens, new_conversation
from bot.channels.web.transcript import Notes, Transcript
from bot.nlu.language import by_words

logger = logging.getLogger(__name__)
_LOOK_SECONDS = 0.05  # between looks whether another worker has answered
_SPARE_SECONDS = 10  # that a claim on a message outlasts its answer


@dataclass(frozen=True)
class Surroundings:
    """What a conversation needs from outside.

    ask: what Rasa says (conversation, text, id of the message, language of the page), as it gives
    messages to an output channel.
    notes: the notes of a conversation. erase: forgets it everywhere. judge: takes thumbs up or
    down for an answer (conversation, what the log knows the answer by, value, reason).
    """

    ask: Callable[[str, str, str, str], Awaitable[Sequence[Mapping[str, Any]]]]
    notes: Callable[[str], Notes]
    erase: Callable[[str], Awaitable[object]]
    judge: Callable[[str, str, str, str | None], Awaitable[object]]


@dataclass
class Chat:
    """All conversations of this process. Every method may raise Problem."""

    settings: WebSettings
    tokens: Tokens
    shelf: Shelf
    names: Names
    limits: Limits
    texts: Texts
    shaper: Shaper
    outside: Surroundings
    _turns: dict[str, set[asyncio.Task[Any]]] = field(default_factory=dict)

    async def start(self, address: str, lang: str) -> dict[str, Any]:
        """A new conversation: its token and the greeting."""
        claims = Claims(new_conversation(), lang)
        await self.limits.start(address, claims.conversation)
        greeting = self.shaper.answer(
            {"text": self.texts.greeting(lang)}, lang, lambda _: self._name(claims, "greeting")
        ).as_value()
        greeting["cards"] = []  # the numbers stand in the page already
        notes = self.outside.notes(claims.conversation)
        await Transcript([greeting]).keep(notes, begin=True)
        return {**self._fresh(claims), "warn_seconds": self.settings.warn_seconds,
                "messages": [greeting]}

    async def send(self, claims: Claims, body: Send, address: str) -> dict[str, Any]:
        """The answers to a message. The same ``id`` again gives the same answers."""
        if body.text is not None and len(body.text) > self.settings.web_message_length:
            raise Problem("too_long")
        await self._must_live(claims.conversation)
        answers = await self._answered(claims.conversation, body.id)
        if answers is None:
            await self.limits.message(address, claims.conversation)
            answers = await self._once(claims, body)
        return {**self._fresh(claims), "messages": answers}

    async def shown(self, claims: Claims) -> dict[str, Any]:
        """What stands in the chat, the visitor's own messages included."""
        await self._must_live(claims.conversation)
        transcript = await Transcript.of(self.outside.notes(claims.conversation))
        return {"messages": transcript.shown, "idle_seconds": self.settings.idle_seconds}

    async def extend(self, claims: Claims) -> dict[str, Any]:
        """Another while of silence, with a fresh token."""
        await self._must_live(claims.conversation)
        await self.limits.keep(claims.conversation)
        # A conversation that is written to counts as used now.
        await self.outside.notes(claims.conversation).put("extended", True, begin=False)
        return self._fresh(claims)

    async def judge(self, claims: Claims, body: Feedback, address: str) -> None:
        """Thumbs up or down for an answer of this conversation."""
        await self._must_live(claims.conversation)
        await self.limits.message(address, claims.conversation)
        transcript = await Transcript.of(self.outside.notes(claims.conversation))
        reference = transcript.references.get(body.message)
        if reference is None:
            raise Problem("bad_request")
        await self.outside.judge(
            claims.conversation, reference, body.value, body.reason or None
        )

    async def end(self, token: str | None) -> None:
        """Erase the conversation of ``token``, an old one too. Whatever it is, nothing is told."""
        try:
            conversation = self.tokens.read(token, also_expired=True).conversation
        except Problem:
            return
        await self.shelf.put(self._grave(conversation), "1", self.tokens.life_seconds + 1)
        turns = self._turns.pop(conversation, set())
        for turn in turns:
            turn.cancel()
        await asyncio.gather(*turns, return_exceptions=True)
        await self._erase(conversation)

    async def _erase(self, conversation: str) -> None:
        """Erase it everywhere; what fails is told to the operator, never to who asks."""
        for erase in (self.outside.erase, self.limits.end):
            try:
                await erase(conversation)
            except Exception as error:
                logger.error("a conversation is not wholly erased: %s", type(error).__name__)

    async def _must_live(self, conversation: str) -> None:
        if await self.shelf.get(self._grave(conversation)) is not None:
            raise Problem("erased")

    async def _answered(self, conversation: str, message: str) -> list[dict[str, Any]] | None:
        return (await Transcript.of(self.outside.notes(conversation))).answers_to(message)

    async def _once(self, claims: Claims, body: Send) -> list[dict[str, Any]]:
        """Answer a message, or wait for the answer that another request is making of it."""
        conversation = claims.conversation
        claim = f"svar:{self.names.of('svar', conversation, body.id)}"
        seconds = self.settings.web_answer_seconds + _SPARE_SECONDS
        deadline = asyncio.get_running_loop().time() + seconds
        while not await self.shelf.claim(claim, "1", int(seconds) + 1):
            await asyncio.sleep(_LOOK_SECONDS)
            answers = await self._answered(conversation, body.id)
            if answers is not None:
                return answers
            if asyncio.get_running_loop().time() > deadline:
                raise Problem("unavailable")
            await self._must_live(conversation)
        # A task of its own: a visitor whose connection breaks gets the answer by asking again.
        turn = asyncio.create_task(self._turn(claims, body, claim))
        self._turns.setdefault(conversation, set()).add(turn)
        turn.add_done_callback(lambda done: self._done(conversation, done))
        try:
            return await asyncio.shield(turn)
        except asyncio.CancelledError:
            if turn.cancelled():  # erased in the middle of it
                raise Problem("erased") from None
            raise

    def _done(self, conversation: str, turn: asyncio.Task[Any]) -> None:
        turns = self._turns.get(conversation, set())
        turns.discard(turn)
        if not turns:
            self._turns.pop(conversation, None)
        if not turn.cancelled():
            turn.exception()  # told to whoever waits; nobody may be left

    async def _turn(self, claims: Claims, body: Send, claim: str) -> list[dict[str, Any]]:
        conversation = claims.conversation
        try:
            messages, references = await self._messages(claims, body)
            values = [message.as_value() for message in messages]
            own = _own(body, claims.lang, self._name(claims, f"own {body.id}"))
            notes = self.outside.notes(conversation)
            transcript = await Transcript.of(notes)
            transcript.add(body.id, own.as_value(), values, references)
            await transcript.keep(notes)
        except Problem:
            await self.shelf.drop(claim)
            raise
        finally:
            gone = await self.shelf.get(self._grave(conversation)) is not None
            if gone:  # erased meanwhile, perhaps at another worker: nothing of the turn is left
                await self._erase(conversation)
        if gone:
            raise Problem("erased")
        return values

    async def _messages(
        self, claims: Claims, body: Send
    ) -> tuple[list[Message], dict[str, str]]:
        """The answers, and what the log knows each by."""
        references: dict[str, str] = {}

        def name(reference: object) -> str:
            made = self._name(claims, f"answer {len(references)} {body.id}")
            references[made] = str(reference)
            return made

        text = body.payload if body.payload is not None else spoken(body.text or "")
        try:
            sent = await asyncio.wait_for(
                self.outside.ask(claims.conversation, text, body.id, claims.lang),
                self.settings.web_answer_seconds,
            )
            messages = self.shaper.answers(sent, claims.lang, name)
        except Exception as error:  # whatever happens inside, a person in danger is answered
            logger.error("a message got no answer: %s", type(error).__name__)
            messages = []
        if not messages:
            raise Problem("unavailable", message=self._emergency(body, claims.lang))
        return messages, references

    def _emergency(self, body: Send, lang: str) -> str | None:
        if body.text is None:
            return None
        with contextlib.suppress(Exception):
            return emergency.reply(body.text, lang, self.texts.renderer)
        return None

    def _fresh(self, claims: Claims) -> dict[str, Any]:
        return {
            "token": self.tokens.issue(claims),
            "expires_in": self.tokens.life_seconds,
            "idle_seconds": self.settings.idle_seconds,
        }

    def _name(self, claims: Claims, what: str) -> str:
        return self.names.of("meddelande", claims.conversation, what)

    def _grave(self, conversation: str) -> str:
        return f"raderat:{self.names.of('raderat', conversation)}"


def _own(body: Send, lang: str, name: str) -> Message:
    """The visitor's own message; a pressed button is shown by its title."""
    if body.text is not None:
        spoken_in = by_words(body.text) or lang
        return Message(id=name, author="visitor", lang=spoken_in, text=body.text)
    topic = topics.load()[intent_of(body.payload or "") or ""]
    return Message(id=name, author="visitor", lang=lang, text=topic.title[lang])
