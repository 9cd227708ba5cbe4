"""Swedish places in messages: kommuner, län, landskap, orter and what is abroad or unknown."""

from bot.nlu.places.gazetteer import Gazetteer
from bot.nlu.places.mention import Kind, PlaceMention, as_value, from_value

__all__ = ["Gazetteer", "Kind", "PlaceMention", "as_value", "from_value"]
