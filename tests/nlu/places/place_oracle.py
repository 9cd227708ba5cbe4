"""Sentences that mention a kommun, made without the code under test.

``mentions`` is for the tests and for the evaluation: it reads only kommuner.csv and knows nothing
of the gazetteer.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

KOMMUNER = Path(__file__).resolve().parents[3] / "data" / "knowledge" / "places" / "kommuner.csv"
_PLAIN = str.maketrans("åäöÅÄÖ", "aaoAAO")
_KEYBOARD = {
    "a": "sqzw", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht",
    "h": "gjy", "i": "uok", "j": "hku", "k": "jli", "l": "kö", "m": "nk", "n": "bmh", "o": "ipl",
    "p": "oå", "r": "etf", "s": "adw", "t": "ryg", "u": "yij", "v": "cbf", "x": "zc", "y": "tuh",
    "z": "xa", "å": "pöä", "ä": "öå", "ö": "läå",
}  # fmt: skip

# {x}: the name, {g}: its genitive.
SENTENCES = (
    "Vilken koordinator har {x}?",
    "vem är koordinator för {x}",
    "Jag bor i {x}, vem kan jag ringa?",
    "och i {x} då?",
    "nej, {x}",
    "{x}",
    "om man bor i {x}?",
    "hej jag jobbar på socialtjänsten i {x} och behöver nå koordinatorn",
    "Vi är en skola i {g} kommun. Vilken region tillhör vi?",
    "vilken region hör {x} till",
    "Numret till regionkoordinatorn i {x} tack",
    "jag har flyttat till {x} från en annan stad, vem är koordinator här",
    "har {g} kommun någon koordinator",
    "vem ringer man om prostitution i {x}",
    "Finns det en koordinator i närheten av {x}?",
    "Vi har ett ärende som gäller en person i {x} och undrar vem som är vår koordinator",
    "koordinator {x}",
    "kommer från {x} och undrar vilken koordinator vi har",
    "i trakten av {x}",
    "Hej! Socialsekreterare i {x} här. Behöver råd om människohandel.",
)


def kommuner() -> list[tuple[str, str, str]]:
    """Name, kommun code and län code of the 290 kommuner."""
    with KOMMUNER.open(encoding="utf-8", newline="") as file:
        return [
            (row["kommun"], row["kommun_code"], row["lan_code"]) for row in csv.DictReader(file)
        ]


def genitive(name: str) -> str:
    """The genitive, which adds no s to a name that ends in one (Borås kommun)."""
    return name if name.endswith(("s", "x", "z")) else name + "s"


def dotless(name: str) -> str:
    """The name without å, ä and ö, as on a keyboard without them."""
    return name.translate(_PLAIN)


def typo(name: str, chance: random.Random) -> str:
    """The name with one slip of the thumb: swapped, dropped, doubled or neighbouring letter.

    The first letter stays, and the result is always another word than the name.
    """
    while True:
        place = chance.randrange(1, len(name))
        if not name[place].isalpha():
            continue
        kind = chance.choice(("swap", "drop", "double", "neighbour"))
        if kind == "swap" and place + 1 < len(name) and name[place + 1].isalpha():
            slip = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        elif kind == "drop":
            slip = name[:place] + name[place + 1 :]
        elif kind == "double":
            slip = name[: place + 1] + name[place] + name[place + 1 :]
        else:
            letter = chance.choice(_KEYBOARD.get(name[place], "n"))
            slip = name[:place] + letter + name[place + 1 :]
        if slip != name and slip.translate(_PLAIN) != name.translate(_PLAIN):
            return slip


def mentions(count: int, seed: int) -> list[tuple[str, str]]:
    """``count`` sentences with the official name of the kommun that each mentions.

    The same ``seed`` gives the same sentences. Names are as they are, in lower case, without dots,
    or (from six letters) with one slip, in about equal parts.
    """
    chance = random.Random(seed)
    names = [name for name, _, _ in kommuner()]
    made: list[tuple[str, str]] = []
    for number in range(count):
        name = names[chance.randrange(len(names))]
        written = name
        form = ("plain", "lower", "dotless", "typo")[number % 4]
        if form == "typo" and len(name) >= 6:
            written = typo(name, chance)
        sentence = chance.choice(SENTENCES).format(x=written, g=genitive(written))
        if form == "lower":
            sentence = sentence.lower()
        elif form == "dotless":
            sentence = dotless(sentence)
        made.append((sentence, name))
    return made
