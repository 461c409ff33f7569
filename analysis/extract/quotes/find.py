"""Make the rows of the quotes table."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator

from analysis.extract.quotes.antecedents import Known
from analysis.extract.quotes.direct import Direct
from analysis.extract.quotes.headlines import Headlines
from analysis.extract.quotes.indirect import Indirect
from analysis.extract.quotes.marks import Marked
from analysis.extract.quotes.nominal import Nominal
from analysis.extract.quotes.thoughts import Thoughts
from analysis.extract.quotes.turns import Turns
from analysis.extract.quotes.utterance import Utterance, trimmed
from analysis.lean import replace
from analysis.reading import Reading, starting
from analysis.records import Quote


def find_quotes(reading: Reading) -> tuple[Quote, ...]:
    """Every quotation, in order of place; words in marks that nobody is cited for are none."""
    return tuple(_Finder(reading).rows())


_LONGEST_QUOTE = 2000
_OURS = frozenset("i we you i'm we're you're".split())
_DENIED = ("denied", "denies", "deny")
_TRUCES = frozenset(("truce", "ceasefire", "cease-fire", "ceasefires", "truces"))
_ASIDES = frozenset((",", "—", "–", "-", "--"))
_CITING = frozenset(("citing", "quoting", "cited"))


def _holds(outer: Utterance, inner: Utterance) -> bool:
    """True where one clause stands in another: "Lee told aides he would “walk”, according to two of them"."""
    return outer.start < inner.start and inner.end <= outer.end


class _Finder(Direct, Indirect, Nominal, Thoughts, Turns, Headlines):
    def rows(self) -> list[Quote]:
        """All rows, sorted, with ids."""
        quoted = self._quoted()
        out = list(quoted)
        quoted.sort(key=lambda u: u.start)
        starts = [u.start for u in quoted]
        taken = {(u.start, u.end) for u in quoted}
        spoken = self._indirect()
        spoken += self._nominal({one.start for one in spoken})
        spoken += self._thoughts(spoken)
        self._note_via(spoken)
        spoken = [u for u in self._as_claimed(spoken) if not self._cannot_speak(u)]
        held: dict[tuple[int, int], Utterance] = {}
        for utterance in spoken:
            first = bisect_left(starts, utterance.start - _LONGEST_QUOTE)
            stop = bisect_left(starts, utterance.end)
            over = [u for u in quoted[first:stop] if utterance.start < u.end]
            inside = [
                mark for mark in self._inside(utterance) if (mark.start, mark.end) not in taken
            ]
            if utterance.rule == "quote.thought" and all(map(self._is_word, inside)):
                inside = []  # "believes nine died in such “exercises”"
            if utterance.speaker is None and inside:
                continue  # "Asked how many “adjustments” there were": marks of nobody
            for mark in inside:
                outer = held.setdefault((mark.start, mark.end), utterance)
                if outer is utterance or not (_holds(outer, utterance) or _holds(utterance, outer)):
                    out.append(self._fragment(mark, utterance))
            if over and not inside and all(self._speaks_within(utterance, one) for one in over):
                out.append(utterance)
                continue
            if not inside and (plain := self._before_others(utterance, over)) is not None:
                out.append(plain)
            for one in over:
                if one.kind == "mixed" and one.clause is None:
                    one.clause = (utterance.start, utterance.end)
        for line in self._headlines():
            if not any(line.start < u.end and u.start < line.end for u in out):
                out.append(line)
        turns, said = self._turns()
        out = [u for u in out if u.kind != "indirect" or not self._is_in_turn(u, said)] + turns
        out.sort(key=lambda u: (u.start, u.end))
        return [self._row(u, n) for n, u in enumerate(out, 1)]

    def _cannot_speak(self, utterance: Utterance) -> bool:
        """ "A truce agreed that April", "announced last New Year's Eve": a truce or a day says nothing."""
        if utterance.speaker is None:
            return False
        first, stop = utterance.speaker
        if self._norms[stop - 1] in _TRUCES:
            return True
        at, end = self._tokens.starts[first], self._tokens.ends[stop - 1]
        return any(time.end == end for time in starting(self._reading.found.times, at, end))

    def _is_word(self, mark: Marked) -> bool:
        return " " not in self._text[mark.start : mark.end].strip()

    def _before_others(self, utterance: Utterance, over: list[Utterance]) -> Utterance | None:
        """ "C, a sign of strength that aides called “rare”": C, without the words that others are cited for."""
        if not over:
            return utterance
        first = over[0]
        at = self._tokens.starts[first.speaker[0]] if first.speaker else 0
        if not utterance.start < at < first.start:
            return None
        begin, head = self._tokens.at(utterance.start), self._tokens.at(at)
        cut = next((k for k in range(head - 1, begin + 3, -1) if self._norms[k] in _ASIDES), 0)
        if not cut or self._grammar.main_verb(begin, cut) is None:
            return None
        return replace(utterance, end=self._tokens.ends[cut - 1])

    def _speaks_within(self, outer: Utterance, inner: Utterance) -> bool:
        """ "The monitor said the rebels accused them of “spying” and left": the rebels, in what the monitor said."""
        who = inner.speaker
        if inner.kind != "mixed" or who is None or who == outer.speaker:
            return False
        if outer.rule != "quote.clause_after" or self._norms[who[0]] in ("he", "she", "it", "they"):
            return False
        return outer.start <= self._tokens.starts[who[0]] and inner.end < outer.end

    def _is_in_turn(self, utterance: Utterance, answers: list[tuple[int, int]]) -> bool:
        """True inside the answer of a transcript, and for "are you saying that C" in its questions."""
        k = bisect_left(answers, (utterance.start + 1, 0)) - 1
        if k >= 0 and answers[k][0] <= utterance.start < answers[k][1]:
            return True
        first = utterance.speaker[0] if utterance.speaker else -1
        return bool(answers) and first >= 0 and self._norms[first] in _OURS

    def _inside(self, utterance: Utterance) -> list[Marked]:
        """The quotations that stand wholly in a reported clause."""
        k = bisect_left(self._mark_starts, utterance.start)
        stop = bisect_left(self._mark_starts, utterance.end)
        last = utterance.end + 1  # "“live on grants,” adding that": a comma before the mark closes
        over = self._in_mark(utterance.end - 1)
        if over is not None and over.start > utterance.start:
            last = over.end  # "said it “makes no sense. Nobody wants it.”": two sentences in marks
        return [m for m in self._marks[k:stop] if m.end <= last and not self._is_title(m)]

    def _as_claimed(self, spoken: list[Utterance]) -> Iterator[Utterance]:
        """ "The army denied that nine had died, as the rebels claimed": the clause is also what the rebels said."""
        for utterance in spoken:
            if utterance.kind == "indirect" and (utterance.cue or "").startswith(_DENIED):
                behind = self._text[utterance.end : utterance.end + 5]
                for cue in (
                    self._by_sentence.get(utterance.sentence, ()) if behind == ", as " else ()
                ):
                    if cue.speaker and 0 < self._tokens.starts[cue.speaker[0]] - utterance.end < 10:
                        words = self._reading.words(cue.first, cue.stop)
                        yield replace(
                            utterance, cue=words, speaker=cue.speaker, rule="quote.as_claimed"
                        )
            yield utterance

    def _note_via(self, spoken: list[Utterance]) -> None:
        """Sources behind the source: whom it quotes, and who speaks inside what it says."""
        citing = {
            cue.sentence: cue.speaker
            for cue in self._cues
            if cue.kind == "according" and cue.speaker and self._norms[cue.first] in _CITING
        }
        for utterance in spoken:
            cited = citing.get(utterance.sentence)
            if cited != utterance.speaker:
                utterance.via = utterance.via or cited
        for outer, inner in itertools.pairwise(spoken):
            within = outer.start < inner.start and inner.end <= outer.end
            if within and inner.speaker != outer.speaker:
                outer.via = outer.via or inner.speaker

    def _fragment(self, mark: Marked, of: Utterance) -> Utterance:
        start, end = trimmed(self._text, mark.start, mark.end)
        return Utterance(
            start, end, "mixed", of.cue, of.speaker, "quote.mixed", self._reading.sentence_at(start),
            clause=(of.start, of.end), addressee=of.addressee, venue=of.venue, group=of.group,
            via=of.via,
        )  # fmt: skip

    def _is_aside(self, utterance: Utterance) -> bool:
        """ "She got it from her mother, who used to say that": whom the next "she" does not mean."""
        before = self._norms[utterance.speaker[0] - 1] if utterance.speaker else ""
        if before == "by":
            return utterance.rule == "quote.act"  # "Asked by an anchor if C, he"
        if before == "whom":
            return True  # "Ann Lee, whom he calls “Sis,” left"
        cues = self._by_sentence.get(utterance.sentence, ())
        own = next((c for c in cues if c.speaker == utterance.speaker and c.nested), None)
        return own is not None and any(
            cue.speaker not in (None, own.speaker) and cue.stop <= own.first and not cue.nested
            for cue in cues
        )

    def _via(self, utterance: Utterance, speaker: str | None) -> str | None:
        """The name of the source behind the source, where it is another's."""
        name = self._names.settle(*utterance.via, aside=True).name if utterance.via else None
        return name if name != speaker else None

    def _row(self, utterance: Utterance, number: int) -> Quote:
        known = (
            self._names.settle(*utterance.speaker, aside=self._is_aside(utterance))
            if utterance.speaker
            else Known(None, "unnamed", note="no speaker named")
        )
        first, stop = utterance.speaker or (0, 0)
        return Quote(
            start=utterance.start,
            end=utterance.end,
            id=f"q{number}",
            sentence=self._reading.sentence_at(utterance.start),
            rule=utterance.rule,
            kind=utterance.kind,
            speaker=known.name,
            speaker_start=self._tokens.starts[first] if utterance.speaker else None,
            speaker_end=self._tokens.ends[stop - 1] if utterance.speaker else None,
            speaker_role=known.role,
            speaker_kind=known.kind,
            cue=utterance.cue,
            addressee=utterance.addressee,
            venue=utterance.venue,
            clause_start=utterance.clause[0] if utterance.clause else None,
            clause_end=utterance.clause[1] if utterance.clause else None,
            group=utterance.group,
            via=self._via(utterance, known.name),
            note=known.note,
        )
