"""What stands around a word that may be a name."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.conversations.redaction.name_cues import NameCues
from bot.conversations.redaction.text import PLACEHOLDER, Text, Word

_LONGEST = 4  # words in a phrase
_GAP = 4  # characters that may part the words of a phrase
_PLACE_WORDS = frozenset(
    ("i", "från", "till", "ifrån", "på", "vid", "mot", "nära", "utanför", "sedan")
)
_FAINT = frozenset(
    [
        "är", "kan", "har", "vill", "ska", "skulle", "får", "fick", "går", "gick", "blir", "blev",
        "bor", "ser", "hade", "kom", "stod", "står", "sitter", "vet", "slutar", "slutade", "börjar",
        "började", "visar", "svarar", "hjälper", "jobbar", "brukar", "skickar", "är en", "är bra",
        "har gjort", "har tagit", "har slutat",
    ]
)
_HAS_HURT = re.compile(
    r" har (?:slagit|hotat|våldtagit|sparkat|misshandlat|knuffat|strypt|tagit|förföljt|stalkat|"
    r"lurat)"
    r" (?:mig|mej|henne|oss|barnen|min|mitt|mina)\b"
)
_WHOM = frozenset((
    "mig", "mej", "oss", "henne", "honom", "barnen", "min", "mitt", "mina", "vår", "våra"))
_OWNED = frozenset(("min", "mitt", "mina", "vår", "våra"))
_MODALS = frozenset((
    "kan", "får", "ska", "vill", "måste", "skulle", "borde", "kommer", "kunde", "låt", "låta"))
_SHORT_INFINITIVES = frozenset(("få", "gå", "slå", "se", "bo", "ta", "ge", "dö", "må", "bli"))
_CLEFT = frozenset(("det är", "det var", "det va", "det e", "de va", "de e", "de var"))
_BEFORE_SUBJECT = frozenset((
    "att", "om", "när", "då", "eftersom", "innan", "tills", "medan", "sen", "ifall", "men", "fast",
    "igår", "idag", "inatt", "ikväll", "varför", "hur", "och", "o", "å", "så",
))
_NO_VERBS = frozenset(("eller", "efter", "under", "över", "både", "inte", "heter"))
_VERB_ENDS = ("ar", "er", "ade", "de", "te")
_AGE = re.compile(r",? ?\(?\d{1,2}(?:\)|,|\.| år)")
_CALLS = frozenset(("heter", "hette", "namn är", "namnet är", "name is"))
_OF_PERSONS = frozenset(("gick", "kom", "vet", "sitter", "hade", "ville"))
_PERSON_AFTER = re.compile(
    r" är (?:bara )?\d{1,3}\b(?! ?(?:%|kr|grader|dag|veck|mil|km|min))"
    r"| som (?:bor|går|slår|hotar|gråter|dricker)\b"
)
_NAMED_AFTER = re.compile(
    r"[)\"”’*]? (?:heter|hette) (?:han|hon|hen|jag|min|mitt|hans|hennes|barnet|dottern|sonen|"
    r"mannen)\b"
    r"(?! (?:på|inte))"
    r"|[)\"”’*]? (?:är|e|va|var) (?:mitt|hans|hennes|barnets) (?:riktiga |egentliga )?"
    r"(?:namn|förnamn)\b"
    r"| är (?:min|hans|hennes|vår|deras) (?:(?:lille|lilla|stora|yngre|äldre) )?"
    r"(?:bror|storebror|lillebror|syster|storasyster|lillasyster|kusin|svåger|svägerska|sambo|"
    r"exman|pojkvän|flickvän|farbror|morbror|styvpappa|styvfar|svärson|kille|fästman)\b"
)
_REACH = 40
_OPENING = " :\"”»('’*_"  # may stand between "heter" and the name
_STOPS = frozenset(".!?…;()\"”»•")


class Around:
    """The words of one text, asked what stands before and after each."""

    def __init__(self, text: Text, words: list[Word], cues: NameCues) -> None:
        """Take the words and the lists."""
        self._text = text
        self._words = words
        self._cues = cues
        self._before = lru_cache(maxsize=8)(self._phrases_before)

    def personal(self, at: int) -> bool:
        """Whether a name must follow: "jag heter", "mvh", a signature's slash."""
        return any(phrase in self._cues.personal for phrase in self._before(at)) or (
            self._signed(at)
        )

    def loose(self, at: int) -> bool:
        """Whether a name may follow: "heter", "hej", "prata med"."""
        return any(phrase in self._cues.loose for phrase in self._before(at))

    def role(self, at: int) -> bool:
        """Whether "min man", "hennes syster" stands before."""
        phrases = self._before(at)
        for phrase in phrases:
            owner, _, person = phrase.partition(" ")
            if owner in self._cues.owners and person and (
                person in self._cues.people
                or person.rpartition(" ")[2] in self._cues.people
            ):
                return True
        return False

    def title(self, at: int) -> bool:
        """Whether a title or "killen", "grannen" stands right before."""
        phrases = self._before(at)
        return bool(phrases) and phrases[-1] in self._cues.titles

    def owns(self, at: int) -> bool:
        """Whether somebody's relative or the like follows: "annas mamma"."""
        after = self._words[at + 1] if at + 1 < len(self._words) else None
        return after is not None and after.gap == " " and after.lower in self._cues.people

    def beside(self, at: int) -> bool:
        """Whether "jag och" stands before."""
        return any(phrase in self._cues.beside for phrase in self._before(at))

    def follow(self, at: int, but: frozenset[str] = frozenset()) -> bool:
        """Whether somebody does something after it: "slår mig", "och jag"; ``but`` do not count."""
        following: list[str] = []
        for word in self._words[at + 1 : at + 1 + _LONGEST]:
            if len(word.gap) > 2 or _STOPS & set(word.gap):
                break
            following.append(word.lower)
        return any(
            " ".join(following[:length]) in self._cues.follow - but
            for length in range(1, len(following) + 1)
        )

    def does(self, at: int) -> bool:
        """Whether it begins a sentence and what only a person does follows: "Maj drack"."""
        after = self._words[at + 1] if at + 1 < len(self._words) else None
        if after is None or after.gap != " " or not self._words[at].begins_sentence:
            return False
        doing = after.lower in self._cues.acts or after.lower in self._cues.follow
        end = self._words[at].end
        return (doing and after.lower not in _FAINT - _OF_PERSONS) or bool(
            _PERSON_AFTER.match(self._text.low, end, end + _REACH)
        )

    def named_after(self, at: int) -> bool:
        """Whether what follows says that it is a name: "Kung heter han", "April är mitt namn"."""
        end = self._words[at].end
        if at and self._words[at - 1].lower in _PLACE_WORDS:
            return False
        return bool(_NAMED_AFTER.match(self._text.low, end, end + _REACH))

    def calls(self, at: int) -> bool:
        """Whether "heter" or "namn är" stands right before, as before nothing but a name."""
        before = self._before(at)
        return any(phrase in _CALLS for phrase in before[-2:])

    def nicknamed(self, at: int) -> bool:
        """Whether "han kallas" or "aka" stands before."""
        return any(phrase in self._cues.nicknames for phrase in self._before(at))

    def speaks(self, at: int) -> bool:
        """Whether it begins the text and a colon follows, as before what somebody says."""
        word = self._words[at]
        return at == 0 and word.start == 0 and self._text.plain[word.end : word.end + 2] == ": "

    def harms(self, at: int) -> bool:
        """Whether it does what only a person does: "Sofia slår mig"; not after "i" or "från"."""
        before = self._words[at - 1].lower if at else ""
        if before in _PLACE_WORDS or before in self._cues.owners:
            return False
        return self.follow(at, _FAINT)

    def strong(self, at: int) -> bool:
        """Whether the word can hardly be anything but a private name."""
        return self.personal(at) or self.role(at) or self.title(at) or self.beside(at)

    def ends(self, at: int) -> bool:
        """Whether no letters follow the word directly, as they do not follow an initial."""
        after = self._text.plain[self._words[at].end : self._words[at].end + 2]
        return not after[:1].isalnum() and after[:1] not in ("-", ":", "/")

    def near(self, at: int) -> bool:
        """Whether "med", "hos", "åt" stands right before."""
        phrases = self._before(at)
        return bool(phrases) and phrases[-1] in self._cues.near

    def acts(self, at: int) -> bool:
        """Whether it begins a sentence and a verb follows: "Rosa ringde"."""
        word = self._words[at]
        after = self._words[at + 1] if at + 1 < len(self._words) else None
        if after is None or after.gap != " " or not word.begins_sentence:
            return False
        return after.lower in self._cues.acts or (
            len(after.lower) > 3 and after.lower.endswith(_VERB_ENDS)
            and after.lower not in _NO_VERBS and after.lower not in self._cues.stop
        )

    def subject(self, at: int) -> bool:
        """Whether it stands where somebody who does something stands: "att X köper sex"."""
        before = self._words[at - 1].lower if at else ""
        after = self._words[at + 1] if at + 1 < len(self._words) else None
        if after is None or after.gap != " ":
            return False
        if after.lower == "som" and set(self._before(at)) & _CLEFT:
            return True
        if before in _MODALS and (after.lower in _SHORT_INFINITIVES or (
            after.lower.endswith("a") and after.lower not in self._cues.stop
        )):
            return True
        if before not in _BEFORE_SUBJECT:
            return False
        verb = len(after.lower) > 3 and after.lower.endswith(_VERB_ENDS)
        return (verb and after.lower not in _NO_VERBS | self._cues.stop) or (
            after.lower in self._cues.acts or after.lower in self._cues.follow
        )

    def labelled(self, at: int) -> bool:
        """Whether "efternamn:" or the like stands before, as in a form."""
        return self._words[at].gap.strip() == ":" and (
            at > 0 and self._words[at - 1].lower.endswith("namn")
            and not self._words[at - 1].lower.startswith(("användar", "konto", "nick"))
        )

    def hurts(self, at: int) -> bool:
        """Whether it begins a sentence and does something to somebody: "X slår mig"."""
        end = self._words[at].end
        if self._words[at].begins_sentence and _HAS_HURT.match(self._text.low, end, end + _REACH):
            return True
        if not self._words[at].begins_sentence or at + 2 >= len(self._words):
            return False
        verb, whom = self._words[at + 1 : at + 3]
        return verb.gap == whom.gap == " " and whom.lower in _WHOM and (
            verb.lower in self._cues.follow or verb.lower in self._cues.acts
        ) and verb.lower not in _FAINT

    def within(self, at: int) -> bool:
        """Whether it stands between a verb and whom it strikes: "igår slog X mig"."""
        if not at or at + 1 >= len(self._words):
            return False
        verb, whom = self._words[at - 1], self._words[at + 1]
        if verb.lower in _MODALS | _FAINT or whom.lower not in _WHOM - _OWNED:
            return False
        return whom.gap == self._words[at].gap == " " and (
            verb.lower in self._cues.follow or verb.lower in self._cues.acts
        )

    def closes(self, at: int) -> bool:
        """Whether it is the last word, after "mvh" or "hälsningar"."""
        phrases = self._before(at)
        if at + 1 < len(self._words) or not phrases:
            return False
        return phrases[-1] in ("mvh", "hälsningar", "hälsar", "halsningar", "kram", "kramar")

    def noble(self, at: int) -> bool:
        """Whether "von" or "af" stands before."""
        phrases = self._before(at)
        return bool(phrases) and phrases[-1] in ("von", "af")

    def aged(self, at: int) -> bool:
        """Whether an age follows: "Tove, 24"."""
        end = self._words[at].end
        return bool(_AGE.match(self._text.plain, end, end + 10))

    def _signed(self, at: int) -> bool:
        """Whether it is a signature at the end: "/Anna", "// kim", "- Björn"."""
        word = self._words[at]
        gap = word.gap.rstrip(" ")
        if not gap.endswith(("/", " -", "\n-", "~")) or gap[:1].isalnum():
            return False
        rest = self._text.plain[word.end : word.end + 40]
        if sum(map(str.isalpha, rest)) > 25 or len(rest.split()) > 2:
            return False
        if not at:
            return gap[:1] == "/"
        return not gap.endswith("/") or gap[:1] in (" ", "\n", ".", "!", ",", "?")

    def _phrases_before(self, at: int) -> tuple[str, ...]:
        """Up to four words before, joined, longest first."""
        words: list[str] = []
        position = at
        while position and len(words) < _LONGEST:
            gap = self._words[position].gap
            opened = position == at and not gap.strip(_OPENING)
            if PLACEHOLDER in gap or len(gap) > _GAP or (_STOPS & set(gap) and not opened):
                break
            position -= 1
            words.insert(0, self._words[position].lower)
        return tuple(" ".join(words[skip:]) for skip in range(len(words)))
