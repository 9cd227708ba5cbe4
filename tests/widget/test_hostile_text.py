"""What anyone writes, and what a broken server might send, ends up as harmless text."""

from __future__ import annotations

from tests.widget.fake_bot import message
from tests.widget.hostile import ADDRESSES, HOSTILE, MARKUP
from tests.widget.visit import Visit

ALLOWED = {"DIV", "SPAN", "P", "UL", "LI", "STRONG", "A", "BUTTON"}
LOOK = """({
  tags: [...root.querySelectorAll(".log *")].map(e => e.tagName),
  attributes: [...root.querySelectorAll(".log *")].flatMap(e => e.getAttributeNames()),
  links: [...root.querySelectorAll("a")].map(e => e.getAttribute("href")),
  pwned: window.pwned,
  wide: root.querySelector(".layer").getBoundingClientRect().right - innerWidth,
  rest: [...document.body.children].map(e => e.tagName),
})"""
ATTRIBUTES = {"class", "lang", "dir", "href", "rel", "target", "type", "aria-label"}


def harmless(visit: Visit) -> None:
    """Only the elements, attributes and addresses that the widget makes; nothing has run."""
    seen = visit.shadow(LOOK)
    assert set(seen["tags"]) <= ALLOWED
    assert set(seen["attributes"]) <= ATTRIBUTES
    assert all(link.startswith(("tel:", "mailto:", "https:", "sms:", visit.bot.origin + "/chat/"))
               for link in seen["links"])
    assert "elak.example" not in "".join(link for link in seen["links"] if "@" in link)
    assert seen["pwned"] is None
    assert seen["wide"] <= 0
    assert seen["rest"] == ["A", "HEADER", "MAIN", "FOOTER", "KVINNOFRID-CHATT"]


def test_there_are_sixty() -> None:
    """Markup, script addresses, control characters, writing directions, a megabyte, emoji."""
    assert len(HOSTILE) == len(set(HOSTILE)) == 60


SEND_ALL = """texts => {
  const root = document.querySelector("kvinnofrid-chatt").shadowRoot;
  const field = root.querySelector("#words");
  return texts.map(text => {
    field.value = text;
    field.dispatchEvent(new Event("input"));
    root.querySelector("form").requestSubmit();
    return root.querySelector(".panel").dataset.state;
  });
}"""


def answered(visit: Visit, number: int) -> None:
    """So many answers stand in the log, beside the greeting."""
    visit.log.locator(".said").nth(number).wait_for(timeout=20_000)


def test_hostile_words_of_a_visitor(visit: Visit) -> None:
    """Each is shown as she wrote it, or is too long and stays in the field."""
    visit.go().open()
    dialogs: list[str] = []
    visit.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    states = visit.page.evaluate(SEND_ALL, HOSTILE)
    length = [len(text.encode("utf-16-le", "surrogatepass")) // 2 for text in HOSTILE]
    assert [state == "long" for state in states] == [size > 1000 for size in length]
    answered(visit, len(HOSTILE) - states.count("long"))
    harmless(visit)
    shown = visit.log.locator(".own .words").all_text_contents()
    assert shown[: len(MARKUP)] == MARKUP
    assert not dialogs and visit.errors == []


def test_hostile_words_of_a_server(visit: Visit) -> None:
    """In every field of a message: text, links, buttons, cards, language."""
    visit.go().open()
    for text in HOSTILE:
        link = {"kind": "https", "text": text[:50], "href": text}
        visit.bot.answers.append([message(
            f"**{text}**\n• {text}", lang=text[:50],
            links=[link, {"text": text, "href": "tel:112"}],
            buttons=[{"title": text[:200], "payload": text[:200]}],
            cards=[{"name": text, "phone": link, "email": link, "url": link, "hours": text,
                    "open_now": text, "note": text, "source": link}])])
    visit.page.evaluate(SEND_ALL, [f"fråga {number}" for number in range(len(HOSTILE))])
    answered(visit, len(HOSTILE))
    harmless(visit)
    assert visit.errors == []


def test_addresses_that_are_not_allowed_stay_text(visit: Visit) -> None:
    """Of all the addresses none becomes a link."""
    visit.bot.answers = [
        [message(text, links=[{"text": text, "href": text}]) for text in ADDRESSES]]
    visit.go().open().ask()
    assert visit.log.locator("a").count() == 0


def test_characters_that_lie_are_taken_out(visit: Visit) -> None:
    """A number cannot be shown backwards, and marks cannot climb out of their line."""
    visit.bot.answers = [[message("Ring \u202e211\u202c nu\u0000. Z" + "\u0335" * 50)]]
    visit.go().open().ask()
    assert visit.log.locator(".said p").last.text_content() == "Ring 211 nu. Z" + "\u0335" * 4
