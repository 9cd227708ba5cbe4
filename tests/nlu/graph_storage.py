"""A model storage for component tests: one folder, as Rasa's graph components use it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class FolderStorage:
    """Stands for Rasa's ModelStorage; every resource is the same folder."""

    def __init__(self, folder: Path) -> None:
        """``folder`` must exist."""
        self.folder = folder

    @contextmanager
    def write_to(self, resource: Any) -> Iterator[Path]:
        """The folder to write into."""
        yield self.folder

    @contextmanager
    def read_from(self, resource: Any) -> Iterator[Path]:
        """The folder to read from."""
        yield self.folder
