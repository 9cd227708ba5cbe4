"""A visitor before a page with the widget: what she does, and what she can see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

from bot.channels.web import settings
from tests.widget.fake_bot import FakeBot, message

EXIT = settings.load().web_exit
WORDS = "min hemliga fråga"
_ROOT = "document.querySelector('kvinnofrid-chatt').shadowRoot"


class Visit:
    """One page, one visitor."""

    def __init__(self, page: Page, bot: FakeBot) -> None:
        """`page` is empty until `go`."""
        self.page, self.bot = page, bot
        self.errors: list[str] = []

    def go(self, path: str = "/chat/") -> Visit:
        """Load a page of the bot."""
        self.page.goto(self.bot.origin + path)
        return self

    def open(self) -> Visit:
        """Open the chat and wait for the greeting."""
        self.launcher.click()
        self.log.get_by_text("robot").wait_for()
        return self

    def say(self, text: str) -> Visit:
        """Write and send."""
        self.words.fill(text)
        self.send.click()
        return self

    def ask(self, text: str = WORDS) -> Visit:
        """Write, send, and wait for the answer."""
        answers = self.log.locator(".said").count()
        self.say(text)
        self.log.locator(".said").nth(answers).wait_for()
        return self

    def until(self, state: str) -> Visit:
        """Wait for a state of the panel."""
        self.page.locator(f'kvinnofrid-chatt .panel[data-state="{state}"]').wait_for(
            state="attached", timeout=8000)
        return self

    def eventually(self, holds: Callable[[], object]) -> None:
        """Wait until something holds at the server."""
        for _ in range(150):
            if holds():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError("it did not happen within three seconds")

    @property
    def state(self) -> str:
        """The state of the panel."""
        return str(self.page.evaluate(f"{_ROOT}.querySelector('.panel').dataset.state"))

    @property
    def leaving(self) -> Locator:
        """The way out."""
        return self.page.get_by_role("link", name="Lämna sidan")

    @property
    def launcher(self) -> Locator:
        """What opens the chat."""
        return self.page.locator("kvinnofrid-chatt .launcher")

    @property
    def log(self) -> Locator:
        """The conversation."""
        return self.page.get_by_role("log")

    @property
    def words(self) -> Locator:
        """The field."""
        return self.page.get_by_label("Skriv din fråga")

    @property
    def send(self) -> Locator:
        """The button that sends."""
        return self.page.get_by_role("button", name="Skicka", exact=True)

    @property
    def status(self) -> Locator:
        """What the chat itself says."""
        return self.page.locator("kvinnofrid-chatt .status")

    def shadow(self, script: str) -> Any:
        """Evaluate `script` with `root`, the shadow root."""
        return self.page.evaluate(f"(() => {{ const root = {_ROOT}; return {script}; }})()")

    def press_shift(self, times: int = 3) -> None:
        """Press and let go of Shift."""
        for _ in range(times):
            self.page.keyboard.press("Shift")


def _opened(visit: Visit) -> None:
    visit.go().open()


def _answered(visit: Visit) -> None:
    visit.go().open().ask("Vilka tider har stödtelefonen?")


def _urgent(visit: Visit) -> None:
    visit.go().open().ask("jag är i fara")


def _mood(mood: str, state: str) -> Callable[[Visit], None]:
    def bring(visit: Visit) -> None:
        visit.go().open()
        visit.bot.mood = mood
        visit.say(WORDS).until(state)

    return bring


def _slow(visit: Visit) -> None:
    visit.page.clock.install()
    visit.go().open()
    visit.bot.mood = "stuck"
    visit.say(WORDS).until("waiting")
    visit.page.clock.fast_forward(5000)
    visit.until("slow")


def _down_at_start(visit: Visit) -> None:
    visit.bot.mood = "down"
    visit.go()
    visit.launcher.click()
    visit.until("offline")


def _too_long(visit: Visit) -> None:
    visit.go().open().say("hej " * 300).until("long")


def _idle(visit: Visit) -> None:
    visit.page.clock.install()
    visit.go().open()
    visit.page.clock.fast_forward((visit.bot.idle - visit.bot.warn) * 1000)
    visit.until("idle")


def _silent(visit: Visit) -> None:
    _idle(visit)
    visit.page.clock.fast_forward(visit.bot.warn * 1000)
    visit.until("expired")


def _erased(visit: Visit) -> None:
    _answered(visit)
    visit.page.locator("summary").click()
    visit.page.get_by_role("button", name="Radera samtalet", exact=True).click()
    visit.until("erased")


def _menu(visit: Visit) -> None:
    _answered(visit)
    visit.page.locator("summary").click()


def _reason(visit: Visit) -> None:
    _answered(visit)
    visit.page.get_by_role("button", name="Nej", exact=True).click()


def _english(visit: Visit) -> None:
    visit.go().open()
    visit.page.get_by_role("button", name="English").click()
    visit.log.get_by_text("I am a robot").wait_for()


def _arabic(visit: Visit) -> None:
    visit.bot.answers = [[message("اتصل بالرقم 112", lang="ar")]]
    visit.go().open().ask("hej")


STATES: dict[str, Callable[[Visit], None]] = {
    "closed": lambda visit: visit.go().launcher.wait_for(),
    "open": _opened,
    "answered": _answered,
    "urgent": _urgent,
    "waiting": _mood("stuck", "waiting"),
    "slow": _slow,
    "offline": _mood("down", "offline"),
    "offline_at_start": _down_at_start,
    "too_long": _too_long,
    "too_fast": _mood("busy", "fast"),
    "too_many": _mood("full", "fast"),
    "expired": _mood("expired", "expired"),
    "silent": _silent,
    "erased": _erased,
    "erased_elsewhere": _mood("erased", "erased"),
    "idle": _idle,
    "menu": _menu,
    "reason": _reason,
    "english": _english,
    "arabic": _arabic,
}
"""Every state of the widget, by what brings a fresh page there."""
