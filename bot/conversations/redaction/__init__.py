"""Takes out of messages what could tell who wrote them, before anything is written down."""

from bot.conversations.redaction.finding import KINDS, Finding
from bot.conversations.redaction.lists import RedactionError
from bot.conversations.redaction.numbering import Numbering
from bot.conversations.redaction.redactor import Redactor

__all__ = ["KINDS", "Finding", "Numbering", "RedactionError", "Redactor"]
