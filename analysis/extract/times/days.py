"""Days: dates with and without their year, weekdays, "yesterday", "the next day", "overnight"."""

from __future__ import annotations

import re
from datetime import date

from analysis.dates import calendar_dates, month_number
from analysis.extract.times.atoms import Atom
from analysis.extract.times.feasts import feast
from analysis.extract.times.resolve import (
    EARLY,
    LATE,
    Context,
    Resolved,
    Rule,
    day_near,
    made,
    monday,
    moved,
    on,
    open_words,
    shift_months,
    weekday_after,
    weekday_before,
    window,
)
from analysis.lean import replace

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_IN_MONTH = re.compile(r" in (?:[a-z]+ )?(?:19|20)\d\d\b")  # "one Saturday in August 1998"
_BETWEEN = re.compile(r"(?: [a-z]+){0,2},? (?:on |of )?(?:the )?$")  # "Friday prayers on "
_TO_COME = ("from ", "starting ", "until ", "till ", "through ", "by ")
_WEEKS = {"last week": -1, "of last week": -1, "this week": 0, "next week": 1}


def number(words: str) -> int:
    """A day's number of "14th", "14", "first"; 0 where it is none."""
    if words in _ORDINALS:
        return _ORDINALS.index(words) + 1
    return int("".join(c for c in words if c.isdigit()) or 0)


def full_date(atom: Atom, c: Context) -> Resolved | None:
    """A date with its year; 05/07/2015 has two readings, the nearer to publication first."""
    year = int(atom.get("year"))
    if atom.get("mm"):
        day, month = int(atom.get("dd")), int(atom.get("mm"))
        readings = [made(year, month, day)]
        if atom.get("slash"):
            readings.append(made(year, day, month))
        known = list(dict.fromkeys(value for value in readings if value))
        if len(known) == 2 and c.published is not None:
            published = c.published
            known.sort(key=lambda value: abs((value - published).days) > 366)
        if len(known) == 2 and c.month_first is not None:  # another date of the text settles it
            known = [readings[1] if c.month_first else readings[0]]  # type: ignore[list-item]
        if not known:
            return None
        note = f"day or month first; the other reading is {known[1]}" if len(known) == 2 else ""
        return replace(on(known[0], "date", note=note), ambiguous=len(known) == 2)
    value = made(year, month_number(atom.get("month")), number(atom.get("day")))
    return on(value, "date") if value else None


THAT = ("that", "the same", "that same")  # "4 May that year": the year told of before


def month_day(atom: Atom, c: Context) -> Resolved | None:
    """A day of a month: in the year stated, that of the paragraph, or the nearest that fits."""
    month, day = month_number(atom.get("month")), number(atom.get("day") or atom.get("nth"))
    year = int(atom.get("year") or 0) or c.year_of(month, day)
    if atom.get("which") and c.published is not None:  # "20 March last year"
        year = c.published.year + {"last": -1, "next": 1}.get(atom.get("which"), 0)
        if atom.get("which") in THAT and c.past and c.past.earliest:
            year = int(c.past.earliest[:4])  # "900 died in 2021. On 4 May that year, 40 did"
    value = made(year, month, day) if year else c.next_in_chronicle(day, month)
    if value is None and c.published is not None:
        behind = c.behind and not c.lead.endswith(_TO_COME)  # "agreed to a pause from June 7"
        value = day_near(c.published, month, day, ahead=c.ahead, behind=behind)
    if value is not None:
        return on(value, "date")
    if c.published is None and made(2000, month, day):
        return open_words("date", "day", "the year is not stated")
    return None


def day_of_month(atom: Atom, c: Context) -> Resolved | None:
    """ "until the 30th": the next such day where the verb looks ahead, else the last."""
    day, which = number(atom.get("day")), atom.get("which")
    if which in ("every", "each"):
        return open_words("set", "day")
    if c.published is None or not 1 <= day <= 31:
        return open_words("date", "day", "the month is not stated")
    first = c.published.replace(day=1)
    if not which and (value := c.next_in_chronicle(day)) is not None:
        return on(value, "date")
    if which in ("this", "last", "next"):
        months = [{"this": 0, "last": -1, "next": 1}[which]]
    else:
        ahead = c.ahead or c.lead.endswith(("until ", "till "))
        months = [0, 1, 2] if ahead else [0, -1, -2]
    for months_on in months:
        begin = shift_months(first, months_on)
        value = made(begin.year, begin.month, day)
        if value and (which or (value >= c.published) == (months[-1] > 0) or value == c.published):
            return on(value, "date")
    return None


def week_day(atom: Atom, c: Context) -> Resolved | None:
    """A weekday: the last, publication included; the next where the verb looks ahead."""
    low = atom.words.lower()
    index = c.words.weekdays[(atom.get("weekday") or low.split()[-1].rstrip(".s")).title()]
    if low.endswith("s") and not atom.get("short") and not atom.get("week"):
        if not c.s_is_possessive or low.startswith("on "):
            return open_words("set", "day")
    if _IN_MONTH.match(c.follow):
        return open_words("weekday", "day", "a day of the month named behind it")
    if c.published is None:
        return open_words("weekday", "day", "no publication day to count from")
    value = _dated_behind(index, c, c.published) or _named_day(low, index, c, c.published)
    if atom.get("week"):
        value = moved(monday(c.published, _WEEKS[atom.get("week")]), index)
    words = low.split()
    for edge, hours in (("late", LATE), ("early", EARLY)):
        if edge in words:
            return window(value, hours, "weekday")
    return on(value, "weekday")


def _dated_behind(index: int, c: Context, published: date) -> date | None:
    """The day of a date named right behind a weekday, where the calendar agrees."""
    found = next(iter(calendar_dates(c.follow.title())), None)
    if found is None or found.has_year or not _BETWEEN.match(c.follow[: found.start]):
        return None
    value = day_near(published, int(found.iso[2:4]), int(found.iso[5:7]), ahead=c.ahead)
    return value if value and value.weekday() == index else None


def _named_day(low: str, index: int, c: Context, published: date) -> date:
    words = low.split()
    if "following" in words and c.anchor:
        return weekday_after(moved(c.anchor, 1), index)
    if "last" in words or "past" in words:
        return weekday_before(moved(published, -1), index)
    if "next" in words:
        return weekday_after(moved(published, 1), index)
    if c.ahead or "coming" in words:
        return weekday_after(published, index)
    return weekday_before(published, index)


def rel_today(atom: Atom, c: Context) -> Resolved | None:
    """ "today", "late yesterday", "tonight"."""
    if c.published is None:
        return open_words("relative", "day", "no publication day to count from")
    word, edge = atom.get("today"), atom.get("edge")
    value = moved(c.published, {"yesterday": -1, "tomorrow": 1}.get(word, 0))
    if word == "tonight":
        return window(value, c.words.parts["night"])
    if edge in ("early", "late"):
        return window(value, EARLY if edge == "early" else LATE)
    return on(value, "relative")


def around_today(atom: Atom, c: Context) -> Resolved | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    if c.published is None:
        return open_words("relative", "day", "no publication day to count from")
    return on(moved(c.published, -2 if "before" in atom.get("way") else 2), "relative")


def this_part(atom: Atom, c: Context) -> Resolved | None:
    """ "this morning", "last night"."""
    if c.published is None:
        return open_words("relative", "part", "no publication day to count from")
    part = atom.get("part")
    value = moved(c.published, -1) if atom.get("which") == "last" else c.published
    return window(value, c.words.parts[part])


def overnight(atom: Atom, c: Context) -> Resolved | None:
    """The night that ended on the day of publication, or the coming one."""
    if c.published is None:
        return open_words("relative", "part", "no publication day to count from")
    value = c.published if c.ahead else moved(c.published, -1)
    return window(value, c.words.parts["night"])


def next_day(atom: Atom, c: Context) -> Resolved | None:
    """Days counted from the last one told of: "the next day", "that night", "the day before"."""
    part = atom.get("part") or atom.get("that") or atom.get("eve")
    if atom.get("thatday"):
        return _that_weekday(c.words.weekdays[atom.get("thatday").title()], c)
    anchor = c.anchor
    if c.lead.endswith("since ") and "that" in atom.words and c.past and c.past.first:
        anchor = c.past.first  # "since 3 May ... since that day"
    if part and not _step(atom) and c.parts.get(part, anchor) in c.told[-3:]:
        anchor = c.parts.get(part, anchor)  # "that night" is the last night told of
    told = anchor is not None and c.published is not None and (c.published - anchor).days in (0, 1)
    if (anchor is None or (c.opens and not told)) and "in the day" in atom.words.lower():
        anchor = c.published  # of the day of the news told before, else of the page
    if anchor is None and atom.get("thenight"):
        anchor = c.published
    if anchor is None or (atom.words.lower() == "that day" and _in_a_month(c)):
        return open_words("relative", "day", "the day it is counted from is not stated")
    step = _step(atom)
    if atom.get("thenight"):
        step, part = (-1 if anchor == c.published else 0), "night"
    if atom.get("weekday"):
        return _next_weekday(c.words.weekdays[atom.get("weekday").title()], step, anchor, c)
    value = moved(anchor, step)
    return window(value, c.words.parts[part]) if part else on(value, "relative")


def _in_a_month(c: Context) -> bool:
    """ "In August the group struck a dozen posts; 73 died that day": no day told of before."""
    if c.here is not None or c.past is None or c.past.granularity != "month":
        return False
    return any(f"in {name.lower()}" in c.lead for name in c.words.months)


def _step(atom: Atom) -> int:
    word = atom.get("step") or atom.get("beside") or atom.get("way")
    if word in ("next", "following", "after", "later"):
        return 1
    return -1 if word in ("previous", "preceding", "before", "earlier") else 0


def _next_weekday(index: int, step: int, anchor: date, c: Context) -> Resolved:
    if step == 0:
        return _that_weekday(index, c)
    if step > 0:
        return on(weekday_after(moved(anchor, 1), index), "relative")
    return on(weekday_before(moved(anchor, -1), index), "relative")


def _that_weekday(index: int, c: Context) -> Resolved:
    """ "that Sunday": the last day told of that was one."""
    told = next((day for day in reversed(c.told) if day.weekday() == index), None)
    if told is None and c.published is not None:
        told = weekday_before(c.published, index)
    if told is None:
        return open_words("weekday", "day", "no publication day to count from")
    return on(told, "weekday")


RULES: dict[str, Rule] = {
    "date": full_date,
    "monthday": month_day,
    "dayofmonth": day_of_month,
    "weekday": week_day,
    "reltoday": rel_today,
    "aroundtoday": around_today,
    "thispart": this_part,
    "overnight": overnight,
    "nextday": next_day,
    "feast": feast,
}
