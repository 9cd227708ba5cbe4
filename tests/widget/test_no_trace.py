"""A visit leaves nothing behind, and asks nobody else for anything."""

from __future__ import annotations

import re

import pytest

from bot.widget.assets import FOLDER, asset
from tests.widget.conftest import Outside
from tests.widget.visit import EXIT, Visit

STORES = """async () => ({
  cookies: document.cookie,
  local: Object.entries(localStorage), tab: Object.entries(sessionStorage),
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
EMPTY = {"cookies": "", "local": [], "tab": [], "databases": 0, "caches": 0, "workers": 0}
FORBIDDEN = ("localStorage", "document.cookie", "indexedDB", "document.title", "Notification",
             "new Audio", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write",
             "eval(", "new Function", "pushState", "setAppBadge", "serviceWorker")


def test_nothing_is_kept_on_the_device(visit: Visit) -> None:
    """After a visit on a page where the chat does not follow: not even in the tab."""
    visit.go("/chat/prov")
    visit.log.get_by_text("robot").wait_for()
    title = visit.page.title()
    visit.words.fill("en fråga")
    visit.page.keyboard.press("Enter")
    visit.log.get_by_text("Vad vill du veta?").wait_for()
    assert visit.page.evaluate(STORES) == EMPTY
    assert visit.page.title() == title
    assert visit.page.context.cookies() == []


def test_a_chat_that_follows_keeps_the_token_and_nothing_else(visit: Visit) -> None:
    """In the tab's storage; away with leaving, erasing and closing."""
    visit.go().open().ask("hemligt ord")
    stored = visit.page.evaluate(STORES)
    assert stored["tab"] == [["chatt", next(iter(visit.bot.conversations))]]
    assert {**stored, "tab": []} == EMPTY
    visit.page.get_by_role("button", name="Stäng och radera").click()
    assert visit.page.evaluate(STORES) == EMPTY
    visit.open()
    visit.leaving.click()
    visit.page.wait_for_url(EXIT)
    visit.go()
    assert visit.page.evaluate(STORES) == EMPTY
    assert visit.page.context.cookies() == []


def test_no_request_goes_to_anyone_else(visit: Visit, outside: Outside) -> None:
    """During a whole visit; the browser asks only the bot, and without cookies or referrer."""
    sent: list[tuple[str, dict[str, str]]] = []
    visit.page.on("request", lambda request: sent.append((request.url, request.headers)))
    visit.go().open().ask("Vilka tider?").ask("linjer")
    visit.page.locator("summary").click()
    visit.page.get_by_role("button", name="Radera samtalet", exact=True).click()
    visit.until("erased")
    assert outside.asked == []
    assert len(sent) > 5
    assert not [url for url, headers in sent if "cookie" in headers]
    assert not [url for url, headers in sent if "/api/" in url and "referer" in headers]


def test_the_address_never_holds_a_word(visit: Visit) -> None:
    """Neither the page's nor a request's."""
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.go().open().ask("hemligt ord")
    assert visit.page.url == visit.bot.origin + "/chat/"
    assert not [url for url in asked if "hemligt" in url or "?" in url]


@pytest.mark.parametrize("word", FORBIDDEN)
def test_the_script_uses_nothing_that_leaves_traces_or_runs_text(word: str) -> None:
    """No cookie, no storage but the tab's, no sound, no title, no badge, no markup from text."""
    script = asset("widget.js")
    assert script and word not in script.body.decode()


def test_the_browser_is_asked_not_to_remember_what_is_typed(visit: Visit) -> None:
    """Nor to send it to a spelling service."""
    visit.go().open()
    for name, value in (("autocomplete", "off"), ("spellcheck", "false")):
        assert visit.words.get_attribute(name) == value
    assert visit.words.get_attribute("name") is None


def test_no_sound_and_no_picture_is_fetched() -> None:
    """The files of the widget name no address of their own."""
    for path in [*FOLDER.glob("js/*.js"), FOLDER / "widget.css"]:
        source = path.read_text(encoding="utf-8")
        fetched = re.findall(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", source)
        assert not fetched, path.name
