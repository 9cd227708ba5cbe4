"""Leaving: at once, from everywhere, and without a way back to a word."""

from __future__ import annotations

import pytest

from tests.widget.conftest import NewVisit, Outside
from tests.widget.fake_bot import OTHER_SITE, FakeBot
from tests.widget.visit import EXIT, WORDS, Visit

# Only the click that leaves: what an earlier click reports may come late on a busy machine.
MEASURE = """
addEventListener("click", (event) => {
  if (!event.composedPath().some(part => part.className === "leave")) return;
  const start = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    report(performance.now() - start, document.documentElement.innerHTML, location.pathname);
  }));
}, {capture: true});
"""


def gone(visit: Visit) -> None:
    """The tab stands at the neutral page."""
    visit.page.wait_for_url(EXIT)


def test_leaving_with_the_server_stopped(visit: Visit) -> None:
    """The browser needs nothing from the bot to leave it."""
    visit.go().open().ask()
    visit.bot.stop()
    visit.leaving.click()
    gone(visit)


def test_blank_within_a_tenth_of_a_second(new_visit: NewVisit, outside: Outside) -> None:
    """While the neutral page is still on its way; the best of three, since machines are shared."""
    times: list[float] = []
    outside.delay = 0.4
    seen: list[tuple[float, str, str]] = []  # milliseconds, what was left of the page, its path
    visit = new_visit()
    visit.page.expose_function("report", lambda *said: seen.append(said))
    visit.page.add_init_script(MEASURE)
    for _ in range(3):
        visit.go().open().ask()
        seen.clear()
        visit.leaving.click()
        gone(visit)
        visit.eventually(lambda: seen)
        ((took, left, path),) = seen
        assert (left, path) == ("", "/chat/")
        times.append(took)
    assert min(times) < 100


def test_leaving_aborts_what_is_under_way_and_tells_the_server(visit: Visit) -> None:
    """The beacon carries the token of the conversation, and nothing is asked afterwards."""
    visit.go().open()
    token = next(iter(visit.bot.conversations))
    visit.bot.mood = "stuck"
    visit.say(WORDS).until("waiting")
    aborted: list[str] = []
    visit.page.on("requestfailed", lambda request: aborted.append(request.url))
    visit.leaving.click()
    gone(visit)
    visit.eventually(lambda: visit.bot.ended == [token])
    assert [url for url in aborted if url.endswith("/messages")]


def test_back_never_shows_a_word(visit: Visit) -> None:
    """The neutral page stands in the history in the place of the chat's."""
    visit.bot.extra["/fore"] = "<title>Före</title><p>en annan sida</p>"
    visit.go("/fore")
    visit.go().open().ask()
    visit.leaving.click()
    gone(visit)
    visit.page.go_back()
    assert visit.page.url.endswith("/fore")
    visit.page.go_forward()
    assert visit.page.url == EXIT
    assert visit.page.evaluate("history.length") <= 3


def events(*names: str) -> str:
    """A script that sends what a browser sends when it caches a whole page and takes it out."""
    return "".join(f"dispatchEvent(new PageTransitionEvent('{name}', {{persisted: true}}));"
                   for name in names)


@pytest.mark.parametrize("persist", ["", 'persist="tab"'])
def test_a_page_in_the_back_forward_cache_holds_nothing(visit: Visit, persist: str) -> None:
    """It is emptied as it is put there, and comes back closed."""
    visit.bot.extra["/sida"] = (
        "<!doctype html><html lang=sv><title>Sida</title><script src='/chat/widget.js'></script>"
        f"<kvinnofrid-chatt {persist}></kvinnofrid-chatt>")
    visit.page.set_viewport_size({"width": 600, "height": 700})
    visit.go("/sida").open().ask()
    visit.words.fill("halvskrivet")
    visit.page.evaluate(events("pagehide"))
    assert visit.shadow("root.querySelector('.log').textContent") == ""
    assert visit.shadow("root.querySelector('#words').value") == ""
    visit.page.evaluate(events("pageshow"))
    assert visit.log.count() == 0  # closed: nothing is shown until the visitor asks for it
    visit.eventually(lambda: len(visit.bot.conversations) == (1 if persist else 0))
    visit.launcher.click()
    visit.log.get_by_text(WORDS if persist else "robot").wait_for()


def test_a_page_that_was_left_is_left_again_out_of_the_cache(
        visit: Visit, outside: Outside) -> None:
    """The emptied page does not stay on the screen."""
    visit.page.add_init_script(
        f"addEventListener('click', () => setTimeout(() => {{ {events('pageshow')} }}, 50))")
    outside.delay = 0.3
    visit.go()
    visit.leaving.click()
    gone(visit)
    assert len(outside.asked) == 2


def test_a_page_that_asks_before_it_is_left_is_not_asked(visit: Visit) -> None:
    """A form of the page with unsaved text must not hold her."""
    visit.bot.extra["/form"] = (
        "<!doctype html><html lang=sv><title>Sida</title><script src='/chat/widget.js'></script>"
        "<input><kvinnofrid-chatt></kvinnofrid-chatt>")
    visit.go("/form")
    visit.page.evaluate("addEventListener('beforeunload', e => e.preventDefault());"
                        "window.onbeforeunload = () => 'kvar?'")
    visit.page.locator("input").fill("osparat")
    asked: list[str] = []
    visit.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    visit.leaving.click()
    gone(visit)
    assert not asked


@pytest.mark.parametrize(("wanted", "leads"), [
    ("https://www.smhi.se/vader", "https://www.smhi.se/vader"),
    ("javascript:alert(1)", EXIT),
    ("http://example.com/", EXIT),
    ("/start", EXIT),
])
def test_the_exit_is_an_https_address(visit: Visit, wanted: str, leads: str) -> None:
    """Anything else is the usual one: an editor's slip must not lock the door."""
    visit.bot.extra["/sida"] = (
        "<!doctype html><html lang=sv><title>Sida</title><script src='/chat/widget.js'></script>"
        f"<kvinnofrid-chatt exit='{wanted}'></kvinnofrid-chatt>")
    visit.go("/sida")
    visit.leaving.click()
    visit.page.wait_for_url(leads)


def test_three_shifts_leave(visit: Visit) -> None:
    """From the open chat, and announced on the way."""
    visit.go().open().ask()
    said = visit.page.locator("kvinnofrid-chatt .spoken")
    visit.press_shift(1)
    assert said.text_content() == "Tryck Shift två gånger till för att lämna sidan."
    visit.press_shift(1)
    assert said.text_content() == "Tryck Shift en gång till för att lämna sidan."
    visit.press_shift(1)
    gone(visit)
    visit.eventually(lambda: not visit.bot.conversations)


def test_three_shifts_leave_from_the_field_and_from_a_closed_chat(new_visit: NewVisit) -> None:
    """Wherever the focus is."""
    writing = new_visit()
    writing.go().open().words.fill("jag skr")
    writing.press_shift()
    gone(writing)
    closed = new_visit().go()
    closed.press_shift()
    gone(closed)


def test_shifts_that_do_not_count(visit: Visit) -> None:
    """Capitals, a held key, Shift with something else between, or slower than five seconds."""
    visit.go().open()
    keys = visit.page.keyboard
    visit.words.focus()
    for letter in "HJALP MIG NU":
        keys.press(f"Shift+{letter}" if letter != " " else " ")
    for _ in range(4):  # the same key down for long sends many keydowns and one keyup
        keys.down("Shift")
    keys.up("Shift")
    keys.press("a")
    for _ in range(3):
        keys.press("Shift")
        keys.press("b")
    visit.press_shift(2)
    keys.press("Shift+C")
    visit.press_shift(2)
    visit.words.click()
    visit.press_shift(2)
    keys.press("d")
    for _ in range(3):
        keys.press("Control+Shift")
    visit.page.wait_for_timeout(50)
    assert visit.page.url == visit.bot.origin + "/chat/"
    assert sorted(visit.words.input_value()) == sorted("HJALP MIG NUabbbCd")


def test_slow_shifts_do_not_count(visit: Visit) -> None:
    """The second press is forgotten five seconds after the first, and that is said."""
    visit.page.clock.install()
    visit.go().open()
    visit.press_shift(2)
    said = visit.page.locator("kvinnofrid-chatt .spoken")
    visit.page.clock.fast_forward(5000)
    assert said.text_content() == "Du är kvar på sidan."
    visit.press_shift(1)
    assert said.text_content() == "Tryck Shift två gånger till för att lämna sidan."


def test_a_keyboard_on_screen_does_not_leave(phone: Visit) -> None:
    """Capitals and digits on a telephone, with the Shift events that some keyboards send."""
    phone.go().open()
    phone.words.tap()
    for letter in "HEJ123ÅÄÖ":
        phone.page.keyboard.press("Shift")
        phone.page.keyboard.type(letter)
    phone.press_shift(4)
    assert phone.words.input_value() == "HEJ123ÅÄÖ"
    session = phone.page.context.new_cdp_session(phone.page)
    for _ in range(4):  # a key without a place on any keyboard
        for kind in ("keyDown", "keyUp"):
            session.send("Input.dispatchKeyEvent", {"type": kind, "key": "Shift", "code": ""})
    phone.page.wait_for_timeout(50)
    assert phone.page.url == phone.bot.origin + "/chat/"


def test_keys_without_a_place_do_not_leave_a_computer_either(visit: Visit) -> None:
    """The keyboard on screen of a computer without touch."""
    visit.go().open()
    session = visit.page.context.new_cdp_session(visit.page)
    for _ in range(4):
        for kind in ("keyDown", "keyUp"):
            session.send("Input.dispatchKeyEvent", {"type": kind, "key": "Shift", "code": ""})
    visit.page.wait_for_timeout(50)
    assert visit.page.url == visit.bot.origin + "/chat/"


def test_leaving_a_frame_leaves_the_whole_page(visit: Visit) -> None:
    """From the widget in a sandboxed frame, by link and by keys."""
    visit.go("/chat/ram")
    frame = visit.page.frame_locator("iframe")
    frame.get_by_role("log").get_by_text("robot").wait_for()
    frame.get_by_role("link", name="Lämna sidan").click()
    gone(visit)
    visit.eventually(lambda: not visit.bot.conversations)
    visit.go("/chat/ram")
    visit.page.frame_locator("iframe").get_by_label("Skriv din fråga").click()
    visit.press_shift()
    gone(visit)


def test_a_frame_that_may_not_leave_is_emptied(visit: Visit) -> None:
    """When the page gives its frame too few rights."""
    visit.bot.extra[OTHER_SITE] = (
        "<!doctype html><html lang=sv><title>Sida</title>"
        "<iframe src='/chat/inbaddad' sandbox='allow-scripts allow-forms'></iframe>")
    visit.go(OTHER_SITE)
    frame = visit.page.frame_locator("iframe")
    frame.get_by_role("link", name="Lämna sidan").click()
    visit.page.wait_for_timeout(300)
    inner = visit.page.frames[1]
    assert inner.url == "about:blank"
    assert inner.evaluate("document.documentElement.innerText") == ""


def test_without_javascript_leaving_is_a_link(new_visit: NewVisit, bot: FakeBot) -> None:
    """The server answers with the way to the neutral page."""
    visit = new_visit(java_script_enabled=False)
    visit.go("/chat/utan-skript")
    visit.page.get_by_role("link", name="Lämna sidan").click()
    gone(visit)
    assert "GET /chat/lamna" in bot.seen


@pytest.mark.parametrize("page", ["sakerhet", "integritet", "tillganglighet", "utan-skript"])
def test_pages_without_a_chat_are_left_in_the_same_way(visit: Visit, page: str) -> None:
    """Same tab, no way back, Shift three times."""
    visit.go("/chat/" + page)
    visit.page.mouse.wheel(0, 2000)
    visit.page.wait_for_timeout(50)
    assert visit.leaving.evaluate("e => e.getBoundingClientRect().top") < 60
    visit.press_shift()
    gone(visit)
    visit.page.go_back()
    assert "Lämna" not in visit.page.content()
