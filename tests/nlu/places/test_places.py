"""What the gazetteer finds: names in the forms that people write, and what it leaves alone."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest

from bot.nlu.places import Gazetteer, PlaceMention, as_value, atlas, from_value
from tests.nlu.places import place_oracle
from tests.nlu.places.place_oracle import dotless, genitive

ORDINARY = Path(__file__).with_name("ordinary_sentences.txt")
KOMMUNER = place_oracle.kommuner()
# Written without dots these are another kommun's own name.
TWINS = {"Håbo"}
# Kommun names that are an ort of Östergötland as well: the mention names both.
SHARED = {"Berg"}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The gazetteer of the project's own lists."""
    return Gazetteer.load()


def one(gazetteer: Gazetteer, text: str) -> PlaceMention:
    """The only place in ``text``."""
    found = gazetteer.find(text)
    assert len(found) == 1, f"{text!r}: {found}"
    return found[0]


FORMS = {
    "plain": "{x}",
    "in a sentence": "Jag bor i {x} nu",
    "genitive": "{g} socialtjänst",
    "genitive and kommun": "{g} kommun",
    "name and kommun": "{x} kommun",
    "with a colon": "{x}:s kommun",
    "lower case": "vilken koordinator har {l}",
    "capitals": "VILKEN KOORDINATOR HAR {u}",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_kommun_is_found_in_every_correct_form(gazetteer: Gazetteer, form: str) -> None:
    """All 290 kommuner are found with the right code, whatever correct form the name stands in."""
    for name, code, lan in KOMMUNER:
        text = FORMS[form].format(x=name, g=genitive(name), l=name.lower(), u=name.upper())
        mention = one(gazetteer, text)
        assert mention.name == name, text
        if mention.kind == "kommun":
            assert (mention.kommun_codes, mention.lan_codes) == ((code,), (lan,)), text
        else:
            assert name in SHARED and mention.kommun_codes[0] == code, text


@pytest.mark.parametrize("sentence", ["{x}", "vilken koordinator har {x}", "Jag bor i {x} nu"])
def test_every_kommun_is_found_without_dots(gazetteer: Gazetteer, sentence: str) -> None:
    """A name typed without å, ä and ö is found, but for the one that is then another kommun."""
    for name, _, _ in KOMMUNER:
        mention = one(gazetteer, sentence.format(x=dotless(name).lower()))
        assert mention.name == name or name in TWINS


def test_names_with_one_slip_are_found(gazetteer: Gazetteer) -> None:
    """At least 98 of 100 kommun names of six letters or more are found with one slip in them."""
    chance = random.Random(20261123)
    long_names = [name for name, _, _ in KOMMUNER if len(name) >= 6]
    right = tried = 0
    for name in long_names * 3:
        for sentence in ("vilken koordinator har {x}", "Jag bor i {x}", "{x}"):
            found = gazetteer.find(sentence.format(x=place_oracle.typo(name, chance)))
            right += [mention.name for mention in found] == [name]
            tried += 1
    assert right / tried >= 0.98


def test_mentions_of_the_oracle_are_found(gazetteer: Gazetteer) -> None:
    """Of 4,000 made sentences in all forms at least 98 in 100 give exactly the kommun meant."""
    made = place_oracle.mentions(4000, seed=1)
    right = sum([m.name for m in gazetteer.find(text)] == [name] for text, name in made)
    assert right / len(made) >= 0.98


def test_the_oracle_repeats_itself() -> None:
    """The same seed gives the same sentences, another seed others."""
    assert place_oracle.mentions(50, 3) == place_oracle.mentions(50, 3)
    assert place_oracle.mentions(50, 3) != place_oracle.mentions(50, 4)


LAN = sorted(
    {
        (named.place.lan_codes[0], named.place.name)
        for named in atlas.read()
        if named.place.kind == "lan"
    }
)


@pytest.mark.parametrize(("code", "name"), LAN)
def test_every_lan_is_found_by_its_names(gazetteer: Gazetteer, code: str, name: str) -> None:
    """A län is found by its official name, as "Region X", and by its short name."""
    short = atlas.lan_names()[code][1]
    for text in (name, name.lower(), dotless(name), f"Region {short}", f"vem har {name} då"):
        mention = one(gazetteer, text)
        assert (mention.kind, mention.name, mention.lan_codes) == ("lan", name, (code,)), text
    mention = one(gazetteer, short)
    assert mention.lan_codes == (code,) and mention.kind in ("lan", "kommun")


def test_there_are_21_lan() -> None:
    """The names cover every län once."""
    assert len(LAN) == 21


LANDSKAP = [
    (entry["name"], tuple(entry["lan"]))
    for entry in atlas.read_yaml(atlas.FOLDER / "landskap.yml")["landskap"]
]


@pytest.mark.parametrize(("name", "codes"), LANDSKAP)
def test_every_landskap_leads_to_its_lan(
    gazetteer: Gazetteer, name: str, codes: tuple[str, ...]
) -> None:
    """Each landskap gives the län that people mean by it, in any writing."""
    for text in (name, f"i {name.lower()}", f"{name}s kvinnojourer", dotless(name)):
        assert one(gazetteer, text).lan_codes == codes, text
    mention = one(gazetteer, f"landskapet {name}")
    assert mention.kind == ("landskap" if len(codes) == 1 else "ambiguous")


def test_there_are_25_landskap() -> None:
    """The list of landskap is whole."""
    assert len(LANDSKAP) == len({name for name, _ in LANDSKAP}) == 25


SAID = [
    # text, kind, name
    ("Motalas", "kommun", "Motala"),
    ("Malmö stad", "kommun", "Malmö"),
    ("i trakten av Motala", "kommun", "Motala"),
    ("Kinda-trakten", "kommun", "Kinda"),
    ("linköpingstrakten", "kommun", "Linköping"),
    ("Norrköpingsområdet", "kommun", "Norrköping"),
    ("jag är motalabo", "kommun", "Motala"),
    ("Östgöta", "lan", "Östergötlands län"),
    ("en östgöte undrar", "lan", "Östergötlands län"),
    ("malmo", "kommun", "Malmö"),
    ("Malmoe", "kommun", "Malmö"),
    ("Goeteborg", "kommun", "Göteborg"),
    ("Gothenburg", "kommun", "Göteborg"),
    ("gbg", "kommun", "Göteborg"),
    ("ostergotland", "lan", "Östergötlands län"),
    ("Nörrköping", "kommun", "Norrköping"),
    ("Linkjöping", "kommun", "Linköping"),
    ("Jönköppning", "kommun", "Jönköping"),
    ("Götebrog", "kommun", "Göteborg"),
    ("Valdermarsvik", "kommun", "Valdemarsvik"),
    ("finnspång", "kommun", "Finspång"),
    ("norr köping", "kommun", "Norrköping"),
    ("upplandsväsby", "kommun", "Upplands Väsby"),
    ("öster götland", "lan", "Östergötlands län"),
    ("Visby koordinator", "ort", "Visby"),
    ("Stockholmskoordinatorn, mejl?", "kommun", "Stockholm"),
    ("i gryts skärgård", "ort", "Gryt"),
    ("Falu kommun", "kommun", "Falun"),
    ("lila edet", "kommun", "Lilla Edet"),
    ("östra göige", "kommun", "Östra Göinge"),
    ("Dals Ed", "kommun", "Dals-Ed"),
    ("ö-vik", "kommun", "Örnsköldsvik"),
    ("Öckerö", "kommun", "Öckerö"),
    ("Ockelbo", "kommun", "Ockelbo"),
    ("Håbo", "kommun", "Håbo"),
    ("Habo", "kommun", "Habo"),
    ("VGR", "lan", "Västra Götalands län"),
    ("Västra Götaland", "lan", "Västra Götalands län"),
    ("västra götalandsregionen", "lan", "Västra Götalands län"),
    ("Region Jämtland Härjedalen", "lan", "Jämtlands län"),
    ("Sörmland", "lan", "Södermanlands län"),
    ("Stockholm", "kommun", "Stockholm"),
    ("Stockholms län", "lan", "Stockholms län"),
    ("Gotland", "kommun", "Gotland"),
    ("landskapet Gotland", "landskap", "Gotland"),
    ("Bohuslän", "landskap", "Bohuslän"),
    ("Småland", "ambiguous", "Småland"),
    ("Bergslagen", "ambiguous", "Bergslagen"),
    ("Norrland", "ambiguous", "Norrland"),
    ("Svealand", "ambiguous", "Svealand"),
    ("Götaland", "ambiguous", "Götaland"),
    ("på västkusten", "ambiguous", "Västkusten"),
    ("i Mälardalen", "ambiguous", "Mälardalen"),
    ("i skärgården", "ambiguous", "Skärgården"),
    ("Region Öst", "ambiguous", "Region Öst"),
    ("polisregion syd", "ambiguous", "Region Syd"),
    ("bor i Åby", "ambiguous", "Åby"),
    ("Kisa", "ort", "Kisa"),
    ("om man bor i kisa?", "ort", "Kisa"),
    ("hisingen", "ort", "Hisingen"),
    ("i Rinkeby", "ort", "Rinkeby"),
    ("Angered", "ort", "Angered"),
    ("rosengård", "ort", "Rosengård"),
    ("Malmslätt", "ort", "Malmslätt"),
    ("jag bor i Gryt", "ort", "Gryt"),
    ("Horn?", "ort", "Horn"),
    ("Kungsbacka", "kommun", "Kungsbacka"),
    ("hon förs till turkiet i sommar", "abroad", "Turkiet"),
    ("vi bor i Copenhagen", "abroad", "Köpenhamn"),
    ("Finland", "abroad", "Finland"),
    ("i mora", "kommun", "Mora"),
    ("till åre", "kommun", "Åre"),
    ("från sala", "kommun", "Sala"),
    ("Anna i Nora", "kommun", "Nora"),
    ("från Nora", "kommun", "Nora"),
    ("hej från Kil", "kommun", "Kil"),
    ("jag bor i boden", "kommun", "Boden"),
    ("vem är koordinator för vara", "kommun", "Vara"),
    ("jag bor i Tjottahejti", "unknown", "Tjottahejti"),
    ("Jag kommer från Hittepåby", "unknown", "Hittepåby"),
    ("Vi sitter i Tjotta Hittepå och undrar", "unknown", "Tjotta Hittepå"),
    ("Hittepås kommun", "unknown", "Hittepås kommun"),
]


@pytest.mark.parametrize(("text", "kind", "name"), SAID)
def test_what_people_say(gazetteer: Gazetteer, text: str, kind: str, name: str) -> None:
    """Inflected, joined, split, misspelt and everyday names lead to the place that is meant."""
    mention = one(gazetteer, text)
    assert (mention.kind, mention.name) == (kind, name)


OSTERGOTLAND = {
    "Linköping": "Linköping Ljungsbro Linghem Sturefors Vikingstad Vreta_Kloster Bestorp Brokind "
    "Gammalkil Nykil Malmslätt Ekängen",
    "Norrköping": "Norrköping Skärblacka Kimstad Kolmården Krokek Norsholm Svärtinge Vikbolandet "
    "Lindö Jursla",
    "Motala": "Motala Borensberg Fornåsa Klockrike Tjällmo",
    "Mjölby": "Mjölby Mantorp Skänninge Väderstad",
    "Finspång": "Finspång Lotorp Rejmyre Grytgöl Hällestad Ljusfallshammar",
    "Söderköping": "Söderköping Östra_Ryd Sankt_Anna",
    "Valdemarsvik": "Valdemarsvik Gusum Ringarum Gryt",
    "Kinda": "Kisa Rimforsa Horn",
    "Ydre": "Österbymo",
    "Vadstena": "Vadstena Borghamn",
    "Åtvidaberg": "Åtvidaberg Grebo",
    "Boxholm": "Boxholm",
    "Ödeshög": "Ödeshög",
}


@pytest.mark.parametrize("kommun", OSTERGOTLAND)
def test_orter_of_ostergotland(gazetteer: Gazetteer, kommun: str) -> None:
    """The orter that people of the county name lead to their kommun."""
    code = next(code for name, code, _ in KOMMUNER if name == kommun)
    for ort in OSTERGOTLAND[kommun].replace("_", "\u00a0").split(" "):
        for text in (f"Jag bor i {ort}", f"om man bor i {ort.lower()}?", ort):
            mention = one(gazetteer, text.replace("\u00a0", " "))
            assert code == mention.kommun_codes[0] and mention.lan_codes[0] == "05", text


def test_several_places_in_one_message(gazetteer: Gazetteer) -> None:
    """Each place is found on its own, in the order of the message."""
    text = "Jag bor i linköping, jobbar i Mjölby och min syster bor i Somalia"
    assert [m.name for m in gazetteer.find(text)] == ["Linköping", "Mjölby", "Somalia"]
    found = gazetteer.find("sträckan Linköping-Norrköping")
    assert [m.name for m in found] == ["Linköping", "Norrköping"]


@pytest.mark.parametrize(
    "text",
    [
        "Hej! Linköpings kommun undrar om Region Skåne, och i Kisa då?",
        unicodedata.normalize("NFD", "Vilken koordinator har Örebro och Åtvidabergs kommun?"),
    ],
)
def test_offsets_point_at_the_text(gazetteer: Gazetteer, text: str) -> None:
    """start and end cut the mention out of the message, also where letters are decomposed."""
    found = gazetteer.find(text)
    assert len(found) >= 2
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert 0 < mention.confidence <= 1


def test_the_word_kommun_belongs_to_the_mention(gazetteer: Gazetteer) -> None:
    """ "kommun", "län" and "Region" beside the name are part of what was said."""
    assert one(gazetteer, "Vi är Linköpings kommun nu").text == "Linköpings kommun"
    assert one(gazetteer, "hos Region Skåne idag").text == "Region Skåne"


def test_an_exact_name_is_surer_than_a_misspelt_one(gazetteer: Gazetteer) -> None:
    """Confidence falls from exact to dotless to one slip to two slips."""
    written = ("Jönköping", "Jonkoping", "Jönköpping", "Jönköppning")
    found = [one(gazetteer, f"i {name}").confidence for name in written]
    assert found == sorted(found, reverse=True) and len(set(found)) == 4


@pytest.mark.parametrize("sentence", ORDINARY.read_text(encoding="utf-8").splitlines())
def test_ordinary_sentences_hold_no_place(gazetteer: Gazetteer, sentence: str) -> None:
    """Everyday words, names of people and words of the subject are no places."""
    assert gazetteer.find(sentence) == []


def test_there_are_enough_ordinary_sentences() -> None:
    """The list of sentences without a place is long and without repetition."""
    sentences = ORDINARY.read_text(encoding="utf-8").splitlines()
    assert len(set(sentences)) == len(sentences) >= 300


@pytest.mark.parametrize(
    "text", ["", " ", "?!", "123", "👋", "å", "i", "-", "maila a@linkoping.se"]
)
def test_messages_without_words(gazetteer: Gazetteer, text: str) -> None:
    """Empty messages, signs, digits and addresses give nothing and raise nothing."""
    assert gazetteer.find(text) == []


def test_value_and_back(gazetteer: Gazetteer) -> None:
    """A mention survives the way through JSON values, but for the text of the message."""
    mention = one(gazetteer, "Linköpings kommun")
    value = as_value(mention)
    assert value == {
        "kind": "kommun",
        "name": "Linköping",
        "kommun_codes": ["0580"],
        "lan_codes": ["05"],
    }
    back = from_value(value)
    assert back.text == "" and as_value(back) == value


def test_a_place_that_is_denied_is_marked(gazetteer: Gazetteer) -> None:
    """A place after "inte" is found and marked, also in its JSON value."""
    found = gazetteer.find("nej jag bor inte i Östergötland, jag bor i Botkyrka")
    assert [(mention.name, mention.negated) for mention in found] == [
        ("Östergötlands län", True),
        ("Botkyrka", False),
    ]
    assert as_value(found[0])["negated"] is True and "negated" not in as_value(found[1])
    assert from_value(as_value(found[0])).negated


@pytest.mark.parametrize(
    "broken", [{}, {"kind": "stad", "name": "x", "kommun_codes": [], "lan_codes": []}]
)
def test_a_broken_value_is_refused(broken: dict[str, object]) -> None:
    """A value without its keys, or of an unknown kind, raises ValueError."""
    with pytest.raises(ValueError, match=r"place"):
        from_value(broken)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """A folder without the files raises PlacesError that names the file."""
    with pytest.raises(atlas.PlacesError, match=r"kommuner\.csv"):
        Gazetteer.load(tmp_path)


@pytest.mark.parametrize("before", [" ", "😀 ", "\ue000 ", "… ", "\n\n- ", "( "])
@pytest.mark.parametrize("text", ["bor", "Mjölby", "bor på linnegatan", "i Mjölby", "x"])
def test_a_message_may_begin_with_anything_but_a_word(
    gazetteer: Gazetteer, before: str, text: str
) -> None:
    """An emoji becomes a space: the first word is not at the first character then."""
    found = gazetteer.find(before + text)
    assert [place.name for place in found] == [place.name for place in gazetteer.find(text)]
