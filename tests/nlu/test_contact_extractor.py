"""The Rasa component around the contact finder."""

from __future__ import annotations

import numpy as np
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import sentences
from bot.nlu.contact_extractor import ContactExtractor
from bot.nlu.sentences import Sentence


def test_a_contact_becomes_an_entity() -> None:
    """The value is the id of the entry."""
    text = "vad är numret till Kvinnofridslinjen?"
    message = Message({"text": text})
    ContactExtractor().process([message])
    (contact,) = message.get("entities")
    assert (contact["entity"], contact["value"]) == ("contact", "kvinnofridslinjen")
    assert text[contact["start"] : contact["end"]] == "Kvinnofridslinjen"


def test_the_corrected_wording_is_read_too() -> None:
    """A misspelling that is no alias is found through the spelling."""
    text = "numret till kvinnofrizlinjen"
    message = Message({"text": text})
    whole = Sentence(text, "numret till kvinnofridslinjen", np.zeros(1, np.float32), 0, len(text))
    message.set(sentences.ATTRIBUTE, [whole])
    ContactExtractor().process([message])
    assert message.get("entities")[0]["value"] == "kvinnofridslinjen"


def test_a_message_without_a_contact_or_text_is_left_alone() -> None:
    """No entity is added, and a message without text is no error."""
    messages = [Message({"text": "vad är klockan?"}), Message({})]
    ContactExtractor().process(messages)
    assert [message.get("entities") for message in messages] == [None, None]
