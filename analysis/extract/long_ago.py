"""Deeds of decades before a report: its background, never its news.

"1,200 soldiers killed there in 1944" in a report of today is history, whatever else it tells.

>>> from analysis.records import Casualty
>>> told = {"harm": "killed", "low": 9, "best": 9, "high": 9, "bound": "exact"}
>>> is_long_ago(Casualty(0, 4, "c1", 0, "r", **told, date_latest="1944"), "2014")
True
"""

from __future__ import annotations

from analysis.reading import Reading
from analysis.records import Casualty, Event

_YEARS = 10


def horizon(reading: Reading) -> str:
    """The year from which backwards all is history: ten before publication, else before the latest
    year the text names; "" where it names none."""
    latest = (reading.article.published or "")[:4]
    if not latest:
        named = (time.latest or time.earliest or "" for time in reading.found.times)
        latest = max((day[:4] for day in named), default="")
    return str(int(latest) - _YEARS) if latest.isdecimal() else ""


def is_long_ago(one: Casualty | Event, year: str) -> bool:
    """True for what ended in that year or before."""
    end = (one.date_latest or one.date_earliest or "")[:4]
    return bool(year and end) and end <= year
