"""A plan that is only put forward, told in several sentences; an accord of the past; a truce told of beside."""

from __future__ import annotations

import re

from analysis.extract.terms.callers import sides_in
from analysis.lean import replace
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.records import Term
from analysis.text import Sentence

_PLAN = r"(?:plan|proposal|paper|blueprint|initiative|offer|scheme|document)"
# how what was proposed is told further
_FURTHER = re.compile(
    rf"(?:The|This|Its|That) (?:[\w-]+ )?{_PLAN} (?:also |then )?"
    r"(?:would|calls?|called|provides?|provided|foresees|envisages)\b"
    r"|It (?:also |then )?(?:would|calls?|called|provides?|foresees|envisages)\b"
    rf"|(?:Under|According to) (?:it|the {_PLAN}),"
    r"|In (?:an?|the|its) (?:first|second|third|fourth|final|next|later|last|initial) (?:phase|stage|step),"
)
_WOULD = re.compile(r"\b(?:would|calls? for|called for|provides? for|foresees|envisages)\b")
_NEAR = 4  # sentences from what was proposed to what is told further of it
_EARLIER = re.compile(
    r"(?:Under|In) (?:an?|the|their|its) (?:earlier|previous|former|prior|older|past) "
    r"(?:[\w-]+ ){0,2}(?:deal|accord|agreement|pact|truce|ceasefire|treaty)\b"
)
_BROKE = re.compile(
    r"\b(?:broken|collapsed|violated|fell apart|unravell?ed|never (?:kept|carried out|held))\b"
)
_BY = re.compile(r"\b(?:by|between) (?:the )?")


def goes_on(reading: Reading, sentence: Sentence, index: int, offered: int | None) -> bool:
    """ "In a second phase, troops would leave": one more thing of a plan put forward just before."""
    if offered is None or not 0 < index - offered <= _NEAR:
        return False
    if _FURTHER.match(reading.text, sentence.start, sentence.end) is None:
        return False
    return _WOULD.search(reading.text, sentence.start, sentence.end) is not None


def as_offered(terms: list[Term]) -> list[Term]:
    """The terms of a draft: nobody has agreed to them."""
    made = ("agreed", "demanded")
    return [replace(t, status="proposed", agreement=None) if t.status in made else t for t in terms]


def of_the_past(reading: Reading, sentence: Sentence, terms: list[Term]) -> list[Term]:
    """ "Under an earlier accord the two had agreed to stop firing; it was broken within days"."""
    if not terms or _EARLIER.match(reading.text, sentence.start, sentence.end) is None:
        return terms
    broke = _BROKE.search(reading.text, terms[-1].start, sentence.end) is not None
    return [
        replace(t, agreement=None, status="expired" if broke and t.status == "agreed" else t.status)
        for t in terms
    ]


def told_beside(reading: Reading, term: Term, truce: int, own: list[Tag]) -> Term:
    """ "Shots fell hours before the start of a truce, due on Friday": the truce alone, not the shots."""
    if term.rule != "terms.ceasefire.truce" or not own or own[0].first < truce:
        return term
    at = reading.tokens.starts[truce]
    article = max(reading.text.rfind(f" {word} ", term.start, at) for word in ("a", "an", "the"))
    if article < 0 or "," in reading.text[article:at]:
        return term
    lead = reading.text[term.start : article + 1]
    if _TIME.search(lead) is None:
        return term
    words = reading.text[article + 1 : term.end]
    return replace(term, start=article + 1, what=" ".join(words.split()))


_TIME = re.compile(r"\b(?:before|after|since|ahead of|into) (?:the (?:[\w-]+ ){1,2}(?:of )?)?$")


def by_whom(reading: Reading, term: Term) -> tuple[str, ...]:
    """ "A truce by the government with the rebels": the sides its own words name."""
    told = _BY.search(reading.text, term.start, term.end)
    return sides_in(reading, told.end(), term.end) if told else ()
