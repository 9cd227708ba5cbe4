"""With a keyboard, with a screen reader, enlarged, and with other spacing."""

from __future__ import annotations

import pytest

from tests.widget.conftest import NewVisit
from tests.widget.fake_bot import message
from tests.widget.visit import Visit

SPACING = ("* { line-height: 1.5 !important; letter-spacing: .12em !important; "
           "word-spacing: .16em !important } p { margin-bottom: 2em !important }")
FOCUSED = "(root.activeElement && (root.activeElement.textContent || root.activeElement.id)) || ''"


def overflowing(visit: Visit) -> list[str]:
    """Parts of the open chat that stick out sideways, or whose text does."""
    return visit.shadow("""[...root.querySelectorAll(".layer *")]
        .filter(e => e.checkVisibility() && !e.matches(".unseen, .unseen *, .spoken, label"))
        .filter(e => { const b = e.getBoundingClientRect();
            return b.right > innerWidth + 1 || b.left < -1 || e.scrollWidth > e.clientWidth + 1
                && getComputedStyle(e).overflowX !== "visible"; })
        .map(e => e.className + " " + e.textContent.slice(0, 40))""")


def test_the_whole_way_by_keyboard(visit: Visit) -> None:
    """Open, read, ask, take a suggestion, fold, open again, close; each step seen."""
    visit.go()
    keys = visit.page.keyboard
    visit.page.locator("footer a").last.focus()
    keys.press("Tab")
    assert "Lämna sidan" in visit.shadow(FOCUSED)
    keys.press("Tab")
    assert visit.shadow(FOCUSED) == "Fråga här"
    keys.press("Enter")
    visit.log.get_by_text("robot").wait_for()
    assert visit.shadow("root.activeElement.id") == "title"
    order = []
    for _ in range(8):
        keys.press("Tab")
        order.append(visit.shadow("root.activeElement.className || root.activeElement.id"))
        ring = visit.shadow("getComputedStyle(root.activeElement).outlineStyle")
        assert ring == "solid", order
    assert order[-3:] == ["scroll", "words", "send"]
    keys.press("Shift+Tab")
    keys.type("Vilka tider har ni?")
    keys.press("Enter")
    choice = visit.page.get_by_role("button", name="Är den öppen nu?")
    choice.wait_for()
    assert visit.shadow("root.activeElement.id") == "words"
    for _ in range(12):
        keys.press("Shift+Tab")
        if "Är den öppen nu?" in visit.shadow(FOCUSED):
            break
    keys.press("Enter")
    visit.log.get_by_text("Vad vill du veta?").wait_for()
    assert visit.shadow("root.activeElement.className") == "scroll"
    keys.press("Escape")
    assert visit.shadow(FOCUSED) == "Fortsätt chatten"
    keys.press("Enter")
    assert visit.log.get_by_text("Vad vill du veta?").is_visible()
    visit.page.get_by_role("button", name="Stäng och radera").press("Enter")
    assert visit.shadow(FOCUSED) == "Fråga här"


def test_focus_is_never_taken(visit: Visit) -> None:
    """Neither when the page loads, nor when an answer or a warning comes, nor when it ends."""
    visit.bot.extra["/sida"] = (
        "<!doctype html><html lang=sv><title>Sida</title><script src='/chat/widget.js'></script>"
        "<input id=sok><kvinnofrid-chatt open></kvinnofrid-chatt>")
    visit.bot.idle, visit.bot.warn = 2, 1
    visit.go("/sida")
    visit.log.get_by_text("robot").wait_for()
    visit.page.locator("#sok").focus()
    visit.until("idle")
    assert visit.page.evaluate("document.activeElement.id") == "sok"
    visit.until("expired")
    assert visit.page.evaluate("document.activeElement.id") == "sok"


RECORD = """
window.heard = [];
const log = document.querySelector("kvinnofrid-chatt").shadowRoot.querySelector("[role=log]");
new MutationObserver(changes => changes.forEach(change => {
  change.addedNodes.forEach(node => window.heard.push(node.textContent));
  if (change.type === "characterData") window.heard.push(change.target.textContent);
})).observe(log, {childList: true, subtree: true, characterData: true});
"""


def test_each_message_is_read_once(visit: Visit) -> None:
    """It is added to the one log in one step and not touched again, whatever happens around it."""
    visit.go()
    visit.page.evaluate(RECORD)
    visit.open().ask("Vilka tider har stödtelefonen?").ask("jag är i fara")
    visit.page.get_by_role("button", name="Minimera").click()
    visit.launcher.click()
    visit.page.get_by_role("button", name="English").click()
    visit.page.wait_for_timeout(50)
    heard = visit.page.evaluate("window.heard")
    assert len(heard) == 5
    who = [text.split(":")[0] for text in heard]
    assert who == ["Svar", "Du skrev", "Svar", "Du skrev", "Svar"]
    regions = visit.shadow("[...root.querySelectorAll('[aria-live], [role=log], [role=status], "
                           "[role=alert]')].map(e => e.getAttribute('role') + e.children.length)")
    assert regions.count("log5") == 1
    assert all(region == "status0" for region in regions if not region.startswith("log"))


def test_every_message_says_its_language(visit: Visit) -> None:
    """Those in another writing direction too; a tag that is none is left out."""
    visit.bot.answers = [[message("I am here.", lang="en"), message("اتصل", lang="ar"),
                          message("x", lang='sv" onclick="x')]]
    visit.go().open().ask()
    assert visit.shadow("[...root.querySelectorAll('.said')].map(e => e.lang)") == [
        "sv", "en", "ar", ""]
    assert visit.shadow("getComputedStyle(root.querySelectorAll('.said p')[4]).direction") == "rtl"


def test_the_chat_speaks_the_language_of_the_answers(visit: Visit) -> None:
    """Who is answered in English gets English buttons and numbers."""
    visit.go().open().ask("please answer in english")
    assert visit.page.get_by_role("button", name="Send").is_visible()
    assert visit.page.get_by_role("link", name="Leave this page").is_visible()
    assert visit.shadow("root.querySelector('.root').lang") == "en"


@pytest.mark.parametrize("size", [(320, 568), (320, 256), (740, 360), (1280, 800)])
def test_nothing_sticks_out_and_everything_can_be_reached(
        new_visit: NewVisit, size: tuple[int, int]) -> None:
    """At 320 pixels, at 400 percent of 1280 by 1024, on a telephone on its side."""
    width, height = size
    visit = new_visit(viewport={"width": width, "height": height})
    visit.go().open().ask("Vilka tider har stödtelefonen?")
    assert overflowing(visit) == []
    box = visit.leaving.bounding_box()
    assert box and box["y"] >= 0 and box["y"] + box["height"] <= height
    visit.words.focus()
    seen = visit.words.bounding_box()
    assert seen and seen["y"] >= box["y"] + box["height"] - 1
    assert seen["y"] + seen["height"] <= height + 1
    visit.page.locator("summary").click()
    erase = visit.page.get_by_role("button", name="Radera samtalet", exact=True)
    erase.scroll_into_view_if_needed()
    erase.click()
    visit.until("erased")


def test_text_may_be_spaced_out(new_visit: NewVisit) -> None:
    """WCAG 1.4.12, at the narrowest width."""
    visit = new_visit(viewport={"width": 320, "height": 568})
    visit.go().open().ask("Vilka tider har stödtelefonen?")
    visit.page.evaluate("""css => { const s = new CSSStyleSheet(); s.replaceSync(css);
        document.querySelector("kvinnofrid-chatt").shadowRoot.adoptedStyleSheets.push(s); }""",
                        SPACING)
    assert overflowing(visit) == []


def test_the_way_out_follows_a_pinched_screen(phone: Visit) -> None:
    """Enlarged four times with two fingers, its corner is still on the screen, in its size."""
    phone.go().open()
    session = phone.page.context.new_cdp_session(phone.page)
    session.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 3})
    phone.page.wait_for_timeout(200)
    left, top, right, bottom, scale, width = phone.shadow(
        "(() => { const b = root.querySelector('.leave').getBoundingClientRect(), "
        "v = visualViewport; return [b.left - v.offsetLeft, b.top - v.offsetTop, "
        "b.right - v.offsetLeft - v.width, b.bottom - v.offsetTop - v.height, v.scale, b.width];"
        "})()")
    assert scale == 3
    assert left >= -1 and top >= -1 and right <= 1 and bottom <= 1
    assert width <= 107


def test_reduced_motion_has_nothing_to_reduce() -> None:
    """The style moves nothing."""
    from bot.widget.assets import FOLDER

    style = (FOLDER / "widget.css").read_text(encoding="utf-8")
    for moving in ("animation", "transition", " scroll-behavior", "@keyframes"):
        assert moving not in style
