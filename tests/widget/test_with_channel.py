"""The widget before the real web channel, its headers and tokens included (Rasa is a stand-in)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.channels.web.server import Running, running
from tests.widget.axe import violations
from tests.widget.conftest import NewVisit
from tests.widget.fake_bot import OTHER_SITE, FakeBot
from tests.widget.visit import EXIT, WORDS, Visit


@pytest.fixture
def channel(bot: FakeBot) -> Iterator[Running]:
    """The channel; the fake bot's address is a website that may embed the widget."""
    with running(web_origins=bot.origin) as found:
        yield found


def at(visit: Visit, channel: Running, path: str = "/") -> Visit:
    """Before a page of the channel."""
    visit.page.goto(channel.url + path)
    return visit


def answered(visit: Visit, text: str) -> None:
    """The stand-in's answer, which repeats what was asked, is on the screen."""
    visit.log.locator(".said").get_by_text(f"Du skrev: {text}").wait_for()


def test_a_visit_from_the_first_word_to_none(visit: Visit, channel: Running) -> None:
    """Asked, answered, in danger, left; nothing of it is kept, and no policy was broken."""
    at(visit, channel).launcher.click()
    visit.log.get_by_text("Jag är en robot").wait_for()
    visit.say(WORDS)
    answered(visit, WORDS)
    visit.say("jag är i fara")
    urgent = visit.page.locator("kvinnofrid-chatt .urgent")
    urgent.wait_for()
    assert urgent.get_by_role("link", name="116 016").first.get_attribute("href") == "tel:116016"
    assert violations(visit.page) == []
    assert visit.errors == []
    assert channel.bot.kept
    visit.leaving.click()
    visit.page.wait_for_url(EXIT)
    visit.eventually(lambda: not channel.bot.kept and len(channel.bot.erased) == 1)


@pytest.mark.parametrize("way", ["Stäng och radera samtalet", "Radera samtalet"])
def test_closing_and_erasing_leave_nothing(visit: Visit, channel: Running, way: str) -> None:
    """Within a second."""
    at(visit, channel).launcher.click()
    visit.log.get_by_text("Jag är en robot").wait_for()
    visit.say(WORDS)
    visit.log.get_by_text("Du skrev:").last.wait_for()
    visit.page.locator("summary").click()
    visit.page.get_by_role("button", name=way, exact=not way.startswith("Stäng")).click()
    visit.eventually(lambda: not channel.bot.kept)


def test_two_visitors_cannot_reach_each_other(new_visit: NewVisit, channel: Running) -> None:
    """Each sees her own words, and the token of one opens nothing of the other's."""
    first, second = at(new_visit(), channel), at(new_visit(), channel)
    for visit, text in ((first, "ett äpple"), (second, "ett päron")):
        visit.launcher.click()
        visit.log.get_by_text("Jag är en robot").wait_for()
        visit.say(text)
        answered(visit, text)
    for visit, text in ((first, "ett äpple"), (second, "ett päron")):
        visit.page.reload()
        answered(visit, text)
    assert "päron" not in first.log.inner_text()
    assert "äpple" not in second.log.inner_text()
    assert len({conversation for conversation, _ in channel.bot.heard}) == 2


def test_the_chat_works_on_a_page_of_another_origin(visit: Visit, channel: Running) -> None:
    """A website of the list embeds it; the script finds its own server."""
    origin = channel.url.removesuffix("/chat")
    visit.bot.extra[OTHER_SITE] = (
        f"<!doctype html><html lang=sv><title>Sida</title><script src='{origin}/chat/widget.js'>"
        "</script><kvinnofrid-chatt></kvinnofrid-chatt>")
    visit.go(OTHER_SITE).launcher.click()
    visit.log.get_by_text("Jag är en robot").wait_for()
    visit.say(WORDS)
    answered(visit, WORDS)
    visit.leaving.click()
    visit.page.wait_for_url(EXIT)
    visit.eventually(lambda: not channel.bot.kept)
