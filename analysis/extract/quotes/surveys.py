"""Polls, studies, filings: documents that find and show, with what is told of them before the verb."""

from __future__ import annotations

from analysis.extract.quotes.grammar import PREPOSITIONS, Grammar
from analysis.extract.quotes.right import MADE
from analysis.extract.quotes.speakers import Speakers
from analysis.reading import Reading

_SURVEYS = frozenset(
    "poll polls survey surveys study studies research data results figures review reviews report reports census "
    "audit tally inquiry investigation analysis tracker documents records emails filings memos transcripts numbers "
    "statistics polling e-mails messages papers memo notes".split()
)
_CLAUSE_STARTS = frozenset(("", ",", "and", "but", "while", "whereas", "though"))
_REACH = 24


class Surveys:
    """Finds the document that is the subject of a verb of one article."""

    def __init__(self, reading: Reading, grammar: Grammar, speakers: Speakers) -> None:
        self._reading, self._grammar, self._speakers = reading, grammar, speakers
        self._norms = reading.tokens.norms

    def near(self, verb: int) -> bool:
        """True where a document is named before the verb, near enough to be its subject."""
        reach = 45 if self._is_pronoun(verb - 1) else _REACH  # "It also found"
        return not _SURVEYS.isdisjoint(self._norms[max(0, verb - reach) : verb])

    def finds(self, verb: int, floor: int) -> bool:
        """True for "the poll found", not for "police found a knife", which says nothing."""
        found = self._speakers.left(verb, floor)
        named = found is not None and self._norms[found[0]] in ("it", "they")
        return named or self.names(found) or self.document(verb, floor) is not None

    def names(self, found: tuple[int, int] | None) -> bool:
        """True where the phrase holds a document."""
        return found is not None and not _SURVEYS.isdisjoint(self._norms[found[0] : found[1]])

    def document(self, verb: int, floor: int) -> tuple[int, int] | None:
        """ "A study published this year by two doctors found": the study that is the subject."""
        for k in range(verb - 1, max(floor, verb - _REACH) - 1, -1):
            if self._norms[k] in (";", ":", "“", "”", '"'):
                return None
            if self._norms[k] not in _SURVEYS:
                continue
            first = k
            while first > floor and self._is_modifier(first - 1):
                first -= 1
            lead = self._norms[first - 1] if first > floor else ""
            if lead in _CLAUSE_STARTS and self._is_reduced(k + 1, verb):
                return first, k + 1
        return None

    def _is_pronoun(self, k: int) -> bool:
        """ "it", "they" at token ``k``, or before the "also" there."""
        at = k - (self._norms[k] == "also")
        return at >= 0 and self._norms[at] in ("it", "they")

    def _is_modifier(self, k: int) -> bool:
        """A word before its noun: article, number, adjective, name."""
        norm = self._norms[k]
        if norm in PREPOSITIONS or norm in _CLAUSE_STARTS or self._grammar.finite[k]:
            return False
        return norm[0].isalnum() or norm in ("-", "/", "'s", "’s")

    def _is_reduced(self, first: int, stop: int) -> bool:
        """ "released last week", "which aired on Monday": only what adds to the noun stands in the span."""
        verb = self._grammar.main_verb(first, stop)
        while verb is not None and self._norms[verb] in MADE:
            verb = self._grammar.main_verb(verb + 1, stop)
        return verb is None
