"""What goes wrong in a benchmark."""


class BenchmarkError(RuntimeError):
    """A measurement cannot be made; the message says why."""
