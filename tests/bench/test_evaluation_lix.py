"""LIX and the length of answers."""

import pytest

from bench.evaluation.lix import measure, sentences


def test_lix_is_words_a_sentence_and_the_share_of_long_words() -> None:
    """Eight words in two sentences, two of them longer than six letters: 4 + 25."""
    length = measure("Ring till oss nu. Länsstyrelsen svarar på vardagar.")
    assert (length.words, length.sentences, length.long_words) == (8, 2, 2)
    assert length.lix == pytest.approx(29)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("En mening", 1),
        ("En. Två! Tre?", 3),
        ("Klockan 09.00 öppnar vi.", 1),
        ("Första raden\nandra raden", 2),
        ("Ring 010-223 57 60. Det är gratis.", 2),
        ("Se www.exempel.se.", 1),
        ("112", 0),
        ("", 0),
    ],
)
def test_sentences_end_at_marks_and_lines(text: str, count: int) -> None:
    """A full stop inside a number or an address ends nothing; figures alone are no sentence."""
    assert len(sentences(text)) == count


def test_addresses_are_no_words() -> None:
    """Web and mail addresses are neither long words nor words."""
    length = measure("Läs på https://exempel.se/sida eller fraga@lansstyrelsen.se")
    assert (length.words, length.long_words) == (3, 0)


def test_lists_and_source_links_are_not_prose() -> None:
    """Lines of a list are sentences for LIX, but do not count against three sentences."""
    length = measure("Två hjälper dig:\n• Bris\n• Polisen\n1. Ring\nLäs mer: https://exempel.se")
    assert length.sentences == 5
    assert length.prose == 1


def test_an_empty_answer_has_no_lix() -> None:
    """Nothing is divided by nought."""
    assert measure("").lix == 0.0
