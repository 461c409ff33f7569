"""Indirect speech: the clause that a reporting verb governs.

The clause stands behind the verb ("X said C", "told reporters that C"), before it ("C, X said",
"C, said X"), on both sides ("C, X said, C"), or beside "according to X".
"""

from __future__ import annotations

from analysis.extract.quotes.grammar import (
    LEADS,
    PRONOUNS,
    RELATIVES,
)
from analysis.extract.quotes.reported import OPENING
from analysis.extract.quotes.right import MADE
from analysis.extract.quotes.turned import Turned
from analysis.extract.quotes.utterance import MARKS_ONLY, Cue, Utterance

_NOBODY = frozenset("no neither nobody none noone nothing".split())


class Indirect(Turned):
    """Indirect quotes."""

    def _indirect(self) -> list[Utterance]:
        out: list[Utterance] = []
        for cues in self._by_sentence.values():
            rows = [cue for cue in cues if cue.kind not in ("asking", "denying", "describing")]
            for position, cue in enumerate(rows):
                found = self._clause(cue, rows, position)
                out += [one for one in found if one is not None]
            out += [
                one
                for cue in cues
                if (not cue.used or self._leads_to_words(cue)) and (one := self._act(cue, rows))
            ]
        if not self._commas_lost():
            starts = {one.start for one in out}
            out += [one for one in self._heard() if one.start not in starts]
        return out

    def _leads_to_words(self, cue: Cue) -> bool:
        """ "urged him to go: “He should resign”": an act, and the words behind the colon."""
        if cue.kind not in MARKS_ONLY:
            return False
        stop = min(self._stop_of(cue.sentence), cue.stop + 20)
        colon = next((k for k in range(cue.stop + 2, stop - 1) if self._norms[k] == ":"), 0)
        return bool(colon) and self._norms[colon + 1] in OPENING

    def _clause(self, cue: Cue, cues: list[Cue], position: int) -> list[Utterance | None]:
        first = self._behind_colon(self._first_of(cue, cues, position), cue)
        if cue.kind == "according":
            return self._according(cue, cues, position, first)
        follower = self._follower(cue, cues[position + 1 :])
        stop = min(self._content_stop(cue, follower), self._conjoined(cue))
        within = self._turned_within(cue, first, stop)
        if within is not None:
            return self._halves(cue, within, (first, cue.first), (self._behind_name(within), stop))
        turned = self._inverted(cue, first, stop)
        if turned is not None:
            self._hand_on(cue, turned, cues[position + 1 :])
            one = self._made(cue, turned, first, cue.first, "quote.clause_before_inverted")
            tail = self._tail_in_marks(turned[1], stop)
            return [one, self._made(cue, turned, tail, stop, "quote.interrupted") if tail else None]
        speaker = cue.speaker
        if speaker is None or self._norms[speaker[0]] in _NOBODY or not self._may_find(cue):
            return []
        if speaker[0] >= cue.stop:
            return []  # "“Run,” said a boy from the second truck"
        begin, marked = self._content_begin(cue, stop)
        head = cue.first if cue.inherited else speaker[0]
        if cue.via is not None and first <= cue.via[0] < head:
            head = cue.via[0]  # "C, the agency quoted X as saying"
        lead = self._norms[head - 1] if head > first else ""
        after = marked or self._governs(cue, begin, stop, lead)
        behind = self._behind_cue(cue, stop)
        enclosed = lead == "," and self._at(behind) == ","
        enclosed = enclosed and (not marked or self._is_cleft(first, behind))
        goes_on = behind + 1 in self._cue_at and self._at(behind + 1).endswith("ing")
        if enclosed and (goes_on or self._at(behind + 1) in OPENING):
            enclosed = after = False
        if enclosed and not after and stop - behind > 2:
            after = self._is_open(first, head) if stop - behind > 3 else False
            after = after or self._subject_in_front(first, head, behind + 1) is not None
        aside = head > 1 and self._norms[head - 2 : head] == [",", "as"]
        after = after and (marked or not aside)  # "C, as the rebels claimed, and"
        before = self._comes_before(cue, first, head, lead)
        if after and enclosed and head > first:
            return self._around_cue(cue, speaker, (first, head), behind, stop)
        if after and before and not marked:
            after = not self._grammar.opens_phrase(begin)
        if after:
            return self._after_cue(cue, speaker, begin, stop)
        if before and self._breaks_off(first, head, behind):
            return [self._made(cue, speaker, behind + 1, stop, "quote.interrupted")]
        if before:
            one = self._made(cue, speaker, first, head, "quote.clause_before")
            tail = self._tail_in_marks(behind, stop)
            more = self._made(cue, speaker, tail, stop, "quote.interrupted") if tail else None
            return [one, more, *self._listed_behind(cue, speaker, behind, stop)]
        return self._left_over(cue, speaker, (first, head), aside)

    def _follower(self, cue: Cue, later: list[Cue]) -> Cue | None:
        """The next cue; of "said the man who told them had lied, and added" the one that goes on, not "told"."""
        follower = next((c for c in later if not self._is_idle(c)), None)
        if follower is not None and follower.nested and not cue.nested:
            on = (c for c in later if c.inherited and c.speaker == cue.speaker and not c.nested)
            return next(on, follower)
        return follower

    def _left_over(
        self, cue: Cue, speaker: tuple[int, int], before: tuple[int, int], aside: bool
    ) -> list[Utterance | None]:
        """ "C, as the rebels claimed, and D", "Lee has made clear that she stays, aides said.": C."""
        first, head = before
        if aside and head - 2 > first and self._norms[cue.first - 1] != "had":
            if self._grammar.main_verb(first, head - 2) is not None and not cue.inherited:
                return [self._made(cue, speaker, first, head - 2, "quote.clause_before")]
        if self._ends_sentence(cue, head):
            opened = self._contrasted(self._reading.sentences[cue.sentence].first, head)
            return [self._made(cue, speaker, opened, head, "quote.clause_before")]
        return []

    def _ends_sentence(self, cue: Cue, head: int) -> bool:
        """ "Ann Lee has made clear that she stays, people near her said.": what she made clear is told by them."""
        first, stop = self._reading.sentences[cue.sentence].first, self._stop_of(cue.sentence)
        others = [c for c in self._by_sentence[cue.sentence] if c.first < head]
        told = any(c.used for c in others) and all(c.stop < head - 2 for c in others)
        last = self._behind_cue(cue, stop)
        plain = not (cue.inherited or cue.nested or cue.tag.entry.get("needs"))
        return (
            plain
            and told
            and head - first > 5
            and self._norms[head - 1] == ","
            and last >= stop - 1
            and not self._norms[cue.first].endswith("ing")
            and not any(self._norms[k] in OPENING for k in range(first, head))
            and self._grammar.main_verb(first, head) is not None
        )

    def _first_of(self, cue: Cue, cues: list[Cue], position: int) -> int:
        """The token a clause before the cue may begin at: behind the cues that have their own."""
        for previous in reversed(cues[:position]):
            if previous.used or previous.kind == "according" or not previous.tag.entry.get("needs"):
                return self._behind(previous, cue)
        return self._behind_repeat(self._reading.sentences[cue.sentence].first, cue.first)

    def _listed_behind(
        self, cue: Cue, speaker: tuple[int, int], behind: int, stop: int
    ) -> list[Utterance | None]:
        """ "Two were named, the office said: the brothers A and B", "It was late, he said; he was tired"."""
        end = self._stop_of(cue.sentence)
        taken = self._at(behind) == ";" and self._at(behind + 1) in PRONOUNS
        if taken and not any(k in self._cue_at for k in range(behind, end)):
            return [self._made(cue, speaker, behind + 1, end - 1, "quote.interrupted")]
        if self._at(behind) != ":" or stop - behind < 5:
            return []
        return [self._made(cue, speaker, behind + 1, stop, "quote.clause_after")]

    def _has_marks(self, first: int, stop: int) -> bool:
        return any(self._norms[k] in OPENING for k in range(first, stop))

    def _after_cue(
        self, cue: Cue, speaker: tuple[int, int], begin: int, stop: int
    ) -> list[Utterance | None]:
        """The clause behind the verb; two where "that" is taken up again and a half holds words in marks."""
        out: list[Utterance | None] = []
        for k in range(begin + 3, stop - 4):
            quoted = self._norms[k] in _AGAIN and self._in_mark(self._tokens.starts[k])
            if self._norms[k] in _AGAIN and self._norms[k + 1] == "that" and not quoted:
                behind, before = k + 2, self._grammar.main_verb(begin, k)
                if (
                    before is not None
                    and self._has_marks(begin, stop)
                    and self._is_clause(behind, stop)
                ):
                    out.append(self._made(cue, speaker, begin, k, "quote.clause_after"))
                    begin = behind
        out.append(self._made(cue, speaker, begin, stop, "quote.clause_after"))
        return out

    def _behind(self, previous: Cue, cue: Cue) -> int:
        """Where the words between two cues may begin to be the second one's clause."""
        k = previous.stop
        stop = cue.speaker[0] if cue.speaker and not cue.inherited else cue.first
        if previous.kind == "according" and previous.speaker:
            k = max(k, previous.speaker[1])
        for j in range(k, stop):
            if self._norms[j] in (";", ".", ":"):
                return j + 1
        for j in range(k, stop - 3):
            if self._norms[j] in (",", "and", "but") and self._grammar.main_verb(k, j) is not None:
                return j + 1
        return stop if previous.used else k

    def _according(
        self, cue: Cue, cues: list[Cue], position: int, first: int
    ) -> list[Utterance | None]:
        if cue.speaker is None or self._norms[cue.first - 1] == "not":
            return []  # "Not according to Ann Lee, who says"
        sentence = self._reading.sentences[cue.sentence]
        while first < cue.first and (self._norms[first] in LEADS or self._norms[first] == ","):
            first += 1
        opens = cue.first - first <= 1 or self._norms[cue.first - 1] == "that"
        led = self._norms[cue.first - 2] if self._norms[cue.first - 1] == "," else ""
        if led in _LEADS_ON and self._at(cue.speaker[1]) == ",":
            # "two weeks in which, according to medics, shells fell"
            begin, stop = cue.speaker[1] + 1, self._content_stop(cue, None)
            return [self._made(cue, cue.speaker, begin, stop, "quote.according_before")]
        if opens and cue.first - sentence.first > 3 and self._norms[cue.first - 1] in _CLOSERS:
            # "He told aides that he would go, according to two people": what he told is theirs, too
            if self._norms[cue.first] in _CITED_BY:
                return []
            begin = self._contrasted(sentence.first, cue.first)
            return [self._made(cue, cue.speaker, begin, cue.first, "quote.according_after")]
        if opens:
            begin = self._past_apposed(cue.speaker[1], sentence.stop)
            behind = (c for c in cues[position + 1 :] if self._norms[c.first] not in _CITES)
            stop = self._end_of(begin, cue.sentence, next(behind, None), False)
            if self._norms[cue.first] in _CITES or stop - begin < 3:
                return []
            return [self._made(cue, cue.speaker, begin, stop, "quote.according_before")]
        for k in range(first, cue.first):
            if self._norms[k] in (";", ":"):
                listed = self._grammar.main_verb(k + 1, cue.first) is None
                first = first if listed and self._norms[k] == ";" else k + 1
        first = self._behind_turn(first, cue.first)
        if self._norms[cue.first] in _CITED_BY:
            return []
        begin = self._behind_name(cue.speaker)
        comma = self._norms[cue.first - 1] == "," and self._at(begin - 1) == ","
        if (
            comma
            and self._at(begin)
            and (self._grammar.finite[begin] or self._norms[begin] == "read")
            and self._is_open(first, cue.first)
        ):
            rest = begin, self._content_stop(cue, None)
            return self._halves(cue, cue.speaker, (first, cue.first), rest)
        opened = comma and self._is_open(first, cue.first)
        if opened and self._grammar.finite[cue.first - 2]:
            return []  # "The plan is, in the words of Lee, “a gift”"
        stop = self._content_stop(cue, None)
        begin = self._past_apposed(cue.speaker[1], stop)
        if opened and begin < stop and self._is_clause(begin, stop):
            # "At a meeting in May, according to two who were there, she wept"
            if self._sets_scene(first, cue.first):
                return [self._made(cue, cue.speaker, begin, stop, "quote.according_before")]
            return self._halves(cue, cue.speaker, (first, cue.first), (begin, stop))
        return [self._made(cue, cue.speaker, first, cue.first, "quote.according_after")]

    def _behind_turn(self, first: int, stop: int) -> int:
        """Where "others" begins in "some remain in hospital, while others, according to medics,"; else ``first``."""
        for k in range(stop - 3, first + 3, -1):
            if self._norms[k] in ("while", "whereas", "but") and self._norms[k - 1] == ",":
                return k + 1 if self._grammar.main_verb(k + 1, stop) is None else first
            if self._grammar.finite[k]:
                break
        return first

    def _contrasted(self, first: int, stop: int) -> int:
        """Where "but the mayor has since told them that" begins, behind what another source said; else ``first``."""
        for k in range(stop - 4, first + 4, -1):
            if self._norms[k] in ("but", "while", "whereas") and self._norms[k - 1] in _CLOSERS:
                return k + 1 if self._grammar.main_verb(k + 1, stop) is not None else first
        return first

    def _past_apposed(self, begin: int, stop: int) -> int:
        """Behind "X,", "X, a pollster,", "X, quoting Y,", "X, who was there,": where C begins."""
        for step in range(3):
            k = next(
                (j for j in range(begin, min(stop, begin + 25)) if self._norms[j] == ","), stop
            )
            if k + 1 >= stop:
                return begin
            open_ = self._norms[begin] not in MADE and self._norms[begin] not in RELATIVES
            if open_ and self._grammar.main_verb(begin, k) is not None:
                return begin
            lead = self._norms[begin]
            added = lead in RELATIVES or lead in MADE or lead in _CITES or lead in ("a", "an")
            if step and (not added or self._grammar.finite[k + 1] or self._norms[k + 1].isdigit()):
                return begin
            begin = k + 1
        return begin


_AGAIN = frozenset(("and", "but", ","))
_LEADS_ON = frozenset("which where when that because and but".split())
_CLOSERS = frozenset((",", "”", '"', "''"))
_CITES = frozenset(("citing", "quoting"))
_CITED_BY = _CITES | {"cited"}
