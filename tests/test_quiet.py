"""Running a module without the deprecation warnings of third parties."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from bot.quiet import hide_messages, main, silence


def shown(module: str, category: type[Warning]) -> bool:
    """Whether a warning that ``module`` gives is shown once silenced."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.resetwarnings()  # those of pytest are not what is tested
        silence()
        warnings.warn_explicit("message", category, f"{module}.py", 1, module=module)
    return bool(caught)


@pytest.mark.parametrize(
    ("module", "category", "expected"),
    [
        ("rasa.core", DeprecationWarning, False),
        ("botanik.vaxter", DeprecationWarning, False),
        ("bot.nlu.tokenizer", DeprecationWarning, True),
        ("actions.contacts", DeprecationWarning, True),
        ("actions", DeprecationWarning, True),
        ("bot", UserWarning, True),
        ("rasa.core", UserWarning, True),
        ("rasa.core", RuntimeWarning, True),
    ],
)
def test_what_is_shown(module: str, category: type[Warning], expected: bool) -> None:
    """Our own deprecations, and everyone's other warnings."""
    assert shown(module, category) is expected


def test_warnings_that_quote_a_message_are_not_shown() -> None:
    """Rasa's warning about "/…" holds what the visitor wrote."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.resetwarnings()
        hide_messages()
        warnings.warn("Failed to parse arguments in line '/min man'. Expected", stacklevel=1)
    assert not caught


def test_the_module_gets_the_other_arguments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It runs as if it had been called itself."""
    (tmp_path / "tyst_modul.py").write_text(
        "import sys\nprint(__name__, sys.argv[1:])\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["quiet", "tyst_modul", "--port", "5"])
    with warnings.catch_warnings():
        main()
    assert capsys.readouterr().out == "__main__ ['--port', '5']\n"


def test_the_exit_code_of_the_module_is_kept(tmp_path: Path) -> None:
    """A failing `rasa` command fails under it, too."""
    (tmp_path / "tyst_modul.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bot.quiet", "tyst_modul"], check=False,
        timeout=60, env={"PYTHONPATH": f"{root}:{tmp_path}", "PATH": ""})
    assert done.returncode == 3
