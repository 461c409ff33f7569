"""Speech on both sides of its attribution: "C1, X said, C2"."""

from __future__ import annotations

from analysis.extract.quotes.boundaries import Boundaries
from analysis.extract.quotes.grammar import (
    ADVERBS,
    LEADS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from analysis.extract.quotes.utterance import Cue, Utterance
from analysis.extract.quotes.wording import DOCUMENT

_OPENING = frozenset(("“", '"', "''", "``", "«"))
_SHORTEST = 5
_IT_IS = frozenset("clear likely unlikely certain sure possible know feel".split())
_DASHES = frozenset(("-", "–", "—"))
_REPEATED = 6  # words that make a repeat
_TIED = frozenset("because if unless until when since".split())
_CONDITIONS = SUBORDINATORS - {"whether", "although", "though", "while", "if", "unless"}
_STILL_TOLD = frozenset("had would could might should hadn't wouldn't couldn't".split())
_ABOUT = frozenset("almost exactly nearly about roughly just only some barely".split())
_COUNTS = frozenset("more less fewer roughly about".split())
_ADDED = frozenset(
    "up down compared including roughly about more fewer less as although though while whereas citing quoting "
    "adding referring speaking describing calling declining noting according in-what".split()
)


class Interrupted(Boundaries):
    """Clauses that the cue and its subject break in two."""

    def _around_cue(
        self, cue: Cue, speaker: tuple[int, int], before: tuple[int, int], behind: int, stop: int
    ) -> list[Utterance | None]:
        """One row a half, without what only sets the scene; one half where the other is the reporter's."""
        first, head = before
        begin = behind + 1
        if any(self._norms[k] in RELATIVES for k in range(max(first, head - 5), head - 1)) and (
            not any(self._grammar.finite[k] for k in range(max(first, head - 5), head - 1))
        ):  # "Lee, whom Orr, she said, had mocked"
            return [self._made(cue, speaker, begin, stop, "quote.interrupted")]
        if self._norms[begin] == "that" and self._thinks(head - 2):
            return [self._made(cue, speaker, first, stop, "quote.interrupted")]
        whole = any(self._grammar.finite[k] for k in range(first, head - 2))
        if whole and self._is_added(begin, stop):
            return [self._made(cue, speaker, first, head, "quote.clause_before")]
        if self._is_open(first, head):
            return self._halves(cue, speaker, before, (begin, stop))
        subject = self._subject_in_front(first, head, begin)
        if subject is not None:
            return self._halves(cue, speaker, (subject, head), (begin, stop))
        if not self._is_second(begin, stop):
            return [self._made(cue, speaker, first, head, "quote.clause_before")]
        if self._joins_anew(first, head):
            return [self._made(cue, speaker, begin, stop, "quote.interrupted")]
        return self._halves(cue, speaker, before, (begin, stop))

    def _halves(
        self, cue: Cue, speaker: tuple[int, int], before: tuple[int, int], behind: tuple[int, int]
    ) -> list[Utterance | None]:
        """ "The roof", "had burned" of "The roof, he said, had burned"; "By noon, he said, it was out" has one."""
        if self._turns_scene(*before):
            return [self._made(cue, speaker, *behind, "quote.interrupted")]
        short = behind[1] - behind[0] < _SHORTEST
        if short or self._norms[behind[0]] in _TIED or self._norms[before[0]] == "that":
            return [self._made(cue, speaker, before[0], behind[1], "quote.interrupted")]
        scene = self._sets_scene(*before) or (
            self._norms[before[0]] in ("if", "unless")
            and not _OPENING.isdisjoint(self._norms[behind[0] : behind[1]])
        )
        one = None if scene else self._made(cue, speaker, *before, "quote.interrupted")
        two = self._made(cue, speaker, *behind, "quote.interrupted")
        if one is not None and two is not None:
            two.group = one.group
        return [one, two]

    def _turns_scene(self, first: int, head: int) -> bool:
        """ "Nine have left, but this year, she said, she stays": a clause of the reporter's, and an adjunct."""
        k = next((k for k in range(head - 2, first + 2, -1) if self._norms[k] in ("but", "and")), 0)
        turns = k and self._norms[k - 1] == "," and head - k < 7 and self._sets_scene(k + 1, head)
        return bool(turns) and self._grammar.main_verb(first, k - 1) is not None

    def _sets_scene(self, first: int, head: int) -> bool:
        """ "By noon,", "In the north,", "Separately,": an adjunct without a verb or a subject."""
        while first < head and (self._norms[first] in LEADS or self._norms[first] == ","):
            first += 1
        while first < head - 2 and self._norms[first] in _ABOUT:
            first += 1  # "Almost exactly three years ago"
        lead = self._norms[first]
        comma = next((k for k in range(first, head - 1) if self._norms[k] == ","), head)
        if comma < head and self._grammar.main_verb(comma, head) is not None:
            return False
        if lead in _CONDITIONS or self._norms[first : first + 3] == ["by", "the", "time"]:
            return True
        if any(self._grammar.finite[k] for k in range(first, head) if not self._is_made(k)):
            return False
        if lead in PREPOSITIONS and comma == head:
            return True
        timed = any(
            time.start == self._tokens.starts[first] and time.end >= self._tokens.ends[head - 2]
            for time in self._reading.found.times
        )
        return first >= head - 1 or timed or (lead.endswith("ly") and head - first == 2)

    def _is_made(self, k: int) -> bool:
        """ "in a statement put on its web page": what was done with the words, no verb of the sentence."""
        return self._norms[k - 1] in DOCUMENT and self._at(k + 1) in PREPOSITIONS

    def _behind_repeat(self, first: int, stop: int) -> int:
        """Where a lead begins again that is printed twice in one breath: "Nine died Nine died police said"."""
        lead = self._norms[first : first + _REPEATED]
        for k in range(first + _REPEATED, stop - _REPEATED):
            if self._norms[k] == "reports" and self._norms[k - 1] in _DASHES:
                return k + 1  # "Raid Kills Nine - Reports A raid killed nine"
            if self._norms[k] == lead[0] and self._norms[k : k + _REPEATED] == lead:
                return k
        return first

    def _subject_in_front(self, first: int, head: int, begin: int) -> int | None:
        """ "It rained, and a flood, he says, could follow": where the subject of the half behind begins."""
        verb = begin + (self._at(begin) in ADVERBS)
        if verb >= len(self._norms) or not self._grammar.finite[verb]:
            return None
        for k in range(head - 2, first, -1):
            if self._grammar.finite[k]:
                return None
            if self._norms[k] in ("and", "but", ";", ","):
                return k + 1
        return None

    def _joins_anew(self, first: int, head: int) -> bool:
        """ "He has run it since May, and lately, he says, C2": what stands before the "and" is the reporter's."""
        for k in range(head - 2, max(first, head - 7), -1):
            if self._grammar.finite[k] or self._norms[k] == ",":
                return False
            if self._norms[k] in ("and", "but") and self._norms[k - 1] == ",":
                return self._sets_scene(k + 1, head)
        return False

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
            if norm == "and" and self._at(later) in _STILL_TOLD:
                return True
            return (
                not self._grammar.finite[later] and self._grammar.main_verb(later, stop) is not None
            )
        if self._is_added(begin, stop):
            return False
        return not (norm in PREPOSITIONS and self._at(begin + 1) in ("what", "which", "remarks"))

    def _is_added(self, begin: int, stop: int) -> bool:
        """ ", up from nine a year ago"; not ", less than half had been paid"."""
        counts = self._at(begin) in _COUNTS and self._grammar.main_verb(begin, stop) is not None
        return self._at(begin) in _ADDED and not counts

    def _breaks_off(self, first: int, head: int, behind: int) -> bool:
        """ "The news was, he wrote, “like rain.”": no clause without the words in marks."""
        marks = self._at(behind) == "," and self._at(behind + 1) in _OPENING
        return marks and self._grammar.finite[head - 2] and self._is_open(first, head)

    def _behind_colon(self, first: int, cue: Cue) -> int:
        """ "Lee took another view: the law, she wrote, is old": where the clause in front of the verb begins."""
        stop = cue.speaker[0] if cue.speaker and not cue.inherited else cue.first
        for k in range(min(stop, cue.first) - 2, first, -1):
            if self._norms[k] == ":":
                dated = self._is_dateline(first, k)
                return k + 1 if dated or self._grammar.main_verb(first, k) is not None else first
        return first

    def _is_dateline(self, first: int, colon: int) -> bool:
        """ "Tarvel: A bus overturned, officials said": a town before the first sentence of a report."""
        words = self._tokens.words[first:colon]
        named = len(words) < 4 and all(word[0].isupper() for word in words)
        return named and self._words_at(colon + 1)[:1].isupper()

    def _is_cleft(self, first: int, behind: int) -> bool:
        """ "It was his absence, aides agreed, that let them win": one sentence around the verb."""
        if self._at(behind + 1) != "that":
            return False
        if self._norms[first] == "it" and self._norms[first + 1] in ("was", "is"):
            return True
        # "He did not think, he said, that"
        return any(
            self._norms[k] == "," and self._thinks(k - 1) for k in range(behind, first + 1, -1)
        )

    def _thinks(self, k: int) -> bool:
        """True for a verb of thinking, or what is said of "it"."""
        terms = self._reading.lexicons["reporting"].terms(**{"class": "thinking"})
        return self._norms[k] in _IT_IS or self._norms[k] in terms
