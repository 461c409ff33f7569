"""Indirect speech: the clause that a reporting verb governs."""

from __future__ import annotations

from analysis.extract.quotes.cues import Cue, Speech, Utterance

_LEADS = frozenset(
    "but and meanwhile however also earlier later so yet still nevertheless separately".split()
)


class Indirect(Speech):
    """Indirect quotes."""

    def _indirect(self) -> list[Utterance]:
        out: list[Utterance] = []
        for cues in self._by_sentence.values():
            for position, cue in enumerate(cues):
                found = self._clause(cue, cues, position)
                if found is not None:
                    out.append(found)
        return out

    def _clause(self, cue: Cue, cues: list[Cue], position: int) -> Utterance | None:
        if cue.tag.entry.get("class") == "according":
            return self._according(cue)
        speaker = cue.speaker or self._subject_of(cue)
        if speaker is None:
            return None
        follower = cues[position + 1] if position + 1 < len(cues) else None
        begin = self._content_begin(cue)
        stop = self._content_stop(cue, follower)
        after = stop - begin if begin is not None else 0
        sentence = self._reading.sentences[cue.sentence]
        head = cue.speaker[0] if cue.speaker else cue.first
        before_first = sentence.first
        if position and cues[position - 1].stop <= head:
            before_first = cues[position - 1].stop
        before = head - before_first
        if begin is not None and after >= 3 and self._has_clause(cue, begin, stop):
            if before >= 4 and self._interrupted(cue, head) and position == 0:
                return self._made(cue, speaker, sentence.first, stop, "quote.interrupted")
            return self._made(cue, speaker, begin, stop, "quote.clause_after")
        if (before >= 4 and position == 0) or before >= 6:
            first = before_first
            while first < head and self._norms[first] in _LEADS | {","}:
                first += 1
            return self._made(cue, speaker, first, head, "quote.clause_before")
        return None

    def _interrupted(self, cue: Cue, head: int) -> bool:
        """ "C1, X said, C2"."""
        before = self._norms[head - 1] == "," if head else False
        after = self._norms[cue.stop] == "," if cue.stop < len(self._norms) else False
        return before and after

    def _has_clause(self, cue: Cue, begin: int, stop: int) -> bool:
        if cue.tag.entry.get("class") == "saying":
            return True
        if begin and self._norms[begin - 1] == "that":
            return True
        return any(
            self._norms[k]
            in (
                "was",
                "were",
                "had",
                "has",
                "have",
                "is",
                "are",
                "would",
                "will",
                "been",
                "killed",
                "hit",
                "died",
            )
            or self._norms[k].endswith("ed")
            for k in range(begin, min(stop, begin + 25))
        )

    def _content_begin(self, cue: Cue) -> int | None:
        """The token where the reported clause begins, past addressee, day, venue and "that"."""
        end = self._stop_of(cue.sentence)
        for k in range(cue.stop, min(end, cue.stop + 22)):
            if self._norms[k] == "that":
                return k + 1
            if self._norms[k] in (",", "who", "which", ";", ".") or self._norms[k] in ("“", '"'):
                break
        k = cue.stop
        if cue.tag.entry.get("object"):
            k = self._past_addressee(k, end)
        k = self._past_adjuncts(k, end)
        if k < end and self._norms[k] in (",", ":"):
            k += 1
        return k if k < end else None

    def _content_stop(self, cue: Cue, follower: Cue | None) -> int:
        """The token the clause stops before: the sentence's end, or the next cue's clause."""
        stop = self._stop_of(cue.sentence)
        if follower is not None:
            head = follower.speaker[0] if follower.speaker else follower.first
            lead = self._norms[head - 1] if head else ""
            if lead in (",", "and", ";", "but", "as") or follower.speaker is None:
                stop = head
            elif follower.tag.entry.get("class") == "according":
                stop = follower.first
            while stop > cue.stop and self._norms[stop - 1] in (",", "and", "but", ";", "as"):
                stop -= 1
        while stop > cue.stop and self._norms[stop - 1] in (".", "!", "?", ";"):
            stop -= 1
        return stop

    def _according(self, cue: Cue) -> Utterance | None:
        if cue.speaker is None:
            return None
        sentence = self._reading.sentences[cue.sentence]
        if cue.first - sentence.first <= 2:
            k = cue.speaker[1]
            while k < sentence.stop and k - cue.speaker[1] < 25 and self._norms[k] != ",":
                k += 1
            begin = k + 1 if k < sentence.stop and self._norms[k] == "," else cue.speaker[1]
            stop = self._content_stop(cue, None)
            if stop - begin < 3:
                return None
            return self._made(cue, cue.speaker, begin, stop, "quote.according_before")
        first = sentence.first
        if cue.first - first < 4:
            return None
        return self._made(cue, cue.speaker, first, cue.first, "quote.according_after")

    def _made(
        self, cue: Cue, speaker: tuple[int, int], first: int, stop: int, rule: str
    ) -> Utterance | None:
        while stop > first and self._norms[stop - 1] in (",", "“", '"', ";", "-", "–", "—"):
            stop -= 1
        while first < stop and self._norms[first] in (",", "”", ";", ":"):
            first += 1
        if stop - first < 3:
            return None
        start, end = self._tokens.starts[first], self._tokens.ends[stop - 1]
        over = sum(
            min(end, m.end) - max(start, m.start)
            for m in self._marks
            if m.start < end and start < m.end
        )
        if over > 0.9 * (end - start):
            return None
        addressee, venue = self._around(cue)
        return Utterance(
            start, end, "indirect", self._cue_words(cue), speaker, rule, cue.sentence,
            addressee=addressee, venue=venue, group=self._next_group(),
        )  # fmt: skip
