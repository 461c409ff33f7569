"""The time a figure's own sentence gives: the day of a deed, or the stretch a tally runs over.

"At least 30 have died since Monday morning", "nine this month": a count over days has two ends.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.extract.casualties.campaigns import is_its_start
from analysis.extract.clauses import after_the_place
from analysis.extract.compared import adds_to, of_the_compared
from analysis.extract.context.asides import recalled_since
from analysis.extract.context.clauses import own_cues, relative_cue
from analysis.extract.context.courts import judged_from
from analysis.extract.context.cues import Cues
from analysis.extract.context.said_days import is_saying
from analysis.extract.context.when import (
    When,
    datable,
    dating,
    day_number,
    is_born,
    is_owned,
    is_since,
    is_since_then,
    is_stamp,
    is_to_come,
    made_when,
    nearest,
)
from analysis.lean import replace
from analysis.records import Casualty, Time

_WORST_SINCE = re.compile(
    r"\b(?:worst|deadliest|bloodiest|heaviest|biggest|largest|fiercest|first)\b[^.,;]{0,60}$"
)


_SINCE_THEN = re.compile(
    r"\b(?:worst|deadliest|bloodiest|heaviest|biggest|largest|fiercest)\b[^.,;]{0,50}\bsince\b[^.,;]{1,60}$"
)
_RECORD_BACK = 120


# "April was the deadliest month of 2017": of the year it is one of
_FRAMES = re.compile(
    r"\b(?:deadliest|worst|bloodiest|most [a-z]+|quietest|calmest) "
    r"(?:day|week|month|quarter) (?:of|in|this|since) ?(?:\w{0,3})$"
)


def local_when(cues: Cues, figure: Casualty) -> When | None:
    """The time of the figure's own sentence."""
    scene, published = cues.scene(figure.sentence), cues.reading.article.published
    if figure.status == "hypothetical":
        return None
    begin = after_the_place(cues.text, scene.start, figure.start)
    if figure.harm == "displaced" and adds_to(cues.text, scene.start, figure):
        begin = figure.start  # what stands before tells when the others fled
    if figure.scope != "incident":
        found = [
            t
            for t in scene.times
            if datable(t)
            and t.start >= begin
            and not is_stamp(cues.text, t, published)
            and not is_born(cues.reading, t)
            and not is_to_come(t, published)
            and not of_the_compared(cues.text, t, figure)
            and not _FRAMES.search(cues.text, max(0, t.start - 40), t.start + 3)
        ]
        window = _window(cues, found, figure)
        if window:
            return window
    if figure.scope == "cumulative":
        return None
    if (recalled := recalled_when(cues, figure)) is not None:
        return recalled
    named = [t for t in scene.times if datable(t) and t.start >= begin]
    told_of = relative_cue(cues.text, figure, named)
    if told_of is not None and not is_saying(cues.reading, told_of):
        when = made_when(cues, told_of, "when.relative")
        since = cues.text[told_of.start : told_of.end].lower().startswith("since ")
        return replace(when, latest=when.earliest) if since else when
    if figure.end <= judged_from(cues, figure.sentence):  # the man sentenced, not his victims
        return nearest(
            cues, scene, figure, [t for t in named if t.end <= judged_from(cues, figure.sentence)]
        )
    found = [t for t in dating(cues, figure.sentence) if t.start >= begin]
    if figure.scope != "incident":
        found = [t for t in found if not of_the_compared(cues.text, t, figure)]
    return nearest(cues, scene, figure, found)


def recalled_when(cues: Cues, figure: Casualty) -> When | None:
    """ "The worst since a raid in August killed nine": August; no day where none is told."""
    at = recalled_since(cues, figure)
    if at is None:
        return None
    times = [
        t
        for t in cues.scene(figure.sentence).times
        if t.start >= at and t.earliest and datable(t) and not is_saying(cues.reading, t)
    ]
    if not times:
        return When(None, None, "", "when.recalled")
    best = min(times, key=lambda t: _far(figure, t))
    when = made_when(cues, best, "when.recalled")
    since = cues.text[best.start : best.end].lower().startswith("since ")
    return replace(when, latest=when.earliest) if since else when


def _far(figure: Casualty, time: Time) -> int:
    """Characters between a figure and a time; none for one inside it ("64 victims last year, of whom ...")."""
    if (figure.number_start or figure.start) <= time.start < figure.end:
        return 0
    return min(abs(time.start - figure.end), abs(figure.start - time.end))


def _window(cues: Cues, found: list[Time], figure: Casualty) -> When | None:
    """The stretch a period's toll runs over ("since March 2011", "in the past week")."""
    found = own_cues(cues.text, cues.scene(figure.sentence), figure, found)
    near = sorted(found, key=lambda t: _far(figure, t))
    shut = [t for t in near[:1] if t.start >= figure.end and _NEXT_COUNT.match(cues.text, t.end)]
    if shut and not is_saying(cues.reading, shut[0]):  # "nine this month, and 40 since January"
        return made_when(cues, shut[0], "when.period")
    for time in near:
        if opens_window(cues.text, time):
            when = made_when(cues, time, "when.since")
            spans = cues.text[time.start : time.end].lower().startswith(("from", "between"))
            return when if spans else to_this_day(cues, figure, when)
    if figure.scope == "cumulative":
        began = [t for t in near if not is_saying(cues.reading, t) and _may_begin(cues.text, t)]
        first = min(began, key=lambda t: t.earliest or "", default=None)
        if first is None:
            return None
        ended = max(t.latest or "" for t in began)
        when = made_when(cues, first, "when.began")
        when = replace(when, latest=max(ended, when.latest or "") or None)
        return to_this_day(cues, figure, when)
    near = [t for t in near if not is_saying(cues.reading, t) and not _is_record(cues.text, t)]
    near = [t for t in near if not _SAID_THEN.match(cues.text, t.end)] or near
    if not near:
        return None
    if near[0].earliest is None and (exact := _when_it(cues, figure, near)) is not None:
        return made_when(cues, exact, "when.period")
    begun = [t for t in found if _ENDED.fullmatch(cues.text, t.end, max(t.end, near[0].start))]
    when = up_to_the_saying(cues, figure, made_when(cues, near[0], "when.period"))
    return replace(when, earliest=begun[-1].earliest) if begun else when


_WHEN = re.compile(r"\bwhen\b[^.;,]*$")


def _when_it(cues: Cues, figure: Casualty, near: list[Time]) -> Time | None:
    """ "Raids have grown in recent days, killing 30 when bombs fell on Kara at the weekend": at the weekend."""
    behind = (t for t in near if t.earliest and t.start >= figure.end)
    return next((t for t in behind if _WHEN.search(cues.text, figure.end, t.start)), None)


# "Last month, the body said 900 had been killed in the first half of the year": when it spoke
_SAID_THEN = re.compile(
    r", (?:the |a |an )?(?:[\w.’'-]+ ){1,5}(?:said|says|reported|announced|estimated|told|counted|published|put)\b"
)


def up_to_the_saying(cues: Cues, figure: Casualty, when: When) -> When:
    """ "In the last 48 hours, sources said on Friday", printed on Saturday: up to Friday."""
    published = (cues.reading.article.published or "")[:10]
    first, last = (when.earliest or "")[:10], (when.latest or "")[:10]
    if last != published or len(first) < _A_DAY or _LAST_FEW.match(when.words) is None:
        return when
    said = [t for t in cues.scene(figure.sentence).times if is_saying(cues.reading, t)]
    days = {(t.earliest or "")[:10] for t in said if len(t.earliest or "") >= _A_DAY}
    back = day_number(published) - day_number(next(iter(days))) if len(days) == 1 else 0
    if not 0 < back < _WEEK:
        return when
    begun = date.fromisoformat(first) - timedelta(days=back)
    return replace(when, earliest=begun.isoformat(), latest=next(iter(days)))


# "the past three days", no "last month"
_LAST_FEW = re.compile(
    r"(?:(?:in|over|during|within) )?(?:the )?(?:past|last|previous) (?:[\w-]+ )?(?:hours|days)\b",
    re.IGNORECASE,
)
_A_DAY, _WEEK = 10, 7  # characters of an ISO day; days


_BEGINS = re.compile(
    r"\b(?:beg[aiu]n\w*|start\w*|launch\w*|broke out|erupt\w*|inva\w+|assault\w*|attack\w*|raid\w*|offensive|after|"
    r"coup|seized|fell|captur\w+|overran)\b"
)
_OF_A_DAY = ("day", "part", "hour", "minute")


def _may_begin(text: str, time: Time) -> bool:
    """False for the day of the news beside a count of the war: "agreed on Monday to end a war that has killed"."""
    if text.endswith(("By ", "by "), 0, time.start):
        return False  # "by January 900 had been killed": up to then
    of_late = text.startswith(("last month", "last week"), time.start)
    if not time.earliest or (time.granularity not in _OF_A_DAY and not of_late):
        return bool(time.earliest)
    return _BEGINS.search(text, max(0, time.start - 80), time.end + 40) is not None


_HAS = re.compile(r"\b(?:has|have|still|remains?)\b")


def to_this_day(cues: Cues, figure: Casualty, when: When) -> When:
    """ "It has killed 900": up to the day of publication."""
    published = cues.reading.article.published
    scene = cues.scene(figure.sentence)
    if not published or not _HAS.search(cues.text, scene.start, figure.end):
        return when
    return replace(when, latest=max(published[:10], when.latest or ""))


# "the war that began in 1970 and ended in 1975"
_ENDED = re.compile(
    r",? (?:and|but) (?:was |had )?(?:ended|finished|over)(?: (?:only|in|on|by|the)){0,2} ?"
)
_SINCE_BACK = 150  # characters back to the "since" of a clause
_NEXT_COUNT = re.compile(r",? (?:and|while|but) (?:[\w-]+ ){0,2}\d")


def opens_window(text: str, time: Time) -> bool:
    """True for the time a count runs from: "since March 2011", "between 4 and 9 October"."""
    before = text[max(0, time.start - 40) : time.start]
    words = text[time.start : time.end].lower()
    if is_owned(text, time) or words.startswith(_ENDS_ON):
        return False  # "the toll from Monday's blasts"; "the road between two towns by April 1"
    if _is_record(text, time):
        return False
    if is_since(before) or words.startswith(("since", "from", "between")):
        return True
    if is_its_start(text, time.start, time.end):
        return True
    return is_since_then(text[max(0, time.start - _SINCE_BACK) : time.start])


_ENDS_ON = ("by ", "until ", "till ", "before ")  # the day something ends on, or is due


def _is_record(text: str, time: Time) -> bool:
    """ "in the worst fighting since the 2014 war": what nothing so bad has been since."""
    if _SINCE_THEN.search(text, max(0, time.start - _RECORD_BACK), time.start):
        return True  # "the deadliest violence since the army took power in 2020"
    since = text[time.start : time.end].lower().startswith("since ")
    return since and _WORST_SINCE.search(text, max(0, time.start - 80), time.start) is not None
