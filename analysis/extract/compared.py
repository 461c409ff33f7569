"""Counts that another is held against, and their times: "twice as many as a year ago" dates nothing told here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.records import Casualty, Time

_AGAINST = re.compile(
    r"\b(?:(?:double|twice|triple|treble|half|quadruple|\w+fold) "
    r"(?:as (?:many|much|high)|the|what|those|that|its|their)|"
    r"times (?:as (?:many|much|high)|the|more|what)|"
    r"(?:more|fewer|less|higher|lower|greater|worse) than (?:in|at|during)|"
    r"compared (?:with|to)|as against|as many as)\b[^.;:\d]{0,45}$"
)
_BACK = 70
_NUMBERS = frozenset(  # "compared with nine last year": the day of the nine
    "two three four five six seven eight nine ten eleven twelve one dozen dozens scores hundreds thousands".split()
)


def is_of_another_count(text: str, time: Time) -> bool:
    """True for "nearly double the number six months ago"; a count that is told there keeps its day.

    >>> told = "40,000 are displaced, twice as many as a year ago."
    >>> is_of_another_count(told, Time(40, 50, "t1", 0, "time.ago"))
    True
    """
    before = text[max(0, time.start - _BACK) : time.start]
    found = _AGAINST.search(before)
    return found is not None and _NUMBERS.isdisjoint(found.group().split())


_COMPARED = re.compile(
    r"\b(?:up from|down from|(?:more|fewer|less|higher|lower) than|compared (?:with|to)|against|versus)"
    r"(?: (?:\d[\d,]*|the|[a-z]+)(?: [a-z]+){0,2})?(?: in)? ?$"
)


_SAYS = re.compile(
    r"\b(?:said|says|told|reported|announced|added|claimed|statement|report)"
    r"(?: [\w-]+){0,2}? (?:on )?(?:late |early )?$"
)
_SAID = re.compile(r"(?: [\w’'-]+){1,6} (?:said|says|reported|announced)\b")


def has_its_day(text: str, time: Time, times: Sequence[Time]) -> bool:
    """ "Earlier this year 14 were shot on 3 February": the week, month or year has its day beside it."""
    first, last = time.earliest or "", time.latest or ""
    if not first or not last or first[:_A_DAY] == last[:_A_DAY]:
        return False
    return any(
        one.granularity in ("day", "part")
        and len(one.earliest or "") >= _A_DAY
        and (one.earliest or "")[:_A_DAY] == (one.latest or "")[:_A_DAY]
        and first <= (one.earliest or "") <= last
        and not _SAYS.search(text, max(0, one.start - 40), one.start)
        and not _SAID.match(text, one.end)
        for one in times
        if one is not time
    )


_A_DAY = 10  # characters of an ISO day


def of_the_compared(text: str, time: Time, figure: Casualty) -> bool:
    """ "61 were women, up from July's 173": the month of another count than the figure before it."""
    stop = time.start + 5 * text.startswith("from ", time.start)
    lead = text[max(figure.end, time.start - 50) : stop]
    return time.start > figure.end and _COMPARED.search(lead) is not None


_COMPARED_WITH = re.compile(r"\b(?:up from|down from|compared (?:with|to)|than)\b[^.;,]{0,40}$")


def is_compared_with(text: str, figure: Casualty) -> bool:
    """True for the count of another time that one just told is compared with: "up from July's 173"."""
    at = figure.start if figure.number_start is None else figure.number_start
    return _COMPARED_WITH.search(text, max(0, at - 60), at) is not None


_ADDED_TO = 60  # characters from "adding to" to those who fled before
_JOINED = re.compile(
    r"\b(?:add(?:s|ed|ing)? to|join(?:s|ed|ing)?|on top of|in addition to|over and above|swell(?:s|ed|ing)? the "
    r"(?:number|ranks|total) of)(?: [\w-]+){0,3}? ?$",
    re.IGNORECASE,
)


def adds_to(text: str, start: int, figure: Casualty) -> bool:
    """ "Some 900 fled, adding to the 40,000 already in camps": the 40,000; the sentence begins at ``start``."""
    at = figure.start if figure.number_start is None else min(figure.start, figure.number_start)
    return _JOINED.search(text[max(start, at - _ADDED_TO) : at]) is not None
