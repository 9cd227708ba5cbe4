"""Tables and pictures in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; numbers are right-aligned, floats get three decimals."""
    body = [list(row) for row in rows]
    numeric = [
        bool(body) and all(isinstance(row[i], (int, float)) for row in body)
        for i in range(len(head))
    ]
    lines = [head, ["---:" if n else "---" for n in numeric]]
    lines += [[_cell(value) for value in row] for row in body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: object) -> str:
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    return text.replace("|", "\\|").replace("\n", " ")


def picture(name: str, alt: str) -> str:
    """A picture of the folder `docs/evaluation`."""
    return f"![{alt}](evaluation/{name}.png)"


def percent(value: float) -> str:
    """A share between 0 and 1 in per cent."""
    return f"{100 * value:.1f} %"
