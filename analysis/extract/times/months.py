"""Months, years and seasons, with their year or in the one that fits."""

from __future__ import annotations

import re
from datetime import date

from analysis.dates import month_number
from analysis.extract.times.atoms import Atom
from analysis.extract.times.days import THAT, number
from analysis.extract.times.resolve import (
    Context,
    Resolved,
    Rule,
    day_near,
    made,
    month,
    month_end,
    month_near,
    moved,
    open_words,
    shift_months,
    stretch,
    year,
)

NO_DAY = "no publication day to count from"
_NO_YEAR = "the year is not stated"
BACK = ("last", "previous", "preceding", "past", "this past", "the previous", "the preceding")
_ON = ("next", "following", "coming", "the following", "the coming", "this coming")


def step_of(which: str) -> int:
    """-1 for "last", 1 for "next", else 0."""
    return -1 if which in BACK else int(which in _ON)


def days(atom: Atom, c: Context) -> Resolved | None:
    """ "15 to 17 March": first and last day."""
    numbers = number(atom.get("day")), number(atom.get("to_day"))
    named = month_number(atom.get("month"))
    stated = int(atom.get("year") or 0) or c.year_of(named, numbers[0])
    if not stated and c.published is None:
        return open_words("date", "day", _NO_YEAR)
    ends = []
    for day in numbers:
        value = made(stated, named, day) if stated else c.next_in_chronicle(day, named)
        if value is None and c.published is not None and not stated:
            value = day_near(c.published, named, day, ahead=c.ahead, behind=c.behind)
        if value is None:
            return None
        ends.append(value)
    return stretch(ends[0], ends[1], "date") if ends[0] <= ends[1] else None


def months(atom: Atom, c: Context) -> Resolved | None:
    """ "from May to July 2013"; a first month later in the year belongs to the year before."""
    first, last = month_number(atom.get("month")), month_number(atom.get("to_month"))
    stated = int(atom.get("year") or 0) or c.year_of(first)
    if stated:
        end = date(stated, last, 1)
    elif c.published is not None:
        end = month_near(c.published, last, ahead=c.ahead)
    else:
        return open_words("date", "month", _NO_YEAR)
    begin = date(end.year - (first > last), first, 1)
    return Resolved(f"{begin:%Y-%m}", f"{end:%Y-%m}", "month", "date")


def month_year(atom: Atom, c: Context) -> Resolved | None:
    """ "March 2014", "early March 2014"."""
    return month(date(int(atom.get("year")), month_number(atom.get("month")), 1), "date")


def month_alone(atom: Atom, c: Context) -> Resolved | None:
    """ "in March", "last June": the last such month up to publication, or the next."""
    named, which = month_number(atom.get("month")), atom.get("which")
    told = c.year_of(named)
    if told and not which:
        return month(date(told, named, 1), "date")
    if which in THAT and c.past and c.past.earliest:  # "In October 2013 ... In April that year"
        return month(date(int(c.past.earliest[:4]), named, 1), "date")
    if c.published is None:
        return open_words("date", "month", _NO_YEAR)
    if atom.words.lower().startswith("by ") and (due := _by(named, c)):
        return due
    if atom.words.lower().endswith(" year"):
        return month(date(c.published.year + step_of(which), named, 1), "date")
    ahead = which in _ON or (c.ahead and atom.kind != "baremonth")
    return month(month_near(c.published, named, ahead=ahead, strict=which == "last"), "date")


def _by(named: int, c: Context) -> Resolved | None:
    """ "Offered in August to all who disarm by December": the first such month after that one."""
    told = (c.past.earliest or "") if c.past else ""
    if c.published is None or len(told) < _MONTH or told[:_MONTH] < f"{c.published.year}-01":
        return None
    offered = c.past is not None and c.past.granularity == "month" and _OFFERED.search(c.lead)
    return (
        month(date(int(told[:4]), named, 1), "date") if offered and named > int(told[5:7]) else None
    )


_MONTH = len("2020-03")
_OFFERED = re.compile(
    r"\b(?:offer\w*|agree\w*|deadline|order\w*|promis\w*|pledg\w*|extend\w*|given|gave)\b"
)


def years(atom: Atom, c: Context) -> Resolved | None:
    """ "in 2014", "2011 to 2014", "2011-14": whole years."""
    first, short = atom.get("year"), atom.get("to_short")
    last = first[:2] + short if short else atom.get("to_year") or first
    return Resolved(first, last, "year", "date") if first <= last else None


def decade(atom: Atom, c: Context) -> Resolved | None:
    """ "the 1980s"."""
    first = int(atom.get("decade"))
    return Resolved(str(first), str(first + 9), "year", "date")


def season(atom: Atom, c: Context) -> Resolved | None:
    """ "last summer", "the winter of 2015": three months, or four of a winter."""
    first = c.words.seasons[atom.get("season")]
    if atom.get("year"):
        begun = int(atom.get("year"))
    elif c.published is None:
        return open_words("relative", "season", NO_DAY)
    else:
        begun = _season_year(c.published, first, step_of(atom.get("which")), c.ahead)
    end = shift_months(date(begun, first, 1), 3 if first == 12 else 2)
    return Resolved(f"{begun}-{first:02d}", f"{end:%Y-%m}", "season", "relative")


def _season_year(published: date, first: int, step: int, ahead: bool) -> int:
    """The year in which the season meant began: of those begun, the last or the one before."""
    begun = published.year - (first > published.month)
    inside = (published.month - first) % 12 < (4 if first == 12 else 3)
    if step < 0:
        return begun - inside
    return begun if inside and not step else begun + (step > 0 or ahead)


def nth_of(atom: Atom, c: Context) -> Resolved | None:
    """ "the first five months of the year", "the second half of 2015", "the last week of 2014"."""
    if atom.get("year"):
        value = int(atom.get("year"))
    elif c.published is None:
        return open_words("relative", "month", NO_DAY)
    else:
        value = c.published.year - (atom.get("which") == "last")
    unit, nth = atom.get("unit"), atom.get("nth")
    count = c.words.number(atom.get("count") or "one") or 1
    size = {"half": 6, "quarter": 3, "month": 1}.get(unit, 0) * count
    if not size:
        return None if unit == "week" else _year_days(value, nth, count)
    if size > 12:
        return None
    index = -1 if nth in ("last", "final") else number(nth) - 1
    first = 13 - size if index < 0 else 1 + index * size
    if not 1 <= first <= 13 - size:
        return None
    return Resolved(f"{value}-{first:02d}", f"{value}-{first + size - 1:02d}", "month", "relative")


def _year_days(value: int, nth: str, count: int) -> Resolved | None:
    if nth not in ("first", "last", "final"):
        return None
    first = date(value, 1, 1) if nth == "first" else moved(date(value, 12, 31), 1 - count)
    return stretch(first, moved(first, count - 1))


def week_of(atom: Atom, c: Context) -> Resolved | None:
    """ "the second week of January": its days 8 to 14, as far as the words say."""
    named = month_number(atom.get("month"))
    stated = int(atom.get("year") or 0) or c.year_of(named)
    if stated:
        first = date(stated, named, 1)
    elif c.published is not None:
        first = month_near(c.published, named, ahead=c.ahead)
    else:
        return open_words("date", "week", _NO_YEAR)
    if atom.get("nth") in ("last", "final"):
        end = month_end(first)
        return stretch(moved(end, -6), end, "date", "week")
    begin = moved(first, 7 * (number(atom.get("nth")) - 1))
    return stretch(begin, moved(begin, 6), "date", "week") if begin.month == named else None


def epi_week(atom: Atom, c: Context) -> Resolved | None:
    """ "epidemiological week 40": an ISO week, Monday to Sunday."""
    value = int(atom.get("year") or 0) or (c.published.year if c.published else 0)
    if not value:
        return open_words("date", "week", _NO_YEAR)
    try:
        first = date.fromisocalendar(value, int(atom.get("number")), 1)
    except ValueError:
        return None
    return stretch(first, moved(first, 6), "date", "week")


def same_period(atom: Atom, c: Context) -> Resolved | None:
    """ "the same months of 2018": those of the stretch told of before, in that year."""
    value, known = int(atom.get("year") or 0), c.period
    if not value and not atom.get("before"):
        lasts = known is not None and known.earliest != known.latest
        return known if lasts else open_words("relative", "day", "the period is not stated")
    if not value:
        if c.published is None:
            return open_words("relative", "month", NO_DAY)
        value = c.published.year - 1
    if known is None or not known.earliest or not known.latest or len(known.earliest) < 7:
        return year(value, "date")
    last = value + int(known.latest[:4]) - int(known.earliest[:4])
    first = f"{value:04d}{known.earliest[4:10]}"
    return Resolved(first, f"{last:04d}{known.latest[4:10]}", known.granularity, "date")


RULES: dict[str, Rule] = {
    "days": days,
    "months": months,
    "monthyear": month_year,
    "monthlast": month_alone,
    "month": month_alone,
    "baremonth": month_alone,
    "years": years,
    "yearword": years,
    "bareyear": years,
    "decade": decade,
    "season": season,
    "nthof": nth_of,
    "weekof": week_of,
    "epiweek": epi_week,
    "sameperiod": same_period,
}
