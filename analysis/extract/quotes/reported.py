"""Which words beside a reporting verb are a clause at all.

"She has a path" is one; "speaking to reporters", "hours after", "in a statement released by police" are none.
"""

from __future__ import annotations

import itertools

from analysis.extract.quotes.cues import Speech
from analysis.extract.quotes.grammar import (
    AUXILIARIES,
    DETERMINERS,
    LEADS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from analysis.extract.quotes.right import MADE
from analysis.extract.quotes.wording import DOCUMENT, is_role

JOINING = frozenset((",", "and", ";", "but", "while", "whereas", "though", "although"))
OPENING = frozenset(("“", '"', "''", "``", "«"))
_HARMED = frozenset("killed injured wounded dead hurt missing".split())
_ANSWERED = frozenset(
    "claim claims suggestion suggestions charge charges question questions complaint complaints argument arguments "
    "criticism accusation accusations assertion assertions".split()
)
_ANSWERING = frozenset("response reply answer reaction".split())
_AFTERWARDS = frozenset("later earlier before afterward afterwards".split())
_CONDITIONS = frozenset("if while once although though unless whereas".split())


class Reported(Speech):
    """Tells a clause from other words, in one article."""

    def _is_clause(self, begin: int, stop: int) -> bool:
        """Subject and finite verb, not "on Monday" or "speaking to reporters"."""
        if self._is_short(begin, stop):
            return True
        if stop - begin < 3 or self._is_participle(begin, stop) or self._norms[begin] == "'s":
            return False
        verb = self._grammar.main_verb(begin, stop)
        if verb == begin and self._norms[begin] not in AUXILIARIES:
            verb = self._grammar.main_verb(begin + 1, stop)
        if verb is not None:
            before = self._norms[begin + 1 : verb]
            if before[-1:] == [","] and before.count(",") == 1:
                return False  # "announcing the start of the push, urged them"
            if ["and", "that"] in ([one, two] for one, two in itertools.pairwise(before)):
                return False  # "warned the palace of it and that he took no pleasure"
            joined = self._norms[verb - 1] in ("and", "but") and verb - 1 > begin
            anew = self._norms[verb - 3 : verb - 1] in ([",", "but"], [",", "and"])
            joined = joined or (anew and verb - 3 > begin and self._norms[verb - 1] in PRONOUNS)
            # "confirmed receipt, but has not replied"
            return not joined and not self._adverbial(begin)
        norm = self._norms[begin]
        return (norm in PRONOUNS and norm != "it") or self._goes_on_in_marks(begin, stop)

    def _is_short(self, begin: int, stop: int) -> bool:
        """ "he would", "they had", "she lied": a pronoun and a verb, and no more."""
        pair = stop - begin == 2 and self._norms[begin] in PRONOUNS
        verb = self._norms[begin + 1] if pair else ""
        return pair and (verb in AUXILIARIES or (verb.endswith("ed") and len(verb) > 4))

    def _goes_on_in_marks(self, begin: int, stop: int) -> bool:
        """ "both sides “understand the cost”": a subject whose verb is quoted."""
        if self._grammar.opens_phrase(begin) or self._adverbial(begin):
            return False
        for k in range(begin, min(stop - 1, begin + 12)):
            if self._norms[k] in OPENING:
                return k > begin and self._words_at(k + 1).islower()
        return False

    def _words_at(self, k: int) -> str:
        return self._tokens.words[k] if k < len(self._norms) else ""

    def _is_participle(self, begin: int, stop: int) -> bool:
        """ "speaking to reporters", not "using the server was a mistake": a verb has it as its subject."""
        if not self._grammar.is_gerund(begin):
            return False
        for k in range(begin + 1, min(stop, begin + 12)):
            norm = self._norms[k]
            if norm in PRONOUNS or norm in ("that", ",", "and", "but") or k in self._cue_at:
                return True
            if self._grammar.finite[k]:
                return False
        return True

    def _is_full_clause(self, begin: int, stop: int) -> bool:
        """ "she has a path", "the vote would not matter": nobody takes it for a plain object."""
        verb = self._grammar.main_verb(begin, stop)
        if verb == begin and self._norms[begin].split("'")[0] in PRONOUNS:
            return True  # "they'll sign it"
        if verb is not None and 0 < verb - begin < 3 and self._norms[verb] not in ("and", "or"):
            named = (self._words_at(k) for k in range(begin, verb))
            if all(word[0].isupper() for word in named) and begin not in self._cue_at:
                return True  # "suggested Lee belongs in prison"
        return (
            verb is not None
            and verb > begin
            and self._norms[verb - 1]
            not in ("and", "but")  # "predicted gusts, but has revised that"
            and not self._adverbial(begin)
            and not self._grammar.opens_phrase(begin)
            and self._norms[begin] not in ("what", "how", "why", "which", "to")
            and "that" not in self._norms[begin + 1 : verb]  # "repeated his claim that"
            and (self._norms[begin] in PRONOUNS or self._norms[verb] in AUXILIARIES)
        )

    def _at(self, k: int) -> str:
        return self._norms[k] if k < len(self._norms) else ""

    def _adverbial(self, begin: int) -> bool:
        """ "a day after", "hours before", "without": the clause behind it is no speech."""
        for k in range(begin, min(begin + 4, len(self._norms))):
            if self._norms[k] == "as" and self._at(k + 1) in ("many", "much", "few", "little"):
                return False  # "as many as nine may have died"
            if (
                self._norms[k] in ("after", "before", "since", "when", "as", "while")
                and k <= begin + 3
            ):
                return k > begin or self._norms[k] != "when"
            if self._norms[k] not in DETERMINERS and self._norms[k].rstrip("s") not in (
                "day", "hour", "week", "month", "year", "minute", "moment", "shortly", "just", "few",
            ):  # fmt: skip
                return self._norms[k] in ("without",)
        return False

    def _precedes(self, first: int, head: int, lead: str) -> bool:
        """The words before the subject are what was said."""
        while first < head and (self._norms[first] in LEADS or self._norms[first] == ","):
            first += 1
        if head - first < 3 or self._norms[head - 1] in RELATIVES:
            return False
        if self._norms[first] == "to" and not _ANSWERED.isdisjoint(self._norms[first : first + 6]):
            return False  # "To Lee's claim that it was late, Orr said"
        while (
            self._grammar.leads_in(first, head)
            or self._norms[first] in MADE
            or self._is_of_which(first)
            or self._is_a_while(first, head)
        ):
            comma = next((k for k in range(first, head) if self._norms[k] == ","), head)
            if comma + 1 == head and self._is_only_adjunct(first, head):
                return False
            if comma + 1 >= head:
                break
            first = comma + 1
        if self._grammar.main_verb(first, head) is not None:
            return True
        if is_role(self._norms[head - 2]):
            return False  # "Mr. Lee's running mate, Ann Orr, responded"
        counted = self._norms[first].isdigit() and not _HARMED.isdisjoint(self._norms[first:head])
        if counted and "," not in self._reading.vocabulary:
            return True  # "9 hurt in a blast in Homs state television said"
        plain = not self._grammar.opens_phrase(first) and not self._is_timely(first, head)
        return lead == "," and head - first >= 4 and plain

    def _is_a_while(self, first: int, head: int) -> bool:
        """ "Hours later, after two calls, Lee tweeted": how long after, and nothing said."""
        comma = next(
            (k for k in range(first, min(head - 1, first + 6)) if self._norms[k] == ","), 0
        )
        return comma > first and self._norms[comma - 1] in _AFTERWARDS

    def _is_timely(self, first: int, head: int) -> bool:
        """ "Almost exactly three years ago,": a time, and nothing said."""
        near = (self._beside.time_at(k) for k in range(first, min(first + 4, head - 1)))
        return any(time is not None and time.end >= self._tokens.ends[head - 2] for time in near)

    def _is_of_which(self, first: int) -> bool:
        """ "In her letter, a copy of which was leaked, she wrote": an aside."""
        return any(
            self._at(k) == "of" and self._at(k + 1) in ("which", "whom")
            for k in range(first, first + 4)
        )

    def _is_open(self, first: int, head: int) -> bool:
        """True where the words before the subject are no sentence yet: an adjunct, a bare noun phrase."""
        while first < head and (self._norms[first] in LEADS or self._norms[first] == ","):
            first += 1
        if self._grammar.leads_in(first, head):
            comma = next((k for k in range(first, head - 1) if self._norms[k] == ","), 0)
            first = comma + 1 if comma else first
        verb = self._grammar.main_verb(first, head)
        if verb is None:
            return True
        rest = [norm for norm in self._norms[verb + 1 : head] if norm not in (",", "not")]
        return self._norms[verb] in AUXILIARIES and not rest  # "He would not, he said, be there"

    def _is_only_adjunct(self, first: int, head: int) -> bool:
        """ "Asked about it, he said", "In a statement released by police, she said": nothing is said there."""
        if self._norms[first] == "in" and self._at(first + 1) in _ANSWERING:
            return True  # "In response to her claim that C, Lee said"
        opens = self._grammar.opens_phrase(first) and not self._norms[first].endswith("ed")
        if not opens or self._norms[first] in SUBORDINATORS:
            return True
        verb = self._grammar.main_verb(first, head)
        made = verb is not None and self._norms[verb - 1] in DOCUMENT
        tied = verb is not None and self._at(verb + 1) in PREPOSITIONS  # "put on the internet"
        return verb is None or (made and (tied or self._norms[verb].endswith("ed")))

    def _leads_a_clause(self, k: int, stop: int) -> bool:
        """ "says while the wind has eased, the valley is not safe": a condition, and the clause it belongs to."""
        if self._at(k) not in _CONDITIONS or self._norms[k - 1] == ",":
            return False
        for comma in range(k + 3, min(stop - 2, k + 30)):
            if self._norms[comma] == "," and any(self._grammar.finite[k + 1 : comma]):
                return self._norms[comma + 1] not in JOINING and self._is_clause(comma + 1, stop)
        return False
