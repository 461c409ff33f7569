"""Calendar dates written out in a plain string, in the forms news and web pages use.

>>> [(d.iso, d.start, d.end) for d in calendar_dates("Sun 05 Jul 2015 and March 5, 2020")]
[('2015-07-05', 4, 15), ('2020-03-05', 20, 33)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MONTH_NAMES = frozenset(
    "january february march april may june july august september october november december".split()
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_FORMS = re.compile(
    "|".join(
        (
            rf"\b{_YEAR.format('y1')}-(?P<m1>[01]\d)-(?P<d1>[0-3]\d)(?!\d)",
            rf"\b{_YEAR.format('y2')}/(?P<m2>[01]?\d)/(?P<d2>[0-3]?\d)(?!\d)",
            rf"\b(?P<d3>[0-3]?\d)[/.](?P<m3>[01]?\d)[/.]{_YEAR.format('y3')}(?!\d)",
            rf"\b{_DAY.format('d4')}[ -](?:of )?{_MONTH.format('n4')}[,،]?[ -]?{_YEAR.format('y4')}(?!\d)",
            rf"\b{_MONTH.format('n5')} ?{_DAY.format('d5')}[,،]? ?{_YEAR.format('y5')}(?!\d)",
            rf"\b(?P<d10>[0-3]?\d) {_MONTH.format('n10')} (?P<s10>\d\d)(?=\s*(?:[(\[]|--|[–—]|$))",
            rf"\b{_DAY.format('d6')} (?:of )?{_MONTH.format('n6')}\b",
            rf"\b{_MONTH.format('n7')} {_DAY.format('d7')}\b(?!\d|[:,]\d)",
            rf"\b{_MONTH.format('n8')},? {_YEAR.format('y8')}(?!\d)",
            rf"\b{_YEAR.format('y9')}(?P<m9>[01]\d)(?P<d9>[0-3]\d)(?!\d)",
        )
    ),
    re.IGNORECASE,
)


_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date found: ``iso`` is a prefix (2020, 2020-03, 2020-03-05), or --03-05 without a year."""

    start: int
    end: int
    iso: str

    @property
    def has_year(self) -> bool:
        """True where the year is stated."""
        return not self.iso.startswith("--")


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    return _MONTHS.index(word[:3].lower()) + 1


def calendar_dates(text: str) -> list[CalendarDate]:
    """Every written-out date of ``text``, left to right; impossible ones are left out."""
    return list(_found(text)) if _DIGIT.search(text) else []


def _found(text: str) -> Iterator[CalendarDate]:
    for match in _FORMS.finditer(text):
        parts = {key[0]: value for key, value in match.groupdict().items() if value}
        year = parts.get("y") or _of_century(parts.get("s"))
        month = month_number(parts["n"]) if "n" in parts else int(parts["m"])
        day = int(parts["d"]) if "d" in parts else None
        if (
            "n" in parts
            and parts["n"].lower() in ("may", "mar", "march")
            and parts["n"][0].islower()
        ):
            continue
        if day is not None and not _possible(int(year or 2000), month, day):
            if "n" in parts or not _possible(int(year or 2000), day, month):
                continue
            month, day = day, month  # 12/25/2019 is the American order
        if not 1 <= month <= 12:
            continue
        iso = f"{year}-{month:02d}" if year else f"--{month:02d}"
        yield CalendarDate(match.start(), match.end(), iso if day is None else f"{iso}-{day:02d}")


def _of_century(short: str | None) -> str | None:
    """The year a wire's dateline shortens: "BOGOTA, 9 JAN 90 (EFE) --"."""
    if short is None:
        return None
    return f"{19 if int(short) > 50 else 20}{short}"


def _possible(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def iso_day(words: str) -> str | None:
    """The ISO prefix that a metadata field means, or None ("2018-06-19T09:42:00Z", RFC 822)."""
    found = [d for d in calendar_dates(words.strip()) if d.has_year]
    if found:
        return found[0].iso
    year = re.fullmatch(r"\s*((?:19|20)\d\d)\s*", words)
    return year.group(1) if year else None


@lru_cache(maxsize=4096)
def exact_day(iso: str | None) -> date | None:
    """The day of an ISO day or date-time; None for a shorter prefix.

    >>> exact_day("2020-03-05T18:00"), exact_day("2020-03")
    (datetime.date(2020, 3, 5), None)
    """
    if not iso or len(iso) < 10:
        return None
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def first_day(iso: str) -> date | None:
    """The first day an ISO prefix allows ("2020-03" is 1 March), or None.

    >>> first_day("2020-03"), last_day("2020")
    (datetime.date(2020, 3, 1), datetime.date(2020, 12, 31))
    """
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", iso)
    if not found:
        return None
    year, month, day = (int(part) if part else 1 for part in found.groups())
    return date(year, month, day) if year and _possible(year, month, day) else None


@lru_cache(maxsize=4096)
def last_day(iso: str) -> date | None:
    """The last day an ISO prefix allows ("2020-02" is 29 February), or None."""
    first = first_day(iso)
    if first is None or re.match(r"\d{4}-\d\d-\d\d", iso):
        return first
    month = first.month + 1 if re.match(r"\d{4}-\d\d", iso) else 13
    return date(first.year + month // 13, (month - 1) % 12 + 1, 1) - timedelta(days=1)
