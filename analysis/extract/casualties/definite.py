"""Those told of before: "Three gunmen attacked the post. Guards returned fire, killing the gunmen."

The number stands with the same noun a few sentences back, where nobody was harmed yet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from analysis.extract.casualties.row import Link
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Casualty, Number

_BACK = 4  # sentences in which a group stays in mind
_NEAR = 2  # the same, where another noun tells of it
_REACH = 3  # tokens between a number and its noun
_RULES = frozenset(("casualty.active", "casualty.passive"))
_FOES = frozenset("insurgents militants gunmen attackers fighters rebels terrorists".split())
_SEEN = frozenset("men males individuals insurgents militants gunmen fighters suspects".split())
_LEADS = frozenset(("the", "these", "those", "all"))


def counted_before(
    reading: Reading, sentence: int, link: Link, told: Sequence[Casualty]
) -> Link | None:
    """The link with the number its people were told with before; None where there is none."""
    group, norms = link.group, reading.tokens.norms
    if group.kind != "bare" or link.harm != "killed" or link.rule not in _RULES:
        return None
    if norms[group.first] not in _LEADS and norms[group.first - 1 : group.first] != ["the"]:
        return None
    number = _number_of(reading, sentence, group.first, norms[group.stop - 1])
    if number is None or any(_speaks_of(one, number, link.harm) for one in told):
        return None
    low, best, high = (
        None if n is None else int(n) for n in (number.low, number.best, number.high)
    )
    counted = replace(group, kind="counted", low=low, best=best, high=high, bound=number.bound)
    return replace(link, group=counted, rule="casualty.definite")


def _number_of(reading: Reading, sentence: int, before: int, noun: str) -> Number | None:
    """The last number told of this noun in the sentences before a token."""
    numbers, norms = reading.found.numbers, reading.tokens.norms
    for n in range(bisect_right(numbers, before, key=lambda one: one.first) - 1, -1, -1):
        number = numbers[n]
        if sentence - number.sentence > _BACK:
            return None
        if number.kind != "count" or (number.low or number.best or 0) < 2:
            continue
        ahead = norms[number.stop : number.stop + _REACH + 1]
        if noun in ahead:
            return None if norms[number.stop] == "of" else number
        near = sentence - number.sentence <= _NEAR
        if near and noun in _FOES and not _SEEN.isdisjoint(ahead):
            since = norms[number.stop + _REACH + 1 : before]
            return None if noun in since else number  # "saw four men ... killed the insurgents"
    return None


def _speaks_of(one: Casualty, number: Number, harm: str) -> bool:
    """True where somebody was harmed since, or these people have a figure already."""
    later = one.sentence >= number.sentence and one.harm == harm
    return later or one.number_start == number.start
