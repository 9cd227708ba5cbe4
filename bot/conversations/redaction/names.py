"""Names of persons: by the lists, by what stands around them, and misspelt.

A sure name (Fadumo) is found anywhere. A doubtful one, a word as well (Björn, Maj, Hall), needs a
sign: a capital letter inside a sentence, "heter", "min man", another name beside it. So does a
word that nobody knows, and it must not be a slip in an ordinary word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.conversations.redaction.finding import Finding, finding
from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.name_cues import Around, NameCues
from bot.conversations.redaction.name_lists import NameLists, one_slip
from bot.conversations.redaction.name_looks import Look, Looks
from bot.conversations.redaction.name_looks import stem as stem_of
from bot.conversations.redaction.text import PLACEHOLDER, Text, Word

_SHORT = 4  # letters of a misspelt name that tells little
_MOST_WORDS = 5  # of one name
_SWEDISH = 0.65  # share of known words from which unknown ones are looked at
_SMALL_WORDS = 0.25  # share of small Swedish words that tells the language as well
_AND = ("och", "o", "å", "&", "and", "samt", "eller")
_NAME_STOPS = frozenset(("han", "my", "du", "de", "do", "so", "an", "no", "en", "man"))


class Names:
    """Finds names of persons."""

    def __init__(self, lists: NameLists, known: KnownWords, cues: NameCues) -> None:
        """Take the lists, the ordinary words, and the words around names."""
        self._lists = lists
        self._known = known
        self._cues = cues
        self._looks = Looks(lists, known, cues)

    def find(self, text: Text, kept: dict[int, bool]) -> Iterator[Finding]:
        """Findings of the kind NAMN.

        ``kept`` are the numbers of the words that belong to something public; True for a single
        word that is a first name too, which is somebody else's after "min man" and the like.
        """
        words = text.words
        looks = [self._looks.look(word) for word in words]
        around = Around(text, words, self._cues)
        readable = self._readable(words, looks)
        named = [
            not (at in kept and not (kept[at] and (around.strong(at) or around.harms(at))))
            and self._is_name(text, words, looks, around, at, readable)
            for at in range(len(words))
        ]
        self._spread(text, words, looks, named, kept)
        at = 0
        while at < len(words):
            if not named[at]:
                at += 1
                continue
            end = at + 1
            while end < len(words) and named[end] and _adjoins(words, end) and (
                end - at < _MOST_WORDS
            ):
                end += 1
            yield finding("NAMN", words[at].start, words[end - 1].end)
            at = end

    def _readable(self, words: Sequence[Word], looks: Sequence[Look]) -> bool:
        """Whether so many words are known that an unknown one stands out."""
        known = sum(look in (Look.WORD, Look.LETTER) for look in looks)
        unknown = looks.count(Look.UNKNOWN)
        small = sum(word.lower in self._cues.stop for word in words)
        if small >= _SMALL_WORDS * len(words) and 2 * known >= unknown:
            return True
        return known >= _SWEDISH * (known + unknown) or len(looks) <= 3

    def _slip(self, word: Word, words: frozenset[str] | None = None) -> bool:
        """Whether the word is one slip from one of ``words``, else from a common word."""
        return not (words or self._known.common).isdisjoint(one_slip(word.fold))

    def _is_name(
        self, text: Text, words: list[Word], looks: list[Look], around: Around, at: int,
        readable: bool,
    ) -> bool:
        word, look = words[at], looks[at]
        if around.owns(at) and word.lower != "hans":
            stem = stem_of(word.lower)
            given = stem in self._lists.sure or stem in self._cues.given
            if stem != word.lower and (given or (word.capital and stem in self._lists.first)):
                return True
        if look is Look.SURE:
            return not word.text.isupper() or text.shouts or len(word.text) > 3 or around.strong(at)
        if at and words[at - 1].lower == "i" and not around.strong(at):
            return False  # a place
        shown = word.capital and not text.shouts
        inside = shown and not word.begins
        common = word.fold in self._known.common
        if look is Look.LETTER:
            initials = text.plain[word.end : word.end + 1] == "." and at + 1 < len(words) and (
                looks[at + 1] is Look.LETTER and words[at + 1].gap in (".", ". ")
            )
            signed = around.personal(at) or around.role(at)
            if initials or (around.acts(at) and len(words) > 2):
                return shown and word.text != "I"
            return inside and word.text != "I" and around.ends(at) and signed
        acronym = not text.shouts and word.text[1:] != word.lower[1:] and len(word.text) <= 4
        if acronym and not around.strong(at):
            return False
        if look is Look.WORD:
            if around.noble(at) and shown:
                return True
            if around.closes(at) and not common:
                return True
            told = around.personal(at) or around.role(at) or around.beside(at)
            ruled_out = word.lower in self._cues.stop or word.lower in self._cues.titles
            return inside and told and not common and not ruled_out
        if look is Look.DOUBTFUL:
            plain = common and not shown and word.lower not in self._cues.given
            if around.personal(at) or around.title(at) or (around.role(at) and not plain):
                return not plain or around.personal(at)
            if around.harms(at) and not plain and word.lower in self._lists.first:
                return True
            plain = common and not shown and word.lower not in self._cues.plain
            after = words[at + 1] if at + 1 < len(words) else None
            if after and after.gap == " " and after.lower in self._cues.family_words and (
                not plain and word.lower in self._lists.first
            ):
                return True
            if around.acts(at) and (
                word.lower in self._cues.plain or (shown and word.lower in self._cues.family_words)
            ):
                return True
            if around.follow(at) and not (around.beside(at) or around.loose(at)):
                return inside or ((shown or not common) and word.lower in self._lists.first)
            if around.beside(at) or around.loose(at):
                return inside or (not plain and word.lower in self._lists.first)
            first = word.lower in self._lists.first
            if around.near(at) and not common and first:
                return True
            alone = len(words) <= 2 or around.aged(at) or around.acts(at)
            return inside or (shown and alone and first)
        if not readable and not around.personal(at):
            return False
        if word.text.isupper() and not text.shouts and not around.strong(at):
            return False
        if around.personal(at):
            return shown or not self._slip(word, self._known.frequent)
        told = around.role(at) or around.title(at) or around.beside(at)
        if look is Look.NEARLY:
            told = told or around.near(at) or around.loose(at) or around.acts(at)
            if told and (shown or len(word.fold) > _SHORT):
                return True
            short = len(word.fold) <= _SHORT and not told
            words_near = self._known.common if short else self._known.frequent
            return inside or not self._slip(word, words_near)
        if told:
            return inside or not self._slip(word, self._known.frequent)
        if around.follow(at) or around.acts(at) or around.near(at) or around.loose(at):
            return shown or not self._slip(word)
        return inside and not self._slip(word) and not word.text.isupper()

    def _spread(
        self, text: Text, words: list[Word], looks: list[Look], named: list[bool],
        kept: dict[int, bool],
    ) -> None:
        """Take in the parts of a name that stand beside one: Kim Andersson, al-Hassan, Anna A."""
        for at in range(1, len(words)):
            if named[at] or kept.get(at) is False:
                continue
            if named[at - 1] and _adjoins(words, at):
                named[at] = self._goes_on(text, words, looks, named, at)
            elif _listed(words, named, at):
                shown = words[at].capital and not text.shouts
                common = words[at].fold in self._known.common
                named[at] = (looks[at] in (Look.UNKNOWN, Look.NEARLY) and shown) or (
                    looks[at] is Look.DOUBTFUL and words[at].lower in self._lists.first
                    and (shown or not common or words[at].lower in self._cues.given
                         or _ends_clause(words, at))
                ) or (
                    looks[at] is Look.WORD and shown and not common
                    and words[at].lower not in self._cues.stop | self._cues.titles
                )
            elif PLACEHOLDER in words[at].gap[-2:]:
                named[at] = looks[at] is Look.UNKNOWN and words[at].capital and not text.shouts
        for at in range(len(words) - 3, -1, -1):
            if named[at + 2] and words[at + 1].lower in _AND and words[at + 1].gap == " ":
                shown = words[at].capital and not text.shouts
                named[at] = named[at] or (
                    looks[at] is Look.DOUBTFUL and kept.get(at) is not False
                    and words[at].lower in self._lists.first
                    and (shown or words[at].fold not in self._known.common)
                )
        for at in range(len(words) - 2, -1, -1):
            if named[at + 1] and not named[at] and kept.get(at) is not False and (
                _adjoins(words, at + 1)
            ):
                word, look = words[at], looks[at]
                shown = word.capital and not text.shouts
                named[at] = (
                    (look is Look.DOUBTFUL and (shown or word.fold not in self._known.common)
                     and word.lower in self._lists.first)
                    or (look in (Look.UNKNOWN, Look.NEARLY) and word.capital)
                    or (at in kept and (shown or self._family(words[at + 1])))
                    or (look is Look.NEARLY and self._family(words[at + 1]))
                    or word.lower in ("von", "af")
                    or (look is Look.DOUBTFUL and word.lower in self._lists.first
                        and self._family(words[at + 1]))
                    or (look is Look.LETTER and shown and word.text != "I")
                    or (words[at + 1].gap == "-" and look is not Look.WORD)
                )

    def _family(self, word: Word) -> bool:
        """Whether the word is a family name and nothing else, in the genitive as well."""
        return any(
            form in self._lists.last and form in self._lists.sure
            for form in (word.lower, stem_of(word.lower))
        )

    def _goes_on(
        self, text: Text, words: list[Word], looks: list[Look], named: list[bool], at: int
    ) -> bool:
        word, look = words[at], looks[at]
        shown = word.capital and not text.shouts
        if word.lower in self._cues.particles and at + 1 < len(words) and words[at + 1].joined:
            after = words[at + 1]
            return after.gap == "-" or (
                looks[at + 1] is not Look.WORD and (named[at + 1] or after.capital)
            )
        if word.gap == "-":
            return look is not Look.WORD or shown
        if look is Look.DOUBTFUL:
            return shown or word.lower in self._cues.family_words or (
                word.fold not in self._known.common and word.lower in self._lists.last
            )
        if look is Look.NEARLY:
            return True
        if look is Look.UNKNOWN:
            return shown or not self._slip(word)
        if look is Look.LETTER:
            return shown and word.text != "I"
        if word.lower in self._cues.family_words:
            return True
        return shown and not word.begins and not word.text.isupper() and (
            words[at - 1].capital and word.lower not in self._cues.stop - _NAME_STOPS
        )


def _listed(words: list[Word], named: list[bool], at: int) -> bool:
    """Whether word ``at`` goes on a list of names: "Anna och Liv", "Anna, Liv"."""
    if named[at - 1] and words[at].gap == ", ":
        return True
    return at > 1 and named[at - 2] and words[at - 1].lower in _AND and words[at].joined


def _ends_clause(words: list[Word], at: int) -> bool:
    return at + 1 == len(words) or not words[at + 1].joined


def _adjoins(words: list[Word], at: int) -> bool:
    """Whether word ``at`` goes on from the one before, an initial's full stop between."""
    return words[at].joined or (
        len(words[at - 1].text) == 1 and words[at].gap in (".", ". ", ".-")
    )
