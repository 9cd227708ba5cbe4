"""What a plain function decides to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Reply:
    """The name of an answer in data/responses, and JSON-able values for it."""

    response: str
    values: Mapping[str, Any] = field(default_factory=dict)
