"""The answers of an interview: paragraphs in marks behind paragraphs that end in a question."""

from __future__ import annotations

from analysis.extract.quotes.marks import Marked
from analysis.extract.quotes.shapes import Shapes
from analysis.extract.quotes.utterance import Utterance, trimmed

_LEAST = 2  # answers that make an interview


class Answers(Shapes):
    """Quotations that nothing but a question leads to."""

    def _answered_to(self, mark: Marked) -> Utterance | None:
        """ "And the allies? / “They ask me for boots.”": whoever is interviewed."""
        answers = self._answers() if self._fills(mark) else set()
        if len(answers) < _LEAST or mark.before not in answers:
            return None
        first = self._reading.article.paragraphs[mark.paragraph - 1]
        if mark.before != min(answers):
            first = next(
                p for p in reversed(self._reading.article.paragraphs) if p.end < min(answers)
            )
        speaker = self._interviewed(first.start)
        if speaker is None:
            return None
        start, end = trimmed(self._text, mark.start, mark.end)
        return Utterance(
            start, end, "direct", None, speaker, "quote.answer", self._reading.sentence_at(start),
            group=self._next_group(),
        )  # fmt: skip

    def _answers(self) -> set[int]:
        """Where the paragraphs in marks begin whose paragraph in front ends in a question without marks."""
        paragraphs = self._reading.article.paragraphs
        return {
            mark.before
            for mark in self._marks
            if mark.paragraph
            and self._fills(mark)
            and self._text[paragraphs[mark.paragraph - 1].end - 1] == "?"
        }
