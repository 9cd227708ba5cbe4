"""A visit from the first look to the end, and what happens when something is in the way."""

from __future__ import annotations

import pytest

from bot.knowledge import load
from bot.widget.assets import numbers
from tests.widget.conftest import NewVisit
from tests.widget.fake_bot import GREETING, FakeBot, card, message
from tests.widget.visit import WORDS, Visit


def test_the_whole_visit(phone: Visit) -> None:
    """Open, ask for the hours, see the number to tap, ask on, leave, go back."""
    phone.bot.extra["/fore"] = "<title>Före</title>"
    phone.go("/fore")
    phone.go()
    phone.launcher.tap()
    phone.log.get_by_text("Jag är en robot").wait_for()
    phone.words.fill("Vilka tider har stödtelefonen?")
    phone.send.tap()
    shown = load()["stodtelefon"].phone.text()
    number = phone.log.get_by_role("link", name=f"Ring {shown}")
    assert number.get_attribute("href") == "tel:" + shown.replace("-", "").replace(" ", "")
    assert number.bounding_box()["height"] >= 43.9  # type: ignore[index]
    assert phone.log.get_by_text("Stängt nu").is_visible()
    phone.page.get_by_role("button", name="Är den öppen nu?").tap()
    phone.log.get_by_text("Vad vill du veta?").wait_for()
    assert [turn.get("payload") for turn in phone.bot.turns] == [None, "/stodtelefon_oppet_nu"]
    phone.leaving.tap()
    phone.page.wait_for_url("https://www.smhi.se/")
    phone.page.go_back()
    assert phone.page.url.endswith("/fore")
    phone.eventually(lambda: not phone.bot.conversations)


def test_the_first_turn_is_short_and_stands_before_the_field(visit: Visit) -> None:
    """At most sixty words, the numbers among them, readable before anything is typed."""
    assert len(GREETING["sv"].split()) <= 60
    visit.go().open()
    urgent = visit.page.get_by_role("group", name="Akut hjälp")
    assert [link.inner_text().replace("\u00a0", " ") for link in urgent.get_by_role("link").all()] \
        == ["I fara: ring 112", "Kvinnofridslinjen 116 016"]
    assert visit.log.bounding_box()["y"] < visit.words.bounding_box()["y"]  # type: ignore[index]


def test_the_numbers_stand_there_before_the_server_has_answered(visit: Visit) -> None:
    """They come with the script."""
    visit.bot.mood = "stuck"
    visit.go()
    visit.launcher.click()
    for number in numbers("sv"):
        assert visit.page.locator(f".danger a[href='{number['phone']['href']}']").is_visible()


def test_what_was_written_while_the_chat_starts_is_sent(visit: Visit) -> None:
    """In one conversation, after the greeting."""
    visit.bot.mood, visit.bot.delay = "slow", 0.4
    visit.go()
    visit.launcher.click()
    visit.say(WORDS)
    visit.log.get_by_text("Vad vill du veta?").wait_for()
    assert visit.bot.seen.count("POST conversations") == 1
    assert [turn["text"] for turn in visit.bot.turns] == [WORDS]


def test_two_quick_messages_come_in_order(visit: Visit) -> None:
    """The second waits for the first; both are answered."""
    visit.go().open()
    visit.bot.mood, visit.bot.delay = "slow", 0.2
    visit.say("första").say("andra linjer")
    visit.log.get_by_text("Det här är några linjer").wait_for()
    assert [turn["text"] for turn in visit.bot.turns] == ["första", "andra linjer"]
    assert len({turn["id"] for turn in visit.bot.turns}) == 2


def test_an_empty_message_is_not_sent(visit: Visit) -> None:
    """Spaces are none either; the field gets the focus."""
    visit.go().open().say("   ")
    visit.page.wait_for_timeout(50)
    assert not visit.bot.turns
    assert visit.shadow("root.activeElement.id") == "words"


def test_shift_enter_makes_a_line_and_enter_sends(visit: Visit) -> None:
    """As in every chat."""
    visit.go().open().words.fill("rad ett")
    visit.page.keyboard.press("Shift+Enter")
    visit.page.keyboard.type("rad två")
    visit.page.keyboard.press("Enter")
    visit.log.get_by_text("Vad vill du veta?").wait_for()
    assert visit.bot.turns[0]["text"] == "rad ett\nrad två"


def test_the_urgent_answer_stands_out_and_asks_for_no_marks(visit: Visit) -> None:
    """It is seen from its beginning."""
    visit.go().open().ask("linjer").ask("jag är i fara")
    urgent = visit.page.locator("kvinnofrid-chatt .urgent")
    assert urgent.bounding_box()["y"] > 0  # type: ignore[index]
    assert urgent.get_by_role("link", name="112").get_attribute("href") == "tel:112"
    assert visit.page.get_by_text("Hjälpte svaret?").count() == 0


def test_formatting_is_a_safe_subset(visit: Visit) -> None:
    """Bold, lists, and the links that the server names; a number inside a longer one is none."""
    visit.bot.answers = [[message(
        "Ring **112** nu.\n• en punkt\n• 1120 är inget\nSkriv till hej@example.se",
        links=[{"kind": "tel", "text": "112", "href": "tel:112"},
               {"kind": "mailto", "text": "hej@example.se", "href": "mailto:hej@example.se"}])]]
    visit.go().open().ask()
    said = visit.log.locator(".said").last
    assert said.locator("strong").inner_text() == "112"
    assert said.locator("li").all_inner_texts() == ["en punkt", "1120 är inget"]
    assert [link.get_attribute("href") for link in said.locator("a").all()] == [
        "tel:112", "mailto:hej@example.se"]


def test_a_link_away_opens_a_tab_of_its_own(visit: Visit) -> None:
    """It says so, and the page it leads to learns nothing."""
    visit.go().open().ask("Vilka tider?")
    link = visit.log.get_by_role("link", name="öppnas i ny flik").first
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_card_shows_what_is_known(visit: Visit) -> None:
    """Name, number, mail, hours, whether it is open, a note, a source."""
    visit.bot.answers = [[message("Här är kontakten.", cards=[card(
        "bris", hours="dygnet runt", open_now=True, note="Gratis.",
        email={"text": "a@example.se", "href": "mailto:a@example.se"},
        source={"text": "Bris", "href": "https://www.bris.se"})])]]
    visit.go().open().ask()
    text = visit.page.locator("kvinnofrid-chatt .card").inner_text()
    for part in ("Bris", "Ring 116 111", "a@example.se", "Öppet nu. dygnet runt", "Gratis.",
                 "Källa"):
        assert part in text


def test_a_number_is_copied(new_visit: NewVisit) -> None:
    """And the visitor is told that it stays in the clipboard."""
    visit = new_visit(permissions=["clipboard-read", "clipboard-write"])
    visit.go().open().ask("Vilka tider?")
    visit.page.get_by_role("button", name="Kopiera 010-223 57 60").click()
    visit.page.get_by_text("Det ligger kvar i urklipp").wait_for()
    assert visit.page.evaluate("navigator.clipboard.readText()") == "010-223 57 60"


def test_the_conversation_is_copied_and_printed_as_text(new_visit: NewVisit) -> None:
    """Who said what; nothing of the page around it; no buttons."""
    visit = new_visit(permissions=["clipboard-read", "clipboard-write"])
    visit.page.add_init_script("window.print = () => { top.printed = document.body.innerText; "
                               "top.printedTitle = document.title; }")
    visit.go().open().ask("Vilka tider?")
    visit.page.locator("summary").click()
    visit.page.get_by_role("button", name="Kopiera samtalet").click()
    visit.page.get_by_text("Kopierat").wait_for()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Svar: \nHej! Jag är en robot.")
    assert "Du skrev: \nVilka tider?" in copied
    assert "Ring 010-223 57 60" in copied and "Kopiera" not in copied
    visit.page.get_by_role("button", name="Skriv ut samtalet").click()
    assert "Vilka tider?" in visit.page.evaluate("window.printed")
    assert visit.page.evaluate("window.printedTitle") == "Frågor och svar"


def test_marks_are_sent_with_a_reason_for_those_who_want(visit: Visit) -> None:
    """Up at once; down, and then why."""
    visit.go().open().ask()
    visit.page.get_by_role("button", name="Ja", exact=True).click()
    assert visit.page.get_by_text("Tack för ditt svar.").is_visible()
    visit.ask("linjer")
    visit.page.get_by_role("button", name="Nej", exact=True).click()
    visit.page.get_by_label("Vad saknades?").fill("Numret till polisen")
    visit.page.get_by_role("button", name="Skicka svar").click()
    visit.page.get_by_text("Tack för ditt svar.").wait_for()
    visit.eventually(lambda: len(visit.bot.feedback) == 3)
    assert [(said["value"], said.get("reason")) for said in visit.bot.feedback] == [
        ("up", None), ("down", None), ("down", "Numret till polisen")]


def test_a_message_is_sent_again_under_the_same_id(visit: Visit) -> None:
    """The server was stopped and came back; nothing written was lost, nothing was said twice."""
    visit.go().open()
    visit.bot.stop()
    visit.say(WORDS).until("offline")
    assert visit.log.get_by_text(WORDS).is_visible()
    assert visit.log.get_by_text("Inte skickat").is_visible()
    with FakeBot(visit.bot.port) as again:
        again.conversations.update(visit.bot.conversations)
        visit.page.get_by_role("button", name="Försök igen").click()
        visit.log.get_by_text("Vad vill du veta?").wait_for()
        assert [turn["text"] for turn in again.turns] == [WORDS]
        assert visit.log.get_by_text(WORDS).count() == 1
        assert visit.log.get_by_text("Inte skickat").count() == 0


def test_the_chat_starts_when_the_server_is_back(visit: Visit) -> None:
    """A message written meanwhile is sent, after the greeting."""
    visit.bot.mood = "down"
    visit.go()
    visit.launcher.click()
    visit.until("offline")
    visit.bot.mood = "ok"
    visit.say(WORDS)
    visit.log.get_by_text("Vad vill du veta?").wait_for()
    assert visit.log.get_by_text("Jag är en robot").is_visible()


def test_too_long_keeps_the_text_and_says_how_much(visit: Visit) -> None:
    """Nothing is sent; the sentence tells what to do; a shorter text goes."""
    visit.go().open().say("a" * 1010).until("long")
    assert "10 tecken för lång" in visit.status.inner_text()
    assert len(visit.words.input_value()) == 1010
    assert visit.words.get_attribute("aria-invalid") == "true"
    assert not visit.bot.turns
    visit.words.fill("a" * 1000)
    assert visit.state == "open"
    visit.send.click()
    visit.log.get_by_text("Vad vill du veta?").wait_for()


def test_what_the_server_finds_too_long_comes_back_to_the_field(visit: Visit) -> None:
    """Its limit may be lower than the widget's."""
    visit.go().open()
    visit.bot.mood = "long"
    visit.say(WORDS).until("long")
    assert visit.words.input_value() == WORDS
    assert visit.log.get_by_text(WORDS).count() == 0


def test_too_fast_waits_as_long_as_the_server_says(visit: Visit) -> None:
    """Then the same message can go."""
    visit.page.clock.install()
    visit.go().open()
    visit.bot.mood = "busy"
    visit.say(WORDS).until("fast")
    again = visit.page.get_by_role("button", name="Försök igen")
    assert again.is_disabled()
    assert "om 2 sekunder" in visit.status.inner_text()
    visit.bot.mood = "ok"
    visit.page.clock.fast_forward(2100)
    again.click()
    visit.log.get_by_text("Vad vill du veta?").wait_for()


@pytest.mark.parametrize("mood", ["expired", "erased"])
def test_a_conversation_that_is_over_offers_a_new_one(visit: Visit, mood: str) -> None:
    """The old one leaves the screen, what was just written stays in the field."""
    visit.go().open().ask("första frågan")
    visit.bot.mood = mood
    visit.say(WORDS).until(mood)
    assert visit.log.inner_text() == ""
    assert visit.words.input_value() == WORDS
    visit.bot.mood = "ok"
    visit.page.get_by_role("button", name="Börja ett nytt samtal").click()
    visit.log.get_by_text("Jag är en robot").wait_for()
    visit.send.click()
    visit.log.get_by_text("Vad vill du veta?").wait_for()


def test_the_warning_can_be_answered(visit: Visit) -> None:
    """One press keeps the conversation for its full time."""
    visit.page.clock.install()
    visit.go().open().ask()
    visit.page.clock.fast_forward((visit.bot.idle - visit.bot.warn) * 1000)
    visit.until("idle")
    assert "2 minuter" in visit.status.inner_text()
    visit.page.get_by_role("button", name="Jag är kvar").click()
    visit.until("open")
    visit.eventually(lambda: visit.bot.seen[-1] == "POST extend")
    visit.page.clock.fast_forward(visit.bot.warn * 1000 + 1000)
    assert visit.state == "open"


def test_who_is_writing_is_not_asked(visit: Visit) -> None:
    """Keys in the last minute count as being there."""
    visit.page.clock.install()
    visit.go().open()
    visit.page.clock.fast_forward((visit.bot.idle - visit.bot.warn - 10) * 1000)
    visit.words.fill("jag skriver länge")
    visit.page.clock.fast_forward(11_000)
    visit.eventually(lambda: "POST extend" in visit.bot.seen)
    assert visit.state == "open"
    assert visit.words.input_value() == "jag skriver länge"


def test_silence_empties_the_screen(visit: Visit) -> None:
    """Nothing of the conversation is left, nor of what was being written long ago."""
    visit.page.clock.install()
    visit.go().open().ask("hemligt").words.fill("halvt")
    visit.page.clock.fast_forward((visit.bot.idle + 1) * 1000)
    visit.until("expired")
    assert "hemligt" not in visit.shadow("root.textContent")
    assert visit.words.input_value() == ""


def test_erasing_says_that_it_is_done_or_not(visit: Visit) -> None:
    """With the server away the screen is emptied all the same, and the truth is told."""
    visit.go().open().ask()
    visit.bot.stop()
    visit.page.locator("summary").click()
    visit.page.get_by_role("button", name="Radera samtalet", exact=True).click()
    visit.page.get_by_text("Servern svarar inte").wait_for()
    assert visit.log.inner_text() == ""


def test_folding_keeps_and_closing_erases(visit: Visit) -> None:
    """Minimera hides the words; Stäng ends the conversation, here and at the server."""
    visit.go().open().ask()
    visit.page.get_by_role("button", name="Minimera").click()
    assert visit.log.count() == 0 and visit.bot.conversations
    visit.launcher.click()
    assert visit.log.get_by_text(WORDS).is_visible()
    visit.page.get_by_role("button", name="Stäng och radera").click()
    assert visit.shadow("root.querySelector('.log').textContent") == ""
    visit.eventually(lambda: not visit.bot.conversations)
    visit.open()
    assert visit.log.get_by_text(WORDS).count() == 0


def test_the_chat_follows_the_tab_where_the_page_wants_it(visit: Visit) -> None:
    """The text comes from the server, and is not read out again."""
    visit.go().open().ask()
    visit.go()
    visit.log.get_by_text(WORDS).wait_for()
    assert visit.log.locator(".said, .own").count() == 3
    assert visit.log.get_attribute("aria-live") == "off"
    visit.ask("en fråga till")
    visit.page.locator("kvinnofrid-chatt [role=log]:not([aria-live])").wait_for()
    assert visit.bot.seen.count("POST conversations") == 1


def test_a_tab_that_comes_back_too_late_starts_anew(visit: Visit) -> None:
    """With the greeting, not with an error."""
    visit.go().open().ask()
    visit.bot.conversations.clear()
    visit.go()
    visit.log.get_by_text("Jag är en robot").wait_for()
    assert visit.log.get_by_text(WORDS).count() == 0


def test_the_attributes(visit: Visit) -> None:
    """position, open, greeting, lang and server, as docs/widget.md tells."""
    visit.bot.extra["/sida"] = (
        "<!doctype html><html lang=sv><title>Sida</title><script src='/chat/widget.js'></script>"
        f"<kvinnofrid-chatt position=left open lang=en server='{visit.bot.origin}/' "
        "greeting='Ask us about &lt;b&gt;support&lt;/b&gt;'></kvinnofrid-chatt>")
    visit.go("/sida")
    visit.log.get_by_text("I am a robot").wait_for()
    assert visit.shadow("root.querySelector('.layer').getBoundingClientRect().left") < 30
    assert visit.page.get_by_text("Ask us about <b>support</b>").is_visible()


def test_the_page_may_take_the_element_away(visit: Visit) -> None:
    """Then the conversation is erased and nothing listens any more."""
    visit.go().open().ask()
    visit.page.evaluate("document.querySelector('kvinnofrid-chatt').remove()")
    visit.eventually(lambda: not visit.bot.conversations)
    visit.press_shift()
    visit.page.wait_for_timeout(50)
    assert visit.page.url.endswith("/chat/")
