"""Speech on both sides of its attribution: "C1, X said, C2"."""

from __future__ import annotations

from analysis.extract.quotes.boundaries import Boundaries
from analysis.extract.quotes.cues import Cue, Utterance
from analysis.extract.quotes.grammar import PREPOSITIONS, PRONOUNS, RELATIVES
from analysis.extract.quotes.wording import DOCUMENT

_ADDED = frozenset(
    "citing quoting adding referring speaking describing calling declining noting according in-what".split()
)
_SHORTEST = 5


class Interrupted(Boundaries):
    """Clauses that the cue and its subject break in two."""

    def _around_cue(
        self, cue: Cue, speaker: tuple[int, int], before: tuple[int, int], behind: int, stop: int
    ) -> list[Utterance | None]:
        """One row a half; one in all where only both make a sentence; one half where one is the reporter's."""
        first, head = before
        begin = behind + 1
        if self._norms[head - 2] in RELATIVES:
            return [self._made(cue, speaker, begin, stop, "quote.interrupted")]
        if self._is_open(first, head):
            return [self._made(cue, speaker, first, stop, "quote.interrupted")]
        subject = self._subject_in_front(first, head, begin)
        if subject is not None:
            return [self._made(cue, speaker, subject, stop, "quote.interrupted")]
        if not self._is_second(begin, stop):
            return [self._made(cue, speaker, first, head, "quote.clause_before")]
        if min(head - first, stop - begin) < _SHORTEST:
            return [self._made(cue, speaker, first, stop, "quote.interrupted")]
        one = self._made(cue, speaker, first, head, "quote.interrupted")
        two = self._made(cue, speaker, begin, stop, "quote.interrupted")
        if one is not None and two is not None:
            two.group = one.group
        return [one, two]

    def _subject_in_front(self, first: int, head: int, begin: int) -> int | None:
        """ "It rained, and a flood, he says, could follow": where the subject of the half behind begins."""
        if begin >= len(self._norms) or not self._grammar.finite[begin]:
            return None
        for k in range(head - 2, first, -1):
            if self._grammar.finite[k]:
                return None
            if self._norms[k] in ("and", "but", ";", ","):
                return k + 1
        return None

    def _is_second(self, begin: int, stop: int) -> bool:
        """True where the words behind the attribution are still the speaker's."""
        if stop - begin < 3:
            return False
        norm = self._at(begin)
        if norm in ("and", "but"):
            later = begin + 1
            if self._at(later) in PRONOUNS or self._at(later) == "that":
                return True
            if DOCUMENT & set(self._norms[later : later + 3]):
                return False  # "and a poll put him third": another source takes over
            return (
                not self._grammar.finite[later] and self._grammar.main_verb(later, stop) is not None
            )
        if norm in _ADDED:
            return False
        return not (norm in PREPOSITIONS and self._at(begin + 1) in ("what", "which", "remarks"))
