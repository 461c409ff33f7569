"""What the totals found told twice says so in the table of casualties, too.

Whether two figures are of one incident is seen only when all are gathered: places, days and
people decide. The table of casualties then names the first statement the totals name.
"""

from __future__ import annotations

import re

from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Casualty

_AGAIN = re.compile(r"the same (?:figure|person) as (c\d+(?: \+ c\d+)*)")


def said_again(reading: Reading) -> tuple[Casualty, ...]:
    """The casualties, each left out of a total as said before with the id of what says it first.

    "A clerk and his son were shot. The two were on a bus": the two point at the clerk, the first of them.
    """
    casualties = reading.found.casualties
    first = {
        name: match[1]
        for total in reading.found.totals
        for name, reason in total.not_counted
        if (match := _AGAIN.fullmatch(reason))
    }
    if not first:
        return casualties
    known = {one.id: one for one in casualties}
    return tuple(_pointed(one, first.get(one.id), known) for one in casualties)


def _pointed(one: Casualty, first: str | None, known: dict[str, Casualty]) -> Casualty:
    """The record with its first statement, where it has none and is of that number."""
    told = [known[name] for name in (first or "").split(" + ") if name in known]
    if not told or one.same_as is not None or one.subset_of is not None:
        return one
    told = [known.get(each.same_as or "", each) for each in told]
    if _of_those(one) and not any(map(_of_those, told)):
        return one  # "some 90 of the girls": some of more than that, told before
    if _number(one) == sum(_number(each) or 0 for each in told):
        return replace(one, same_as=told[0].id)
    even = (each.id for each in told if _number(each) == _number(one))
    return replace(one, same_as=next(even, None))


def _of_those(one: Casualty) -> bool:
    return " of the " in (one.victims or "")


def _number(one: Casualty) -> int | None:
    return one.best if one.best is not None else one.low
