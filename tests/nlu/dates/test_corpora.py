"""Two public corpora of Swedish time expressions: all but the listed ones are read as there.

An end there that includes its last minute or hour may be exclusive here, and a day counted from
now is a whole day here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.nlu.dates import TimeExpression, find

from .reading import HERE, stockholm

DATA = Path(__file__).parents[4] / "shared" / "data"
LEFT_OUT: Mapping[str, Mapping[str, str]] = YAML(typ="safe").load(HERE / "left_out.yml")
GRAINS = {name + "s": timedelta(**{name + "s": 1}) for name in ("second", "minute", "hour")}
NO_SUCH_DATE = "0001-01-01"


def _load(name: str) -> Any:
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside the checkout (../shared/data), so it is not compared")
    return json.loads(path.read_text(encoding="utf-8-sig"))


def _wall(moment: datetime | None) -> str:
    return "" if moment is None else moment.replace(tzinfo=None).isoformat()


def _agrees(found: list[TimeExpression], expected: Mapping[str, Any]) -> bool:
    if len(found) != 1:
        return False
    one = found[0]
    begin, finish = _wall(one.begin), _wall(one.finish)
    if expected["type"] == "open_interval":
        return (begin if expected["direction"] == "after" else finish) == expected["value"]
    if expected["type"] == "interval":
        grain = GRAINS.get(expected["grain"] + "s", timedelta(0))
        end = datetime.fromisoformat(expected["to_exclusive"])
        return begin == expected["from"] and finish in (_wall(end), _wall(end - grain))
    if expected["grain"] == "hour" and one.kind == "day":
        return begin[:10] == expected["value"][:10]
    return bool(begin == expected["value"])


def test_duckling_corpus_but_for_the_list() -> None:
    """Every expression of the Duckling corpus passes or is listed, and no listed one passes."""
    corpus = _load("duckling_time_sv.json")
    now = stockholm(corpus["reference_time"])
    failed = {
        item["expr"]
        for item in corpus["items"]
        if not _agrees(find(item["expr"], now), item["expected"])
    }
    assert failed == set(LEFT_OUT["duckling_time_sv.json"])


def _dates(result: Mapping[str, Any]) -> set[str]:
    value = result["Value"]
    return {value[key]["date"] for key in ("FutureResolution", "PastResolution")}


def test_recognizers_corpus_but_for_the_list() -> None:
    """Every sentence of the Recognizers corpus passes or is listed, and no listed one passes."""
    failed = set()
    for item in _load("ms_dateparser_sv.json"):
        now = stockholm(item["Context"]["ReferenceDateTime"])
        expected = [_dates(result) for result in item["Results"]]
        found = [
            each.begin.date().isoformat() if each.begin else NO_SUCH_DATE
            for each in find(item["Input"], now)
            if each.kind != "weekly"
        ]
        agrees = len(found) == len(expected) and all(
            day in days for day, days in zip(found, expected, strict=True)
        )
        if not agrees:
            failed.add(item["Input"])
    assert failed == set(LEFT_OUT["ms_dateparser_sv.json"])


def test_every_left_out_expression_has_a_reason() -> None:
    """The list says why for each."""
    assert all(reason for group in LEFT_OUT.values() for reason in group.values())
