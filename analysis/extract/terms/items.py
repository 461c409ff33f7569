"""The points of a list that a line opens: "The agreement consists of the following:", and its numbers."""

from __future__ import annotations

import re

from analysis.extract.clauses import trimmed
from analysis.extract.terms.circumstances import parties_of, when_of, where_of
from analysis.extract.terms.measure import quantity_of
from analysis.extract.terms.merged import shortened
from analysis.lean import replace
from analysis.reading import Reading, starting
from analysis.records import Term
from analysis.text import Sentence

_BULLETS = frozenset("- – — • * · ( 1 2 3 4 5 6 7 8 9".split())
_OF_A_DEAL = frozenset(
    "deal agreement accord pact text plan truce ceasefire protocol memorandum declaration communique statement "
    "resolution terms points provisions clauses articles".split()
)
# "3.", "(b)", "Article 4"
_NUMBER = re.compile(r"(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]|(?:Article|Point) \d{1,2}[.:]?)$")
_BOTH = re.compile(
    r"(?:The (?:two |three |four )?|Both |Each |All |Neither |Either |No )(?:sides?|part(?:y|ies)|armies)\b"
)
_ARTICLE = 5  # characters: "The "
_LEAST = 4  # tokens of a point


def items_of(reading: Reading) -> frozenset[int]:
    """The sentences that are points of such a list, with what is said further in their paragraph."""
    out: set[int] = set()
    open_ = numbered = False
    within = -1
    for index, sentence in enumerate(reading.sentences):
        norms = reading.tokens.norms[sentence.first : sentence.stop]
        if norms and norms[-1] == ":":
            open_, numbered = not _OF_A_DEAL.isdisjoint(norms), False
        elif not open_:
            continue
        elif _NUMBER.match(reading.text, sentence.start, sentence.end):
            numbered, within = True, sentence.paragraph
        elif (numbered and sentence.paragraph == within) or (
            ((norms[:1] and norms[0] in _BULLETS) or norms[0].isdigit() or norms[-1] == ";")
            and not numbered
        ):
            out.add(index)
        else:
            open_ = False
    return frozenset(out)


def item_of(reading: Reading, sentence: Sentence, index: int, main: tuple[str, ...]) -> list[Term]:
    """A point that no word of a topic tells of, whole."""
    first, stop = trimmed(reading, sentence.first, sentence.stop)
    if stop - first < _LEAST:
        return []
    start, end = reading.tokens.starts[first], reading.tokens.ends[stop - 1]
    quantity = quantity_of(reading, "other", first, stop)
    earliest, latest = when_of(reading, start, end, [])
    term = Term(
        id="", start=start, end=end, sentence=index, rule="terms.other.item", type="other",
        what=shortened(reading.text[start:end]), where=where_of(reading, first, stop),
        when_earliest=earliest, when_latest=latest,
        quantity=quantity.number if quantity else None, unit=quantity.unit if quantity else None,
        quantity_si=quantity.si if quantity else None, status="agreed", agreement="a1",
    )  # fmt: skip
    parties = parties_of(reading, sentence, main, (start, end)) or sides_named(reading, term, main)
    return [replace(term, parties=parties)]


def sides_named(reading: Reading, term: Term, main: tuple[str, ...]) -> tuple[str, ...]:
    """ "2. The parties exchange all captives", "5. Chad returns the town": who a point begins with."""
    if _BOTH.match(reading.text, term.start, term.end):
        return main
    if term.rule != "terms.other.item":
        return ()
    heads = starting(reading.found.actors, term.start, term.start + _ARTICLE)
    return tuple(a.name for a in heads if a.kind in ("armed_group", "state") and a.name in main)
