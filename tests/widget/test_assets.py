"""What a browser fetches: one small script, with the facts in it."""

from __future__ import annotations

import gzip
import json
import re

from bot.knowledge import load
from bot.widget.assets import FOLDER, PAGES, WIDGET, asset, numbers
from tests.widget.visit import EXIT

BUDGET = 20_000


def body(name: str) -> str:
    """The text of an asset."""
    found = asset(name)
    assert found
    return found.body.decode()


def test_the_widget_fits_in_twenty_kilobytes() -> None:
    """All of it, style included, as it is sent; the separate style is for old browsers instead."""
    assert len(gzip.compress(body("widget.js").encode(), 6)) <= BUDGET


def test_it_is_one_script_that_needs_no_other() -> None:
    """No import is left, no export, and every module stands in it once."""
    script = body("widget.js")
    assert not re.search(r"^\s*(import|export) ", script, re.MULTILINE)
    assert script.startswith("(() => {") and script.endswith("})();\n")


def test_every_module_is_used_and_comes_after_what_it_needs() -> None:
    """The order of joining is an order of dependencies."""
    on_disk = {path.stem for path in FOLDER.glob("js/*.js")}
    assert on_disk == {*WIDGET, *PAGES}
    for order in (WIDGET, PAGES):
        for place, module in enumerate(order):
            source = (FOLDER / "js" / f"{module}.js").read_text(encoding="utf-8")
            needed = set(re.findall(r'from "\./([a-z]+)\.js"', source)) - {"facts"}
            assert needed <= set(order[:place]), module


def test_the_facts_in_the_script_are_the_facts() -> None:
    """Numbers of both languages, the exit, and how long a message may be."""
    found = re.search(r"^const FACTS = (.*);$", body("widget.js"), re.MULTILINE)
    assert found
    facts = json.loads(found.group(1))
    assert facts["exit"] == EXIT
    assert [one["phone"]["text"] for one in facts["numbers"]["sv"]] == [
        load()["larm112"].phone.text(), load()["kvinnofridslinjen"].phone.text()]
    assert numbers("sv")[0]["short"] is None
    assert numbers("en")[1]["short"] == "Kvinnofridslinjen"


def test_an_asset_has_a_type_and_a_tag_of_its_content() -> None:
    """A browser that has it need not fetch it again."""
    script, style, icon = asset("widget.js"), asset("widget.css"), asset("icon.svg")
    assert script and style and icon
    assert script.content_type == "text/javascript; charset=utf-8"
    assert style.content_type == "text/css; charset=utf-8"
    assert icon.content_type == "image/svg+xml"
    assert len({script.etag, style.etag, icon.etag}) == 3
    assert re.fullmatch(r'"[0-9a-f]{20}"', script.etag)


def test_nothing_else_is_sent() -> None:
    """Neither sources nor templates nor what lies outside the folder."""
    for name in ("assets.py", "../settings.py", "pages/demo.html", "js/chatt.js", ""):
        assert asset(name) is None


def test_modules_are_small() -> None:
    """One idea a file."""
    for path in FOLDER.glob("js/*.js"):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 300, path.name
