"""Writes `names/first/more.txt` and `names/last/more.txt` from Faker's word lists (MIT).

`python -m tests.conversations.redaction.faker_names` is run by hand when Faker has more names. The
redactor reads only the files. Cyrillic, Greek and Georgian names are listed as written and in Latin
letters, the Swedish and the English way. Names are left out that are too short, and new ones that
are ordinary words.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.lists import FOLDER
from bot.nlu.places.spelling import fold

LOCALES = [
    "ar_AA", "ar_DZ", "ar_PS", "ar_SA", "az_AZ", "bg_BG", "bn_BD", "cs_CZ", "da_DK", "de_AT",
    "de_CH", "de_DE", "el_GR", "en_GB", "en_IE", "en_IN", "en_KE", "en_NG", "en_NZ", "en_PK",
    "en_TH", "en_US", "es_AR", "es_CA", "es_CL", "es_CO", "es_ES", "es_MX", "et_EE", "fa_IR",
    "fi_FI", "fr_BE", "fr_CA", "fr_DZ", "fr_FR", "ga_IE", "ha_NG", "he_IL", "hi_IN", "hr_HR",
    "hu_HU", "hy_AM", "id_ID", "ig_NG", "is_IS", "it_IT", "ja_JP", "ka_GE", "ko_KR", "lt_LT",
    "lv_LV", "mk_MK", "ne_NP", "nl_BE", "nl_NL", "no_NO", "pl_PL", "pt_BR", "pt_PT", "ro_RO",
    "ru_RU", "si_LK", "sk_SK", "sl_SI", "sv_SE", "sw", "ta_IN", "th_TH", "tr_TR", "tw_GH", "uk_UA",
    "uz_UZ", "vi_VN", "yo_NG", "zh_CN", "zu_ZA"]
_KINDS = {
    "first": (
        "first_names", "first_names_male", "first_names_female", "first_names_unisex",
        "first_romanized_names", "first_names_est", "first_names_rus", "first_names_female_est",
        "first_names_male_est", "first_names_male_rus", "first_names_female_rus",
    ),
    "last": (
        "last_names", "last_names_male", "last_names_female", "last_romanized_names",
        "last_names_est", "last_names_rus",
    ),
}
_GREEK = "a v g d e z i th i k l m n x o p r s s t y f ch ps o"
_GEORGIAN = "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h"
_CYRILLIC_SIGNS = "a b v h g d e ie z i i i j k l m n o p r s t u f ch  y  e g dz j lj nj k dz u"
_CYRILLIC = dict(zip(
    "абвгґдеєзиіїйклмнопрстуфхъыьэѓѕјљњќџў", re.split(" ", _CYRILLIC_SIGNS), strict=True))
_LATIN = {
    "sv": {**_CYRILLIC, "г": "g", "ё": "jo", "ж": "zj", "ц": "ts", "ч": "tj", "ш": "sj",
           "щ": "sjtj", "ю": "ju", "я": "ja"},
    "en": {**_CYRILLIC, "г": "g", "х": "kh", "й": "y", "ё": "yo", "ж": "zh", "ц": "ts", "ч": "ch",
           "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"},
    "greek": dict(zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        re.split(" ", _GREEK), strict=True,
    )),
    "georgian": dict(zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        re.split(" ", _GEORGIAN),
        strict=True,
    )),
}
_NAME = re.compile(r"[^\W\d_]{3,20}(?:[-'’ ][^\W\d_]{2,20}){0,2}")


def _listed(provider: Any, keys: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for key in keys:
        value = getattr(provider, key, None)
        if value is None or isinstance(value, property) or callable(value):
            continue
        found.update(value)
    return found


def latin(name: str) -> set[str]:
    """``name`` in Latin letters in every way that is known; nothing for a Latin name."""
    plain = unicodedata.normalize("NFD", name.lower())
    bare = "".join(c for c in plain if c in "йё" or not unicodedata.combining(c))
    written = set()
    for table in _LATIN.values():
        if all(letter in table for letter in bare):
            written.add("".join(map(table.__getitem__, bare)).capitalize())
    return written


def names(kind: str) -> list[str]:
    """All names of ``kind`` ("first" or "last") in the locales, parts of double names apart."""
    found: set[str] = set()
    for locale in LOCALES:
        module = importlib.import_module(f"faker.providers.person.{locale}")
        for name in _listed(module.Provider, _KINDS[kind]):
            name = name.strip().replace("\u200c", " ")
            if _NAME.fullmatch(name):
                parts = [part for part in re.split(r"[- ]", name) if len(part) > 2]
                found.update(parts)
                found.update(written for part in parts for written in latin(part))
    return sorted({name.lower(): name for name in sorted(found)}.values())


def main(folder: Path = FOLDER / "names") -> None:
    """Write both files, without what the other files of the folder have."""
    known = KnownWords.load()
    for kind in _KINDS:
        target = folder / kind / "more.txt"
        own = {
            line.strip().lower()
            for path in sorted((folder / kind).glob("*.txt"))
            if path != target
            for line in path.read_text(encoding="utf-8").splitlines()
        }
        before = {line.lower() for line in target.read_text(encoding="utf-8").splitlines()}
        lines = [
            name for name in names(kind)
            if name.lower() not in own and (
                name.lower() in before or fold(name.lower()) not in known)
        ]
        head = "# From Faker's locales (MIT), by tests/conversations/redaction/faker_names.py."
        target.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        print(target.name, kind, len(lines))


if __name__ == "__main__":
    main()
