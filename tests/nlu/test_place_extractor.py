"""The Rasa component around the gazetteer."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.place_extractor import PlaceExtractor
from bot.nlu.places import Gazetteer, PlaceMention


def test_a_place_becomes_an_entity_beside_others() -> None:
    """The entity has the official name, offsets, and the codes; earlier entities stay."""
    text = "Vem är koordinator i Linköpings kommun?"
    message = Message({"text": text, "entities": [{"entity": "time"}]})
    PlaceExtractor(Gazetteer.load()).process([message])
    earlier, place = message.get("entities")
    assert earlier == {"entity": "time"}
    assert text[place["start"] : place["end"]] == "Linköpings kommun"
    assert (place["entity"], place["value"]) == ("place", "Linköping")
    assert place["extractor"] == "PlaceExtractor" and place["confidence_entity"] == 1.0
    assert place["place"] == {
        "kind": "kommun",
        "name": "Linköping",
        "kommun_codes": ["0580"],
        "lan_codes": ["05"],
    }


def test_a_message_without_a_place_or_text_is_left_alone() -> None:
    """No entity is added, and a message without text is no error."""
    messages = [Message({"text": "vad är numret?"}), Message({})]
    PlaceExtractor(Gazetteer.load()).process(messages)
    assert [message.get("entities") for message in messages] == [None, None]


class BrokenGazetteer(Gazetteer):
    """Fails at every message."""

    def __init__(self) -> None:
        """No lists."""

    def find(self, text: str) -> list[PlaceMention]:
        """As a mistake in it would."""
        raise IndexError(text)


def test_a_search_that_fails_costs_the_entities_alone(caplog: pytest.LogCaptureFixture) -> None:
    """The person is answered, danger first, and the log holds no text."""
    message = Message({"text": "han bankar på dörren"})
    PlaceExtractor(BrokenGazetteer()).process([message])
    assert message.get("entities") is None
    assert "IndexError" in caplog.text and "bankar" not in caplog.text
