"""The people of a place that was destroyed or emptied: "the village, home to 900 people, was razed"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.row import Link
from analysis.reading import Reading, starting
from analysis.records import Number

TOWNS = frozenset(
    "village villages town hamlet hamlets settlement city camp neighbourhood neighborhood community "
    "suburb quarter slum shantytown encampment".split()
)
_TOWN = (
    r"(?:village|town|hamlet|settlement|city|camp|neighbou?rhood|community|suburb|quarter|slum"
    r"|shantytown|encampment)s?"
)
_LIVE = (
    r"(?:home to|populations? of|inhabited by|housing|housed|sheltering|hosting|population (?:was|is)"
    r"|of)"
)
_SETTLED = re.compile(rf"\b{_TOWN}\b(?P<between>[^.;]{{0,70}}?)\b{_LIVE} (?:only |just )?$")
_GONE = (
    r"(?:destroyed|razed|burn(?:ed|t) (?:down|to (?:the ground|ashes|cinders))|flattened|levell?ed"
    r"|wiped (?:out|off)|torched|reduced to|swept away|washed away|submerged|evacuated|emptied"
    r"|abandoned|deserted|depopulated|demolished|bulldozed|obliterated)"
)
_NOUN = re.compile(
    r" (?:people|inhabitants|residents|souls|persons|villagers|families|households|houses|homes"
    r"|dwellings)\b"
)
_WAS_GONE = re.compile(
    rf"(?:{_NOUN.pattern})?(?P<between>(?:\W[^.;]{{0,60}}?)??)\b(?:was|were|been|being|is|are|lies|lay|stood)"
    rf"(?: (?:completely|entirely|totally|almost|largely|also|all|but|mostly|since|now))* {_GONE}\b"
)
_RAZED = re.compile(
    rf"\b{_GONE}(?: \w+){{0,2}}? the (?:entire |whole )?(?:\w+ ){{0,2}}?{_TOWN}\b[^.;]{{0,60}}$"
)
_HOUSES = re.compile(r" (?:houses|homes|dwellings)\b")
_FAMILIES = re.compile(r" (?:families|households)\b")
_OTHERS = re.compile(r"\b(?:but|while|whereas|nearby|killed|died|dead)\b")
_LEAD = 120  # characters in front of the number
_TAIL = 110  # characters behind it


def emptied(reading: Reading, start: int, end: int) -> list[Link]:
    """The people counted as living in a place that the sentence tells as destroyed or emptied."""
    text = reading.text
    out: list[Link] = []
    for number in starting(reading.found.numbers, start, end):
        if number.kind not in ("count", "a population") or number.best is None:
            continue
        lead, tail = text[max(start, number.start - _LEAD) : number.start], text[number.end : end]
        settled, gone = _SETTLED.search(lead), _WAS_GONE.match(tail[:_TAIL])
        if settled is None or not (gone or _RAZED.search(lead)):
            continue
        if _OTHERS.search(settled["between"]) or (gone and _OTHERS.search(gone["between"])):
            continue
        group = _group(reading, number, tail)
        where = (group.first, group.stop)
        out.append(Link(group, "displaced", None, "casualty.town", where))
    return out


def _group(reading: Reading, number: Number, tail: str) -> Group:
    low, best, high = (
        None if n is None else int(n) for n in (number.low, number.best, number.high)
    )
    unit = "homes" if _HOUSES.match(tail) else "families" if _FAMILIES.match(tail) else ""
    noun = _NOUN.match(tail)
    stop = reading.tokens.at(number.end + noun.end() - 1) + 1 if noun else number.stop
    return Group(
        number.first, stop, "counted", low, best, high, number.bound, number=number, unit=unit
    )


def told_of_towns(reading: Reading) -> set[int]:
    """The sentences that name a village or a town and say that homes or people are gone."""
    if TOWNS.isdisjoint(reading.vocabulary):
        return set()
    gone = {reading.sentence_of_token(tag.first) for tag in reading.tagged("homes")}
    gone |= {
        reading.sentence_of_token(tag.first)
        for tag in reading.tagged("harm")
        if tag.entry.get("harm") == "displaced"
    }
    return {s for s in gone if _names_town(reading, s)}


def _names_town(reading: Reading, sentence: int) -> bool:
    span = reading.sentences[sentence]
    words: Sequence[str] = reading.tokens.norms[span.first : span.stop]
    return not TOWNS.isdisjoint(words)
