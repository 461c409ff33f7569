"""Feasts and holy months, by reckoning."""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.extract.times.atoms import Atom
from analysis.extract.times.resolve import Context, Resolved, on, open_words, stretch
from analysis.lean import replace

_FIXED = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "new year": (1, 1),
    "new year eve": (12, 31),
    "nowruz": (3, 21),
}
_ISLAMIC = {  # month, day, days
    "ramadan": (9, 1, 30),
    "eid al-fitr": (10, 1, 3),
    "eid al-adha": (12, 10, 4),
    "ashura": (1, 10, 1),
}
# "New Year's Day raids on two villages in 2018"
_YEAR = re.compile(r"[^.;,]{0,40}?\b(?:in|of) ((?:19|20)\d\d)\b")
# "on Christmas Eve of that year", "Easter Sunday last year"
_WHICH_YEAR = re.compile(r"(?: of| in)? (last|that|the same) year\b")
_TABULAR = "by the tabular calendar; sightings of the moon may differ by a day"


def feast(atom: Atom, c: Context) -> Resolved | None:
    """The last such feast up to publication, or the next where the verb looks ahead."""
    if c.follow.startswith((" agreement", " accord", " peace deal")):
        return None  # "the Good Friday Agreement"
    if c.published is None:
        return open_words("date", "day", "no publication day to count from")
    name = next(v for k, v in c.words.feasts.items() if k.lower() == atom.get("feast"))
    year = c.published.year
    known = sorted(span for y in range(year - 1, year + 2) for span in days_of(name, y))
    told = _YEAR.match(c.follow)
    own = days_of(name, int(told[1])) if told and int(told[1]) < year else []
    if which := _WHICH_YEAR.match(c.follow):
        before = int(c.past.earliest[:4]) if c.past and c.past.earliest else year
        own = days_of(name, year - 1 if which[1] == "last" else before)
    if own:
        span = own[0]
    elif c.ahead:
        span = next((s for s in known if s[1] >= c.published), known[-1])
    else:
        span = next((s for s in reversed(known) if s[0] <= c.published), known[0])
    if name in _ISLAMIC:
        return replace(stretch(*span, "date"), note=_TABULAR)
    if name.endswith("easter") and c.follow.startswith(" weekend"):
        return stretch(span[0] - timedelta(days=2), span[0] + timedelta(days=1), "date")
    return on(span[0], "date")


def days_of(name: str, year: int) -> list[tuple[date, date]]:
    """First and last day of every such feast that begins in a year; an Islamic one may twice."""
    if name in _FIXED:
        value = date(year, *_FIXED[name])
        return [(value, value)]
    if name in _ISLAMIC:
        month, day, length = _ISLAMIC[name]
        guess = int((year - 622) * 33 / 32)
        starts = (islamic(y, month, day) for y in range(guess - 1, guess + 3))
        return [(s, s + timedelta(days=length - 1)) for s in starts if s.year == year]
    value = orthodox_easter(year) if name.startswith("orthodox") else easter(year)
    if name == "good friday":
        value -= timedelta(days=2)
    return [(value, value)]


def easter(year: int) -> date:
    """Western Easter by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms).

    >>> easter(2020), easter(1991)
    (datetime.date(2020, 4, 12), datetime.date(1991, 3, 31))
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, number = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, number + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter, right from 1900 to 2099 (Meeus's Julian algorithm, moved 13 days).

    >>> orthodox_easter(2022)
    datetime.date(2022, 4, 24)
    """
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, number = divmod(d + e + 114, 31)
    return date(year, month, number + 1) + timedelta(days=13)


def islamic(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar.

    >>> islamic(1439, 9, 1)
    datetime.date(2018, 5, 16)
    """
    days = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day
    return date.fromordinal(days + 1948440 - 385 - 1721425)
