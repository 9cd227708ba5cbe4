"""Writes `names/first/more.txt` and `names/last/more.txt` from Faker's word lists (MIT).

`python -m tests.conversations.redaction.faker_names` is run by hand when Faker has more names. The
redactor reads only the files. Names are left out that are too short, or written in signs that the
files of their own languages hold.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.conversations.redaction.lists import FOLDER

LOCALES = [
    "ar_AA", "ar_DZ", "ar_PS", "az_AZ", "bg_BG", "cs_CZ", "da_DK", "de_DE", "el_GR", "en_GB",
    "en_IN", "en_KE", "en_NG", "en_PK", "en_TH", "en_US", "es_AR", "es_CL", "es_CO", "es_ES",
    "es_MX", "et_EE", "fa_IR", "fi_FI", "fr_FR", "ha_NG", "he_IL", "hr_HR", "hu_HU", "hy_AM",
    "it_IT", "lt_LT", "lv_LV", "mk_MK", "nl_NL", "no_NO", "pl_PL", "pt_PT", "ro_RO", "ru_RU",
    "sk_SK", "sl_SI", "sv_SE", "sw", "th_TH", "tr_TR", "tw_GH", "uk_UA", "uz_UZ", "vi_VN",
    "yo_NG", "zu_ZA"]
_KINDS = {
    "first": ("first_names", "first_names_male", "first_names_female", "first_names_unisex"),
    "last": ("last_names", "last_names_male", "last_names_female"),
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


def names(kind: str) -> list[str]:
    """All names of ``kind`` ("first" or "last") in the locales, parts of double names apart."""
    found: set[str] = set()
    for locale in LOCALES:
        module = importlib.import_module(f"faker.providers.person.{locale}")
        for name in _listed(module.Provider, _KINDS[kind]):
            name = name.strip().replace("\u200c", " ")
            if _NAME.fullmatch(name):
                found.update(part for part in re.split(r"[- ]", name) if len(part) > 2)
    return sorted({name.lower(): name for name in sorted(found)}.values())


def main(folder: Path = FOLDER / "names") -> None:
    """Write both files, without what the other files of the folder have."""
    for kind in _KINDS:
        target = folder / kind / "more.txt"
        own = {
            line.strip().lower()
            for path in sorted((folder / kind).glob("*.txt"))
            if path != target
            for line in path.read_text(encoding="utf-8").splitlines()
        }
        lines = [name for name in names(kind) if name.lower() not in own]
        head = "# From Faker's locales (MIT), by tests/conversations/redaction/faker_names.py."
        target.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        print(target.name, kind, len(lines))


if __name__ == "__main__":
    main()
