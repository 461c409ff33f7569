"""Words in marks that a noun of saying hands to its owner: "Lee's claim that “thousands” came"."""

from __future__ import annotations

from analysis.extract.quotes.grammar import DETERMINERS
from analysis.extract.quotes.marks import Marked
from analysis.extract.quotes.shapes import Shapes
from analysis.extract.quotes.utterance import Utterance, trimmed

_NOUNS = frozenset(
    "claim claims assertion assertions statement statements promise promises pledge vow argument contention "
    "allegation allegations remark remarks comment comments suggestion warning warnings call calls demand "
    "complaint complaints description insistence admission declaration reference references tweet tweets words "
    "phrase accusation accusations charge charges criticism characterization message response answer reply plea "
    "apology boast jab quip joke term label prediction conclusion testimony speech post posts letter reaction retort "
    "praise praises dismissal denunciation portrayal depiction condemnation "
    "verdict explanation advice assessment mantra motto refrain rationale".split()
)
_CHANTS = frozenset("chant chants cry cries shout shouts cheer cheers".split())
_OWNERS = frozenset(("his", "her", "their", "its"))
_ARE = frozenset("it he she that this there here what who where".split())
_MEETS = frozenset("response reaction answer reply objection".split())
_BARS = frozenset((",", ";", ".", ":", "—", "–", "“", "”", '"', "and", "but", "who", "which"))
_FARTHEST = 8


class Owned(Shapes):
    """Quotations without a verb of saying."""

    def _owned(self, mark: Marked) -> Utterance | None:
        """The quotation with the owner of the noun that introduces or follows it."""
        start, end = trimmed(self._text, mark.start, mark.end)
        opened = self._tokens.at(mark.before)
        floor = self._reading.sentences[self._reading.sentence_at(mark.before)].first
        worded = self._chanted(opened, floor) or self._worded(opened, floor) or self._answered(mark)
        if worded is not None:
            kind = "direct" if self._is_whole(mark) else "mixed"
            return Utterance(
                start, end, kind, self._reading.words(worded[0], worded[0] + 1), worded[1:],
                "quote.owned", self._reading.sentence_at(start), group=self._next_group(),
            )  # fmt: skip
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

    def _worded(self, opened: int, floor: int) -> tuple[int, int, int] | None:
        """ "in her words, “...”", "is, in the words of Lee, “...”": the noun, and whose words they are."""
        for k in range(opened - 1, max(floor, opened - _FARTHEST * 2), -1):
            if self._norms[k] != "words":
                continue
            if self._norms[k - 2 : k + 2] == ["in", "the", "words", "of"]:
                found = self._speakers.right(k + 2, opened)
            else:
                owner = self._owner(k - 1, floor)
                found = owner if owner and self._norms[owner[0] - 1] == "in" else None
                if found and self._norms[found[0]] in _OWNERS:
                    found = self._said_before(found[0]) or found
            return (k, *found) if found else None
        return None

    def _chanted(self, opened: int, floor: int) -> tuple[int, int, int] | None:
        """ "Supporters broke into chants of “...”": the noun, and who chants."""
        noun = opened - 2
        if self._norms[noun + 1] != "of" or self._norms[noun] not in _CHANTS:
            return None
        verb = next((k for k in range(noun - 1, floor, -1) if self._grammar.is_past(k)), 0)
        found = self._speakers.left(verb, floor) if verb else None
        return (noun, *found) if found else None

    def _said_before(self, at: int) -> tuple[int, int] | None:
        """ "An envoy said they had got, in his words, “a lecture”": the envoy."""
        cues = self._by_sentence.get(self._reading.sentence_of_token(at), ())
        return next((c.speaker for c in cues if c.stop < at and c.speaker), None)

    def _answered(self, mark: Marked) -> tuple[int, int, int] | None:
        """ "“Never” was her reply", "“Go” was the message from Lee", "“No” was all he would say": likewise."""
        k = self._tokens.at(mark.after)
        if k + 3 >= len(self._norms) or self._norms[k] not in ("was", "is", "came"):
            return None
        sentence = self._reading.sentences[self._reading.sentence_of_token(k)]
        if self._norms[k + 1] == "all":
            verb = next(
                (j for j in range(k + 3, min(k + 12, sentence.stop)) if j in self._cue_at), 0
            )
            verb = verb or next(
                (j for j in range(k + 3, min(k + 12, sentence.stop)) if self._norms[j] == "say"), 0
            )
            found = self._speakers.left(verb, k + 2) if verb else None
            return (verb, *found) if found else None
        for noun in range(k + 2, min(k + 9, sentence.stop)):
            if self._norms[noun] in _NOUNS:
                if self._norms[noun + 1 : noun + 2] in (["of"], ["from"], ["by"]):
                    found = self._speakers.right(noun + 2, sentence.stop)
                else:
                    found = self._owner(noun - 1, k + 1) or self._owner(noun - 2, k + 1)
                return (noun, *found) if found else None
            if self._grammar.finite[noun]:
                break
        return None

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
                return None if self._is_met(k, opened) else k
            if self._norms[k] in _BARS or (self._grammar.finite[k] and k < opened - 1):
                return None
        return None

    def _is_met(self, noun: int, opened: int) -> bool:
        """ "Norland's response to the “threat” would be harsh": what is answered, no answer."""
        tied = self._norms[noun + 1] == "to" and self._norms[noun] in _MEETS
        return (
            tied and opened - noun <= 3 and DETERMINERS.issuperset(self._norms[noun + 2 : opened])
        )

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
        if self._norms[last - 1] in _ARE:
            return None  # "It's a charge that Lee has tried to play down"
        found = self._speakers.phrase(last - 1, floor)
        return found if found is not None and found[1] - found[0] <= 8 else None
