"""Words in marks that a noun of saying hands to its owner: "Lee's claim that “thousands” came"."""

from __future__ import annotations

from analysis.extract.quotes.cues import Utterance, trimmed
from analysis.extract.quotes.marks import Marked
from analysis.extract.quotes.shapes import Shapes

_NOUNS = frozenset(
    "claim claims assertion assertions statement statements promise promises pledge vow argument contention "
    "allegation allegations remark remarks comment comments suggestion warning warnings call calls demand "
    "complaint complaints description insistence admission declaration reference references tweet tweets words "
    "phrase accusation accusations charge charges criticism characterization message response answer reply plea "
    "apology boast jab quip joke term label prediction conclusion testimony speech post posts letter reaction retort "
    "verdict explanation advice assessment mantra motto refrain rationale".split()
)
_OWNERS = frozenset(("his", "her", "their", "its"))
_BARS = frozenset((",", ";", ".", ":", "—", "–", "“", "”", '"', "and", "but", "who", "which"))
_FARTHEST = 8


class Owned(Shapes):
    """Quotations without a verb of saying."""

    def _owned(self, mark: Marked) -> Utterance | None:
        """The quotation with the owner of the noun that introduces or follows it."""
        start, end = trimmed(self._text, mark.start, mark.end)
        opened = self._tokens.at(mark.before)
        floor = self._reading.sentences[self._reading.sentence_at(mark.before)].first
        noun = self._noun_before(opened, floor)
        if noun is None:
            behind = self._tokens.at(mark.after)
            follows = self._norms[behind : behind + 1]
            if not follows or follows[0] not in _NOUNS:
                return None
            noun, owner = behind, self._owner(opened - 1, floor)
        else:
            owner = self._owner(noun - 1, floor) or self._owner(noun - 2, floor)
        if owner is None or end <= start or self._is_said_of(noun, opened):
            return None
        return Utterance(
            start, end, "mixed", self._reading.words(noun, noun + 1), owner, "quote.owned",
            self._reading.sentence_at(start), group=self._next_group(),
        )  # fmt: skip

    def _is_said_of(self, noun: int, opened: int) -> bool:
        """ "He said Lee's speech was “dull”": what somebody says of the speech."""
        cues = self._by_sentence.get(self._reading.sentence_of_token(noun), ())
        return self._grammar.finite[opened - 1] and any(
            cue.stop <= noun and cue.kind == "saying" and cue.speaker for cue in cues
        )

    def _noun_before(self, opened: int, floor: int) -> int | None:
        """The noun of saying near before the quotation, with no clause in between."""
        for k in range(opened - 1, max(floor, opened - _FARTHEST) - 1, -1):
            if self._norms[k] in _NOUNS and self._norms[k + 1] != "by":
                return k
            if self._norms[k] in _BARS or (self._grammar.finite[k] and k < opened - 1):
                return None
        return None

    def _owner_in(self, first: int, stop: int) -> tuple[int, int] | None:
        """ "Ms. Lee's answer", "her message to the crowd": whose noun of saying a subject is."""
        for k in range(first + 1, stop):
            if self._norms[k] in _NOUNS:
                return self._owner(k - 1, first)
        return None

    def _owner(self, last: int, floor: int) -> tuple[int, int] | None:
        """ "Lee's", "the senator's", "her": whose noun it is, ending at token ``last``."""
        if last < floor:
            return None
        if self._norms[last] in _OWNERS:
            return last, last + 1
        if self._norms[last] not in ("'s", "’s") or last - 1 < floor:
            return None
        found = self._speakers.phrase(last - 1, floor)
        return found if found is not None and found[1] - found[0] <= 8 else None
