"""When the people of a figure came to harm: the nearest time that dates the event.

"Fighting killed nine on Thursday, the monitor said Friday" takes Thursday: the day of saying is
not the day of dying. A figure without a time takes the event day running through the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.extract.context.cues import Cues, Scene, anchor
from analysis.records import Casualty, Time

_SAYING = re.compile(
    r"\b(?:said|says|told(?: \w+){1,4}|announced|reported|added|stated|tweeted|wrote|confirmed|"
    r"statement|reporters|journalists|interview|a report|spoke|according to [\w' -]{1,40})"
    r"(?: in| to| by)?(?: (?:late|early|later|earlier))?(?: (?:on|in))?\s*$",
    re.IGNORECASE,
)
_SAID_NEXT = re.compile(r"\s*,?\s*(?:that\b|the (?:statement|report) said)", re.IGNORECASE)
_STAMP = re.compile(r"\b(?:posted on|last updated(?: at)?|updated|published|publication)\s*$", re.I)
_SINCE = re.compile(r"\b(?:since|from)(?: the)?(?: \w+){0,6}\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|by|before|after|days after|a day after)\s*$", re.IGNORECASE)
_BORN = re.compile(
    r"\b(?:born|aged|founded|established|built|formed|joined)(?: \w+){0,2}\s*$", re.I
)
_AWAY = re.compile(r"\b(?:days?|weeks?|hours?|months?|years?) (?:after|before)\b")
_JOINT = re.compile(r"\s*(?:,\s*)?(?:and|to|until|through|-|–|—)\s*(?:on )?")
_LOOK_BACK = 6


@dataclass(frozen=True, slots=True)
class When:
    """A date found for a figure, the words it comes from and the rule."""

    earliest: str | None
    latest: str | None
    words: str
    rule: str


def datable(time: Time) -> bool:
    """True for a time that can date an event: no duration, no recurring time."""
    return bool(time.earliest or time.latest) and time.kind not in ("duration", "set")


def is_saying(text: str, time: Time) -> bool:
    """True for the day somebody spoke, or the stamp of publication."""
    before = text[max(0, time.start - 60) : time.start]
    return bool(_SAYING.search(before) or _STAMP.search(before))


def local_when(cues: Cues, figure: Casualty) -> When | None:
    """The time of the figure's own sentence."""
    scene, published = cues.scene(figure.sentence), cues.reading.article.published
    found = [t for t in scene.times if datable(t) and not is_stamp(cues.text, t, published)]
    if figure.scope != "incident":
        window = _window(cues, found, figure)
        if window:
            return window
    if figure.scope == "cumulative":
        return None
    return _nearest(cues, scene, figure, [t for t in found if _dates(cues.text, t)])


def _dates(text: str, time: Time) -> bool:
    """True for a time that says when something happened, not when it was said or printed."""
    before = text[max(0, time.start - 60) : time.start]
    words = text[time.start : time.end].lower()
    if _SAYING.search(before) or _STAMP.search(before) or _BORN.search(before):
        return False
    if words.startswith(("since", "until", "till")) or words.endswith((" after", " before")):
        return False
    return not _SINCE.search(before[-8:])


def is_stamp(text: str, time: Time, published: str | None) -> bool:
    """True for the printed date over an article ("30 July 2014 Bombs in Aleppo kill 13")."""
    if time.sentence != 0 or time.start > 160 or not published:
        return False
    words = text[time.start : time.end]
    if (time.earliest or "")[:10] != published[:10] or not re.search(r"(?:19|20)\d\d", words):
        return False
    return not re.search(r"\b(?:on|of|in|by|since)\s*$", text[max(0, time.start - 8) : time.start])


def _window(cues: Cues, found: list[Time], figure: Casualty) -> When | None:
    """The stretch a period's toll runs over ("since March 2011", "in the past week")."""
    near = sorted(found, key=lambda t: min(abs(t.start - figure.end), abs(figure.start - t.end)))
    for time in near:
        before = cues.text[max(0, time.start - 40) : time.start]
        words = cues.text[time.start : time.end]
        if _SINCE.search(before) or words.lower().startswith(("since", "from", "between")):
            return _made(cues, time, "when.since")
    if figure.scope == "cumulative":
        began = [t for t in near if not is_saying(cues.text, t) and t.earliest]
        first = min(began, key=lambda t: t.earliest or "", default=None)
        return _made(cues, first, "when.began") if first else None
    near = [t for t in near if not is_saying(cues.text, t)]
    return _made(cues, near[0], "when.period") if near else None


def _nearest(cues: Cues, scene: Scene, figure: Casualty, found: list[Time]) -> When | None:
    if not found:
        return None
    best = min(found, key=lambda t: scene.cost(cues.text, (t.start, t.end), anchor(figure)))
    if best.end < figure.start and _AWAY.search(cues.text, best.end, figure.start):
        return None
    return _made(cues, best, "when.sentence")


def _made(cues: Cues, time: Time, rule: str) -> When:
    """The answer; "Saturday and Sunday" and "from 3 to 9 May" are one stretch."""
    start, end, earliest, latest = time.start, time.end, time.earliest, time.latest
    for other in cues.scene(cues.reading.sentence_at(time.start)).times:
        if not datable(other):
            continue
        if 0 < start - other.end < 12 and _JOINT.fullmatch(cues.text, other.end, start):
            start, earliest = other.start, other.earliest or earliest
        elif 0 < other.start - end < 12 and _JOINT.fullmatch(cues.text, end, other.start):
            end, latest = other.end, other.latest or latest
    if earliest and latest and earliest > latest:
        earliest, latest, start, end = time.earliest, time.latest, time.start, time.end
    return When(earliest, latest, cues.text[start:end], rule)


def carried_when(cues: Cues, figure: Casualty, published: str | None) -> When | None:
    """The event day running through the sentences before the figure."""
    if figure.scope == "period":
        return None
    for sentence in range(figure.sentence - 1, max(-1, figure.sentence - 1 - _LOOK_BACK), -1):
        near = figure.sentence - sentence <= 2
        if figure.scope == "cumulative" and not near:
            return None
        for time in reversed(_days(cues, sentence, published)):
            if near or _recent(time, published):
                return _made(cues, time, "when.carried")
    return None


def _days(cues: Cues, sentence: int, published: str | None) -> list[Time]:
    """The times of a sentence that can date an event named elsewhere."""
    return [
        t
        for t in cues.scene(sentence).times
        if datable(t)
        and _dates(cues.text, t)
        and not is_stamp(cues.text, t, published)
        and (len(t.earliest or "") > 7 or cues.scene(sentence).attacks)
    ]


def following_when(cues: Cues, figure: Casualty, published: str | None, reach: int) -> When | None:
    """The first event day after a headline or an undated lead."""
    if figure.scope != "incident":
        return None
    last = len(cues.reading.sentences)
    for sentence in range(figure.sentence + 1, min(last, figure.sentence + 1 + reach)):
        for time in _days(cues, sentence, published):
            if _recent(time, published):
                return _made(cues, time, "when.following")
    return None


def _recent(time: Time, published: str | None) -> bool:
    """A day (not a year or month) of the fortnight before publication."""
    day = time.earliest or time.latest or ""
    if len(day) < 10:
        return False
    if not published:
        return True
    return _number(published) - 20 <= _number(day) <= _number(published) + 1


def _number(day: str) -> int:
    """Days since year 0, near enough to compare dates of one season."""
    try:
        year, month, date = int(day[:4]), int(day[5:7]), int(day[8:10])
    except ValueError:
        return 0
    return year * 365 + month * 30 + date
