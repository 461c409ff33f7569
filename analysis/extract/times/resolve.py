"""The calendar: what a time expression means on a day of publication.

Everything returns ISO prefixes no longer than the words allow. Windows: before dawn 00-06,
morning 05-12, afternoon 12-18, evening 17-22, night 18-06, late 20-24.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from analysis.dates import calendar_dates, month_number
from analysis.extract.times.atoms import WEEKDAYS

_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30,
}  # fmt: skip
WINDOWS = {
    "morning": (5, 12), "afternoon": (12, 18), "evening": (17, 22), "night": (18, 30),
    "dawn": (4, 7), "daybreak": (4, 7), "sunrise": (4, 7), "noon": (12, 12), "midday": (12, 12),
    "dusk": (16, 19), "sunset": (16, 20), "nightfall": (17, 20), "lunchtime": (12, 14),
    "midnight": (0, 0), "early": (0, 8), "late": (20, 24),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means; None where it is open or cannot be known."""

    earliest: str | None
    latest: str | None
    granularity: str
    kind: str
    ambiguous: bool = False
    note: str = ""


def day(value: date) -> str:
    """A day as ISO."""
    return value.isoformat()


def parse_day(iso: str | None) -> date | None:
    """The date of an ISO day or date-time; None for a shorter prefix."""
    if not iso or len(iso) < 10:
        return None
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def shift_months(value: date, months: int) -> date:
    """The same day some months on, or the last day of that month."""
    index = value.year * 12 + value.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9998:
        return value
    return date(year, month + 1, min(value.day, calendar.monthrange(year, month + 1)[1]))


def weekday(published: date, index: int, *, future: bool, last: bool = False) -> date:
    """The last such day, the publication day included; the next one where the verb is future."""
    back = (published.weekday() - index) % 7
    if future:
        return published + timedelta(days=(index - published.weekday()) % 7)
    if last and back == 0:
        back = 7
    return published - timedelta(days=back)


def month_of(published: date, month: int, *, future: bool = False, before: bool = False) -> str:
    """The last such month up to publication, or the next: as YYYY-MM."""
    year = published.year
    if future and month < published.month:
        year += 1
    elif not future and (month > published.month or (before and month == published.month)):
        year -= 1
    return f"{year}-{month:02d}"


def day_of_month(published: date, month: int, number: int, *, future: bool) -> date | None:
    """The day and month of the year nearest to publication that fits the verb's tense."""
    for year in (published.year, published.year + 1, published.year - 1):
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if future and 0 <= (found - published).days < 300:
            return found
        if not future and -330 < (found - published).days <= 45:
            return found
    return None


def count_of(words: str) -> int | None:
    """The number in front of a unit; None for "several"."""
    for word in words.lower().split():
        if word.isdigit():
            return int(word)
        if word in _COUNTS:
            return _COUNTS[word]
    return None


def unit_of(words: str) -> str:
    """The last unit of time named, in the singular."""
    found = re.findall(
        r"(minute|hour|day|night|week|fortnight|month|year|decade)s?\b", words.lower()
    )
    return found[-1] if found else "day"


def offset(anchor: date, number: int, unit: str, sign: int) -> Resolved:
    """A number of units before or after a day."""
    if unit in ("minute", "hour"):
        days = number // 24 if unit == "hour" else 0
        near = anchor + timedelta(days=sign * days)
        far = near + timedelta(days=sign) if unit == "hour" and number >= 6 else near
        first, last = sorted((near, far))
        return Resolved(day(first), day(last), "day", "relative")
    if unit in ("day", "night"):
        found = anchor + timedelta(days=sign * min(number, 36500))
        return Resolved(day(found), day(found), "day", "relative")
    if unit in ("week", "fortnight"):
        found = anchor + timedelta(
            days=sign * min(number, 5000) * (14 if unit == "fortnight" else 7)
        )
        return Resolved(day(found), day(found), "day", "relative")
    if unit == "month":
        found = shift_months(anchor, sign * min(number, 1200))
        return Resolved(f"{found:%Y-%m}", f"{found:%Y-%m}", "month", "relative")
    years = number * (10 if unit == "decade" else 1)
    year = anchor.year + sign * min(years, 1000)
    return Resolved(f"{year:04d}", f"{year:04d}", "year", "relative")


def period(anchor: date, words: str) -> Resolved:
    """ "this week", "last month", "earlier this week", "next year"."""
    low = words.lower()
    which = re.search(r"(this|last|next|previous|following|coming|same)", low)
    word = which.group(1) if which else "this"
    step = {"last": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}.get(word, 0)
    earlier = low.startswith(("earlier", "early"))
    later = low.startswith(("later", "late "))
    if "weekend" in low:
        saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
        saturday += timedelta(days=7 * max(step, 0))
        return Resolved(day(saturday), day(saturday + timedelta(days=1)), "day", "relative")
    if "week" in low:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 * step)
        first, last = monday, monday + timedelta(days=6)
        if step == 0 and earlier and anchor > monday:
            last = anchor - timedelta(days=1)
        elif step == 0 and later:
            first = anchor
        elif step == 0:
            last = anchor
        note = "Monday to Sunday week" if step == 0 and earlier else ""
        return Resolved(day(first), day(last), "day" if earlier else "week", "relative", note=note)
    if "month" in low:
        month = shift_months(anchor.replace(day=1), step)
        if step == 0 and earlier and anchor.day > 1:
            return Resolved(day(month), day(anchor - timedelta(days=1)), "day", "relative")
        return Resolved(f"{month:%Y-%m}", f"{month:%Y-%m}", "month", "relative")
    season = re.search(r"(summer|winter|spring|autumn|fall)", low)
    if season:
        return _season(anchor, season.group(1), step)
    year = f"{anchor.year + step:04d}"
    if step == 0 and word == "this":
        return Resolved(f"{year}-01-01", day(anchor), "year", "relative")
    return Resolved(year, year, "year", "relative")


def _season(anchor: date, name: str, step: int) -> Resolved:
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
    year = anchor.year
    if (name == "winter" and anchor.month < 6) or (first > anchor.month and step <= 0):
        year -= 1
    if step < 0 and (first <= anchor.month < first + 3 or (name == "winter" and anchor.month < 3)):
        year -= 1
    end = shift_months(date(year, first, 1), 2 if name != "winter" else 3)
    return Resolved(f"{year}-{first:02d}", f"{end:%Y-%m}", "season", "relative")


def written_date(words: str, published: date | None, *, future: bool) -> Resolved | None:
    """A calendar date as written; without a year the nearest that fits the tense."""
    found = calendar_dates(words.replace("the first of", "1"))
    if not found:
        return None
    iso = found[0].iso
    if found[0].has_year:
        return Resolved(iso, iso, "day" if len(iso) == 10 else "month", "date")
    if published is None:
        return Resolved(None, None, "day", "date", note="the year is not stated")
    resolved = day_of_month(published, int(iso[2:4]), int(iso[5:7]), future=future)
    if resolved is None:
        return None
    return Resolved(day(resolved), day(resolved), "day", "date")


def month_word(
    words: str, published: date | None, *, future: bool, before: bool = False
) -> Resolved:
    """A month without a year."""
    name = re.findall(r"[A-Z][a-z]{2,8}", words)[-1]
    if published is None:
        return Resolved(None, None, "month", "date", note="the year is not stated")
    iso = month_of(published, month_number(name), future=future, before=before)
    return Resolved(iso, iso, "month", "date")


def weekday_index(words: str) -> int | None:
    """0 for Monday to 6 for Sunday, of the last day named."""
    for word in reversed(re.findall(r"[A-Za-z]{3,}", words)):
        for index, name in enumerate(WEEKDAYS):
            if name.startswith(word.lower().rstrip("s")[:5]) or (
                word[:3].lower() == name[:3]
                and word.lower().rstrip("s") in (name, name[:3], name[:4], name[:5])
            ):
                return index
    return None


def clock_minutes(words: str) -> int | None:
    """Minutes after midnight of a clock time as written; None where it is none."""
    low = words.lower()
    if "midnight" in low:
        return 1 if re.search(r"\b(?:a|one) minute (?:past|after)", low) else 0
    if "noon" in low or "midday" in low:
        return 12 * 60
    match = re.search(r"(\d{1,2})(?:[:.h](\d\d))?", low)
    if not match:
        return None
    hour, minute = int(match.group(1)), int(match.group(2) or 0)
    if "p" in low[match.end() :][:3] and hour < 12:
        hour += 12
    elif "a" in low[match.end() :][:3] and hour == 12:
        hour = 0
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def at_clock(value: date, minutes: int, kind: str = "clock") -> Resolved:
    """A minute of a day."""
    moment = datetime(value.year, value.month, value.day) + timedelta(minutes=minutes)
    iso = moment.isoformat(timespec="minutes")
    return Resolved(iso, iso, "minute", kind)


def window(value: date, part: str, kind: str = "relative") -> Resolved:
    """A part of a day, by ``WINDOWS``; a night ends on the next morning."""
    first, last = WINDOWS[part]
    start = datetime(value.year, value.month, value.day) + timedelta(hours=first)
    end = datetime(value.year, value.month, value.day) + timedelta(hours=last)
    if last == 24:
        end -= timedelta(minutes=1)
    return Resolved(
        start.isoformat(timespec="minutes"), end.isoformat(timespec="minutes"), "part", kind
    )
