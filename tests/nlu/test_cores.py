"""Work on all cores."""

from __future__ import annotations

import pytest

from bot.nlu.cores import each


def test_work_on_all_cores_keeps_its_order() -> None:
    """Labels belong to their messages."""
    assert each(lambda n: n * n, range(100)) == [n * n for n in range(100)]


def test_what_fails_on_a_core_is_not_lost() -> None:
    """A training that cannot go on ends."""
    with pytest.raises(ZeroDivisionError):
        each(lambda n: 1 // n, [1, 0])
