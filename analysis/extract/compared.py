"""Times of another count that one is held against: "twice as many as a year ago" dates nothing told here."""

from __future__ import annotations

import re

from analysis.records import Time

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


def is_compared(text: str, time: Time) -> bool:
    """True for "nearly double the number six months ago"; a count that is told there keeps its day.

    >>> told = "40,000 are displaced, twice as many as a year ago."
    >>> is_compared(told, Time(40, 50, "t1", 0, "time.ago"))
    True
    """
    before = text[max(0, time.start - _BACK) : time.start]
    found = _AGAINST.search(before)
    return found is not None and _NUMBERS.isdisjoint(found.group().split())
