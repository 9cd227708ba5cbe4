"""`python -m bot.conversations.redact`: lines on standard input come out redacted, one for one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO

from bot.conversations.redaction import RedactionError, Redactor


def lines(source: BinaryIO) -> Iterator[str]:
    """The lines of ``source`` without their ends; bytes that are no UTF-8 become U+FFFD.

    A line ends at \\n, alone or after \\r; any other \\r inside it becomes a space.
    """
    for line in source:
        text = line.decode("utf-8", errors="replace")
        yield text.removesuffix("\n").removesuffix("\r").replace("\r", " ")


def main(source: BinaryIO | None = None, target: BinaryIO | None = None) -> int:
    """Redact all lines; 0, or 1 with one line on standard error when a list is broken."""
    source, target = source or sys.stdin.buffer, target or sys.stdout.buffer
    try:
        redactor = Redactor.load()
    except RedactionError as error:
        print(error, file=sys.stderr)
        return 1
    for line in lines(source):
        target.write(redactor.redact(line).encode("utf-8", errors="replace") + b"\n")
        target.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
