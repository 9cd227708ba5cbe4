"""Work on all cores of the machine, for training: what waits in numpy or the encoder runs apart."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_In = TypeVar("_In")
_Out = TypeVar("_Out")


def each(work: Callable[[_In], _Out], items: Iterable[_In]) -> list[_Out]:
    """``work`` done on each of ``items``, in their order. Raises what ``work`` raises."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(work, items))
