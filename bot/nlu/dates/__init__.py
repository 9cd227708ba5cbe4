"""Swedish dates and times: what a message says about when, resolved on Stockholm's clock."""

from .description import describe
from .expression import TimeExpression, as_value, from_value
from .finder import find

__all__ = ["TimeExpression", "as_value", "describe", "find", "from_value"]
