"""`python -m bot.conversations.redact`: lines in, lines out."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from bot.conversations import redact
from bot.conversations.redaction import RedactionError, Redactor

ROOT = Path(__file__).parents[3]


def test_runs_alone_and_imports_no_rasa() -> None:
    """One line out for each line in, and nothing heavy is imported for it."""
    code = (
        "import sys; from bot.conversations import redact; code = redact.main();"
        "heavy = {'rasa', 'tensorflow', 'onnxruntime', 'sklearn'} & set(sys.modules);"
        "print(sorted(heavy), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=b"jag heter anna\n\nhej\n", cwd=ROOT,
        capture_output=True, check=True,
    )
    assert done.stdout.decode() == "jag heter [NAMN]\n\nhej\n"
    assert done.stderr.decode().strip() == "[]"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (b"", b""),
        (b"hej", b"hej\n"),
        (b"hej\r\nhopp\n", b"hej\nhopp\n"),
        (b"a\rb\n", b"a b\n"),
        (b"\n\n", b"\n\n"),
        (b"anna \xff\xfe\n", "[NAMN] \ufffd\ufffd\n".encode()),
    ],
)
def test_one_line_out_for_each_in(source: bytes, target: bytes) -> None:
    """Line ends of any system, empty lines and broken UTF-8 give one line each."""
    written = io.BytesIO()
    assert redact.main(io.BytesIO(source), written) == 0
    assert written.getvalue() == target


def test_a_broken_list_stops_it_with_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The error is told on standard error, and the exit code is 1."""

    def broken() -> Redactor:
        raise RedactionError("allow.txt, rad 3: minst en bokstav")

    monkeypatch.setattr(Redactor, "load", broken)
    assert redact.main(io.BytesIO(b"hej\n"), io.BytesIO()) == 1
    assert capsys.readouterr().err == "allow.txt, rad 3: minst en bokstav\n"
