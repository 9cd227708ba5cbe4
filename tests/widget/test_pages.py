"""The pages around the chat: accessible, true to the facts, and honest."""

from __future__ import annotations

import re

import pytest

from bot import settings
from bot.knowledge import load, normal_phone
from bot.widget import assets, pages
from bot.widget.markup import markup, telephone
from tests.widget.axe import violations
from tests.widget.conftest import NewVisit
from tests.widget.fake_bot import FakeBot

SOURCES = sorted((assets.FOLDER / "pages").glob("*.html"))
NUMBER = re.compile(r"(?<![\w#&])(?:\+?\d[\d -]{4,}\d|11[0-9])(?![\w])")
HEADINGS = ["Vad innefattar mäns våld mot kvinnor?", "Vad gör Länsstyrelsen?",
            "Nationell strategi", "Nationellt kompetensteam för hedersrelaterat våld och förtryck",
            "Nationell stödtelefon", "Kompotten",
            "Prostitution och människohandel för sexuella ändamål",
            "Informationskampanj mot köp av sexuella tjänster",
            "Regionskoordinatorer mot prostitution och människohandel",
            "Barn som upplever våld eller själva utsätts för våld", "Länsrutinen",
            "Regionalt strategiarbete", "Vad behöver det politiska ledarskapet utveckla?",
            "Vad behöver socialnämnden utveckla?",
            "Hedersrelaterat våld och förtryck - regionalt arbete", "Könsstympning",
            "Utveckling av tidigt förebyggande insatser", "Kontakt"]


@pytest.mark.parametrize("name", pages.PAGES)
def test_each_page_is_accessible(new_visit: NewVisit, name: str) -> None:
    """At 320 pixels, nothing wider than the screen, axe silent, light or dark."""
    visit = new_visit(viewport={"width": 320, "height": 600},
                      color_scheme="dark" if len(name) % 2 else "light")
    visit.go("/chat/" + ("" if name == "demo" else name))
    if name in ("prov", "ram", "inbaddad"):
        visit.page.wait_for_timeout(200)
    if name != "prov":  # whose style is a page's that is not accessible
        assert violations(visit.page) == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert visit.errors == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_number_is_typed_into_a_page(path: object) -> None:
    """Each comes from data/knowledge; laws and viewport settings are no telephone numbers."""
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    text = re.sub(r"\(20\d\d:\d+\)|301 549", "", text)
    assert NUMBER.findall(text) == []


def test_no_number_is_typed_into_a_script_or_style() -> None:
    """The emergency numbers come into the script from the facts."""
    known = load().contacts().phones
    for path in [*assets.FOLDER.glob("js/*.js"), *assets.FOLDER.glob("*.css")]:
        written = {normal_phone(one) for one in NUMBER.findall(path.read_text(encoding="utf-8"))}
        assert not written & known, path.name
    assert '"href": "tel:116016"' in assets.asset("widget.js").body.decode()  # type: ignore[union-attr]


@pytest.mark.parametrize("name", pages.PAGES)
@pytest.mark.parametrize("lang", ["sv", "en", "xx"])
def test_every_page_can_be_made(name: str, lang: str) -> None:
    """In each language, without an empty fact or a template left over."""
    html = pages.render(name, lang)
    assert html.startswith("<!doctype html>")
    assert "{{" not in html and "None" not in html and "Undefined" not in html
    assert not re.search(r"\son\w+=|<style|\sstyle=|<script(?! src)", html)


def test_an_unknown_page_is_refused() -> None:
    """Also one that is a part of others, or leads out of the folder."""
    for name in ("_bas", "../pages", "", "finns-inte"):
        with pytest.raises(pages.UnknownPage):
            pages.render(name)


def test_the_demonstration_has_the_headings_of_the_county_boards_page() -> None:
    """In their order."""
    html = pages.render("demo")
    places = [html.find(f">{heading}<") for heading in HEADINGS]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_page_without_script_answers_the_most_asked(lang: str) -> None:
    """With the numbers as links, in both languages, without a question back to the reader."""
    html = pages.render("utan-skript", lang)
    for question in pages.questions(lang):
        assert f">{question.title}<" in html
        assert not question.answer.endswith("?"), question.id
    for href in ("tel:112", "tel:116016", "tel:116111"):
        assert f'href="{href}"' in html
    assert 'href="/chat/lamna"' in html


def test_the_privacy_page_tells_what_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long, in minutes and days, and what a person must confirm."""
    monkeypatch.setattr(settings, "load", lambda: settings.read(
        idle_minutes=17, retention_days=23, retention_decision="Dnr 1-2"))
    html = pages.render("integritet")
    assert "17 minuter" in html and "23 dygn" in html and "Dnr 1-2" in html
    for what in ("gallringsbeslut", "DPIA", "personuppgiftsansvarig"):
        assert re.search(rf"Ska bekräftas[^<]*{what}", html)


def test_the_safety_page_is_honest() -> None:
    """What is not hidden, how single pages are removed, and that an empty history is seen."""
    html = pages.render("sakerhet")
    for part in ("Historiken", "Samtalslistan", "Delade konton", "Spionprogram", "misstankar"):
        assert part in html


def test_the_accessibility_statement_has_what_the_law_asks_for() -> None:
    """Status, shortcomings, how to report, supervision, testing, date; doubts are marked."""
    html = pages.render("tillganglighet")
    for part in ("2018:1937", "Innehåll som inte är tillgängligt", "Rapportera brister", "Tillsyn",
                 "Hur vi har testat", "datum då redogörelsen"):
        assert part in html
    assert html.count("Ska bekräftas") >= 6


def test_markup_links_what_the_facts_know() -> None:
    """Numbers of the facts, addresses and mail; nothing else, and nothing as markup."""
    made = markup("Ring 112 eller 116 016.\n• <b>punkt</b> 99 99 99\nSe https://bris.se, a@b.se")
    assert made == ('<p>Ring <a href="tel:112">112</a> eller '
                    '<a href="tel:116016">116 016</a>.</p>\n'
                    "<ul><li>&lt;b&gt;punkt&lt;/b&gt; 99 99 99</li></ul>\n"
                    '<p>Se <a href="https://bris.se" rel="noreferrer">https://bris.se</a>, '
                    '<a href="mailto:a@b.se" rel="noreferrer">a@b.se</a></p>')
    assert telephone("010-223 57 60") == '<a href="tel:0102235760">010-223 57 60</a>'


def test_every_address_of_the_pages_is_served(bot: FakeBot) -> None:
    """Those of our own."""
    for name in pages.PAGES:
        for address in re.findall(r'(?:href|src)="/chat/([^"#?]*)', pages.render(name)):
            found = assets.asset(address.removeprefix("widget/"))
            assert found or address in (*pages.PAGES, "", "lamna"), address
