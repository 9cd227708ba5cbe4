"""Words that stand where a place should stand but are none that is known."""

from __future__ import annotations

from bot.nlu.places.cues import Context, Cue, CueWords
from bot.nlu.places.tokens import Token

_SHORTEST = 3
_MOST_WORDS = 3


def unknown_span(
    context: Context, words: CueWords, taken: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Token spans (end not included) that read as a place that nobody knows.

    That is a word with a capital letter after "i" or after a phrase such as "bor i" or "kommer
    från", or before "kommun" or "län". ``taken`` are the character spans of the known places.
    Nothing is found in a message in capital letters, where the capital says nothing.
    """
    if context.shouting:
        return []
    tokens = context.tokens
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(tokens):
        end = position + 1
        if _free(tokens[position], taken) and _could_be(tokens[position], words):
            cues = context.cues(position, end)
            before = context.before(position)
            after_in = bool(before) and before[-1] == "i" and bool(cues & Cue.CAPITAL)
            sign = after_in or bool(cues & Cue.STRONG and cues & Cue.CAPITAL)
            named = bool(cues & Cue.WORD) and tokens[position].fold.endswith("s")
            if (sign or named) and not context.forbidden(position, end):
                while (
                    end < len(tokens)
                    and end - position < _MOST_WORDS
                    and tokens[end].joined
                    and tokens[end].capital
                    and _free(tokens[end], taken)
                ):
                    end += 1
                following = tokens[end].fold if end < len(tokens) and tokens[end].joined else ""
                if following in words.kommun_words | words.lan_words:
                    end += 1
                found.append((position, end))
        position = end
    return found


def _free(token: Token, taken: list[tuple[int, int]]) -> bool:
    return not any(begin <= token.start < finish for begin, finish in taken)


def _could_be(token: Token, words: CueWords) -> bool:
    """Whether the token could be a name that is not in the lists: capital, no known word."""
    folded = token.fold
    stem = folded[:-1] if folded.endswith("s") else folded
    return (
        token.capital
        and len(folded) >= _SHORTEST
        and not token.text.isupper()
        and not {folded, stem} & (words.never_unknown | words.persons | words.first_names)
        and token.lower not in words.wordlike
        and not words.is_ordinary(token)
        and not folded.endswith(words.noun_endings)
    )
