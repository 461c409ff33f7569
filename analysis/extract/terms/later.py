"""What the sentences behind a term say of it: how long it lasts, on what day it is due."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.extract.terms.circumstances import when_of
from analysis.extract.terms.measure import lasting_of, quantity_of
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Term

_WITH = 12  # tokens from "signed with" to the parties counted
_BEHIND = 3  # sentences in which a term is told of further
_SPOKEN_OF = {
    "prisoner_exchange": re.compile(r"(?:exchange|swap|release|handover|prisoner|detainee|hostage|captive)s?"),
    "withdrawal": re.compile(r"withdrawals?|pullbacks?|pullouts?|troops|forces|soldiers|fighters"),
    "joint_patrol": re.compile(r"patrols?"),
    "return_of_displaced": re.compile(r"returns?|families|residents|refugees"),
}  # fmt: skip
_EFFECT = re.compile(
    r"\bwhich (?:\w+ ){0,3}?(?:takes?|took|comes?|came|goes|went|enters?|entered|begins?|began|starts?|started)"
    r"(?: (?:into )?(?:effect|force))?( [^,;]{3,60}),"
)
# "The first exchange is due on", "An initial group of captives was to be freed by"
_DUE = re.compile(
    r"\W?(?:The|An?|Its|Their|Each) (?P<what>(?:[\w’'-]+ ){1,7}?)(?:is|are|was|were|will|would) "
    r"(?:due|set|scheduled|planned|expected|to|take|be|begin|start|happen|follow)\b"
)


def told_further(reading: Reading, terms: Iterable[Term]) -> list[Term]:
    """The terms, with what the sentences behind them add."""
    out = [_begun(reading, _lasting(reading, term)) for term in terms]
    for at in range(len(out) - 1, -1, -1):
        alike = (term.sentence for term in out[at + 1 :] if term.type == out[at].type)
        later = {index for index in alike if index > out[at].sentence}
        out[at] = _due(reading, out[at], min(later, default=len(reading.sentences)))
    return out


def _lasting(reading: Reading, term: Term) -> Term:
    """A cease-fire with the time it is said to last, in its sentence or the two behind it."""
    if term.type != "ceasefire" or term.quantity is not None:
        return term
    after = reading.tokens.at(term.end)
    if reading.tokens.norms[after : after + 1] == ["with"]:  # "the truces signed with 14 groups"
        stop = min(after + _WITH, len(reading.tokens.norms))
        parties = quantity_of(reading, "ceasefire", after, stop)
        if parties is not None:
            return replace(term, quantity=parties.number, unit=parties.unit)
    for sentence in reading.sentences[term.sentence : term.sentence + _BEHIND]:
        quantity = lasting_of(reading, sentence.first, sentence.stop)
        if quantity is not None:
            return replace(term, quantity=quantity.number, unit=quantity.unit)
    return term


def _begun(reading: Reading, term: Term) -> Term:
    """ "Under the deal, which takes effect on Saturday, both will stop firing": the start, told before."""
    if term.rule != "terms.ceasefire.stop" or term.when_earliest or term.when_latest:
        return term
    sentence = reading.sentences[term.sentence]
    told = _EFFECT.search(reading.text, sentence.start, term.start)
    if told is None:
        return term
    earliest, latest = when_of(reading, told.start(1), told.end(), [])
    return replace(term, when_earliest=earliest, when_latest=latest)


def _due(reading: Reading, term: Term, before: int) -> Term:
    """ "The first exchange is due on 15 October": the day of a promise that had none."""
    spoken = _SPOKEN_OF.get(term.type)
    if spoken is None or term.when_earliest or term.when_latest or term.status == "expired":
        return term
    stop = min(before, term.sentence + _BEHIND)
    for sentence in reading.sentences[term.sentence + 1 : stop]:
        told = _DUE.match(reading.text, sentence.start, sentence.end)
        if told and any(spoken.fullmatch(word) for word in told["what"].split()):
            earliest, latest = when_of(reading, told.end(), sentence.end, [])
            return replace(term, when_earliest=earliest, when_latest=latest)
    return term
