"""What the redactor takes out, kind by kind, and what it leaves alone."""

from __future__ import annotations

import pytest

from bot.conversations.redaction import Numbering, Redactor

TAKEN_OUT = {
    "personnummer": [
        ("mitt personnummer är 19620411-2393", "mitt personnummer är [PERSONNUMMER]"),
        ("6204112393", "[PERSONNUMMER]"),
        ("pnr: 620411 2393", "pnr: [PERSONNUMMER]"),
        ("1962 04 11 2393", "[PERSONNUMMER]"),
        ("620411+2393", "[PERSONNUMMER]"),
        ("fel siffra: 620411-2394", "fel siffra: [PERSONNUMMER]"),
        ("samordningsnummer 840375-1239", "samordningsnummer [PERSONNUMMER]"),
        ("mina fyra sista är 2393", "mina fyra sista är [NUMMER]"),
    ],
    "phones": [
        ("nå mig på 070-123 45 67", "nå mig på [TELEFON]"),
        ("0701234567", "[TELEFON]"),
        ("+46 (0)70-123 45 67", "[TELEFON]"),
        ("0046701234567", "[TELEFON]"),
        ("070.123.45.67 eller 013/12 34 56", "[TELEFON] eller [TELEFON]"),
        ("han ringer från +964 750 123 4567", "han ringer från [TELEFON]"),
        ("noll sju noll ett två tre fyra fem sex sju", "[TELEFON]"),
    ],
    "addresses": [
        ("jag bor på Storgatan 12 B lgh 1203", "jag bor på [ADRESS]"),
        ("bor på björkvägen 3", "bor på [ADRESS]"),
        ("hemma på kaserngatan med barnen", "hemma på [ADRESS] med barnen"),
        ("582 22 linköping", "[POSTNUMMER] linköping"),
        ("58222 linköping", "[POSTNUMMER] linköping"),
    ],
    "mail and links": [
        ("mejla anna_k@hotmail.com", "mejla [E-POST]"),
        ("anna karlsson snabel-a gmail punkt com", "[NAMN] [E-POST]"),
        ("anna.karlsson (at) gmail.com", "[E-POST]"),
        ("se https://www.facebook.com/anna.k.52", "se [LÄNK]"),
        ("www.minblogg.se/anna", "[LÄNK]"),
    ],
    "accounts": [
        ("mitt snap är lova.04", "mitt snap är [KONTO]"),
        ("min insta är @sofia.l", "min insta är [KONTO]"),
        ("heter xx_lova_xx på tiktok", "heter [KONTO] på tiktok"),
        ("discord lova#4412", "discord [KONTO]"),
    ],
    "cars, banks, cards, machines": [
        ("bilen har regnr XKT 482", "bilen har regnr [REGNUMMER]"),
        ("xkt48b står utanför", "[REGNUMMER] står utanför"),
        ("konto 8327-9 123 456 789-0", "konto [BANKNUMMER]"),
        ("SE35 5000 0000 0549 1000 0003", "[BANKNUMMER]"),
        ("bankgiro 123-4567", "bankgiro [BANKNUMMER]"),
        ("kortnummer 4571 1234 5678 9012", "kortnummer [KORTNUMMER]"),
        ("ip 83.250.12.44 och fe80::1ff:fe23:4567:890a", "ip [IP] och [IP]"),
        ("mac 00:1a:2b:3c:4d:5e", "mac [IP]"),
        ("58.4108, 15.6214", "[KOORDINAT]"),
    ],
    "births, cases, other numbers": [
        ("född den 12 mars 1988", "född [FÖDELSEDATUM]"),
        ("f. 880312", "f. [FÖDELSEDATUM]"),
        ("diarienummer 2023/4567-12", "diarienummer [NUMMER]"),
        ("K123456-23", "[NUMMER]"),
        ("12-34 567", "[NUMMER]"),
    ],
    "schools and workplaces": [
        ("går på Berzeliusskolan", "går på [SKOLA]"),
        ("hon går på folkungaskolan", "hon går på [SKOLA]"),
        ("jobbar på Ica Maxi i Tannefors", "jobbar på [ARBETSPLATS] i Linköping"),
        ("jobbar som kassörska på willys", "jobbar som kassörska på [ARBETSPLATS]"),
    ],
    "names": [
        ("jag heter anna", "jag heter [NAMN]"),
        ("mohameds bror hämtar mig", "[NAMN] bror hämtar mig"),
        ("min man mohammde slår mig", "min man [NAMN] slår mig"),
        ("Fadumo Warsame", "[NAMN]"),
        ("Björn slår mig", "[NAMN] slår mig"),
        ("min mormor Maj är snäll", "min mormor [NAMN] är snäll"),
        ("jag och Kim bor ihop", "jag och [NAMN] bor ihop"),
        ("fru lundberg på trean", "fru [NAMN] på trean"),
        ("my name is Blessing", "my name is [NAMN]"),
        ("me llamo maría fernanda", "me llamo [NAMN]"),
        ("меня зовут Наташа", "меня зовут [NAMN]"),
        ("abbe och lollo", "[NAMN] och [NAMN]"),
        ("min syster Martina är rädd", "min syster [NAMN] är rädd"),
    ],
    "places": [
        ("bor i Ljungsbro", "bor i Linköping"),
        ("i Ljungsbros centrum", "i Linköpings centrum"),
    ],
}

STAYS = [
    "ring 116 016, 116016, 020-50 50 50 eller 020 50 50 50",
    "020-390 000, 020390000, +46 20 390 000, 112, 114 14, 1177",
    "Maha Eichoue, 010-223 52 79, maha.eichoue@lansstyrelsen.se",
    "martina gavranovic på länsstyrelsen",
    "https://hedersfortryck.se/?p=13905 och hedersförtryck.se",
    "Bris, Kvinnofridslinjen, Kompotten, Barnafrid, Roks och GAPF",
    "den 6 juni kl 10, 6/6-28, 2024-03-12, klockan 23:45, 8.30-16.00, 9-12",
    "2017 års enkät, vecka 30 2027, 2017-2026, 1700-talet, 90-talet",
    "lag (2001:453) 5 kap. 11 §, socialtjänstlagen 2025:400",
    "50 000 kronor, 1500 kr, 35 %, 72 kg, 140/85",
    "mars, april, maj och juni, måndag till fredag",
    "jag såg en björn vid en sten i maj",
    "hon är min stora kärlek, en riktig ros",
    "bor i Linköping, Mjölby, Åtvidaberg eller Upplands Väsby, i Östergötland eller Småland",
    "arabiska, somaliska, dari, islam, ramadan, Irak och Somalia",
    "snapchat, whatsapp, instagram, bankid, google maps",
    "går i skolan, på gymnasiet, på musikskolan, jobbar på socialtjänsten",
    "min man slår mig och min mamma vet inte vad jag ska göra",
]


@pytest.mark.parametrize(
    ("written", "redacted"), [pair for pairs in TAKEN_OUT.values() for pair in pairs]
)
def test_takes_out(redactor: Redactor, written: str, redacted: str) -> None:
    """Each kind of personal data becomes its placeholder, and nothing beside it changes."""
    assert redactor.redact(written) == redacted


@pytest.mark.parametrize("line", STAYS)
def test_leaves_alone(redactor: Redactor, line: str) -> None:
    """What is public, a date, an amount or an ordinary word stays as it was written."""
    assert redactor.redact(line) == line


def test_numbers_within_a_conversation(redactor: Redactor) -> None:
    """The same person keeps the same number through a conversation."""
    numbering = Numbering(b"key of one conversation")
    lines = ["jag heter Anna", "Fatima är min syster", "ANNAS mamma vet"]
    assert [redactor.redact(line, numbering) for line in lines] == [
        "jag heter [NAMN 1]", "[NAMN 2] är min syster", "[NAMN 1] mamma vet",
    ]


def test_find_tells_where(redactor: Redactor) -> None:
    """A finding has the offsets of the text as it was given."""
    text = "[NAMN 1] bor i Ljungsbro, tel 070-123 45 67"
    found = [(one.kind, text[one.start : one.end], one.stem) for one in redactor.find(text)]
    assert found == [("ORT", "Ljungsbro", "Linköping"), ("TELEFON", "070-123 45 67", "TELEFON")]
