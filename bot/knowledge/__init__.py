"""Facts with their source, date and status, read once from data/knowledge."""

from bot.knowledge.contacts import Contacts, normal_phone, normal_url
from bot.knowledge.errors import KnowledgeError
from bot.knowledge.loader import load
from bot.knowledge.model import (
    Alternative,
    Closure,
    Entry,
    Fact,
    Knowledge,
    Source,
    Status,
    Text,
    Value,
)

__all__ = [
    "Alternative",
    "Closure",
    "Contacts",
    "Entry",
    "Fact",
    "Knowledge",
    "KnowledgeError",
    "Source",
    "Status",
    "Text",
    "Value",
    "load",
    "normal_phone",
    "normal_url",
]
