"""Swedish number words, put together from their parts."""

from __future__ import annotations

from collections.abc import Mapping


def numerals(parts: Mapping[str, int]) -> dict[str, int]:
    """All number words 0–99 from the units and the tens: tjugo + fem → tjugofem."""
    words = dict(parts)
    units = {word: number for word, number in parts.items() if 1 <= number <= 9}
    for ten, number in parts.items():
        if number >= 20:
            for unit, rest in units.items():
                words[ten + unit] = number + rest
    return words


def ordinals(parts: Mapping[int, list[str]]) -> dict[int, list[str]]:
    """All ordinal words 1–31 (and −1, the last): tjugo + första → tjugoförsta."""
    words = {number: list(forms) for number, forms in parts.items()}
    for stem, ten in (("tjugo", 20), ("trettio", 30)):
        for unit in range(1, 10 if ten == 20 else 2):
            words[ten + unit] = [stem + form for form in parts[unit]]
    return words
