"""Every state of the chat: accessible, with the numbers on the screen, and left at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from bot.widget.assets import numbers
from tests.widget.axe import violations
from tests.widget.conftest import NewVisit
from tests.widget.visit import EXIT, STATES, Visit


def small_targets(page: Page) -> list[str]:
    """Buttons and links outside running text that are smaller than 24 by 24 pixels."""
    return page.evaluate("""() => [...document.querySelector("kvinnofrid-chatt").shadowRoot
        .querySelectorAll("a, button, summary, textarea")]
        .filter(e => e.checkVisibility() && !(e.matches("a") && e.closest(".said p, li")))
        .filter(e => { const b = e.getBoundingClientRect(); return b.width < 24 || b.height < 24; })
        .map(e => e.outerHTML)""")


def numbers_seen(visit: Visit, lang: str) -> None:
    """112 and Kvinnofridslinjen are links on the screen that call."""
    height = visit.page.viewport_size["height"]  # type: ignore[index]
    for number in numbers(lang):
        link = visit.page.locator(f"kvinnofrid-chatt .danger a[href='{number['phone']['href']}']")
        box = link.bounding_box()
        assert box and box["height"] >= 43.9 and 0 <= box["y"] <= height - box["height"]


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible_and_can_be_left(new_visit: NewVisit, state: str) -> None:
    """axe finds nothing, targets are large, the numbers stand there; leaving erases and goes."""
    dark = list(STATES).index(state) % 2 == 1
    visit = new_visit(viewport={"width": 320, "height": 568},
                      color_scheme="dark" if dark else "light")
    STATES[state](visit)
    assert violations(visit.page) == []
    assert small_targets(visit.page) == []
    if state != "closed":
        numbers_seen(visit, "en" if state == "english" else "sv")
    kept = set(visit.bot.conversations)
    leave = visit.page.locator("kvinnofrid-chatt .leave")
    assert leave.bounding_box()["height"] >= 43.9  # type: ignore[index]
    leave.click()
    visit.page.wait_for_url(EXIT)
    visit.eventually(lambda: not kept & set(visit.bot.conversations))
    assert "fråga" not in visit.page.content()
    assert visit.errors == []


@pytest.mark.parametrize(("scheme", "state"), [("light", "menu"), ("dark", "offline")])
def test_a_wide_screen_is_accessible_too(new_visit: NewVisit, scheme: str, state: str) -> None:
    """Where the chat stands beside the page."""
    visit = new_visit(color_scheme=scheme)
    STATES[state](visit)
    assert violations(visit.page) == []


def test_forced_colours_keep_borders(new_visit: NewVisit) -> None:
    """Where the system chooses the colours, buttons and messages still have edges."""
    visit = new_visit(forced_colors="active")
    STATES["answered"](visit)
    assert violations(visit.page) == []
    for part in (".leave", ".send", ".said", ".words"):
        width = visit.shadow(f"getComputedStyle(root.querySelector('{part}')).borderBottomWidth")
        assert float(width.removesuffix("px")) >= 1, part
