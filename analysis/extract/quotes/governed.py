"""Whether a reporting verb governs the words behind it, or has what was said before its subject.

"The court found that", "scholars say such ads rarely move votes"; not "he said so again to reporters".
"""

from __future__ import annotations

from analysis.extract.quotes.acts import Acts
from analysis.extract.quotes.boundaries import PLACES_OF_SPEECH
from analysis.extract.quotes.grammar import (
    AUXILIARIES,
    DETERMINERS,
    LEADS,
    PREPOSITIONS,
    PRONOUNS,
    REACHED,
    RELATIVES,
    SUBORDINATORS,
)
from analysis.extract.quotes.right import OF_THE_PAGE
from analysis.extract.quotes.utterance import Cue
from analysis.extract.quotes.wording import DOCUMENT

_FINDERS = frozenset(
    "court courts judge judges jury jurors panel committee commission inquiry investigation investigators "
    "researchers scientists auditors tribunal review audit inspectors inspector regulators regulator ombudsman "
    "experts team prosecutors pollsters economists".split()
)
_SHOWS = frozenset(("show", "shows", "showed"))
_FINDS = frozenset(("found", "find", "finds", "finding")) | _SHOWS
_OPENERS = frozenset(("", ",", ".", "”", '"'))
_POSSESSIVES = frozenset("my his her its our their your".split())
_SAYS = frozenset(("say", "says", "said", "saying"))
_SAID_THINGS = frozenset(
    "so which whether nothing something anything little no yes much more less as what how why where who when goodbye "
    "hello thanks he she they it i we you this a an".split()
)
_SMALL_WORDS = DETERMINERS | PREPOSITIONS | SUBORDINATORS | {"and", "or", "but", "not"}
_STANDING = frozenset(
    "within ahead behind tied split divided neck-and-neck even lead leads edge advantage".split()
)
_ADDED_TO = DETERMINERS | PREPOSITIONS | RELATIVES | {"speaking", "said", "told", ","}
_NEW_PHRASES = DETERMINERS - {"a", "an"}
_ADDED = (["part", "of"], ["the", "latest"], ["a", "sign"], ["a", "move"], ["a", "claim"])
_SO_MANY = frozenset("many much few little far long".split())
_LINKS = (
    frozenset("and but that while whereas as ; what how why whether if than".split()) | RELATIVES
)
_QUESTIONS = frozenset("whether if how why what who when where about".split())


class Governed(Acts):
    """Tells what the cues of one article govern."""

    def _may_find(self, cue: Cue) -> bool:
        """ "the court found that" is a finding; "he found that" is what happened to him."""
        verb = self._norms[cue.first]
        if verb not in _FINDS or cue.speaker is None:
            return True
        if verb in _SHOWS and self._surveys.names(cue.speaker):
            return True
        if self._norms[cue.speaker[0]] in ("it", "they"):
            # the poll of the sentence before
            return cue.kind == "finding" or self._surveys.near(cue.first)
        return any(
            norm in _FINDERS or norm in DOCUMENT
            for norm in self._norms[cue.speaker[0] : cue.speaker[1]]
        )

    def _governs(self, cue: Cue, begin: int, stop: int, lead: str) -> bool:
        """True where the words behind the cue are a clause of its own."""
        needs = cue.tag.entry.get("needs")
        goes_on = self._norms[begin - 1] == "," and self._at(begin + 1) in PRONOUNS | DETERMINERS
        if self._at(begin) == "so" and self._at(begin + 1) not in _SO_MANY and not goes_on:
            return False  # "he said so again to reporters"; not "he was old, he said, so he left"
        if lead == "what" and begin == cue.stop and self._at(begin) in AUXILIARIES:
            return True  # "before what managers predicted would be a record crowd"
        if cue.kind == "finding":
            return begin == cue.stop and self._is_found(begin, stop)
        if needs:
            gerund = self._norms[cue.first].endswith("ing")
            own = self._at(begin) in PRONOUNS - {"it"} and self._at(begin + 1) in AUXILIARIES
            plain = not gerund or (own and begin == cue.stop)  # "promising he would go"
            return needs == "clause" and plain and self._is_full_clause(begin, stop)
        if cue.tag.entry.get("object") and begin == cue.stop:
            return False  # "he tells it like it is"
        if self._at(begin).endswith("ly") and self._at(begin + 1) in PREPOSITIONS and cue.used:
            return False  # "“No,” he said dryly about the plan"
        if begin < stop and self._tokens.words[begin] in OF_THE_PAGE:
            return False  # "a monitor said Tags Homs Russia": what the page lists
        turns = lead == "" and begin == cue.stop + 1 and self._norms[cue.stop] == ","
        if turns and self._is_apart(begin):
            return False  # "Lee began to respond, but he was cut off"
        if self._norms[begin - 2 : begin - 1] and self._norms[begin - 1] == "that":
            if self._norms[begin - 2] in DOCUMENT and self._at(begin) in AUXILIARIES:
                return False  # "said in a statement that did not name him"
        if begin > cue.stop and self._norms[begin : begin + 2] in _ADDED:
            return False  # "C, the army said on Monday, part of a campaign it began"
        if self._at(begin) in AUXILIARIES and self._is_in_clause(cue):
            return False  # "denied that the men already admitted had been"
        if self._norms[begin - 1] in PLACES_OF_SPEECH and self._at(begin).endswith("ed"):
            return False  # "in an interview taped on Friday"
        adjective = lead in _OPENERS and self._at(begin).endswith(
            "ed"
        )  # "warned continued growth is"
        if begin < stop and self._grammar.finite[begin] and begin == cue.stop and not adjective:
            # "which it said includes", "a mistake Lee says was his": the clause has its subject in front
            return lead in RELATIVES or lead == "that" or self._norms[begin] in AUXILIARIES
        if cue.used and self._norms[begin - 1] == "," and self._is_apart(begin):
            return False  # "“Next,” he said, when it was put to him"
        return self._is_clause(begin, stop) or self._is_bare(cue, begin, stop)

    def _is_in_clause(self, cue: Cue) -> bool:
        """True where the "that" before the cue's subject is another cue's."""
        head = cue.speaker[0] if cue.speaker else 0
        told = self._norms[head - 1 : head] == ["that"]
        return told and any(c.stop in (head, head - 1) for c in self._by_sentence[cue.sentence])

    def _is_apart(self, k: int) -> bool:
        """ "when it was put to him", "and he quoted the price": the reporter's words behind a quotation."""
        joined = self._norms[k] in ("and", "but") and self._at(k + 1) != "that"
        return joined or self._norms[k] in SUBORDINATORS

    def _is_found(self, begin: int, stop: int) -> bool:
        """ "she would win", "Lee ahead by two", "voters turning away": how things stand."""
        norm = self._at(begin)  # "" where a text ends with "found"
        if (
            not norm
            or self._grammar.opens_phrase(begin)
            or norm in _SAID_THINGS - {"he", "she", "a", "an"}
        ):
            return False
        if self._grammar.main_verb(begin + 1, stop) is not None:
            return True
        return norm not in ("a", "an") and any(
            self._norms[k] in _STANDING
            or self._norms[k] in ("percent", "%")
            or (self._grammar.is_gerund(k) and self._norms[k - 1] not in _SMALL_WORDS)
            for k in range(begin + 1, min(stop, begin + 9))
        )

    def _is_bare(self, cue: Cue, begin: int, stop: int) -> bool:
        """ "Scholars say such ads rarely move votes": a clause whose verb is on no list."""
        if self._norms[cue.first] not in _SAYS or cue.used or cue.inherited:
            return False
        if begin not in (cue.stop, self._behind_cue(cue, stop)):
            return False
        if stop - begin < 5 or self._grammar.opens_phrase(begin) or self._adverbial(begin):
            return False
        if cue.speaker and self._norms[cue.speaker[0]] in ("i", "we", "you"):
            return False
        if self._norms[begin] in _SAID_THINGS or self._norms[begin + 1] in ("same", "following"):
            return False
        found = self._speakers.right(begin, stop)
        added = _ADDED_TO if self._reading.apostrophes_lost else _ADDED_TO - _NEW_PHRASES
        if found is not None and (found[1] >= stop or self._norms[found[1]] in added):
            return False  # "said Ali Reza a baker from Tovar", without commas
        words = [self._tokens.words[k] for k in range(begin + 1, stop)]
        return sum(w.islower() and w not in _SMALL_WORDS for w in words) >= 2

    def _comes_before(self, cue: Cue, first: int, head: int, lead: str) -> bool:
        """True where the words before the subject are what was said."""
        return (
            not cue.inherited
            and not cue.nested
            and not self._is_asked(first, head)
            and lead not in _LINKS
            and (lead == "," or self._at(cue.stop) != ":")
            and self._norms[head - 2] not in RELATIVES
            and (not cue.tag.entry.get("needs") or (lead == "," and not self._has_object(cue)))
            and not self._norms[cue.first].endswith("ing")
            and self._precedes(first, head, lead)
        )

    def _has_object(self, cue: Cue) -> bool:
        """ "As the crowd cheered, he shouted his question": what a weak verb of saying has for its object."""
        return cue.tag.entry.get("needs") == "that" and self._at(cue.stop) in _POSSESSIVES

    def _is_asked(self, first: int, head: int) -> bool:
        """ "Asked by an anchor, Drew Pell, whether he would run, Lee laughed": what he was asked, he did not say."""
        while first < head and (self._norms[first] in LEADS or self._norms[first] == ","):
            first += 1
        if first + 1 >= len(self._norms):
            return False
        if self._norms[first] == "that" and self._norms[first - 1] in REACHED:
            return True  # "Told that the gym was shut, he laughed"
        if self._norms[first] in ("when", "after", "as") and self._norms[head - 1] == ",":
            if not REACHED.isdisjoint(self._norms[first:head]):
                return True  # "When a host asked if it was over, he laughed"
        return self._norms[first] in REACHED and self._norms[first + 1] in PREPOSITIONS | _QUESTIONS
