"""What the graph knows of a message's wording: the whole and its clauses, corrected, as vectors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.nlu import clauses
from bot.nlu.encoder.encoder import Encode
from bot.nlu.encoder.weights import Floats
from bot.nlu.spelling import Speller, words

ATTRIBUTE = "sentences"
READER = "read_as_sentence"  # on a message: reads another text as that message was read
MAX_CHARACTERS = 4_000
DIMENSION = 384  # of a sentence vector; what follows it are means of earlier layers


@dataclass(frozen=True)
class Sentence:
    """A message or one clause of it, with its place in the message (character offsets).

    ``corrected`` is the text as `spoken`, with spelling mended. ``state`` is what the encoder makes
    of it as `spoken` (`Encoding.state`); where many words were mended, its mean with that of the
    corrected text (for a clause the latter alone: an encoding is most of what a message costs).
    ``tokens`` are those of the former, of such a clause of the latter.
    """

    text: str
    corrected: str
    state: Floats
    start: int
    end: int
    tokens: Floats | None = None

    @property
    def vector(self) -> Floats:
        """The sentence vector: float32, (DIMENSION,)."""
        return self.state[:DIMENSION]


Reader = Callable[[str], Sentence]

_EXCLAMATIONS = re.compile(r"!+")
# Share of mended words up to which the raw text says as much as the corrected one.
_FEW = 0.1


def spoken(text: str) -> str:
    """``text`` as it would be heard: "Han slår mig!!" and "HAN SLÅR MIG." as "han slår mig".

    Capitals and full stops tell who writes with care, not what has happened; a model that sees them
    learns that careful writers are calm.
    """
    heard = _EXCLAMATIONS.sub(".", text.lower()).rstrip(" .\n")
    return heard or text


def read(
    text: str, speller: Speller | None, encode: Encode, split: bool = True
) -> list[Sentence]:
    """The whole ``text`` first, then its clauses if it has several.

    ``speller`` is None for a text that is not Swedish: its spelling is left as it is.
    Of a text above MAX_CHARACTERS the beginning and the end are read.
    """
    if len(text) > MAX_CHARACTERS:
        text = text[: MAX_CHARACTERS // 2] + "\n" + text[-MAX_CHARACTERS // 2 :]
    parts = [clauses.Clause(text, 0, len(text))]
    if split:
        parts += clauses.split(text)
    result = []
    for number, part in enumerate(parts):
        corrected = spoken(speller.correct(part.text) if speller else part.text)
        mended = _much_mended(part.text, corrected)
        encoding = encode(corrected if mended and number else spoken(part.text))
        state, tokens = encoding.state, encoding.tokens
        if mended and not number:
            state = (state + encode(corrected).state) / 2
        result.append(Sentence(part.text, corrected, state, part.start, part.end, tokens))
    return result


def _much_mended(text: str, corrected: str) -> bool:
    pairs = list(zip(words(text), words(corrected), strict=False))
    return sum(raw != new for raw, new in pairs) > _FEW * len(pairs)
