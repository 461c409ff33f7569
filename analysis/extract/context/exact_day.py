"""The exact day among those that two tellings of one figure give: inside the week, before somebody spoke of it."""

from __future__ import annotations

from datetime import date

from analysis.extract.context.sharing import Context
from analysis.extract.context.when import When

_DAY = 10  # characters of an ISO day


def as_the_exact_day(contexts: list[Context]) -> None:
    """ "48 were shot earlier this week. ... The 48 were shot on Tuesday": the one day inside the week, for both."""
    by_id = {context.figure.id: context for context in contexts}
    for context in contexts:
        first = by_id.get(context.figure.same_as or "")
        if first is None or "cumulative" in (first.figure.scope, context.figure.scope):
            continue
        if context.when and first.when and _is_inside(context.when, first.when):
            first.when = context.when
        elif context.when and first.when and _is_inside(first.when, context.when):
            context.when = first.when
        if context.when and first.when and _is_said_after(context.when, first.when):
            first.when = context.when
        elif context.when and first.when and _is_said_after(first.when, context.when):
            context.when = first.when


def _is_said_after(told: When, said: When) -> bool:
    """ "A raid killed ten, villagers said on Wednesday. ... On Tuesday a jet dropped three bombs": on Tuesday."""
    if said.rule != "when.said" or told.rule not in ("when.sentence", "when.incident"):
        return False
    one, two, day = ((at or "")[:_DAY] for at in (told.earliest, told.latest, said.earliest))
    if len(one) != _DAY or len(day) != _DAY or two[:_DAY] not in (one, day):
        return False
    return 0 < (date.fromisoformat(day) - date.fromisoformat(one)).days <= _SAID_WITHIN


_SAID_WITHIN = 2  # days


def _is_inside(exact: When, wide: When) -> bool:
    begin, end = (wide.earliest or "")[:_DAY], (wide.latest or "")[:_DAY]
    one, two = (exact.earliest or "")[:_DAY], (exact.latest or "")[:_DAY]
    whole = len(begin) == len(end) == len(one) == _DAY and one == two
    return whole and begin <= one <= end and "week" in wide.words.lower()
