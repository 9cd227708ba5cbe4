"""The labelled messages: shape, size, and that nothing held out is trained on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.nlu.danger import labels
from bot.nlu.danger.labels import LabelError, key, read
from bot.topics import PATH

ROOT = PATH.parents[1]
HELD_OUT = ROOT / "tests" / "sets" / "danger"
FINAL = [HELD_OUT / "final_fara.yml", HELD_OUT / "final_ovrigt.yml"]
BLOCK = "- {level: akut, who: utsatt, sign: explicit, form: kort, lang: sv, texts: ['hjälp']}\n"


def test_the_training_messages_are_many_and_of_every_kind() -> None:
    """At least 3,000; every level and writer in some hundreds, at least twelve languages."""
    found = labels.training()
    assert len(found) >= 3_000
    kinds = Counter((one.level, one.who) for one in found)
    assert all(kinds[level, who] >= 200 for level in ("akut", "stod") for who in labels.WHO)
    assert kinds["ingen", None] >= 3_000
    languages = Counter(one.lang for one in found if one.level == "akut")
    assert sum(count >= 10 for count in languages.values()) >= 12


def test_the_held_out_messages_are_many_and_of_every_kind() -> None:
    """At least 900 of danger and support, at least 400 look-alikes, twelve languages."""
    found = read(FINAL)
    levels = Counter(one.level for one in found)
    assert levels["akut"] + levels["stod"] >= 900
    assert levels["ingen"] >= 400
    assert len({one.lang for one in found}) >= 12
    assert {one.form for one in found if one.level == "ingen"} >= {
        "yrkesroll", "hypotetisk", "statistik", "forfluten", "citat", "film", "spel", "idiom"}


def test_nothing_held_out_is_trained_on_or_stands_in_both_sets() -> None:
    """Compared in lower case without superfluous spaces."""
    taught = {key(one.text) for one in labels.training()}
    chosen_on = {key(one.text) for one in read([HELD_OUT / "dev.yml"])}
    final = {key(one.text) for one in read(FINAL)}
    assert not taught & (chosen_on | final)
    assert not chosen_on & final


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (BLOCK.replace("akut", "hög"), "level is 'hög'"),
        (BLOCK.replace("who: utsatt, ", ""), "who is None"),
        (BLOCK.replace("explicit", "klar"), "sign is 'klar'"),
        (BLOCK.replace("kort", "lång"), "form is 'lång'"),
        (BLOCK.replace("lang: sv", "lang: ''"), "needs lang"),
        (BLOCK.replace("lang: sv", "lang: sv, colour: red"), "colour"),
        (BLOCK.replace("'hjälp'", "''"), "a text is empty"),
        (BLOCK + BLOCK, "stands twice"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_block(wrong: str, rule: str, tmp_path: Path) -> None:
    """Whoever corrects messages is told what to mend."""
    path = tmp_path / "fel.yml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(LabelError, match=r"fel\.yml, block \d.*" + rule):
        read([path])
