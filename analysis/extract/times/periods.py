"""Expressions counted from the day of publication: periods, offsets, deadlines, feasts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.extract.times import resolve as calendar
from analysis.extract.times.resolve import Resolved


def years(words: str) -> Resolved | None:
    """ "in 2014", "2011 to 2014": whole years."""
    found = re.findall(r"(?:19|20)\d\d", words)
    if not found:
        return None
    return Resolved(found[0], found[-1], "year", "date")


def past_period(low: str, published: date) -> Resolved | None:
    """ "the past three weeks": from so long ago up to publication."""
    unit, number = calendar.unit_of(low), calendar.count_of(low.split("the", 1)[-1]) or 1
    if re.search(r"several|few", low):
        return None
    start = calendar.offset(published, number, unit, -1)
    if unit == "hour":
        start = calendar.offset(published, max(1, -(-number // 24)), "day", -1)
    return Resolved(start.earliest, calendar.day(published), unit, "relative")


def days(words: str, published: date, *, future: bool) -> Resolved | None:
    """ "15 to 17 March": first and last day."""
    numbers = re.findall(r"\b[0-3]?\d\b", re.sub(r"\b(?:19|20)\d\d\b", "", words))
    month = re.findall(r"[A-Z][a-z]{2,8}", words)
    year = re.findall(r"(?:19|20)\d\d", words)
    ends = []
    for number in numbers[:2]:
        text = f"{number} {month[-1]} {year[0]}" if year else f"{number} {month[-1]}"
        found = calendar.written_date(text, published, future=future)
        if found is None:
            return None
        ends.append(found.earliest)
    return Resolved(ends[0], ends[-1], "day", "date") if len(ends) == 2 else None


def ago(low: str, published: date, last: date | None) -> Resolved | None:
    """ "three days ago" from publication, "two days later" from the last day named."""
    number = calendar.count_of(low)
    if number is None:
        return None
    back = low.endswith(("ago", "earlier", "before"))
    anchor = published if low.endswith("ago") else (last or published)
    if low.endswith((" on",)) or ("after" in low and last is None):
        return None
    return calendar.offset(anchor, number, calendar.unit_of(low), -1 if back else 1)


def deadline(low: str, kind: str, published: date, *, future: bool) -> Resolved | None:
    """ "within ten days", "a week to work out ...": counted from publication."""
    number, unit = calendar.count_of(low), calendar.unit_of(low)
    if number is None:
        return None
    past = low.startswith("in ") and not future
    if past or (unit in ("minute", "hour", "night") and kind == "within" and number < 24):
        return None
    end = calendar.offset(published, number, unit, 1)
    if unit == "hour":
        end = calendar.offset(published, -(-number // 24), "day", 1)
    note = f"{number} {unit}(s), counted from publication: the text does not say from when"
    return Resolved(calendar.day(published), end.latest, "day", "duration", note=note)


def named(kind: str, low: str, published: date) -> Resolved | None:
    """Parts of a year, a month or a week by name, and feasts."""
    if kind == "startof":
        if "year" in low:
            return Resolved(f"{published.year}-01-01", f"{published.year}-01-01", "day", "relative")
        if "month" in low:
            first = calendar.day(published.replace(day=1))
            return Resolved(first, first, "day", "relative")
        if "week" in low:
            monday = calendar.day(published - timedelta(days=published.weekday()))
            return Resolved(monday, monday, "day", "relative")
        found = calendar.month_word(low.title(), published, future=False)
        if found is None:
            return None
        first = f"{found.earliest}-01"
        return Resolved(first, first, "day", "date")
    if kind == "endof":
        return _end_of(low, published)
    if kind == "firstmonths":
        months = calendar.count_of(low) or 6
        year = published.year - ("last year" in low)
        return Resolved(f"{year}-01", f"{year}-{min(months, 12):02d}", "month", "relative")
    if kind == "easter":
        return _feast(low, published)
    return None


def _end_of(low: str, published: date) -> Resolved:
    if "year" in low:
        return Resolved(calendar.day(published), f"{published.year}-12-31", "day", "relative")
    first = published.replace(day=1)
    end = calendar.shift_months(first, 2 if "next" in low else 1) - timedelta(days=1)
    if "week" in low:
        end = published + timedelta(days=6 - published.weekday())
    return Resolved(calendar.day(end), calendar.day(end), "day", "relative")


def _feast(low: str, published: date) -> Resolved:
    if "easter" in low:
        value = _easter(published.year)
        if value > published:
            value = _easter(published.year - 1)
    else:
        month, number = (12, 25) if "christmas" in low else (1, 1)
        value = date(published.year, month, number)
        if value > published:
            value = value.replace(year=published.year - 1)
    return Resolved(calendar.day(value), calendar.day(value), "day", "date")


def _easter(year: int) -> date:
    """Western Easter by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, number = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, number + 1)
