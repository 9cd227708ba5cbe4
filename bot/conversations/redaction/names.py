"""Names of persons: by the lists, by what stands around them, and misspelt.

A sure name (Fadumo) is found anywhere. A doubtful one, a word as well (Björn, Maj, Hall), needs a
sign: a capital letter inside a sentence, "heter", "min man", another name beside it. So does a
word that nobody knows, and it must not be a slip in an ordinary word.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.name_around import Around
from bot.conversations.redaction.name_cues import NameCues
from bot.conversations.redaction.name_line import (
    Line,
    counted,
    in_place,
    is_english,
    is_initial,
    lives,
    named_alone,
    readable,
    share_known,
)
from bot.conversations.redaction.name_lists import NameLists
from bot.conversations.redaction.name_looks import (
    FOREIGN_SIGNS,
    INSTITUTIONS,
    NOUN_ENDS,
    Look,
    Looks,
)
from bot.conversations.redaction.name_looks import stem as stem_of
from bot.conversations.redaction.name_neighbours import Neighbours, adjoins
from bot.conversations.redaction.text import Text

_SHORT = 4  # letters of a misspelt name that tells little
_COMPOUND = 12  # letters from which an unknown word is rather a compound than a name
_MOST_WORDS = 5  # of one name
_STANDS_OUT = 0.75  # share of known words from which an unknown one is a name without any sign
_FEWEST_WORDS = 3  # of such a text
_NUMBER_WORD = ("nr", "num", "nummer")
_TOOLS = ("SARA", "FREDA", "MARIA")  # ways to judge a risk, so written
_PRONOUN_NAMES = frozenset(("mina", "dina", "my", "di", "du", "man", "han", "alla",
    "vi", "no", "ni", "an"))


class Names:
    """Finds names of persons."""

    def __init__(self, lists: NameLists, known: KnownWords, cues: NameCues) -> None:
        """Take the lists, the ordinary words, and the words around names."""
        self._lists = lists
        self._known = known
        self._cues = cues
        self._looks = Looks(lists, known, cues)
        self._neighbours = Neighbours(lists, known, cues, self._looks)

    def find(self, text: Text, kept: dict[int, bool]) -> Iterator[Finding]:
        """Findings of the kind NAMN.

        ``kept`` are the numbers of the words that belong to something public; True for a single
        word that is a first name too, which is somebody else's after "min man" and the like.
        """
        words = text.words
        seen: dict[str, Look] = {}
        english = is_english(words)
        for word in words:
            if word.text not in seen:
                mine = english and word.text == "my"
                seen[word.text] = Look.WORD if mine else self._looks.look(word)
        looks = [seen[word.text] for word in words]
        line = Line(
            text, words, looks, Around(text, words, self._cues),
            readable(words, looks, self._cues.stop),
            share_known(looks) >= _STANDS_OUT and len(words) >= _FEWEST_WORDS,
            english,
            2 * sum(word.fold[0] < FOREIGN_SIGNS for word in words) > len(words),
        )
        named = [
            self._free(line, at, kept) and self._is_name(line, at)
            for at in range(len(words))
        ]
        self._neighbours.spread(text, words, looks, named, kept)
        at = 0
        while at < len(words):
            if not named[at]:
                at += 1
                continue
            end = at + 1
            while end < len(words) and named[end] and adjoins(words, end) and (
                end - at < _MOST_WORDS
            ):
                end += 1
            yield finding("NAMN", words[at].start, words[end - 1].end)
            at = end

    def _free(self, line: Line, at: int, kept: dict[int, bool]) -> bool:
        """Whether the word belongs to nothing public, or is somebody else's first name there."""
        around = line.around
        if at not in kept or around.named_after(at):
            return True
        acts = line.words[at].text.istitle() and (
            around.subject(at) or around.owns(at) or in_place(line, at)
        )
        return kept[at] and (
            around.strong(at) or around.harms(at) or around.does(at) or lives(line, at)
            or named_alone(line, at) or acts
        )

    def _is_name(self, line: Line, at: int) -> bool:
        word, look, around = line.words[at], line.looks[at], line.around
        if around.owns(at) and word.lower != "hans":
            stem = stem_of(word.lower)
            given = stem in self._lists.sure or stem in self._cues.given
            if stem != word.lower and (given or (word.capital and stem in self._lists.first)):
                return True
            if stem != word.lower and look in (Look.UNKNOWN, Look.NEARLY, Look.ENGLISH):
                return not line.english and not self._known.frequent_slip(word.fold)
        if word.text in _TOOLS and not line.text.shouts:
            return around.strong(at) or around.harms(at)
        if named_alone(line, at) and (
            line.inside(at) or (look is Look.DOUBTFUL and word.lower in self._lists.first)
        ):
            return not word.text.isupper() or len(word.text) > _SHORT
        if look is Look.SURE:
            capital = word.text.isupper() and not line.text.shouts and len(word.text) <= 3
            word_here = not line.shown(at) and word.fold in self._known and counted(line, at)
            return not (capital or word_here) or around.strong(at)
        adverb = not line.shown(at) and word.fold in self._known.common and look is Look.WORD
        if (around.named_after(at) or around.labelled(at)) and (
            not adverb and word.lower not in self._cues.stop
        ):
            return True
        if at and line.words[at - 1].lower == "i" and not around.strong(at):
            return False  # a place
        if word.fold[0] >= FOREIGN_SIGNS and line.latin and len(line.words) > 1:
            return True
        if look is Look.LETTER:
            return is_initial(line, at)
        acronym = not line.text.shouts and word.text[1:] != word.lower[1:] and len(word.text) <= 4
        if acronym and not around.strong(at):
            return False
        if look is Look.WORD or (look is Look.ENGLISH and line.english):
            return self._word(line, at)
        if look is Look.ENGLISH:
            return self._borrowed(line, at)
        if look is Look.DOUBTFUL:
            return self._doubtful(line, at)
        return self._stranger(line, at)

    def _word(self, line: Line, at: int) -> bool:
        """Whether an ordinary word is a name here: "Kung heter han", "min man Kung"."""
        word, around = line.words[at], line.around
        shown, inside = line.shown(at), line.inside(at)
        common = word.fold in self._known.common
        if word.lower in _PRONOUN_NAMES:
            sign = around.strong(at) or around.near(at) or around.loose(at)
            return shown and (
                (inside and sign) or (word.lower == "mina" and around.does(at))
            )
        if word.lower in self._cues.stop or word.lower in self._cues.titles:
            return False
        noun = word.fold.endswith(NOUN_ENDS)
        if (around.hurts(at) or (around.within(at) and (shown or not common))) and not (
            noun or line.english or word.lower in self._cues.people or len(word.text) < _SHORT - 1
        ):
            return True
        if (around.noble(at) and shown) or (around.closes(at) and not common):
            return True
        if around.nicknamed(at) and not common:
            return True
        told = around.personal(at) or around.role(at) or around.beside(at) or around.title(at)
        if len(word.text) > 1 and not common and not line.english and (
            around.calls(at) or (
                (around.role(at) or around.title(at)) and around.follow(at)
                and not noun
            )
        ):
            return True
        if shown and not inside and not common and around.does(at) and not word.text.isupper():
            return not (line.english or noun)
        if not inside or (word.text.isupper() and len(word.text) <= _SHORT):
            return False
        if not noun and not word.text.isupper() and (
            around.loose(at) or around.near(at) or around.subject(at)
        ):
            return True
        proper = not (common or line.english or word.text.isupper())
        return told or (proper and not word.fold.endswith(INSTITUTIONS))

    def _borrowed(self, line: Line, at: int) -> bool:
        """Whether a word of the English dictionary is a name in a line that is not English."""
        around = line.around
        if around.personal(at) or around.role(at) or around.beside(at) or around.title(at):
            return True
        if around.nicknamed(at) or (around.speaks(at) and line.shown(at)):
            return True
        signs = around.follow(at) or around.acts(at) or around.near(at) or around.loose(at)
        signs = signs or around.subject(at)
        if around.hurts(at) or around.within(at):
            return True
        word = line.words[at]
        if word.text.isupper():
            return False
        if line.shown(at) and signs:
            return True
        return line.inside(at) or (signs and not self._known.slip(word.fold))

    def _doubtful(self, line: Line, at: int) -> bool:
        """Whether a name that is a word as well is a name here."""
        word, around = line.words[at], line.around
        shown, inside = line.shown(at), line.inside(at)
        common = word.fold in self._known.common
        first = word.lower in self._lists.first
        if not shown and counted(line, at) and not around.role(at):
            return around.personal(at)
        plain = common and not shown and word.lower not in self._cues.given
        if around.personal(at) or around.title(at) or (around.role(at) and not plain):
            return not plain or around.personal(at)
        if around.nicknamed(at) or around.speaks(at) or around.within(at) or around.hurts(at):
            return True
        if first and (lives(line, at) or (in_place(line, at) and (
            shown or not common or word.lower in self._cues.given
        ))):
            return True
        if first and around.role(at) and self._neighbours.verb_after(line.words, at):
            return True
        if around.harms(at) and not plain and first:
            return True
        plain = common and not shown and word.lower not in self._cues.plain
        after = line.words[at + 1] if at + 1 < len(line.words) else None
        if after and after.gap == " " and after.lower in self._cues.family_words and (
            not plain and first
        ):
            return True
        if around.acts(at) and (
            word.lower in self._cues.plain or (shown and word.lower in self._cues.family_words)
        ):
            return True
        if around.follow(at) and not (around.beside(at) or around.loose(at)):
            return inside or ((shown or not common) and first)
        if around.beside(at) or around.loose(at):
            return inside or (not plain and first)
        if around.near(at) and not common and first:
            return True
        if around.subject(at) and first and (not common or word.lower in self._cues.plain):
            return True
        alone = len(line.words) <= 2 or around.aged(at) or around.acts(at)
        return inside or (shown and alone and first)

    def _stranger(self, line: Line, at: int) -> bool:
        """Whether a misspelt name or a word that nobody knows is a name here."""
        word, look, around = line.words[at], line.looks[at], line.around
        shown, inside = line.shown(at), line.inside(at)
        numbered = (not shown or word.begins_sentence) and word.fold.endswith(_NUMBER_WORD)
        if not around.personal(at) and (
            not line.readable or numbered or word.fold.endswith(INSTITUTIONS)
        ):
            return False
        if word.text.isupper() and not line.text.shouts and not around.strong(at):
            return False
        if around.personal(at):
            certain = shown or around.calls(at) or around.closes(at)
            return certain or not self._known.frequent_slip(word.fold)
        told = around.role(at) or around.title(at) or around.beside(at)
        if look is Look.NEARLY:
            told = told or around.near(at) or around.loose(at) or around.acts(at)
            told_so = shown or len(word.fold) > _SHORT or around.follow(at)
            if (told and told_so) or around.within(at):
                return True
            if around.subject(at) and not self._known.frequent_slip(word.fold):
                return True
            if not shown and len(word.fold) >= _COMPOUND:
                return False
            short = len(word.fold) <= _SHORT and not told
            slip = self._known.slip if short else self._known.frequent_slip
            return inside or not slip(word.fold)
        if told or around.within(at):
            certain = inside or around.follow(at) or around.within(at)
            return certain or not self._known.frequent_slip(word.fold)
        if around.acts(at) and (len(word.fold) < _COMPOUND or around.hurts(at) or shown):
            return shown or not self._known.frequent_slip(word.fold)
        if around.follow(at) or around.near(at) or around.loose(at):
            return shown or not self._known.slip(word.fold)
        if inside or around.subject(at):
            return (inside and len(word.fold) > _SHORT) or not (
                self._known.frequent_slip(word.fold)
            )
        if not shown and len(word.fold) >= _COMPOUND:
            return False
        stands_out = line.swedish or (shown and len(line.words) >= _FEWEST_WORDS)
        return stands_out and not self._known.slip(word.fold)
