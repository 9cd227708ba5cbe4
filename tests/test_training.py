"""Training when, and only when, what the model is made of has changed."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot import training
from bot.training import fingerprint, inputs, is_current

FILES = {
    "config.yml": "pipeline: []",
    "domain.yml": "intents: []",
    "data/nlu/a.yml": "nlu: []",
    "data/knowledge/linjer.yml": "x: 1",
    "bot/nlu/tokenizer.py": "A = 1",
    "bot/nlu/dates/lexicon.yml": "a: b",
    "bot/knowledge/model.py": "C = 3",
    "bot/topics.py": "D = 4",
    "requirements/bot.txt": "rasa==3.6.21",
    "README.md": "read me",
    "bot/answers/nlg.py": "E = 5",
    "tests/test_x.py": "F = 6",
}
OUTSIDE = {"README.md", "bot/answers/nlg.py", "tests/test_x.py"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small project."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_inputs_are_what_the_model_is_made_of(tree: Path) -> None:
    """In a fixed order; documents, answers' code and tests are not among them."""
    found = [str(path.relative_to(tree)) for path in inputs(tree)]
    assert set(found) == set(FILES) - OUTSIDE
    assert found == [str(path.relative_to(tree)) for path in inputs(tree)]


def test_the_fingerprint_is_stable(tree: Path) -> None:
    """The same contents give the same 64 hexadecimal digits, whenever they were written."""
    before = fingerprint(tree)
    (tree / "config.yml").write_text(FILES["config.yml"], encoding="utf-8")
    assert fingerprint(tree) == before
    assert len(before) == 64


@pytest.mark.parametrize("name", sorted(set(FILES) - OUTSIDE))
def test_the_fingerprint_changes_with_an_input(tree: Path, name: str) -> None:
    """One more sign in any of them."""
    before = fingerprint(tree)
    (tree / name).write_text(FILES[name] + " ", encoding="utf-8")
    assert fingerprint(tree) != before


@pytest.mark.parametrize("name", sorted(OUTSIDE))
def test_other_files_do_not_change_it(tree: Path, name: str) -> None:
    """No training for a new sentence in the README."""
    before = fingerprint(tree)
    (tree / name).write_text("changed", encoding="utf-8")
    assert fingerprint(tree) == before


def test_new_removed_and_renamed_inputs_change_it(tree: Path) -> None:
    """Names count as well as contents."""
    seen = {fingerprint(tree)}
    (tree / "data" / "nlu" / "b.yml").write_text("nlu: []", encoding="utf-8")
    seen.add(fingerprint(tree))
    (tree / "data" / "nlu" / "a.yml").rename(tree / "data" / "nlu" / "c.yml")
    seen.add(fingerprint(tree))
    (tree / "data" / "nlu" / "b.yml").unlink()
    seen.add(fingerprint(tree))
    assert len(seen) == 4


def test_compiled_files_do_not_change_it(tree: Path) -> None:
    """Python's own caches come and go."""
    before = fingerprint(tree)
    cache = tree / "bot" / "nlu" / "__pycache__"
    cache.mkdir()
    (cache / "tokenizer.cpython-310.pyc").write_bytes(b"x")
    assert fingerprint(tree) == before


def test_every_input_of_the_project_exists() -> None:
    """A renamed folder would silently be left out of the fingerprint."""
    for name in training._INPUTS:
        assert (training.ROOT / name).exists(), name


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a model in a folder of the test, with a fixed fingerprint."""
    path = tmp_path / "bot.tar.gz"
    monkeypatch.setattr(training, "MODEL", path)
    monkeypatch.setattr(training, "_MARK", tmp_path / "bot.inputs")
    monkeypatch.setattr(training, "fingerprint", lambda **_: "abc")
    return path


def test_a_model_is_current_with_its_mark_only(model: Path) -> None:
    """No model, no mark, and the mark of other inputs are not current."""
    mark = model.with_name("bot.inputs")
    assert not is_current()
    model.touch()
    assert not is_current()
    mark.write_text("other")
    assert not is_current()
    mark.write_text("abc")
    assert is_current()
    model.unlink()
    assert not is_current()


def trainer(code: int, writes: Path | None) -> Any:
    """Stands for subprocess: ends with ``code`` and writes the model."""

    def run(command: list[str], **_: Any) -> Any:
        if writes is not None:
            writes.touch()
        return SimpleNamespace(returncode=code)

    return SimpleNamespace(run=run, CompletedProcess=subprocess.CompletedProcess)


def test_a_current_model_is_not_trained_again(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is run."""
    model.touch()
    model.with_name("bot.inputs").write_text("abc")
    monkeypatch.setattr(training, "subprocess", None)
    assert training.main() == 0


def test_after_training_the_model_is_current(
    model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And it is said."""
    monkeypatch.setattr(training, "subprocess", trainer(0, model))
    assert training.main() == 0
    assert is_current()
    assert "Modellen är tränad." in capsys.readouterr().out


@pytest.mark.parametrize(("code", "writes", "expected"), [(2, True, 2), (0, False, 1)])
def test_a_failed_training_leaves_no_mark(
    code: int,
    writes: bool,
    expected: int,
    model: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The next start tries again; a training without a model has failed too."""
    monkeypatch.setattr(training, "subprocess", trainer(code, model if writes else None))
    assert training.main() == expected
    assert not is_current()
    assert "misslyckades" in capsys.readouterr().err
