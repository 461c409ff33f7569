"""A tally told by region or by cause: "Kara was worst hit with 88 deaths, followed by Soma with 54",
"air strikes accounted for 127 of the deaths, artillery for 62". Each figure is part of the count before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.repeats import other_people
from analysis.extract.casualties.row import Link
from analysis.lean import replace
from analysis.reading import Reading, starting
from analysis.records import Casualty, Number
from analysis.text import Sentence

RULE = "casualty.tally"
_WORDS = frozenset(
    "followed ahead accounted remaining worst hardest rest responsible blamed".split()
)
_DEATHS = r"(?:deaths|killings|fatalities|murders|homicides|dead|victims|killed)"
# where a tally begins that ranks its regions, or tells its causes
_RANKED = re.compile(
    rf"\b(?:(?:worst|hardest|most)[ -](?:affected|hit|violent|deadly)|followed by|ahead of|"
    rf"the (?:highest|largest|most|greatest) (?:number of |share of |toll of )?{_DEATHS}\b|"
    r"the (?:highest|largest) toll|"
    rf"the most {_DEATHS}|(?:was|were) (?:responsible|blamed) for|"
    r"accounted for|accounting for|the (?:remaining|other|rest,) )"
)
_COUNTED = re.compile(rf"\b{_DEATHS}\b", re.IGNORECASE)
# what stands before and behind a figure of the list
_BEFORE = re.compile(
    r"(?:\b(?:with|at|by|for|saw|had|recorded|registered|on|remaining|other|of|in)|"
    r"[A-Z][\w’'-]+,? \(|[A-Z][\w’'-]+,|[A-Z][\w’'-]+:) ?$"
)
_BEHIND = re.compile(
    rf"[,;.)]|$|\W*$| and | (?:of|in) |, | {_DEATHS}\b| (?:people|civilians|persons)\b"
)
_MOST_PARTS = 8
_FAR = 8  # sentences from the count to its parts


def tallied(
    reading: Reading, sentence: Sentence, links: list[Link], before: Sequence[tuple[int, Link]]
) -> list[Link]:
    """The links of a sentence, with the figures of the list and their deaths as parts of the count before."""
    if _WORDS.isdisjoint(reading.tokens.norms[sentence.first : sentence.stop]) and not any(
        word in reading.text[sentence.start : sentence.end]
        for word in ("the most ", "the highest ")
    ):
        return links
    found = _RANKED.search(reading.text, sentence.start, sentence.end)
    if found is None or not any(link.harm == "killed" and link.group.number for _, link in before):
        return links
    if not _COUNTED.search(reading.text, sentence.start, sentence.end):
        return links
    numbers = [
        n
        for n in starting(reading.found.numbers, found.start(), sentence.end)
        if n.kind == "count" and _is_listed(reading, n)
    ]
    out = list(links)
    for number in numbers[:_MOST_PARTS]:
        own = next((k for k, one in enumerate(out) if one.group.number is number), -1)
        if own >= 0:
            if not out[own].part and out[own].harm == "killed":
                out[own] = replace(out[own], part=True, rule=RULE)
            continue
        if not any(one.group.first <= number.first < one.group.stop for one in out):
            out.append(_link(number))
    return sorted(out, key=lambda link: link.group.first)


def _is_listed(reading: Reading, number: Number) -> bool:
    text = reading.text
    return (
        _BEFORE.search(text, max(0, number.start - 25), number.start) is not None
        and _BEHIND.match(text, number.end) is not None
    )


def _link(number: Number) -> Link:
    low, best, high = (
        None if n is None else int(n) for n in (number.low, number.best, number.high)
    )
    group = Group(
        number.first, number.stop, "counted", low, best, high, number.bound, number=number
    )
    return Link(group, "killed", None, RULE, (number.first, number.stop), part=True)


def beside_a_tally(reading: Reading, out: list[Casualty]) -> list[Casualty]:
    """Parts of a tally cover its time; undated figures of their paragraph are parts, too: "Troops
    killed 33 in raids on villages", behind the deaths from the air and those from mines."""
    told: dict[int, Casualty] = {}  # by paragraph, the count it divides
    for k, one in enumerate(out):
        paragraph = reading.sentences[one.sentence].paragraph
        whole = _divided(out[:k], one) if one.rule == RULE else None
        if whole is not None and whole.scope != "incident":
            out[k] = replace(one, scope=whole.scope, subset_of=whole.id)
            told[paragraph] = whole
        elif (parent := told.get(paragraph)) is not None and _may_be_part(reading, one, parent):
            kind = "breakdown"
            out[k] = replace(
                one, rule=RULE, scope=parent.scope, subset_of=parent.id, subset_kind=kind
            )
    return out


def _divided(before: Sequence[Casualty], part: Casualty) -> Casualty | None:
    """The largest count near before a part of the tally."""
    near = (
        one
        for one in before
        if one.harm == part.harm and not one.subset_of and part.sentence - one.sentence <= _FAR
    )
    return max(near, key=lambda one: one.best or one.low or 0, default=None)


def _may_be_part(reading: Reading, one: Casualty, whole: Casualty) -> bool:
    here = reading.sentences[one.sentence]
    timed = any(starting(reading.found.times, here.start, here.end))
    size = one.best or one.low or 0
    return (
        not timed
        and one.harm == whole.harm
        and one.subset_of is None
        and one.scope == "incident"
        and 1 < size < (whole.best or whole.low or 0)
        and not other_people(whole.victim_class, one.victim_class)
    )
