"""The displaced of a form or a table: "Displaced (families): 230", "No. of IDPs 4,500"."""

from __future__ import annotations

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.row import Link
from analysis.reading import Reading, starting
from analysis.records import Number
from analysis.text import Sentence

_KEYS = frozenset("displaced idp idps evacuated evacuees evicted homeless".split())
_FAMILIES = frozenset("families family households household hh hhs".split())
_FORM = (
    _KEYS
    | _FAMILIES
    | frozenset(
        "total number no nb nr of people persons person individuals individual inhabitants population "
        "internally estimated estimate est currently newly cumulative new the in at centres centers "
        "evacuation shelters camps sites outside inside still figure count caseload ind indiv "
        ". , : - – | / = ( ) #".split()
    )
)
_UNITS = frozenset("people persons individuals inhabitants residents ind indiv".split()) | _FAMILIES
_BEHIND = frozenset((".", ";", "(", "/", ",", "|", ")", "-", "–"))
_LONGEST = 40  # tokens of a line of a form
_LABEL = 12  # tokens before its number


def lines_of_forms(reading: Reading) -> set[int]:
    """The short sentences that may be a label with its number."""
    if _KEYS.isdisjoint(reading.vocabulary):
        return set()
    norms = reading.tokens.norms
    return {
        index
        for index, span in enumerate(reading.sentences)
        if span.stop - span.first <= _LONGEST
        and norms[span.first] in _FORM
        and not _KEYS.isdisjoint(norms[span.first : min(span.stop, span.first + _LABEL)])
    }


def labelled(reading: Reading, sentence: Sentence) -> list[Link]:
    """The people that a label counts, and those behind a semicolon: "Displaced, total 1,200; 900"."""
    norms, out = reading.tokens.norms, list[Link]()
    harmed = reading.tagged_within("harm", sentence.first, sentence.stop)
    if any(tag.entry.get("harm") != "displaced" for tag in harmed):
        return out
    begin, unit = sentence.first, ""
    for number in starting(reading.found.numbers, sentence.start, sentence.end):
        label = norms[begin : number.first]
        again = bool(out) and label == [";"]
        if not (again or _is_label(label)):
            if label[:1] != [";"] or not _is_label(label[1:]):
                return out
        if number.kind != "count" or not _ends(norms, number, sentence.stop):
            return out
        if not again:
            told = {*label, *norms[number.stop : number.stop + 1]}
            unit = "families" if told & _FAMILIES else ""
        out.append(_link(number, begin, unit, out[0] if out else None))
        begin = number.stop
    return out


def _is_label(label: list[str]) -> bool:
    return len(label) <= _LABEL and _FORM.issuperset(label) and not _KEYS.isdisjoint(label)


def _ends(norms: list[str], number: Number, end: int) -> bool:
    """True where the number, or its unit, is the last of the line."""
    k = number.stop
    k += k < end and norms[k] in _UNITS
    return k >= end or norms[k] in _BEHIND


def _link(number: Number, first: int, unit: str, whole: Link | None) -> Link:
    low, best, high = (
        None if n is None else int(n) for n in (number.low, number.best, number.high)
    )
    group = Group(
        number.first,
        number.stop,
        "counted",
        low,
        best,
        high,
        number.bound,
        number=number,
        unit=unit,
    )
    link = Link(group, "displaced", None, "casualty.label", (first, number.stop))
    if whole is not None and whole.group.unit != unit:
        link.part, link.same, link.whole = True, True, whole  # "IDPs: 3,400; IDP households: 680"
    return link
