"""Parts of a name that stand beside one: Kim Andersson, al-Hassan, Anna A., "Anna, Liv och My"."""

from __future__ import annotations

from bot.conversations.redaction.known_words import KnownWords
from bot.conversations.redaction.name_cues import NameCues
from bot.conversations.redaction.name_lists import NameLists
from bot.conversations.redaction.name_looks import Look, Looks
from bot.conversations.redaction.name_looks import stem as stem_of
from bot.conversations.redaction.text import PLACEHOLDER, Text, Word

_AND = ("och", "o", "å", "&", "and", "samt", "eller")
_NAME_STOPS = frozenset(("han", "my", "du", "de", "do", "so", "an", "no", "en", "man", "vi", "alla",
    "mina", "dina", "sina", "ni", "is", "can"))
_FAMILY_ENDS = (
    "berg", "strom", "gren", "qvist", "kvist", "dahl", "lund", "holm", "malm", "stedt", "fors",
    "blad", "beck", "vall", "wall", "borg", "strand", "skog", "hult", "hjelm", "skold", "svard",
    "krona", "falt", "feldt", "ius", "sson", "stam", "dottir", "vic", "vich", "wicz",
    "ski", "ska", "zadeh", "oglu", "yan", "idze", "shvili", "enko", "nen", "escu",
)  # folded ends of family names
_BEFORE_NAMES = frozenset(("von", "af", "abu", "abou", "umm", "um", "bin", "bint", "ibn"))
_LETTER_WORDS = frozenset("aeimnoåäö")  # words of one letter, written as they are said


class Neighbours:
    """Goes on from names that are found to the words beside them."""

    def __init__(
        self, lists: NameLists, known: KnownWords, cues: NameCues, looks: Looks
    ) -> None:
        """Take the lists, the ordinary words, the words around names, and what words look like."""
        self._lists = lists
        self._known = known
        self._cues = cues
        self._looks = looks

    def spread(
        self, text: Text, words: list[Word], looks: list[Look], named: list[bool],
        kept: dict[int, bool],
    ) -> None:
        """Take in the parts of a name that stand beside one: Kim Andersson, al-Hassan, Anna A."""
        for at in range(1, len(words)):
            if named[at] or kept.get(at) is False:
                continue
            if named[at - 1] and adjoins(words, at):
                named[at] = self._goes_on(text, words, looks, named, at)
            elif _listed(words, named, at):
                shown = words[at].capital and not text.shouts
                common = words[at].fold in self._known.common
                named[at] = (looks[at] in (Look.UNKNOWN, Look.NEARLY) and shown) or (
                    looks[at] is Look.DOUBTFUL and words[at].lower in self._lists.first
                    and (shown or not common or words[at].lower in self._cues.given
                         or _ends_list(words, at))
                ) or (
                    looks[at] is Look.WORD and shown and not common
                    and not words[at].text.isupper()
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
        if len(words) > 1 and named[1] and words[1].gap == ", " and kept.get(0) is not False:
            named[0] = named[0] or (
                words[0].capital and not text.shouts and looks[0] is not Look.LETTER
                and words[0].fold not in self._known.common
                and words[0].lower not in self._cues.stop | self._cues.titles
            )
        for at in range(len(words) - 2, -1, -1):
            if named[at + 1] and not named[at] and kept.get(at) is not False and (
                adjoins(words, at + 1)
            ):
                word, look = words[at], looks[at]
                shown = word.capital and not text.shouts
                named[at] = (
                    (shown and word.lower in _NAME_STOPS and self._family(words[at + 1]))
                    or (look is Look.WORD and shown and not word.begins_sentence
                        and word.fold not in self._known.common
                        and word.lower not in self._cues.stop | self._cues.titles)
                    or (look is Look.DOUBTFUL and word.lower in self._lists.last
                        and word.fold not in self._known.common)
                    or (look is Look.DOUBTFUL and (shown or word.fold not in self._known.common)
                     and word.lower in self._lists.first)
                    or (look in (Look.UNKNOWN, Look.NEARLY) and word.capital)
                    or (at in kept and (shown or self._family(words[at + 1])))
                    or (look is Look.NEARLY and self._family(words[at + 1]))
                    or word.lower in _BEFORE_NAMES
                    or (len(word.text) == 1
                        and words[at + 1].gap in (".", ". "))
                    or (word.lower in self._cues.particles and at > 0 and word.gap == " "
                        and words[at - 1].lower in self._lists.every
                        and words[at - 1].fold not in self._known.common)
                    or (look is Look.DOUBTFUL and word.lower in self._lists.first
                        and self._family(words[at + 1]))
                    or (look is Look.LETTER and shown and word.text != "I")
                    or (words[at + 1].gap == "-" and (
                        look is not Look.WORD or (shown and words[at + 1].capital)))
                )

    def verb_after(self, words: list[Word], at: int) -> bool:
        """Whether somebody does something right after word ``at``."""
        if at + 1 == len(words) or words[at + 1].gap != " ":
            return False
        after = words[at + 1].lower
        return after in self._cues.acts or after in self._cues.follow or (
            after.endswith(("ar", "er", "ade")) and after not in self._cues.stop
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
        if word.gap == ":":
            return word.lower == "s"
        if len(word.text) == 1 and not shown:
            return word.lower not in _LETTER_WORDS and _ends_clause(text, word)
        if look is Look.WORD and word.fold not in self._known and (
            word.fold.endswith(_FAMILY_ENDS) or (
                words[at - 1].lower in self._lists.first and self.verb_after(words, at)
            )
        ):
            return True
        if word.lower in self._cues.particles and at + 1 < len(words) and words[at + 1].joined:
            after = words[at + 1]
            return after.gap == "-" or (
                looks[at + 1] is not Look.WORD and (named[at + 1] or after.capital)
            ) or (
                after.lower in self._cues.particles and at + 2 < len(words) and named[at + 2]
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
            return shown or not self._known.slip(word.fold)
        if look is Look.LETTER:
            return shown and word.text != "I"
        if word.lower in self._cues.family_words:
            return True
        return shown and not word.begins_sentence and not word.text.isupper() and (
            words[at - 1].capital and word.lower not in self._cues.stop - _NAME_STOPS
        )


def _listed(words: list[Word], named: list[bool], at: int) -> bool:
    """Whether word ``at`` goes on a list of names: "Anna och Liv", "Anna, Liv"."""
    if named[at - 1] and words[at].gap in (", ", " (", "/", " / "):
        return True
    return at > 1 and named[at - 2] and words[at - 1].lower in _AND and words[at].joined


def _ends_list(words: list[Word], at: int) -> bool:
    return at + 1 == len(words) or not words[at + 1].joined


def _ends_clause(text: Text, word: Word) -> bool:
    """Whether a space or the end follows, as after an initial."""
    return text.plain[word.end : word.end + 1] in ("", " ", ".", ",", ")")


def adjoins(words: list[Word], at: int) -> bool:
    """Whether word ``at`` goes on from the one before, an initial's full stop between."""
    return words[at].joined or (words[at].gap == ":" and words[at].lower == "s") or (
        len(words[at - 1].text) == 1 and words[at].gap in (".", ". ", ".-")
    )
