"""Words of first need, by language."""

from __future__ import annotations

import pytest

from bot.nlu.danger import signals
from bot.nlu.danger.signals import SignalError, plain


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Han bankar på dörren!!", "dorren"),
        ("jag har låst in mig på toan", "instangd"),
        ("KAN INTE PRATA", "kan_inte_prata"),
        ("han har en kniv", "vapen"),
        ("han sager att han ska doda mig", "dodshot"),
        ("hjälp mig nu", "hjalp"),
        ("jag har tagit massa tabletter", "sjalvmord_nu"),
        ("planet går imorgon, de har tagit mitt pass", "bort_utomlands"),
        ("min man slår mig", "slar_mig"),
        ("Help me please", "hjalp_en"),
        ("can't talk", "hjalp_en"),
        ("Hilfe!", "hjalp_de"),
        ("au secours", "hjalp_fr"),
        ("¡ayúdame!", "hjalp_es"),
        ("apua", "hjalp_fi"),
        ("i caawi", "hjalp_so"),
        ("ndihmë", "hjalp_sq"),
        ("imdat", "hjalp_tr"),
        ("pomocy", "hjalp_pl"),
        ("ساعدوني", "hjalp_ar"),
        ("کمکم کنید", "hjalp_fa"),
        ("مرسته وکړئ", "hjalp_ps"),
        ("ሓግዙኒ", "hjalp_ti"),
        ("እርዱኝ", "hjalp_am"),
        ("допоможіть, він уб'є мене", "hjalp_uk"),
        ("помогите", "hjalp_ru"),
        ("ช่วยด้วยเขาจะฆ่าฉัน", "hjalp_th"),
        ("hawar", "hjalp_ku"),
    ],
)
def test_a_word_of_first_need_is_seen(text: str, signal: str) -> None:
    """Whatever the case, the dots and the punctuation."""
    assert signal in [one.id for one in signals.find(text)]


@pytest.mark.parametrize(
    "text",
    ["slå upp numret", "slå gräset", "dödstrött", "vad är en knivlag", "öppet nu?", "", "😀"],
)
def test_everyday_words_are_no_signal(text: str) -> None:
    """Words that only look like violence: some calm, none alarms."""
    assert not [one.id for one in signals.find(text) if one.level != "ingen"]


@pytest.mark.parametrize(
    ("text", "calms"),
    [("jag är dödstrött", True), ("slå upp numret", True), ("slå gräset", True),
     ("mamma dödar mig om jag glömmer nycklarna", True), ("vi får skjuta upp mötet", True),
     ("han ska döda mig", False), ("han slår mig", False), ("slår på mig", False)],
)
def test_idioms_calm(text: str, calms: bool) -> None:
    """Only what people say of other things."""
    assert any(one.calms for one in signals.find(text)) is calms


@pytest.mark.parametrize(
    ("text", "who"),
    [("Jag är lärare och en elev har blåmärken", "yrkesverksam"), ("ja e 13", "barn"),
     ("jag går i nian", "barn"), ("jag är 34", None), ("en patient hos oss", "yrkesverksam")],
)
def test_some_words_tell_who_writes(text: str, who: str | None) -> None:
    """Age, school, profession."""
    assert next((one.who for one in signals.find(text) if one.level == "ingen"), None) == who


def test_every_signal_has_a_name_of_its_own() -> None:
    """The log names the signal, never the text."""
    names = [one.id for one in signals.load()]
    assert len(names) == len(set(names)) >= 30


def test_accents_go_but_letters_of_other_scripts_stay() -> None:
    """å ä ö and é lose their marks; vowels of Thai and hamza of Arabic are part of the word."""
    assert plain("Är Åke här?  Café!") == "ar ake har cafe"
    assert plain("ช่วยด้วย") == "ช่วยด้วย"


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ({"id": "x", "level": "hög", "lang": "sv", "any": ["a"]}, "level is 'hög'"),
        ({"id": "x", "level": "akut", "lang": "sv", "any": ["("]}, "x: "),
    ],
)
def test_a_mistake_names_the_signal(raw: dict[str, object], rule: str) -> None:
    """An unknown level, a broken expression."""
    with pytest.raises(SignalError, match=rule):
        signals._signal(raw)
