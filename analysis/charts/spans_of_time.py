"""Dates as the tables hold them (ISO prefixes) turned into stretches of a time axis.

>>> stretch("2020-03", None)[0].isoformat()
'2020-03-01T00:00:00'
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_ISO = re.compile(r"([12]\d{3})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?)?)?)?")
_EPOCH = datetime(1970, 1, 1)
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def stretch(earliest: str | None, latest: str | None) -> tuple[datetime | None, datetime | None]:
    """First moment and last moment (exclusive) of a date; None where that side is open."""
    first, last = _bounds(earliest), _bounds(latest)
    return first[0] if first else None, last[1] if last else None


def _bounds(value: str | None) -> tuple[datetime, datetime] | None:
    found = _ISO.match(value) if isinstance(value, str) else None
    if not found:
        return None
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    try:
        start = datetime(year or 1, month or 1, day or 1, hour or 0, minute or 0)
        if month is None:
            return start, datetime(start.year + 1, 1, 1)
        if day is None:
            return start, datetime(start.year + month // 12, month % 12 + 1, 1)
        return start, start if hour is not None else start + timedelta(days=1)
    except ValueError:
        return None


def day_number(moment: datetime) -> float:
    """Days since 1970, the unit of the time axis."""
    return (moment - _EPOCH) / timedelta(days=1)


def ticks(first: datetime, last: datetime) -> list[tuple[float, str]]:
    """At most nine round dates inside a stretch, as day numbers, with their labels.

    The first label also says the year; days and months are named the same in every locale.
    """
    days = (last - first).days
    step = next((step for step in (2, 5, 10, 15) if days <= step * 8), 0)
    if days > 12 and step:
        moments = [first.replace(hour=0, minute=0) + timedelta(days=n) for n in range(days + 2)]
        moments = [m for m in moments if (m.day - 1) % step == 0 and m.day <= 31 - step // 2]
    else:
        months = next((step for step in (1, 2, 3, 6) if days <= step * 31 * 8), 0)
        years = max(1, 1 + days // (366 * 8))
        moments = [
            datetime(year, month, 1)
            for year in range(first.year, last.year + 1)
            for month in (range(1, 13, months) if months else (1,))
            if months or year % years == 0
        ]
    inside = [moment for moment in moments if first <= moment <= last]
    return [(day_number(m), _tick_label(m, days, first=not at)) for at, m in enumerate(inside)]


def _tick_label(moment: datetime, days: int, *, first: bool) -> str:
    if days > 31 * 6 * 8:
        return str(moment.year)
    if days > 15 * 8:
        return f"{MONTHS[moment.month - 1]}\n{moment.year}"
    label = f"{moment.day} {MONTHS[moment.month - 1]}"
    return f"{label}\n{moment.year}" if first else label


def day_label(day: datetime, *, year: bool = False) -> str:
    """``Thu 5 Mar`` on two lines, with the year on a third if asked."""
    label = f"{DAYS[day.weekday()]}\n{day.day} {MONTHS[day.month - 1]}"
    return f"{label}\n{day.year}" if year else label
