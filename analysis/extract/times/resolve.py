"""The calendar: days, months, weeks and windows of the day, as ISO prefixes.

Nothing is longer than the words allow: a month stays 2020-03. Windows of the day are those of
``data/lexicons/times.toml``; what ends past midnight ends on the next day.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, datetime, timedelta

from analysis.dates import exact_day
from analysis.extract.times.vocabulary import Vocabulary
from analysis.lean import dataclass, replace

EARLY, LATE, BEFORE_DAWN = (0, 8), (20, 24), (0, 6)
CHRONICLE = 45  # days a record may run on
_FAR = 36500  # days; nobody tells of a later time


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means; None where it is open or cannot be known."""

    earliest: str | None
    latest: str | None
    granularity: str
    kind: str
    ambiguous: bool = False
    note: str = ""

    @property
    def first(self) -> date | None:
        """The first day."""
        return exact_day(self.earliest)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known where an expression stands."""

    words: Vocabulary
    published: date | None
    ahead: bool = False  # a verb near by looks ahead
    behind: bool = False  # or back; neither where there is none
    told: tuple[date, ...] = ()  # past days told of before, in order
    near: date | None = None  # the day a clock time belongs to
    coming: date | None = None  # the last day to come told of
    first_coming: date | None = None  # and the first
    story: date | None = None  # the first past day told of, the lead's
    parts: Mapping[str, date] = field(default_factory=dict)  # parts of days told of last
    clock: datetime | None = None  # the last clock time told of, near by
    dated: date | None = None  # the last full date of the paragraph, of an earlier year
    period: Resolved | None = None  # the last stretch told of
    month_first: bool | None = None  # the order of 12/31/2015 or 31/12/2015 elsewhere in the text
    lead: str = ""  # the words before it, in lower case
    follow: str = ""  # and after it
    here: date | None = None  # the last past day told of in this sentence, before it
    past: Resolved | None = None  # the last past time told of, of any length
    chronicle: date | None = None  # the last date of a record that began on its own day
    small_hours: date | None = None  # the day that begins in the night told of last
    opens: bool = False  # it begins a paragraph
    s_is_possessive: bool = False  # the text has lost its apostrophes

    @property
    def anchor(self) -> date | None:
        """The last past day told of."""
        return self.told[-1] if self.told else None

    def next_in_chronicle(self, day: int, month: int = 0) -> date | None:
        """ "On 5 May ... On 7 May ... on the 19th", in a record of 5 May: what followed that day."""
        if self.chronicle is None or self.published is None or self.ahead:
            return None
        for begin in (self.chronicle, shift_months(self.chronicle.replace(day=1), 1)):
            value = made(begin.year, begin.month, day)
            if value and self.chronicle <= value and month in (0, value.month):
                return value if (value - self.published).days <= CHRONICLE else None
        return None

    def year_of(self, month: int, day: int = 31) -> int | None:
        """The year a date without one belongs to: that of the full date it follows."""
        if self.dated is None or (month, day) < (self.dated.month, self.dated.day):
            return None
        return self.dated.year


Rule = Callable[..., Resolved | None]


def on(value: date, kind: str, *, note: str = "") -> Resolved:
    """One day."""
    return Resolved(value.isoformat(), value.isoformat(), "day", kind, note=note)


def stretch(first: date, last: date, kind: str = "relative", granularity: str = "day") -> Resolved:
    """From one day to another."""
    return Resolved(first.isoformat(), last.isoformat(), granularity, kind)


def month(value: date, kind: str = "relative") -> Resolved:
    """The month of a day."""
    return Resolved(f"{value:%Y-%m}", f"{value:%Y-%m}", "month", kind)


def year(value: int, kind: str = "relative") -> Resolved:
    """A whole year."""
    return Resolved(f"{value:04d}", f"{value:04d}", "year", kind)


def made(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(value: date, days: int) -> date:
    """A day some days on or back, kept inside the calendar."""
    try:
        return value + timedelta(days=max(-_FAR, min(_FAR, days)))
    except OverflowError:
        return value


def shift_months(value: date, months: int) -> date:
    """The same day some months on, or the last day of that month."""
    year, index = divmod(value.year * 12 + value.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return value
    return date(year, index + 1, min(value.day, calendar.monthrange(year, index + 1)[1]))


def month_end(value: date) -> date:
    """The last day of a day's month."""
    return value.replace(day=calendar.monthrange(value.year, value.month)[1])


def weekday_before(value: date, index: int) -> date:
    """The last such weekday, the day itself included."""
    return moved(value, -((value.weekday() - index) % 7))


def weekday_after(value: date, index: int) -> date:
    """The next such weekday, the day itself included."""
    return moved(value, (index - value.weekday()) % 7)


def monday(value: date, weeks: int = 0) -> date:
    """The Monday of a day's week, or of one some weeks on."""
    return moved(value, 7 * weeks - value.weekday())


def month_near(published: date, number: int, *, ahead: bool, strict: bool = False) -> date:
    """First day of the last such month, this one included, or of the next where ``ahead``."""
    year = published.year
    if ahead and number < published.month:
        year += 1
    elif not ahead and (number > published.month or (strict and number == published.month)):
        year -= 1
    return date(year, number, 1)


def day_near(
    published: date, number: int, day: int, *, ahead: bool, behind: bool = False
) -> date | None:
    """The day and month in the year that fits the verb: next where it looks ahead, else last.

    A verb of the past leaves a day for the time zone, no verb some weeks: programmes have none.
    """
    latest = 1 if behind else 45
    for year in (published.year, published.year + 1, published.year - 1):
        found = made(year, number, day)
        apart = (found - published).days if found else None
        if apart is not None and (0 <= apart < 300 if ahead else -330 < apart <= latest):
            return found
    years = range(published.year, published.year - 9, -1)  # further back, and 29 February
    past = (found for y in years if (found := made(y, number, day)) and found <= published)
    return next(past, None) if not ahead else None


def offset(anchor: date, number: int, unit: str) -> Resolved:
    """A number of units after a day, or before it where negative; as coarse as its unit."""
    if unit in ("minute", "hour"):
        whole = abs(number) // 24 if unit == "hour" else 0
        sign = -1 if number < 0 else 1
        near = moved(anchor, sign * whole)
        far = moved(near, sign) if unit == "hour" and abs(number) >= 6 else near
        return stretch(min(near, far), max(near, far))
    if unit in ("day", "night"):
        return on(moved(anchor, number), "relative")
    if unit in ("week", "weekend", "fortnight"):
        return on(moved(anchor, number * (14 if unit == "fortnight" else 7)), "relative")
    if unit == "month":
        return month(shift_months(anchor, max(-12000, min(12000, number))))
    return year(anchor.year + max(-900, min(900, number * (10 if unit == "decade" else 1))))


def end_of(anchor: date, number: int, unit: str) -> date:
    """The day on which so many units from a day are over."""
    if unit == "minute":
        return anchor
    if unit == "hour":
        return moved(anchor, -(-number // 24) if number > 0 else -(-number // -24) * -1)
    if unit in ("month", "year", "decade"):
        months = {"month": 1, "year": 12, "decade": 120}[unit]
        return shift_months(anchor, max(-12000, min(12000, number * months)))
    return moved(anchor, number * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1))


def at_clock(value: date, minutes: int, kind: str = "clock") -> Resolved:
    """A minute of a day."""
    moment = datetime(value.year, value.month, value.day) + timedelta(minutes=minutes)
    iso = moment.isoformat(timespec="minutes")
    return Resolved(iso, iso, "minute", kind)


def window(value: date, hours: tuple[int, int], kind: str = "relative") -> Resolved:
    """A part of a day; a night ends on the next morning, "late" a minute before midnight."""
    start = datetime(value.year, value.month, value.day) + timedelta(hours=hours[0])
    end = datetime(value.year, value.month, value.day) + timedelta(hours=hours[1])
    if hours[1] == 24:
        end -= timedelta(minutes=1)
    first, last = start.isoformat(timespec="minutes"), end.isoformat(timespec="minutes")
    return Resolved(first, last, "part", kind)


def open_words(kind: str, granularity: str = "", note: str = "") -> Resolved:
    """An expression that stays words."""
    return Resolved(None, None, granularity, kind, note=note)


def noted(found: Resolved, note: str) -> Resolved:
    """The same with a further note."""
    return replace(found, note=f"{found.note}; {note}" if found.note else note)
