"""Who says that the actors of an event did it: the newsroom, or whoever it cites."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.extract.events.circumstances import quoted_at
from analysis.lean import replace
from analysis.opened import Opened
from analysis.reading import Reading, starting
from analysis.records import Casualty, Event

_TALK = frozenset({"CONSULT", "STATEMENT", "ACCUSE", "REJECT", "REQUEST", "THREATEN"})


# who condemns or investigates an attack is nobody who attacked
JUDGES = Opened(
    r"\b(?:condemn|denounc|deplor|decri|criticis|criticiz|mourn|investigat|inquir|enquir|prob(?:ed|ing)|regret|lament)\w*\b",
    re.IGNORECASE,
)


def attributed(reading: Reading, event: Event, figures: Mapping[str, Casualty]) -> Event:
    """The event with its voice: that of the figures which name one of its actors, else of its own words."""
    if not event.actors:
        return event
    blamed = [figures[id_] for id_ in event.casualties if id_ in figures]
    blamed = [f for f in blamed if f.perpetrator in event.actors]
    told = [f for f in blamed if f.voice == "newsroom"]
    if blamed and not told:
        return replace(event, voice="source", reporter=_who_names(reading, event, blamed))
    quote = quoted_at(reading, event.start) if event.status == "claimed" else None
    if told or quote is None or event.event_class in _TALK:
        return replace(event, voice="newsroom")
    return replace(event, voice="source", reporter=quote.speaker)


def _who_names(reading: Reading, event: Event, blamed: list[Casualty]) -> str | None:
    """Who says so: the source of the figures where the event's words name the actor, else whoever is cited with it."""
    names = {f.perpetrator for f in blamed if f.perpetrator}
    inside = starting(reading.found.quotes, event.start, event.end)
    for here in inside:
        if here.speaker not in {f.reporter for f in blamed if f.reporter}:
            continue
        said = here.of(reading.text)
        if any(name[: max(_STEM, len(name) - 2)] in said for name in names):
            return here.speaker  # "said a Ukrainian drone hit a car"
    if not any(name in reading.text[event.start : event.end] for name in names):
        known = reading.kept.setdefault("who names", {})
        key = frozenset(names)
        if key not in known:
            known[key] = _first_to_name(reading, key)
        if known[key] is not None:
            return str(known[key])
    return next((f.reporter for f in blamed if f.reporter), None)


_STEM = 4  # letters of "Iran" in "Iranian"


def _first_to_name(reading: Reading, names: frozenset[str]) -> str | None:
    cited = (q for q in reading.found.quotes if q.speaker and q.speaker not in names)
    naming = (q for q in cited if any(name in q.of(reading.text) for name in names))
    return next((q.speaker for q in naming), None)


# "Kenya announced on Monday that both had agreed", "Kenya mediated the last exchange, which freed nine"
_TELLS = Opened(
    r"\b(?:announced|said|confirmed|declared|told|reported|revealed)(?: [\w.]+){0,4}? that\b"
    r"|\bmediated\b"
)


def without_tellers(
    reading: Reading, actors: tuple[str, ...], span: tuple[int, int, int]
) -> tuple[str, ...]:
    """Who agreed, less who only says so: those before "said that", unless they are named behind it, too.

    ``span`` is the clause with its verb of agreeing: start, verb, end.
    """
    start, at, end = span
    told = _TELLS.search(reading, start, at)
    if told is None:
        return actors
    tellers = {a.name for a in starting(reading.found.actors, start, told.start())}
    tellers -= {a.name for a in starting(reading.found.actors, told.end(), end)}
    return tuple(name for name in actors if name not in tellers)
