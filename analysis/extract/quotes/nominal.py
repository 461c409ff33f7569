"""Clauses that a noun of saying holds: "his claim that C", "the lawyer made the case that C", "her point is that C"."""

from __future__ import annotations

from analysis.extract.quotes.boundaries import Boundaries
from analysis.extract.quotes.grammar import DETERMINERS, PREPOSITIONS, RELATIVES
from analysis.extract.quotes.owned import Owned
from analysis.extract.quotes.utterance import Utterance

_NOUNS = frozenset(
    "claim claims assertion assertions statement statements promise pledge vow argument contention allegation "
    "allegations remark comment suggestion suggestions warning warnings complaint complaints insistence admission "
    "declaration accusation accusations charge charges prediction predictions testimony acknowledgment assurance "
    "assurances announcement case point notice word possibility idea theory view position hope hopes concern "
    "concerns fear fears confidence regret criticism disclosure revelation question questions threat threats "
    "reminder guarantee proposal demand demands rumor rumors rumour rumours".split()
)
_HANDED = frozenset(
    "made makes making issued issues issuing raised raises raising offered offers offering gave gives giving "
    "expressed expresses expressing voiced voices voicing served sent sends repeated repeats repeating renewed "
    "floated floating advanced peddled peddling pushed spread took reiterated aired delivered drew sounded "
    "circulated leveled levelled".split()
)
_OWN = frozenset(
    "claim claims assertion assertions statement statements promise pledge vow argument contention allegation "
    "allegations suggestion suggestions warning warnings complaint complaints insistence admission declaration "
    "accusation accusations charge charges prediction predictions testimony acknowledgment assurance assurances "
    "announcement threat threats criticism comment remark".split()
)
_EQUATED = frozenset(
    "argument answer claim conclusion contention explanation message point position prediction reply response theory "
    "verdict view complaint advice warning assessment suggestion fear hope belief".split()
)
_TIMES = frozenset("day night morning evening afternoon week month year time moment".split())
_COME = _OWN | frozenset(
    "word complaints promises pledges admissions concerns concern fears suspicions acknowledgement confirmation "
    "reports pleas hints signals threats advice testimony insistence guarantees guarantee".split()
)
_WHENCE = frozenset("start beginning outset first inside outside year week month day".split())
_FARTHEST, _FARTHEST_TIE = 5, 14


class Nominal(Owned, Boundaries):
    """Indirect speech behind a noun."""

    def _nominal(self, taken: set[int]) -> list[Utterance]:
        """The clauses whose first character is not yet in ``taken``."""
        if _NOUNS.isdisjoint(self._reading.vocabulary):
            return []
        out = []
        for k, norm in enumerate(self._norms):
            if norm == "that" and k and self._norms[k - 1] in _NOUNS:
                one = self._behind_noun(k - 1)
            elif norm == "that" and k and self._norms[k - 1] in ("is", "was"):
                one = self._equated(k)
            elif norm == "that" and "from" in self._norms[max(0, k - _FARTHEST_TIE) : k - 1]:
                one = self._come_from(k)
            else:
                continue
            if one is not None and one.start not in taken:
                out.append(one)
        return out

    def _behind_noun(self, noun: int) -> Utterance | None:
        start = self._tokens.starts[noun]
        sentence = self._reading.sentence_at(start)
        floor, begin = self._reading.sentences[sentence].first, noun + 2
        if self._in_mark(start) or begin + 2 >= len(self._norms):
            return None
        opened = noun
        while opened > max(floor, noun - _FARTHEST) and self._is_beside(opened - 1):
            opened -= 1
        return self._held(noun, begin, self._whose(noun, opened, floor), opened)

    def _come_from(self, that: int) -> Utterance | None:
        """ "word from aides that C", "warnings from the mayor that C": whoever it comes from."""
        start = self._tokens.starts[that]
        floor = self._reading.sentences[self._reading.sentence_at(start)].first
        if self._in_mark(start) or that + 3 >= len(self._norms):
            return None
        tie = next(
            (
                k
                for k in range(that - 2, max(floor, that - _FARTHEST_TIE), -1)
                if self._norms[k] == "from"
            ),
            0,
        )
        if not tie or self._norms[tie - 1] not in _COME:
            return None
        found = self._speakers.right(tie + 1, that)
        if found is None or found[1] != that:
            return None
        if self._norms[that - 1] in _WHENCE:
            return None  # "his concern from the start that C"
        return self._held(tie - 1, that + 1, found, tie - 1)

    def _held(
        self, noun: int, begin: int, owner: tuple[int, int] | None, opened: int
    ) -> Utterance | None:
        """The clause that the noun holds, from token ``begin``; None where it is no clause."""
        sentence = self._reading.sentence_of_token(noun)
        floor = self._reading.sentences[sentence].first
        if owner is None or self._grammar.finite[begin] or self._norms[begin] in _TIMES:
            return None  # "the claim that is", "in her testimony that day"
        follower = next((c for c in self._by_sentence.get(sentence, ()) if c.first > begin), None)
        stop = self._end_of(begin, sentence, follower, nested=False)
        if self._grammar.leads_in(floor, noun):
            stop = self._before_main_clause(begin, stop)
        if not any(self._grammar.finite[k] for k in range(floor, opened)):
            stop = self._matrix_verb(begin, stop)  # "His claim that C has been debunked"
        if stop - begin < 2 or self._grammar.main_verb(begin, stop) is None:
            return None
        return Utterance(
            self._tokens.starts[begin], self._tokens.ends[stop - 1], "indirect",
            self._reading.words(noun, noun + 1), owner, "quote.noun", sentence,
            group=self._next_group(),
        )  # fmt: skip

    def _equated(self, k: int) -> Utterance | None:
        """ "Lee's own verdict, delivered on Monday, was that C", "Her point is that C"."""
        sentence = self._reading.sentence_of_token(k)
        floor = self._reading.sentences[sentence].first
        noun = next(
            (j for j in range(k - 2, max(floor, k - 16), -1) if self._norms[j] in _EQUATED), 0
        )
        if not noun or self._in_mark(self._tokens.starts[k]):
            return None
        closed = noun == k - 2 or (self._norms[noun + 1] == "," and self._norms[k - 2] == ",")
        owner = self._owner(noun - 1, floor) or self._owner(noun - 2, floor) if closed else None
        stop = self._end_of(k + 1, sentence, None, nested=False)
        if owner is None or stop - k < 4 or self._grammar.main_verb(k + 1, stop) is None:
            return None
        return Utterance(
            self._tokens.starts[k + 1], self._tokens.ends[stop - 1], "indirect",
            self._reading.words(noun, noun + 1), owner, "quote.noun", sentence,
            group=self._next_group(),
        )  # fmt: skip

    def _is_beside(self, k: int) -> bool:
        """A word that can stand between a verb and its noun: "a familiar", "the baseless"."""
        norm = self._norms[k]
        plain = self._tokens.words[k][0].islower() and norm.isalpha()
        if norm in DETERMINERS:
            return True
        if norm in PREPOSITIONS:
            return False  # "asked what he makes of the claim that C"
        return (
            plain and norm not in _HANDED and norm not in RELATIVES and not self._grammar.finite[k]
        )

    def _whose(self, noun: int, opened: int, floor: int) -> tuple[int, int] | None:
        """ "his claim", "Lee's false claim", "Lee made the claim": whose noun it is."""
        verb = opened - 1
        if verb >= floor and self._norms[verb] in _HANDED:  # "Lee repeated his claim"
            return self._speakers.left(verb, floor) or self._speakers.subject(floor, verb + 1)
        if self._norms[noun] not in _OWN:
            return None
        for last in range(noun - 1, max(floor, noun - 3) - 1, -1):
            found = self._owner(last, floor)
            if found is not None or not self._tokens.words[last][0].islower():
                return found
        return None
