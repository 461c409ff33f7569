"""Indirect speech: the clause that a reporting verb governs.

The clause stands behind the verb ("X said C", "told reporters that C"), before it ("C, X said",
"C, said X"), on both sides ("C, X said, C"), or beside "according to X".
"""

from __future__ import annotations

from analysis.extract.quotes.cues import Cue, Speech, Utterance
from analysis.extract.quotes.grammar import AUXILIARIES, DETERMINERS, LEADS, PRONOUNS

_JOINING = frozenset((",", "and", ";", "but", "while", "whereas"))
_NOBODY = frozenset("no neither nobody none noone nothing".split())
_OPENING = frozenset(("“", '"', "''", "``", "«"))
_ENDS = frozenset((".", "!", "?", ";", ",", "and", "but", "as", "while"))


class Indirect(Speech):
    """Indirect quotes."""

    def _indirect(self) -> list[Utterance]:
        out: list[Utterance] = []
        for cues in self._by_sentence.values():
            rows = [cue for cue in cues if cue.kind not in ("asking", "denying", "describing")]
            for position, cue in enumerate(rows):
                found = self._clause(cue, rows, position)
                out += [one for one in found if one is not None]
        return out

    def _clause(self, cue: Cue, cues: list[Cue], position: int) -> list[Utterance | None]:
        sentence = self._reading.sentences[cue.sentence]
        first = sentence.first
        if position:
            first = self._behind(cues[position - 1], cue)
        if cue.kind == "according":
            return [self._according(cue, cues, position, first)]
        follower = cues[position + 1] if position + 1 < len(cues) else None
        stop = self._content_stop(cue, follower)
        begin, marked = self._content_begin(cue, stop)
        weak = bool(cue.tag.entry.get("needs"))
        turned = self._inverted(cue, first, stop)
        if turned is not None:
            return [self._made(cue, turned, first, cue.first, "quote.clause_before_inverted")]
        speaker = cue.speaker
        if speaker is None or self._norms[speaker[0]] in _NOBODY:
            return []
        head = cue.first if cue.inherited else speaker[0]
        after = marked or (
            self._is_clause(begin, stop)
            if not weak
            else cue.tag.entry.get("needs") == "clause"
            and not self._norms[cue.first].endswith("ing")
            and self._is_full_clause(begin, stop)
        )
        lead = self._norms[head - 1] if head > first else ""
        enclosed = lead == "," and self._norms[cue.stop : cue.stop + 1] == [","] and not marked
        if enclosed and self._at(cue.stop + 1) in _OPENING:
            enclosed = after = False
        if enclosed and not after and stop - cue.stop > 3:
            after = self._grammar.main_verb(first, head) is None
        before = (
            not cue.inherited
            and not cue.nested
            and lead not in ("and", "but", "that", "while", "whereas", "as", ";")
            and (not weak or lead == ",")
            and not self._norms[cue.first].endswith("ing")
            and self._precedes(first, head, lead)
        )
        if after and enclosed and head > first:
            return self._around_cue(cue, speaker, first, head, stop)
        if after and before and not marked:
            after = not self._grammar.opens_phrase(begin)
        if after:
            return self._after_cue(cue, speaker, begin, stop)
        if before:
            return [self._made(cue, speaker, first, head, "quote.clause_before")]
        return []

    def _after_cue(
        self, cue: Cue, speaker: tuple[int, int], begin: int, stop: int
    ) -> list[Utterance | None]:
        """The clause behind the verb; two where a second "that" takes the verb up again."""
        out: list[Utterance | None] = []
        for k in range(begin + 3, stop - 4):
            if self._norms[k] in ("and", "but") and self._norms[k + 1] == "that":
                behind, before = k + 2, self._grammar.main_verb(begin, k)
                if before is not None and self._is_clause(behind, stop):
                    out.append(self._made(cue, speaker, begin, k, "quote.clause_after"))
                    begin = behind
        out.append(self._made(cue, speaker, begin, stop, "quote.clause_after"))
        return out

    def _around_cue(
        self, cue: Cue, speaker: tuple[int, int], first: int, head: int, stop: int
    ) -> list[Utterance | None]:
        """ "C1, X said, C2": one row a half; one in all where a half is short."""
        begin = cue.stop + 1
        if self._at(begin) in ("and", "but") and self._at(begin + 1) not in PRONOUNS:
            if not (self._at(begin + 1) == "that" or self._grammar.main_verb(begin + 1, begin + 2)):
                return [self._made(cue, speaker, first, head, "quote.clause_before")]
        if min(head - first, stop - begin) < 5:
            return [self._made(cue, speaker, first, stop, "quote.interrupted")]
        one = self._made(cue, speaker, first, head, "quote.interrupted")
        two = self._made(cue, speaker, begin, stop, "quote.interrupted")
        if one is not None and two is not None:
            two.group = one.group
        return [one, two]

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

    def _is_clause(self, begin: int, stop: int) -> bool:
        """Subject and finite verb, not "on Monday" or "speaking to reporters"."""
        if stop - begin < 3 or self._grammar.is_gerund(begin) or self._norms[begin] == "'s":
            return False
        verb = self._grammar.main_verb(begin, stop)
        if verb == begin and self._norms[begin] not in AUXILIARIES:
            verb = self._grammar.main_verb(begin + 1, stop)
        if verb is not None:
            return not self._adverbial(begin)
        norm = self._norms[begin]
        return norm in PRONOUNS and norm != "it"

    def _is_full_clause(self, begin: int, stop: int) -> bool:
        """ "she has a path", "the vote would not matter": nobody takes it for a plain object."""
        verb = self._grammar.main_verb(begin, stop)
        return (
            verb is not None
            and verb > begin
            and not self._adverbial(begin)
            and not self._grammar.opens_phrase(begin)
            and self._norms[begin] not in ("what", "how", "why", "which", "to")
            and (self._norms[begin] in PRONOUNS or self._norms[verb] in AUXILIARIES)
        )

    def _at(self, k: int) -> str:
        return self._norms[k] if k < len(self._norms) else ""

    def _adverbial(self, begin: int) -> bool:
        """ "a day after", "hours before", "without": the clause behind it is no speech."""
        for k in range(begin, min(begin + 4, len(self._norms))):
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
        if head - first < 3:
            return False
        if self._grammar.main_verb(first, head) is not None:
            return True
        return lead == "," and head - first >= 4 and not self._grammar.opens_phrase(first)

    def _inverted(self, cue: Cue, first: int, stop: int) -> tuple[int, int] | None:
        """ "C said X": a clause before the verb, a name and no clause behind it."""
        if self._norms[cue.first] not in _TURNING or (cue.inherited and cue.first - first < 3):
            return None
        comma = cue.first > first and self._norms[cue.first - 1] == ","
        if self._grammar.main_verb(first, cue.first) is None and not (
            comma and cue.first - first >= 5 and not self._grammar.opens_phrase(first)
        ):
            return None
        found = self._speakers.right(cue.stop, stop)
        if found is None or self._norms[found[0]] in ("that", "it", "there"):
            return None
        if self._grammar.main_verb(found[0], stop) is not None and not comma:
            return None
        if (
            comma
            and cue.speaker is not None
            and self._grammar.main_verb(found[0], stop) is not None
        ):
            return None
        return found

    def _content_begin(self, cue: Cue, stop: int) -> tuple[int, bool]:
        """The token where the reported clause begins, and whether "that" opens it."""
        k = cue.stop
        if self._norms[k - 1] == "that":
            return k, True
        if cue.tag.entry.get("object"):
            k = self._past_addressee(k, stop)
        k = self._past_adjuncts(k, stop)
        aside = self._past_aside(k, stop)
        if aside:
            return aside, True
        if k < stop and self._norms[k] in (",", ":"):
            k += 1
        if k < stop and self._norms[k] == "that":
            return k + 1, True
        limit = min(stop, cue.stop + 20)
        if cue.tag.entry.get("object") or self._grammar.opens_phrase(cue.stop):
            for j in range(cue.stop, limit):
                if self._norms[j] == "that":
                    return j + 1, True
                if self._grammar.finite[j] or self._norms[j] in ("“", '"'):
                    break
        elif k + 1 < stop and self._norms[k].endswith("ly") and self._norms[k + 1] == "that":
            return k + 2, True
        return k, False

    def _past_aside(self, k: int, stop: int) -> int:
        """The token after "that" in "suggested, without evidence, that"; 0 where there is none."""
        if k >= stop or self._norms[k] != ",":
            return 0
        for j in range(k + 2, min(stop - 1, k + 12)):
            if self._norms[j] == "," and self._norms[j + 1] == "that":
                return j + 2
            if self._grammar.finite[j]:
                return 0
        return 0

    def _content_stop(self, cue: Cue, follower: Cue | None) -> int:
        """The token the clause stops before: the sentence's end, or the next cue's clause."""
        stop = self._stop_of(cue.sentence)
        if follower is not None and not follower.nested:
            head = follower.first
            if follower.speaker and not follower.inherited and follower.speaker[0] >= cue.stop:
                head = min(head, follower.speaker[0])
            lead = self._norms[head - 1] if head else ""
            if lead in _JOINING or follower.inherited or lead == "as":
                stop = head
            elif follower.kind == "according" or cue.nested:
                stop = follower.first
        for k in range(cue.stop, stop - 1):
            if self._norms[k] == ":" and self._norms[k + 1] in _OPENING:
                stop = k
                break
        while stop > cue.stop and self._norms[stop - 1] in _ENDS:
            stop -= 1
        return stop

    def _according(self, cue: Cue, cues: list[Cue], position: int, first: int) -> Utterance | None:
        if cue.speaker is None:
            return None
        sentence = self._reading.sentences[cue.sentence]
        while first < cue.first and (self._norms[first] in LEADS or self._norms[first] == ","):
            first += 1
        if cue.first - first <= 1:
            k = cue.speaker[1]
            while k < sentence.stop and k - cue.speaker[1] < 25 and self._norms[k] != ",":
                k += 1
            begin = cue.speaker[1]
            if (
                k + 1 < sentence.stop
                and self._norms[k] == ","
                and self._grammar.main_verb(cue.speaker[1], k) is None
            ):
                begin = k + 1
            follower = cues[position + 1] if position + 1 < len(cues) else None
            stop = self._content_stop(cue, follower)
            if self._norms[cue.first] in ("citing", "quoting") or stop - begin < 3:
                return None
            return self._made(cue, cue.speaker, begin, stop, "quote.according_before")
        for k in range(first, cue.first):
            if self._norms[k] in (";", ":"):
                first = k + 1
        if cue.first - first < 3 or self._norms[cue.first] in ("citing", "quoting", "cited"):
            return None
        return self._made(cue, cue.speaker, first, cue.first, "quote.according_after")

    def _made(
        self, cue: Cue, speaker: tuple[int, int], first: int, stop: int, rule: str
    ) -> Utterance | None:
        while stop > first and self._norms[stop - 1] in (",", "“", '"', ";", "-", "–", "—", "''"):
            stop -= 1
        while first < stop and self._norms[first] in (",", "”", ";", ":", "•", "-", "–", "—"):
            first += 1
        if stop - first < 3:
            return None
        start, end = self._tokens.starts[first], self._tokens.ends[stop - 1]
        over = sum(
            min(end, m.end) - max(start, m.start)
            for m in self._marks
            if m.start < end and start < m.end
        )
        if over > 0.9 * (end - start) and rule != "quote.clause_after":
            return None  # a quotation, which the cue behind it has
        cue.used = True
        addressee, venue = self._around(cue)
        return Utterance(
            start, end, "indirect", self._cue_words(cue), speaker, rule, cue.sentence,
            addressee=addressee, venue=venue, group=self._next_group(),
        )  # fmt: skip


_TURNING = frozenset(
    "said says added reported wrote explained noted announced confirmed stated warned claimed "
    "according stressed declared insisted recalled admitted replied argued".split()
)
