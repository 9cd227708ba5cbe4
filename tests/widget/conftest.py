"""One browser for all tests, a bot and a visitor for each."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, Route, sync_playwright

from tests.widget.fake_bot import FakeBot
from tests.widget.visit import EXIT, Visit

WEATHER = "<!doctype html><html lang=sv><title>Vädret</title><p>Sol i morgon</p>"
NOT_HERE = re.compile(r"^(?!http://127\.0\.0\.1:)")
PATIENCE = 8000  # milliseconds that an action may take


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def bot() -> Iterator[FakeBot]:
    """A scripted server."""
    with FakeBot() as running:
        yield running


class Outside:
    """What a page asked of other machines: only the exit is answered, from here."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self.asked: list[str] = []
        self.delay = 0.0  # seconds until the exit answers

    def answer(self, route: Route, request: Request) -> None:
        """Answer the exit, refuse the rest."""
        self.asked.append(request.url)
        if not request.url.startswith(EXIT):
            route.abort()
        else:
            time.sleep(self.delay)
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=WEATHER)


NewVisit = Callable[..., Visit]


@pytest.fixture
def outside() -> Outside:
    """What was asked of other hosts."""
    return Outside()


@pytest.fixture
def new_visit(browser: Browser, bot: FakeBot, outside: Outside) -> Iterator[NewVisit]:
    """Makes visitors; what is given goes to the browser's context (viewport, has_touch …)."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Visit:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.route(NOT_HERE, outside.answer)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text)
                if "Content Security Policy" in said.text else None)
        visit = Visit(page, bot)
        visit.errors = errors
        return visit

    yield make
    bot.released.set()
    for context in contexts:
        context.close()


@pytest.fixture
def visit(new_visit: NewVisit) -> Visit:
    """A visitor with a mouse and a keyboard."""
    return new_visit()


@pytest.fixture
def phone(new_visit: NewVisit) -> Visit:
    """A visitor with a small telephone."""
    return new_visit(
        viewport={"width": 320, "height": 568}, has_touch=True, is_mobile=True,
        user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
                   "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1")
