"""Stretches: weeks, weekends, "the past three days", offsets and durations."""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.dates import first_day, last_day
from analysis.extract.times.atoms import Atom
from analysis.extract.times.months import BACK, NO_DAY, month_alone, month_year, step_of
from analysis.extract.times.resolve import (
    Context,
    Resolved,
    Rule,
    end_of,
    monday,
    month,
    month_end,
    moved,
    offset,
    on,
    open_words,
    shift_months,
    stretch,
    year,
)
from analysis.lean import replace

_PAST = frozenset("held was were had kept stood lay ran fought".split())
_GIVING = frozenset("give gives gave given giving grants granted had has have within in".split())
_BETWEEN = frozenset("for and to on in at by after before last lasts killed died".split())
_HALF_DAY = 12  # hours
_BEFORE_THAT = re.compile(r"\b(?:previous|preceding)\b")
_CAME = re.compile(
    r"\b(the (?:attack|strike|bombing|blast|raid|assault|shelling|killing|incident|explosion)s? )?"
    r"(?:came|comes|happened|occurred|followed|took place) (?:just |only |some |barely |about |less than )?$"
)
# "It came two days after a raid killed six, and a week after": counted from one day
_AND_AFTER = re.compile(
    r"\b(?:came|happened|occurred|followed)\b[^.;]{4,40}\bafter\b[^.;]{4,70},? and $"
)
_NEXT_DAYS = 2  # after the deed: the next morning is no deed that comes after another
_ELLIPTIC = (
    " at ",
    " in ",
    " near ",
    " outside ",
    " on ",
    " inside ",
)  # "40 minutes after at the gate"
_RANKED = ("first", "second", "third", "fourth", "fifth", "worst", "deadliest", "bloodiest",
           "largest", "biggest", "heaviest", "only", "highest", "most")  # fmt: skip


def period(atom: Atom, c: Context) -> Resolved | None:
    """ "this week", "last month", "earlier this week", "that year"."""
    which, edge, unit = atom.get("which"), atom.get("edge"), atom.get("unit")
    which = "this" if which == "the current" else which
    counted = which.startswith(("the ", "that")) and which != "the coming"
    counted = counted or (which == "next" and not c.ahead and c.lead.endswith("the "))
    anchor = (_told_last(c, unit) or c.anchor or c.published) if counted else c.published
    if anchor is None:
        return open_words("relative", unit, NO_DAY)
    if which == "this" and (ago_before := _YEARS_AGO.search(c.lead)) and unit in ("month", "week"):
        count = c.words.number(ago_before[1]) or 1
        return _years_ago(anchor, count, unit)
    step = step_of(which)
    if unit == "weekend":
        return weekend(atom, replace(c, published=anchor))
    if unit == "week":
        return _week(anchor, step, edge)
    if unit == "month":
        first = shift_months(anchor.replace(day=1), step)
        if not step and edge in ("earlier", "early") and anchor.day > 1:
            return stretch(first, moved(anchor, -1))
        return month(first)
    if not step and which == "this":
        return Resolved(f"{anchor.year:04d}-01-01", anchor.isoformat(), "year", "relative")
    return year(anchor.year + step)


def _told_last(c: Context, unit: str) -> date | None:
    """ "In April ... The following month": the month told of last, where no day is."""
    told = (c.past.earliest or "") if c.past else ""
    if unit not in ("month", "year") or len(told) < (7 if unit == "month" else 4):
        return None
    return _whole(told if len(told) > 4 else f"{told}-01")


def _week(anchor: date, step: int, edge: str) -> Resolved:
    first = monday(anchor, step)
    last = moved(first, 6)
    if step:
        return stretch(first, last, granularity="week")
    if edge in ("earlier", "early"):
        last = moved(anchor, -1) if anchor > first else last
        return replace(stretch(first, last), note="Monday to Sunday week")
    if edge in ("later", "late"):
        return stretch(anchor, last, granularity="week")
    return stretch(first, anchor, granularity="week")


def weekend(atom: Atom, c: Context) -> Resolved | None:
    """The last Saturday and Sunday begun, or the next."""
    if c.published is None:
        return open_words("relative", "day", NO_DAY)
    low = atom.words.lower()
    ahead = c.ahead or step_of(atom.get("which")) > 0 or "coming" in low or low.startswith("by")
    saturday = moved(monday(c.published), 5 if ahead or c.published.weekday() >= 5 else -2)
    if atom.get("which") in BACK and c.published.weekday() >= 5:
        saturday = moved(saturday, -7)
    if atom.words.lower().startswith("since"):
        return stretch(saturday, c.published, granularity="day")
    return stretch(saturday, moved(saturday, 1))


def edge_of(atom: Atom, c: Context) -> Resolved | None:
    """The start, middle or end of a year, month or week."""
    end, which, unit = atom.get("end"), atom.get("which"), atom.get("unit")
    since = c.lead.endswith(("since ", "since the "))
    if atom.get("month"):
        found = month_year(atom, c) if atom.get("year") else month_alone(atom, c)
        begin = _whole(found.earliest) if found and found.earliest else None
    elif atom.get("year"):
        found = year(int(atom.get("year")), "date")
        begin = date(int(atom.get("year")), 1, 1)
    elif c.published is None:
        return open_words("relative", unit, NO_DAY)
    else:
        return _edge(c.published, unit, step_of(which), end)
    if found is None or begin is None:
        return found
    return on(begin, found.kind) if since and end in ("start", "beginning") else found


def _whole(prefix: str) -> date:
    return date(int(prefix[:4]), int(prefix[5:7]), 1)


def _edge(published: date, unit: str, step: int, end: str) -> Resolved:
    """The first or last day of a week, month or year counted from publication."""
    if unit == "week":
        first = monday(published, step)
        last = moved(first, 6)
    elif unit == "month":
        first = shift_months(published.replace(day=1), step)
        last = month_end(first)
    else:
        first, last = date(published.year + step, 1, 1), date(published.year + step, 12, 31)
    if end == "middle":
        return stretch(first, last)
    value = first if end in ("start", "beginning") else last
    if unit == "year" and end == "end" and not step:
        return stretch(published, last)
    return on(value, "relative")


# ------------------------------------------------------------------ counted from somewhere


def past(atom: Atom, c: Context) -> Resolved | None:
    """ "the past three weeks": from so long ago up to publication."""
    unit, said = atom.get("unit"), atom.get("count")
    count = c.words.number(said) if said else 1
    if c.published is None or count is None:
        return open_words("relative", unit, NO_DAY if c.published is None else "")
    if unit in ("minute", "hour"):
        near = unit == "minute" or count < _HALF_DAY
        first = c.published if near else end_of(c.published, -count, unit)
        return stretch(first, c.published, granularity=unit)
    if unit == "day" and not said and c.anchor and _BEFORE_THAT.search(atom.words):
        return stretch(moved(c.anchor, -1), c.anchor)  # "losses for the preceding day"
    begin = offset(c.published, -count, unit)
    return Resolved(begin.earliest, c.published.isoformat(), unit, "relative")


def ago(atom: Atom, c: Context) -> Resolved | None:
    """ "three days ago" from publication, "two days later" from the last day told of."""
    way, unit = atom.get("way"), atom.get("unit") or atom.get("vague").rstrip("s")
    count = c.words.number(atom.get("count")) if atom.get("count") else None
    if unit == "year" and count and c.published and (same := _THIS_MONTH.match(c.follow)):
        return _years_ago(c.published, count, same[1])
    anchor = c.published if way == "ago" else _counted_from(unit, c)
    if anchor is None and way in ("earlier", "before", "previously") and not c.follow.strip(" ,."):
        anchor = c.published
    if way in ("after", "before") and count is not None and (other := _other_deed(c)):
        step = count if way == "before" else -count
        return offset(other, step, unit)
    if way == "after" and count is not None and c.opens and not c.told and c.published:
        return on(c.published, "relative")  # the news of a text's first words
    sign = 1 if way in ("later", "after", "afterwards") else -1
    if anchor is None and way == "later" and c.past and c.past.granularity == "day":
        anchor = c.past.first  # "signed on 2 May. Ten days later ..."
    if count and way in ("later", "earlier") and (found := _from_a_stretch(c, sign * count, unit)):
        return found
    if anchor is None or (way in ("after", "before") and not _is_told(c)):
        return open_words("relative", unit, "the time it is counted from is not stated")
    if count is not None and unit == "minute" and c.clock is not None and way != "ago":
        moment = (c.clock + timedelta(minutes=sign * count)).isoformat(timespec="minutes")
        return Resolved(moment, moment, "minute", "relative")
    if count is None:
        return _some(anchor, unit, sign, ago=way == "ago")
    found = offset(anchor, sign * count, unit)
    if c.published and not c.ahead and (found.earliest or "") > c.published.isoformat():
        return open_words("relative", unit, "the time it is counted from is not stated")
    return found


_COARSE = {"month": ("week", "fortnight", "month", "year"), "year": ("month", "year", "decade")}


def _from_a_stretch(c: Context, count: int, unit: str) -> Resolved | None:
    """ "In 2000 ..., and a year later": counted from the month or year told of last, and no sharper."""
    told = c.past
    if told is None or not told.earliest or unit not in _COARSE.get(told.granularity, ()):
        return None
    first, last = first_day(told.earliest), last_day(told.latest or told.earliest)
    if first is None or last is None:
        return None
    if told.granularity == "year" or unit in ("year", "decade"):
        if unit == "month":
            return None  # "In 2000 ...; two months later"
        return year(first.year + count * (10 if unit == "decade" else 1))
    if unit == "month":
        return month(shift_months(first, count))
    days = count * (14 if unit == "fortnight" else 7)
    return stretch(moved(first, days), moved(last, days), granularity="week")


_THIS_MONTH = re.compile(r" this (month|week)\b")
_YEARS_AGO = re.compile(r"\b([\w-]+) years? ago $")


def _years_ago(published: date, count: int, unit: str) -> Resolved:
    """ "two years ago this month": that month, or those days about the week."""
    then = shift_months(published, -12 * count)
    return month(then) if unit == "month" else stretch(moved(then, -7), moved(then, 7))


def _counted_from(unit: str, c: Context) -> date | None:
    """The last day told of; hours are counted from the latest of them."""
    if unit in ("minute", "hour") and c.told:
        return max(c.told)
    return c.anchor


def _other_deed(c: Context) -> date | None:
    """ "On Monday, two days after rebels took the hill": the day counted from, whose deed is told now."""
    if c.here is not None and _AND_AFTER.search(c.lead):
        return c.story
    if c.here is not None and c.follow[:1] == " " and not c.follow.startswith(_ELLIPTIC):
        return c.here
    deed = _CAME.search(c.lead)
    if deed is None or c.follow[:1] != " ":
        return None
    soon = c.story and c.anchor and 0 < (c.anchor - c.story).days <= _NEXT_DAYS
    return c.story if deed[1] or soon else c.anchor


def _is_told(c: Context) -> bool:
    """ "Two days after the raid": the event is one told of, not one told now ("after a raid")."""
    follow = c.follow.strip().split()
    return (
        not follow
        or c.follow.startswith(_ELLIPTIC)
        or follow[0].rstrip(",") in ("the", "that", "this", "those", "he", "she", "they", "it")
    )


def _some(anchor: date, unit: str, sign: int, *, ago: bool) -> Resolved:
    """ "Hours earlier" is that day or the one before; "days ago" has no first day."""
    if unit in ("minute", "hour"):
        near = moved(anchor, sign)
        return stretch(min(anchor, near), max(anchor, near))
    if ago:
        return Resolved(None, anchor.isoformat(), unit, "relative", note="no lower bound")
    return open_words("relative", unit)


def within(atom: Atom, c: Context) -> Resolved | None:
    """ "within ten days": a deadline; "in sixty days": its last day; "the third in nine days": back."""
    unit, said = atom.get("unit"), atom.get("count")
    count = c.words.number(said) if said else 1
    if count is None or c.published is None:
        return open_words("duration", unit)
    inside = atom.get("prep") != "in"
    if not said and inside and not c.ahead and c.anchor and unit != "minute":
        return stretch(c.anchor, end_of(c.anchor, 1, unit), "duration")  # "died within the week"
    if not c.ahead and (not inside or not _obliged(c)):
        if any(word in c.lead.split()[-6:] for word in _RANKED) and unit != "minute":
            last = c.anchor or c.published
            begin = moved(end_of(last, -count, unit), 1 if unit in ("day", "night") else 0)
            return replace(stretch(begin, last), kind="duration")
        return open_words("duration", unit)
    if unit in ("minute", "night") or (unit == "hour" and count < 24 and inside):
        return open_words("duration", unit)
    return deadline(count, unit, c, point=not inside)


def _obliged(c: Context) -> bool:
    """ "to pull out within ten days": an infinitive or no verb of the past before it."""
    return bool(c.lead.split()) and ("to" in c.lead.split()[-12:] or "must" in c.lead)


def deadline(count: int, unit: str, c: Context, *, point: bool = False) -> Resolved:
    """From the day it is counted from to its last; the text seldom says from when."""
    assert c.published is not None
    begin = c.published
    valid = bool({"valid", "truce", "ceasefire", "cease-fire"}.intersection(c.lead.split()[-6:]))
    if valid and c.first_coming:
        begin = c.first_coming
    elif c.coming and (" then " in c.lead or c.follow.startswith((" of ", " after "))):
        begin = c.coming
    end = end_of(begin, count, unit)
    begun = "publication" if begin == c.published else begin.isoformat()
    note = f"{count} {unit}(s), counted from {begun}: the text does not say from when"
    return Resolved((end if point else begin).isoformat(), end.isoformat(), "day", "duration",
                    note=note)  # fmt: skip


def lasting(atom: Atom, c: Context) -> Resolved | None:
    """ "for six months" of a promise is counted on, "has held for two days" back."""
    unit, count = atom.get("unit"), c.words.number(atom.get("count"))
    if count is None or c.published is None or unit in ("minute", "night"):
        return open_words("duration", unit)
    words = c.lead.split()[-10:]
    another = "another" in atom.words.lower() or "further" in atom.words.lower()
    promised = another or "valid" in words or (_bound(words) and "has" not in words)
    if (c.ahead or promised) and (unit != "hour" or count >= 24):
        return deadline(count, unit, c)
    if c.here is not None and ("after" in words or atom.words.lower().startswith("after")):
        return replace(stretch(end_of(c.here, -count, unit), c.here), kind="duration")
    if "has" in words or "have" in words or "had been" in c.lead[-60:]:
        last = c.published
        first = last if unit == "hour" and count < 12 else end_of(last, -count, unit)
        return replace(stretch(first, last), kind="duration")
    return open_words("duration", unit)


def _bound(words: list[str]) -> bool:
    """ "to halt fire for a month", not "loyal to Moscow held it for a month"."""
    if "to" not in words:
        return False
    at = len(words) - words[::-1].index("to")
    after = words[at:]
    if words[max(0, at - 2) : at - 1] in (["unable"], ["able"], ["used"]):
        return False
    return not any(word.endswith("ed") or word in _PAST for word in after)


def span(atom: Atom, c: Context) -> Resolved | None:
    """ "a week to work out the details", "a 48-hour ultimatum": from publication on."""
    unit, count = atom.get("unit"), c.words.number(atom.get("count"))
    if atom.words.lower().startswith(("a ", "an ")) and _counted(c):
        return open_words("set", unit)
    past = not c.ahead and not c.follow.startswith(" to ") and "deadline" not in c.follow[:20]
    if count is None or c.published is None or past or unit == "minute":
        return open_words("duration", unit)
    return deadline(count, unit, c)


def _counted(c: Context) -> bool:
    """ "50 trucks a day", "$2 a day": so many each day; "gave 50 men a day to leave" is a term."""
    before = c.lead.split()
    if not _GIVING.isdisjoint(before[-8:]):
        return False
    near = [word.lstrip("$£€").replace(",", "") for word in before[-4:]]
    at = next((n for n, word in enumerate(near) if c.words.number(word) is not None), 4)
    return at < 4 and _BETWEEN.isdisjoint(near[at:]) and near[at] not in ("a", "an", "one")


def recurring(atom: Atom, c: Context) -> Resolved | None:
    """ "every Sunday", "twice a week"."""
    return open_words("set", atom.get("unit") or atom.get("of") or "day")


def since_then(atom: Atom, c: Context) -> Resolved | None:
    """ "since then": from the last time told of, a day or a year, up to publication."""
    if c.past is None or not c.past.earliest or c.published is None:
        return open_words("relative", "day", "the day it is counted from is not stated")
    first = c.past.earliest[:10]
    return Resolved(first, c.published.isoformat(), c.past.granularity, "relative")


def span_before(atom: Atom, c: Context) -> Resolved | None:
    """ "in the five weeks before": up to the day told of last; "... before the vote" stays open."""
    count = c.words.number(atom.get("count")) if atom.get("count") else 1
    follow = c.follow.lstrip()
    if c.anchor is None or count is None or (follow and follow[0].isalnum()):
        return open_words("relative", atom.get("unit"), "the time it is counted from is not stated")
    return stretch(end_of(c.anchor, -count, atom.get("unit")), c.anchor)


def recent(atom: Atom, c: Context) -> Resolved | None:
    """ "recent": up to publication, no more."""
    if c.published is None:
        return open_words("relative", "day", NO_DAY)
    return Resolved(None, c.published.isoformat(), "day", "relative", note="no lower bound")


RULES: dict[str, Rule] = {
    "week": period,
    "weekend": weekend,
    "startof": edge_of,
    "past": past,
    "ago": ago,
    "within": within,
    "for": lasting,
    "span": span,
    "set": recurring,
    "recent": recent,
    "then": since_then,
    "before": span_before,
}
