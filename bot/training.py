"""Train the model when, and only when, what it is made of has changed.

`python -m bot.training` writes models/kvinnofridslotsen.tar.gz and beside it the fingerprint of
its inputs.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "models" / "kvinnofridslotsen.tar.gz"
_MARK = MODEL.with_suffix(".inputs")
# What Rasa does not see: when one of these changes, nothing of its cache may be used again.
_UNSEEN = ("bot/nlu", "bot/topics.py", "bot/knowledge", "data/knowledge", "requirements/bot.txt")
_INPUTS = ("config.yml", "domain.yml", "data", *(name for name in _UNSEEN if "data/" not in name))


def inputs(root: Path = ROOT, names: Iterable[str] = _INPUTS) -> Iterator[Path]:
    """Files that the model depends on, in a fixed order."""
    for name in names:
        path = root / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (f for f in files if f.is_file() and "__pycache__" not in f.parts)


def fingerprint(root: Path = ROOT, names: Iterable[str] = _INPUTS) -> str:
    """SHA-256 over names and contents of the inputs, in hexadecimal."""
    digest = hashlib.sha256()
    for path in inputs(root, names):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current() -> bool:
    """Whether the trained model was made of the present inputs."""
    return MODEL.is_file() and _marked()[:1] == [fingerprint()]


def _marked() -> list[str]:
    """Fingerprints of all inputs and of those Rasa does not see, as of the last training."""
    return _MARK.read_text().split() if _MARK.is_file() else []


def main() -> int:
    """Train if needed; the exit code of `rasa train`."""
    if is_current():
        return 0
    print("Tränar modellen (omkring en halvtimme; bara när något har ändrats) …", flush=True)
    mark, unseen = fingerprint(), fingerprint(names=_UNSEEN)
    command = [sys.executable, "-m", "bot.quiet", "rasa", "train", "--quiet", "--skip-validation",
               "--fixed-model-name",
               MODEL.name.removesuffix(".tar.gz")]
    if _marked()[1:] != [unseen]:
        command.append("--force")
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode == 0 and MODEL.is_file():
        _MARK.write_text(f"{mark}\n{unseen}\n")
        print("Modellen är tränad.", flush=True)
        return 0
    print("Träningen misslyckades; se meddelandet ovan.", file=sys.stderr)
    return done.returncode or 1


if __name__ == "__main__":
    sys.exit(main())
