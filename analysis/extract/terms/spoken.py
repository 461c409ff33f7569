"""Who says what a promise is: what a person says others must do, no agreement has bound them to."""

from __future__ import annotations

from analysis.lean import replace
from analysis.lexicon import Tag
from analysis.reading import Reading, starting
from analysis.records import Quote, Term

_MUST = frozenset({"must", "has to", "have to"})
_BOUND = frozenset({"agree", "clause", "given", "done"})
_LONGEST = 1200  # characters of an utterance that may hold a term
_CONDITION = 16  # tokens from "if" to the verb that hangs on it


def as_spoken(reading: Reading, term: Term, own: list[Tag]) -> Term | None:
    """The term as its speaker has it: "The rebels must halt, the minister said" is a demand of his.

    None for what hangs on a condition of his ("If they stop the aid, we will ..."). What the text itself tells, a
    document says, or a speaker reports of the agreement ("under the deal") stays as it is.
    """
    modals = [tag for tag in own if tag.entry.get("kind") == "future"]
    kinds = {str(tag.entry.get("kind")) for tag in own}
    if term.status != "agreed" or not modals or kinds & _BOUND:
        return term
    modal = modals[0]
    norms = reading.tokens.norms
    must = " ".join(norms[modal.first : modal.stop]) in _MUST
    first = reading.sentences[reading.sentence_of_token(modal.first)].first
    conditional = "if" in norms[max(first, modal.first - _CONDITION) : modal.first]
    if not (must or conditional):
        return _on_condition(reading, term, modal)
    said = _utterance(reading, term)
    if said is None or said.speaker_kind == "document" or _of_the_pact(reading, said, modal):
        return term
    return None if conditional else replace(term, status="demanded", agreement=None)


def _on_condition(reading: Reading, term: Term, modal: Tag) -> Term:
    """ "Moscow will halt its fire only if Kyiv ...": an offer."""
    stop = reading.sentences[reading.sentence_of_token(modal.first)].stop
    norms = reading.tokens.norms[modal.stop : stop]
    if " only if " not in f" {' '.join(norms)} ":
        return term
    return replace(term, status="proposed", agreement=None)


def _utterance(reading: Reading, term: Term) -> Quote | None:
    """What somebody says with the term in it."""
    near = starting(reading.found.quotes, term.start - _LONGEST, term.end)
    return next((q for q in near if q.start < term.end and term.start < q.end), None)


def _of_the_pact(reading: Reading, said: Quote, modal: Tag) -> bool:
    """ "Under the deal troops must leave, he said": an agreement is named before the verb."""
    first = reading.tokens.at(said.start)
    told = reading.tagged_within("agreements", min(first, modal.first), modal.first)
    return any(tag.entry.get("kind") == "pact" for tag in told)
