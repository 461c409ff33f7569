"""Events that the terms of an agreement promise, where no other event tells of them."""

from __future__ import annotations

import re
from bisect import bisect_left

from analysis.extract.events.circumstances import held_in
from analysis.extract.events.classes import Class, by_term
from analysis.lean import replace
from analysis.reading import Reading, starting
from analysis.records import Event, Term

_KEPT_TERMS = frozenset({"agreed", "in_force", "completed", "expected", "expired", "suspended"})
_TERM_STATUS = {"in_force": "ongoing", "completed": "past", "expired": "past", "suspended": "past"}
# the verb of agreeing at the head of a promise, or a few words before it
_AGREEING = re.compile(
    r"\b(?:agree[ds]?|agreeing|signed|declared|announced|reached|struck|brokered) (?:\w+ ){0,3}\w*$|"
    r"\b(?:agree[ds]?|agreeing|signed|declared|announced|reached|struck|brokered)$"
)
_LEAD = 60
_ALWAYS = frozenset({"ceasefire", "prisoner_exchange", "buffer_zone", "joint_patrol"})
_BREACH = "196"
_BROKE = re.compile(
    r"\b(?:collaps\w+|broke down|broken|unravell?ed|fell apart|failed|not held|never held|violated|breached)\b"
)
# what an agreement leaves out, or how it may be prolonged, is nothing that will be done
_NO_DEEDS = frozenset({"terms.other.exclusion", "terms.other.extension"})
_TO_COME = frozenset({"agreed", "expected"})


def promised(reading: Reading, found: list[Event]) -> list[Event]:
    """What the terms of an agreement say will be, where no event tells of it yet."""
    agreed = [e for e in found if e.event_class in {"AGREE", "RETREAT"} or e.code == _BREACH]
    agreed.sort(key=lambda event: event.start)
    starts = [event.start for event in agreed]
    longest = max((event.end - event.start for event in agreed), default=0)

    def around(term: Term) -> list[Event]:
        first = bisect_left(starts, term.start - longest)
        return agreed[first : bisect_left(starts, term.end, first)]

    return [
        _of_term(reading, term)
        for term in reading.found.terms
        if term.status in _KEPT_TERMS
        and term.rule not in _NO_DEEDS
        and (
            term.type in _ALWAYS
            or term.agreement
            or term.when_earliest
            or term.when_latest
            or term.where
        )
        and not any(_says_no_more(reading, term, event) for event in around(term))
    ]


def _says_no_more(reading: Reading, term: Term, event: Event) -> bool:
    """ "Agreed to a truce": one event, where the truce has no day of its own."""
    if event.code == _BREACH:  # "the truce was broken on Monday"
        dated = event.date_earliest or not (term.when_earliest or term.when_latest)
        overlap = event.start < term.end and term.start < event.end
        return term.status == "expired" and overlap and bool(dated)
    if term.status not in _TO_COME or not (event.start < term.end and term.start < event.end):
        return False
    lead = reading.text[event.start : term.start + len(term.what.split()[0])]
    if not _AGREEING.search(lead[-_LEAD:]):
        return False
    when = term.when_earliest or term.when_latest
    return when is None or when in (event.date_earliest, event.date_latest)


def _of_term(reading: Reading, term: Term) -> Event:
    lasts = term.rule == "terms.deadline.validity"  # "the truce will last two days"
    kind = by_term("ceasefire" if lasts else term.type)
    if term.rule == "terms.political_process.talk":
        kind = by_term("talks")
    if term.status == "expired" and term.type == "ceasefire":
        # a truce that broke is no step of peace; of one that ran out the scale says nothing
        broke = _BROKE.search(term.what) is not None
        kind = replace(kind, goldstein=None) if not broke else Class("ASSAULT", _BREACH, -9.5)
    return Event(
        id="",
        start=term.start,
        end=term.end,
        sentence=term.sentence,
        rule=f"events.{term.type}",
        event_class=kind.name,
        code=kind.code,
        goldstein=kind.goldstein,
        status=_TERM_STATUS.get(term.status, "expected"),
        date_earliest=term.when_earliest,
        date_latest=term.when_latest,
        date_words=_words_of(reading, term),
        place=_where_due(reading, term),
        actors=term.parties,
        summary=term.what,
        spans=((term.start, term.end),),
    )


def _words_of(reading: Reading, term: Term) -> str | None:
    """The words that give a promise its time, where one time of the text gives both its ends."""
    ends = term.when_earliest, term.when_latest
    for time in starting(reading.found.times, term.start, term.end) if any(ends) else ():
        if (time.earliest, time.latest) == ends:
            return reading.text[time.start : time.end]
    return None


def _where_due(reading: Reading, term: Term) -> str | None:
    """Where a promise holds; of a truce else where it was made ("the truce brokered in Luanda")."""
    if term.where:
        return term.where if not term.where.startswith("along") else None
    if term.type != "ceasefire":
        return None
    return held_in(reading, (term.start, term.end), term.start, before=False)
