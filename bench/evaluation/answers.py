"""The Swedish answers as users see them, with plausible values where an action fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.answers.rendering import renderer

RESPONSES = Path(__file__).parents[2] / "data" / "responses"
_VALUES = Path(__file__).with_name("example_values.yml")


def swedish(responses: Mapping[str, list[dict[str, Any]]]) -> list[tuple[str, str]]:
    """Name and template of each variant that is not for another language."""
    return [
        (name, variant["text"])
        for name, variants in responses.items()
        for variant in variants
        if variant.get("text") and not _is_foreign(variant)
    ]


def _is_foreign(variant: Mapping[str, Any]) -> bool:
    return any(
        condition.get("name") == "language" and condition.get("value") != "sv"
        for condition in variant.get("condition", ())
    )


def rendered(folder: Path = RESPONSES) -> list[tuple[str, str]]:
    """Name and text of every Swedish answer.

    Raises RenderingError when an answer needs a value that example_values.yml lacks.
    """
    values = yaml.safe_load(_VALUES.read_text(encoding="utf-8"))
    texts = []
    for file in sorted(folder.glob("*.yml")):
        responses = yaml.safe_load(file.read_text(encoding="utf-8"))["responses"]
        for name, template in swedish(responses):
            own = {**values["default"], **values["answers"].get(name, {})}
            texts.append((name, renderer().render(template, "sv", own)))
    return texts
