"""The whole of a message and its clauses, corrected and encoded."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.encoder.encoder import Encoding
from bot.nlu.sentences import MAX_CHARACTERS, read
from bot.nlu.spelling import Speller

SPELLER = Speller({"numret": 5, "språk": 5, "passet": 5, "finns": 5, "vilka": 5})


class CountingEncoder:
    """Encodes a text as its length, and remembers what it was given."""

    def __init__(self) -> None:
        """Nothing encoded yet."""
        self.texts: list[str] = []

    def __call__(self, text: str) -> Encoding:
        """A state and a token of one number."""
        self.texts.append(text)
        length = np.array([len(text)], np.float32)
        return Encoding(length, length[None])


def test_the_whole_comes_first_then_the_clauses() -> None:
    """Each with its place in the message."""
    text = "vad är numret och vilka språk finns passet på?"
    whole, *clauses = read(text, SPELLER, CountingEncoder())
    assert (whole.text, whole.start, whole.end) == (text, 0, len(text))
    assert [c.text for c in clauses] == ["vad är numret", "vilka språk finns passet på?"]
    assert all(text[c.start : c.end] == c.text for c in clauses)


@pytest.mark.parametrize(("split", "count"), [(True, 3), (False, 1)])
def test_training_reads_whole_messages_only(split: bool, count: int) -> None:
    """Clauses cost time, and examples have one intent."""
    text = "vad är numret och vilka språk finns passet på?"
    assert len(read(text, SPELLER, CountingEncoder(), split)) == count


def test_a_corrected_text_counts_half() -> None:
    """The vector is the mean of the raw and the corrected wording."""
    (only,) = read("nummret?", SPELLER, CountingEncoder())
    assert only.corrected == "numret?"
    assert only.vector.tolist() == [7.5]


def test_a_text_without_mistakes_is_encoded_once() -> None:
    """Half the time for most messages."""
    encoder = CountingEncoder()
    read("numret", SPELLER, encoder)
    assert encoder.texts == ["numret"]


def test_one_mistake_in_a_long_text_is_not_worth_an_encoding() -> None:
    """The raw text says as much; the corrected copy is there all the same."""
    encoder = CountingEncoder()
    text = "jag undrar en sak till om linjen: kan du säga mig nummret"
    (only,) = read(text, SPELLER, encoder, split=False)
    assert only.corrected.endswith("numret")
    assert encoder.texts == [text]


def test_of_a_long_text_the_beginning_and_the_end_are_read() -> None:
    """Questions stand at the end."""
    encoder = CountingEncoder()
    text = "början " + "x" * 100_000 + " slutet"
    whole = read(text, SPELLER, encoder)[0]
    assert whole.text.startswith("början") and whole.text.endswith("slutet")
    assert len(whole.text) <= MAX_CHARACTERS + 1


@pytest.mark.parametrize("text", ["", " ", "😀", "?!"])
def test_a_text_without_words_is_one_sentence(text: str) -> None:
    """No clauses and no error."""
    assert len(read(text, SPELLER, CountingEncoder())) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("HAN SLÅR MIG NU", "han slår mig nu"),
        ("Hjälp! Han slår mig, HJÄLP!!!", "hjälp. han slår mig, hjälp"),
        ("Dom slåss.", "dom slåss"),
        ("Han ringde 112 kl. 12.30 från Mjölby …", "han ringde 112 kl. 12.30 från mjölby …"),
        ("Är du där?!", "är du där?"),
        ("112?", "112?"),
        ("...", "..."),
        ("!", "!"),
        ("", ""),
    ],
)
def test_a_message_is_read_as_it_would_be_heard(text: str, said: str) -> None:
    """Capitals, exclamation marks and full stops tell who writes, not what has happened."""
    encode = CountingEncoder()
    (only,) = read(text, None, encode, split=False)
    assert encode.texts == [said]
    assert only.corrected == said
