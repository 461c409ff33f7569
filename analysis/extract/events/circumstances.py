"""When, where and by whom an event happened, and how surely: from its own clause."""

from __future__ import annotations

import itertools
from bisect import bisect_left

from analysis.reading import Reading
from analysis.records import Quote, Time

_FUTURE = frozenset({"will", "shall"})
_TO_COME = (("expected", "to"), ("due", "to"), ("set", "to"), ("going", "to"), ("plans", "to"))
_UNREAL = frozenset({"if", "could", "might", "unless", "should", "would"})
_ONGOING = frozenset({"continues", "continue", "ongoing", "rages", "continuing"})
_DENIED = frozenset({"denied", "denies", "deny", "denying"})
_ACTING = frozenset({"state", "armed_group", "organisation", "person"})
_SPEAKING = frozenset({"CONSULT", "STATEMENT"})
_MOST_ACTORS = 4


def status_of(reading: Reading, first: int, stop: int, at: int) -> str | None:
    """past, ongoing, expected, claimed or denied; None for what is only supposed."""
    norms = reading.tokens.norms[first:stop]
    words = set(norms)
    if words & _DENIED:
        return "denied"
    if words & _FUTURE or any(pair in _TO_COME for pair in itertools.pairwise(norms)):
        return "expected"
    if words & _UNREAL:
        return None
    if words & _ONGOING:
        return "ongoing"
    return "claimed" if _quoted(reading, at) else "past"


def _quoted(reading: Reading, at: int) -> Quote | None:
    return next((q for q in reading.found.quotes if q.start <= at < q.end), None)


def within_marks(reading: Reading, span: tuple[int, int], at: int) -> tuple[int, int]:
    """The part of a clause inside the quotation marks around ``at``, where there are any."""
    quote = _quoted(reading, at)
    if quote is None or quote.kind == "indirect":
        return span
    return max(span[0], quote.start), min(span[1], quote.end)


def time_in(reading: Reading, span: tuple[int, int], at: int) -> Time | None:
    """The dated time nearest to the trigger within the clause."""
    times = reading.found.times
    here = bisect_left(times, span[0], key=lambda time: time.start)
    near: list[Time] = []
    for time in times[here:]:
        if time.start >= span[1]:
            break
        if (time.earliest or time.latest) and time.kind not in {"duration", "set"}:
            near.append(time)
    return min(near, key=lambda time: abs(time.start - at), default=None)


def place_in(reading: Reading, span: tuple[int, int], at: int) -> str | None:
    """The scene nearest to the trigger within the clause, a point before an area."""
    coarse = {"exact": 0, "near": 0, "admin2": 1, "admin1": 2, "country": 3}
    places = [
        p
        for p in reading.found.places
        if span[0] <= p.start < span[1] and p.role == "scene" and p.name
    ]
    best = min(places, key=lambda p: (coarse.get(p.precision, 4), abs(p.start - at)), default=None)
    return best.name if best else None


def actors_in(
    reading: Reading, core: tuple[int, int], span: tuple[int, int], at: int
) -> tuple[str, ...]:
    """The actors named beside the trigger, less those who only speak of it."""
    quote = _quoted(reading, at)
    names: dict[str, None] = {}
    for actor in reading.found.actors:
        if actor.start >= span[1]:
            break
        if actor.start < core[0] or actor.end > core[1] or actor.kind not in _ACTING:
            continue
        if quote and not quote.start <= actor.start < quote.end:
            continue
        names[actor.name] = None
    return tuple(names)[:_MOST_ACTORS]
