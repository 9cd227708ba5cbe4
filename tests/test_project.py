"""What holds for the project as a whole: Makefile, gate, documents, lock files."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from bot import topics

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")),
             *sorted(ROOT.glob("CONTRIBUTING.md")), *sorted(ROOT.glob("CHANGELOG.md"))]
# Made by `make`, so not there in a fresh clone.
BUILT = (".venv", ".cache", "models", "results", "build")
BINARY = {".onnx", ".gz", ".bin", ".npz", ".png", ".ico"}

_TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
_DOCUMENTED = re.compile(r"^([a-z][a-z-]*):.*## \S", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
_PATH = re.compile(r"\.?[\w.-]+(?:/[\w.*-]+)*/?")


def tracked() -> list[Path]:
    """Files that git knows of, or would take in; those that are deleted are left out."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=False, timeout=60)
    if listed.returncode:
        pytest.skip("LOUD: this is no git checkout, so its files cannot be listed")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def texts() -> list[tuple[str, str]]:
    """Name and content of the tracked text files."""
    return [(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
            for path in tracked() if path.suffix not in BINARY]


def test_the_makefile_has_few_targets_and_documents_each() -> None:
    """At most fifteen, each with its line of help, each phony."""
    documented = _DOCUMENTED.findall(MAKEFILE)
    assert set(_TARGET.findall(MAKEFILE)) == set(documented)
    assert len(documented) == len(set(documented)) <= 15
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert phony and set(phony.group(1).split()) == set(documented)


def test_make_alone_prints_its_targets() -> None:
    """Without building anything."""
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True,
                          timeout=30, env={**os.environ, "MAKEFLAGS": "", "MAKELEVEL": ""})
    assert {line.split()[0] for line in done.stdout.splitlines()} == set(
        _DOCUMENTED.findall(MAKEFILE))


def test_the_gate_runs_make_test_and_swallows_nothing() -> None:
    """No `|| true`, no output thrown away, every error ends it."""
    path = ROOT / ".ci" / "run"
    text = path.read_text(encoding="utf-8")
    commands = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert "make test" in commands
    assert "set -euo pipefail" in commands
    assert not re.search(r"\|\||/dev/null|set \+e|\btrap\b|-k\b|--keep-going|\bexit 0\b", text)
    assert os.access(path, os.X_OK)


def test_make_test_runs_everything_and_swallows_nothing() -> None:
    """Lint, unit tests, training, dialogues, end to end; no step may fail unseen."""
    rule = re.search(r"^test:(.*)##.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert rule
    assert set(rule.group(1).split()) == {"lint", "unit", "train", "dialogues"}
    assert "pytest -q tests/end_to_end" in rule.group(2)
    assert ".SHELLFLAGS := -euo pipefail -c" in MAKEFILE
    assert not re.search(r"\|\| *(?:true|:)|^\t-|\|\| *exit 0", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_in_documents_are_targets(path: Path) -> None:
    """Every `make …` of a document exists."""
    text = path.read_text(encoding="utf-8")
    code = [*_CODE.findall(text), *re.findall(r"^```.*?\n(.*?)^```", text, re.M | re.S)]
    named = {name for part in code for name in re.findall(r"\bmake ([a-z][a-z-]*)", part)}
    assert not named - set(_DOCUMENTED.findall(MAKEFILE))


def _named_paths(text: str) -> set[str]:
    """What stands in backticks and looks like a path of this repository."""
    tops = {path.name for path in ROOT.iterdir()} | set(BUILT)
    found = set()
    for code in _CODE.findall(text):
        for word in code.split():
            word = word.rstrip(".,:;").removeprefix("./")
            if not _PATH.fullmatch(word) or word.startswith(BUILT):
                continue
            folder = word.split("/")[0] in tops and "/" in word
            file = re.fullmatch(r"[\w.-]+\.(?:md|yml|toml|py|sh)", word) and word in tops
            if folder or file:
                found.add(word)
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_paths_in_documents_exist(path: Path) -> None:
    """Those in backticks, patterns included, and those of links."""
    text = path.read_text(encoding="utf-8")
    missing = [name for name in _named_paths(text)
               if not (any(ROOT.glob(name.rstrip("/"))) if "*" in name else (ROOT / name).exists())]
    missing += [link for link in _LINK.findall(text) if not (path.parent / link).exists()]
    assert not missing


def test_the_check_of_paths_sees_paths() -> None:
    """Commands, settings and addresses are none."""
    text = "`data/topics.yml` `bot/finns_inte.py` `make run` `a/b` `tests/sets/` `models/x` `bot`"
    assert _named_paths(text) == {"data/topics.yml", "bot/finns_inte.py", "tests/sets/"}


def test_every_topic_is_documented() -> None:
    """docs/intents.md names each intent."""
    text = (ROOT / "docs" / "intents.md").read_text(encoding="utf-8")
    assert not [intent for intent in topics.load() if f"`{intent}`" not in text]


def test_no_file_names_a_registry_or_a_machine() -> None:
    """Where packages come from is the machine's matter; paths of one work on no other."""
    # Written in two parts, so that this file names none either.
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org",
             "huggingface" + ".co", "conda.anaconda" + ".org", "artifactory", "nexus" + "."]
    paths = re.compile(r"(?<![\w.])/(?:work|home|root|Users|tmp|mnt)/\w")
    wrong = []
    for name, text in texts():
        if name != "tests/test_project.py":
            wrong += [(name, host) for host in hosts if host in text.lower()]
            wrong += [(name, found.group()) for found in paths.finditer(text)]
    assert not wrong


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")),
                         ids=lambda p: p.name)
def test_every_requirement_is_pinned_and_hashed(path: Path) -> None:
    """One exact version, at least one SHA-256, and no other index."""
    joined = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    lines = [line for line in lines if not line.strip().startswith("#")]
    assert len(lines) > 20
    for line in lines:
        assert re.match(r"[A-Za-z0-9._-]+(?:\[[\w,-]+\])?==[\w.+!-]+", line.strip()), line[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", line), line[:80]
        assert "://" not in line


def test_lock_files_and_inputs_belong_together() -> None:
    """Each input has its lock file, and what it asks for is in it."""
    name = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*", re.MULTILINE)

    def packages(path: Path) -> set[str]:
        """The names in a file, as package indexes compare them."""
        found = name.findall(path.read_text(encoding="utf-8"))
        return {re.sub(r"[-_.]+", "-", one).lower() for one in found}

    for source in (ROOT / "requirements").glob("*.in"):
        assert not packages(source) - packages(source.with_suffix(".txt"))


def test_modules_are_small() -> None:
    """No module above 300 lines, none called utils."""
    modules = [path for folder in ("bot", "actions", "bench")
               for path in (ROOT / folder).rglob("*.py")]
    assert not [str(p) for p in modules
                if len(p.read_text(encoding="utf-8").splitlines()) > 300]
    assert not [str(p) for p in modules if "util" in p.name]


def test_every_yaml_file_can_be_read() -> None:
    """Also those that only Rasa's command line opens."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for name, text in texts():
        if name.endswith((".yml", ".yaml")):
            assert yaml.load(text, loader) is not None, name


def test_tests_say_what_they_test() -> None:
    """Every test function begins with a docstring."""
    import ast

    silent = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_test = isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            if is_test and not ast.get_docstring(node):  # type: ignore[arg-type]
                silent.append(f"{path.relative_to(ROOT)}::{node.name}")  # type: ignore[attr-defined]
    assert not silent


def test_the_servers_listen_on_this_machine_only() -> None:
    """The development set-up is not reachable from the network."""
    from bot import start

    assert start.HOST == "127.0.0.1"
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    assert endpoints["action_endpoint"]["url"] == f"http://{start.HOST}:{start.ACTIONS_PORT}/webhook"
