"""The page around the widget: neither reaches into the other."""

from __future__ import annotations

from tests.widget.conftest import NewVisit
from tests.widget.visit import EXIT, Visit

LOOKS = """["color", "fontFamily", "fontSize", "textTransform", "letterSpacing", "direction",
  "display", "visibility", "opacity"].map(name => ["h2", ".send", ".said p", "textarea", ".leave"]
  .map(part => getComputedStyle(root.querySelector(part))[name]))"""


def test_the_pages_style_does_not_reach_in(new_visit: NewVisit) -> None:
    """Beside a style that changes everything, every part looks as on a plain page."""
    plain, hostile = new_visit(), new_visit()
    plain.go().open()
    hostile.go("/chat/prov")
    hostile.log.get_by_text("robot").wait_for()
    assert hostile.shadow(LOOKS) == plain.shadow(LOOKS)
    boxes = [visit.shadow("(b => [b.width, b.height, b.right, b.bottom])"
                          "(root.querySelector('.layer').getBoundingClientRect())")
             for visit in (plain, hostile)]
    assert boxes[0] == boxes[1]
    assert hostile.errors == []


def test_the_widget_does_not_reach_out(visit: Visit) -> None:
    """Opening, asking and closing changes no element, class or style of the page."""
    visit.go()
    look = ("[...document.querySelectorAll('*')].map(e => e.tagName + e.className + e.id"
            " + (e.getAttribute('style') ?? '') + JSON.stringify(e.getBoundingClientRect()))")
    before = visit.page.evaluate(look)
    keys = visit.page.evaluate("Object.keys(window).length")
    visit.open().ask()
    visit.page.get_by_role("button", name="Stäng och radera").click()
    assert visit.page.evaluate(look) == before
    assert visit.page.evaluate("Object.keys(window).length") == keys


def test_the_way_out_lies_over_a_cookie_banner(phone: Visit) -> None:
    """Which has the highest layer number there is, and comes later on the page."""
    phone.go("/chat/prov")
    phone.page.get_by_role("button", name="Minimera").click()
    for part in (".leave", ".launcher"):
        on_top = phone.shadow(
            f"(b => root.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2)"
            f".closest('{part}') !== null)(root.querySelector('{part}').getBoundingClientRect())")
        assert on_top, part
    box = phone.leaving.bounding_box()
    assert box
    phone.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    phone.page.wait_for_url(EXIT)


def test_the_pages_keys_are_not_taken(visit: Visit) -> None:
    """Typing in the page's own fields works, and Escape there does nothing to the chat."""
    visit.bot.extra["/sida"] = (
        "<!doctype html><html lang=sv><title>Sida</title><script src='/chat/widget.js'></script>"
        "<input id=sok><kvinnofrid-chatt open></kvinnofrid-chatt>")
    visit.go("/sida")
    visit.log.get_by_text("robot").wait_for()
    visit.page.locator("#sok").type("Sök HÄR")
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("#sok").input_value() == "Sök HÄR"
    assert visit.log.is_visible()


def test_the_chat_stands_in_the_page_when_asked(visit: Visit) -> None:
    """position="inline": open in its place, the way out in the corner."""
    visit.go("/chat/inbaddad")
    visit.log.get_by_text("robot").wait_for()
    assert visit.launcher.is_hidden()
    box = visit.leaving.bounding_box()
    words = visit.send.bounding_box()
    assert box and words and box["y"] + box["height"] <= 800
    assert box["y"] >= words["y"] + words["height"] or box["x"] >= words["x"] + words["width"]
    assert visit.errors == []


def test_two_elements_are_two_conversations(visit: Visit) -> None:
    """And the script may stand on the page twice."""
    script = "<script src='/chat/widget.js'></script>"
    visit.bot.extra["/sida"] = (
        f"<!doctype html><html lang=sv><title>Sida</title>{script}{script}"
        "<kvinnofrid-chatt position=inline></kvinnofrid-chatt>"
        "<kvinnofrid-chatt position=inline></kvinnofrid-chatt>")
    visit.go("/sida")
    visit.eventually(lambda: len(visit.bot.conversations) == 2)
    assert visit.errors == []


def test_without_javascript_the_element_is_a_link(new_visit: NewVisit) -> None:
    """To the page with the numbers and the most asked answers."""
    visit = new_visit(java_script_enabled=False)
    visit.go()
    visit.page.get_by_role("link", name="Nummer och svar utan chatt").last.click()
    assert visit.page.url.endswith("/chat/utan-skript")
    visit.page.get_by_role("link", name="116 016").first.wait_for()
