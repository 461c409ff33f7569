"""Make the rows of the quotes table."""

from __future__ import annotations

from analysis.extract.quotes.antecedents import Known
from analysis.extract.quotes.cues import Utterance, trimmed
from analysis.extract.quotes.direct import Direct
from analysis.extract.quotes.indirect import Indirect
from analysis.extract.quotes.marks import Marked
from analysis.extract.quotes.turns import Turns
from analysis.reading import Reading
from analysis.records import Quote


def find_quotes(reading: Reading) -> tuple[Quote, ...]:
    """Every quotation, in order of place; words in marks that nobody is cited for are none."""
    return tuple(_Finder(reading).rows())


class _Finder(Direct, Indirect, Turns):
    def rows(self) -> list[Quote]:
        """All rows, sorted, with ids."""
        quoted = self._quoted()
        spoken = self._indirect()
        mixed_at = [u.clause for u in quoted if u.clause]
        taken = [(u.start, u.end) for u in quoted]
        out = list(quoted)
        for utterance in spoken:
            inside = [
                mark
                for mark in self._marks
                if utterance.start <= mark.start
                and mark.end <= utterance.end
                and (mark.start, mark.end) not in taken
                and not self._is_title(mark)
            ]
            over = [t for t in taken if utterance.start < t[1] and t[0] < utterance.end]
            if inside:
                out += [self._fragment(mark, utterance) for mark in inside]
            elif not over and not any(c and c[0] <= utterance.start < c[1] for c in mixed_at):
                out.append(utterance)
            elif over:
                self._give_clause(over, utterance, out)
        out += self._turns()
        out.sort(key=lambda u: (u.start, u.end))
        return [self._row(u, n) for n, u in enumerate(out, 1)]

    def _give_clause(
        self, over: list[tuple[int, int]], utterance: Utterance, out: list[Utterance]
    ) -> None:
        for one in out:
            if one.kind == "mixed" and (one.start, one.end) in over and one.clause is None:
                one.clause = (utterance.start, utterance.end)

    def _fragment(self, mark: Marked, of: Utterance) -> Utterance:
        start, end = trimmed(self._text, mark.start, mark.end)
        return Utterance(
            start, end, "mixed", of.cue, of.speaker, "quote.mixed", self._reading.sentence_at(start),
            clause=(of.start, of.end), addressee=of.addressee, venue=of.venue, group=of.group,
        )  # fmt: skip

    def _row(self, utterance: Utterance, number: int) -> Quote:
        known = (
            self._names.settle(*utterance.speaker)
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
            note=known.note,
        )
