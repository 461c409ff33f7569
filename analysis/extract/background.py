"""Incidents told as long past, beside those of the news."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.extract.incidents import Incident
from analysis.extract.meeting import days_between
from analysis.records import Casualty

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_OLD = 10  # days: an incident so much older than the first one told is background


def _told_old(figure: Casualty, first: str) -> bool:
    """True where the words themselves say long ago: a year, a month of this year, "last", "ago"."""
    words = (figure.date_words or "").lower()
    if re.search(r"\b(?:19|20)\d\d\b|\bago\b|\blast\b|\bearlier\b|\bprevious\b", words):
        return True
    named = any(month in words for month in _MONTHS)
    return named and (figure.date_earliest or "")[:4] == first[:4]


def without_background(
    incidents: list[Incident], figures: Iterable[Casualty]
) -> tuple[list[Incident], list[tuple[str, str]]]:
    """The incidents of the news, and the figures of much older ones told beside them.

    ``figures`` are those of every harm: the first one with a day sets the day of the news.
    """
    dated = [i.tolls[0].head.date_earliest for i in incidents]
    days = (figure.date_earliest for figure in figures if figure.scope == "incident")
    first = next((day for day in days if day and len(day) >= 10), None)
    kept: list[Incident] = []
    out: list[tuple[str, str]] = []
    for incident, day in zip(incidents, dated, strict=True):
        end = incident.tolls[0].head.date_latest or day
        old = bool(first and day and end and len(day) >= 4 and end[:10] < first[: len(end[:10])])
        old = old and _told_old(incident.tolls[0].head, first or "")
        if old and first and end and (len(end) < 10 or days_between(first, end) > _OLD):
            out += [(m.id, "an older incident") for t in incident.tolls for m in t.members]
            out += incident.dropped
        else:
            kept.append(incident)
    return kept, out
