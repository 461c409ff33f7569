"""What a headline or another line without a full stop cites: "Orr: Taxes are too high"."""

from __future__ import annotations

import re

from analysis.extract.quotes.cues import Speech
from analysis.extract.quotes.grammar import PREPOSITIONS
from analysis.extract.quotes.utterance import Utterance
from analysis.extract.quotes.wording import is_role
from analysis.records import Paragraph

_CITED = re.compile(
    r"(?:(?:Exclusive|EXCLUSIVE|Breaking|BREAKING|Report|Watch|WATCH) ?[:—–-] ?)?"
    r"(?P<who>[A-Z][^:;,.“”\"‘’\n]{1,45}): (?P<said>[“\"‘']?\S[^\n]{12,120})$"
)
_LONGEST = 18  # words of a headline
_LETTERS = 160  # of a headline
_SURVEYS = frozenset(("poll", "survey", "study", "police", "officials"))
_CLOSING = "”\"’'"


class Headlines(Speech):
    """Lines that cite with a colon."""

    def _headlines(self) -> list[Utterance]:
        """The words behind the colon of a short line, where a person or a body stands before it."""
        lines = self._reading.article.paragraphs[:-1]
        found = [self._headline(one) for one in lines if one.end - one.start < _LETTERS]
        return [one for one in found if one is not None]

    def _headline(self, first: Paragraph) -> Utterance | None:
        line = self._text[first.start : first.end]
        found = _CITED.match(line) if ": " in line and line[-1] not in ".?!:" else None
        if found is None or len(line.split()) > _LONGEST:
            return None
        start, end = (first.start + at for at in found.span("said"))
        if self._text[start] in "“\"‘'" and self._text[end - 1] in _CLOSING:
            start, end = start + 1, end - 1
        if self._text[start : start + 1].islower() or self._in_mark(start) is not None:
            return None
        at = first.start + found.start("who"), first.start + found.end("who")
        who = self._tokens.at(at[0]), self._tokens.at(at[1] - 1) + 1
        tie = next((k for k in range(*who) if self._norms[k] in PREPOSITIONS), who[1])
        who = who[0], tie if tie > who[0] else who[1]
        if not self._speaks_in_headline(*who):
            return None
        return Utterance(
            start, end, "indirect", ":", who, "quote.headline", self._reading.sentence_at(start),
            group=self._next_group(),
        )  # fmt: skip

    def _speaks_in_headline(self, first: int, stop: int) -> bool:
        last = self._norms[stop - 1]
        if is_role(last) or is_role(last.removesuffix("s")) or last in _SURVEYS:
            return True
        return self._names.is_known(first, stop)
