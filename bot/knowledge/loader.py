"""Reads data/knowledge, checks it and builds the Knowledge that the bot uses."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped,unused-ignore]
from jsonschema.exceptions import (  # type: ignore[import-untyped,unused-ignore]
    ValidationError,
    best_match,
)

from bot.knowledge import document, rules
from bot.knowledge.builder import Builder
from bot.knowledge.document import Document, Step
from bot.knowledge.model import Knowledge, Source

DEFAULT_PATH = Path(__file__).resolve().parents[2] / "data" / "knowledge"
_EXPLANATIONS = {
    "required": "det saknas ett fält: {message}",
    "additionalProperties": "okänt fält: {message}",
    "enum": "{value!r} är inget tillåtet värde, välj bland {allowed}",
    "type": "{value!r} har fel typ (ett nummer eller en tid skrivs inom citattecken)",
    "pattern": "{value!r} är felskrivet",
}


def load(path: Path | None = None, *, today: dt.date | None = None) -> Knowledge:
    """Read and check every *.yml directly in `path` (data/knowledge), once per path and day.

    `today` makes a date after it an error. Without it dates are not compared with the clock, so
    that a machine with a wrong clock still starts. Raises KnowledgeError with file, line and rule.
    """
    return _load((path or DEFAULT_PATH).resolve(), today)


@lru_cache(maxsize=8)
def _load(path: Path, today: dt.date | None) -> Knowledge:
    schema = json.loads((path / "schema.json").read_text(encoding="utf-8"))
    files = sorted(path.glob("*.yml"))
    sources: dict[str, Source] = {}
    for file in files:
        if file.name.startswith("sources"):
            _add_sources(document.read(file), schema, sources, today)
    builder = Builder(sources, today)
    for file in files:
        if file.name.startswith("sources"):
            continue
        doc = document.read(file)
        _validate(doc, schema)
        builder.add(doc)
    return builder.knowledge()


def _part(schema: dict[str, Any], name: str) -> dict[str, Any]:
    return {"$schema": schema["$schema"], "$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}


def _validate(doc: Document, schema: dict[str, Any]) -> None:
    error = best_match(Draft202012Validator(schema).iter_errors(doc.data))
    if error is None:
        return
    raise doc.error(_steps(error), "schema", _explain(error))


def _steps(error: ValidationError) -> Iterator[Step]:
    yield from error.absolute_path
    if error.validator == "additionalProperties":
        known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        instance: Any = error.instance
        yield from sorted(key for key in instance if key not in known)[:1]


def _explain(error: ValidationError) -> str:
    pattern = _EXPLANATIONS.get(str(error.validator), "{message}")
    return pattern.format(
        message=error.message, value=error.instance, allowed=error.validator_value
    )


def _add_sources(
    doc: Document, schema: dict[str, Any], sources: dict[str, Source], today: dt.date | None
) -> None:
    _validate(doc, _part(schema, "sources"))
    for source_id, data in doc.data.items():
        if source_id in sources:
            raise doc.error((source_id,), "duplicate", f"källan {source_id} finns redan")
        written = str(data["date"])
        problem = None if written == rules.UNDATED else rules.date(written, today)
        if problem:
            raise doc.error((source_id, "date"), "date", problem)
        if "url" in data and (problem := rules.url(data["url"])):
            raise doc.error((source_id, "url"), "url", problem)
        sources[source_id] = Source(
            source_id, data["title"], written, data.get("url"), data.get("note")
        )
