"""Days counted back: how long the strife of a toll has run, how long before a day a deed was.

"Nine died in four days of clashes" runs from four days before the report; "the 12-year war" from
the year twelve years before it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.dates import exact_day
from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.when import AWAY, When, datable, dating, day_number, made_when
from analysis.lean import replace
from analysis.opened import Opened
from analysis.records import Casualty

_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_COUNT = r"(?P<count>" + "|".join(_NUMBERS) + r"|[1-9]\d?)"
_STRIFE = (
    r"(?:fighting|clashes|violence|unrest|battles?|war|warfare|civil war|conflict|insurgency|rebellion|uprising|"
    r"assault|bombing|bombardment|shelling|airstrikes|air strikes|raids|protests|rioting|riots|siege|offensive|"
    r"hostilities|bloodshed|revolt|turmoil|chaos|strife)\b"
)
_DESCRIBED = r"(?:[\w-]+ ){0,2}?"
_FOR_SO_LONG = Opened(
    rf"\b(?:in|after|during|over|through|throughout) (?:the |these |nearly |almost |about |over |more than )?"
    rf"(?:past |last )?{_COUNT} (?P<unit>day|week|month|year)s of {_DESCRIBED}{_STRIFE}",
    re.IGNORECASE,
)
_OF_SO_LONG = Opened(
    rf"\b(?:{_COUNT} (?P<unit>day|week|month|year)s|an? (?P<one>week|month|year)) of "
    rf"{_DESCRIBED}{_STRIFE}",
    re.IGNORECASE,
)
_SO_LONG = Opened(
    rf"\b{_COUNT}-(?P<unit>day|week|month|year)(?:-(?:old|long))? {_DESCRIBED}{_STRIFE}",
    re.IGNORECASE,
)
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10
}  # fmt: skip
_DAYS = {"day": 1, "week": 7}
_MONTHS_AFTER = re.compile(
    r" and (?:just |some |about )?((?:an?|\w{3,5}|\d\d?) (?:months?|years?) after)\b"
)
_APPOSED = re.compile(r",? (?:and )?")  # "since 8 May, a day after ..."
_MONTH, _FEW_DAYS = 40, 4  # days


# "whose three-week assault on the town has left hundreds dead", whatever was done today
_HAS_LEFT = re.compile(r"(?: [\w’'-]+){0,8}? (?:has|have)(?: [\w’'-]+){0,2}? ?")


def running_when(cues: Cues, figure: Casualty) -> When | None:
    """The stretch of a strife that has left so many dead, told beside a day of its own."""
    scene, published = cues.scene(figure.sentence), (cues.reading.article.published or "")[:10]
    if len(published) < 10 or figure.status == "hypothetical":
        return None
    found = _OF_SO_LONG.search(cues.reading, scene.start, figure.start)
    if found is not None and _LEFT.fullmatch(cues.text, found.end(), figure.start):
        days = _until(_end_of(cues, scene, found, published), found)
        return replace(days, rule="when.running")  # of this toll, no day of what is told further
    hours = _HOURS.search(cues.reading, scene.start, scene.end)
    if hours is not None and figure.scope == "period":
        return _hours_back(cues, scene, published, hours)
    found = _SO_LONG.search(cues.reading, scene.start, figure.start)
    left = found and _HAS_LEFT.fullmatch(cues.text, found.end(), figure.start)
    return _until(published, found) if found and left else None


# "70 have been killed in 24 hours", "in three days", not the past 24, which the calendar knows
_HOURS = Opened(
    r"\b(?:in|within) (?:just |only |about |less than |under )?"
    rf"(?:(?P<hours>24|48|72) hours|(?P<days>{'|'.join(_NUMBERS)}|[1-9]\d?) days)\b(?! of)",
    re.IGNORECASE,
)


def _hours_back(cues: Cues, scene: Scene, published: str, found: re.Match[str]) -> When:
    """The days before the one that is named, or before publication."""
    days = [
        time.earliest[:10]
        for time in scene.times
        if time.earliest and len(time.earliest) >= 10 and time.earliest[:10] <= published
    ]
    last = max(days, default=published)
    hours, number = found.group("hours"), (found.group("days") or "").lower()
    count = int(hours) // 24 if hours else _counted(number)
    first = date.fromisoformat(last) - timedelta(days=count)
    return When(first.isoformat(), last, found.group(), "when.stretch")


# "ten days of fighting between the clans that aid groups say has killed more than 100"
_LEFT = re.compile(
    r"(?: (?:between|in|around|near|over|with|on|by|against) [^,.;]{2,50}?)? "
    r"(?:(?:that|which) (?:[^,.;]{2,50}? (?:say|says|said) )?)?(?:(?:has|have|had|also|already) )*"
    r"(?:(?:left|cost|claimed) )?"
)


def _end_of(cues: Cues, scene: Scene, found: re.Match[str], published: str) -> str:
    """The last day of a strife: "retook it on Friday after three days of clashes", else publication's."""
    after = cues.text[max(scene.start, found.start() - 7) : found.start()].lower()
    if not after.endswith(" after "):
        return published
    days = [
        time.earliest[:10]
        for time in dating(cues, cues.reading.sentence_at(found.start()))
        if time.end <= found.start() and len(time.earliest or "") >= 10 and time.earliest
    ]
    return max((day for day in days if day <= published), default=published)


def stretch_when(cues: Cues, figure: Casualty) -> When | None:
    """The days, months or years back from publication over which the figure's strife has run."""
    published = (cues.reading.article.published or "")[:10]
    if len(published) < 10 or figure.status == "hypothetical":
        return None
    scene = cues.scene(figure.sentence)
    found = _FOR_SO_LONG.search(cues.reading, scene.start, scene.end)
    if found is None and figure.scope != "incident":
        found = _SO_LONG.search(cues.reading, scene.start, scene.end)
    if found is None or scene.dating:
        return None  # a day or month that is named says when the strife was
    return _until(published, found)


def _counted(word: str) -> int:
    """The number of a word or of digits."""
    return _NUMBERS.index(word) + 2 if word in _NUMBERS else int(word)


def _until(published: str, found: re.Match[str]) -> When:
    """The stretch of so many days, months or years up to publication."""
    said, unit = found.group("count"), found.group("unit")
    if said is None:  # "a month of shelling"
        said, unit = "1", found.groupdict()["one"]
    number, unit = _counted(said.lower()), unit.lower()
    first = _back(date.fromisoformat(published), number, unit)
    return When(first, published[: len(first)], found.group(), "when.stretch")


def _back(published: date, number: int, unit: str) -> str:
    """The day, month or year so long before; no finer than the unit."""
    if unit in _DAYS:
        return (published - timedelta(days=number * _DAYS[unit])).isoformat()
    if unit == "year":
        return f"{published.year - number:04d}"
    year, month = divmod(published.year * 12 + published.month - 1 - number, 12)
    return f"{year:04d}-{month + 1:02d}"


def away_when(cues: Cues, figure: Casualty, sentence: int, from_day: When | None) -> When | None:
    """ "It came two days after a bomb killed nine": the day counted back from the incident's.

    ``sentence`` is the figure's own or the one that brings its deed in. A day named before the
    words in it is the one to count from ("on Thursday, a day after nine died").

    Where the words open the sentence ("Two days after the raid, the toll stood at 22"), from the
    day of the rest of it.
    """
    scene = cues.scene(sentence)
    end = figure.start if sentence == figure.sentence else scene.end
    found = AWAY.search(cues.reading, scene.start, end)
    behind = AWAY.search(cues.reading, found.end(), end) if found is not None else None
    if behind is not None and cues.text[: behind.start()].endswith(" and "):
        found = behind  # "two days after nine died, and a week after gunmen shot five"
    if found is not None and (month := _MONTHS_AFTER.search(cues.text, found.end(), end)):
        dated = next((t for t in scene.times if t.start == month.start(1) and t.earliest), None)
        return made_when(cues, dated, "when.away") if dated is not None else None
    if found is None or found.group(3).lower() != "after":
        return None
    base = (from_day.earliest or "") if from_day else ""
    for time in scene.times:
        beside = _APPOSED.fullmatch(cues.text, time.end, found.start()) if datable(time) else None
        dates = beside or (time.end <= found.start() and time in dating(cues, sentence))
        if dates and len(time.earliest or "") >= 10:
            base = time.earliest or ""
    vague = found.group(1) is None and found.group(2).lower() == "hours"
    opens = found.start() - scene.start <= 12 and not vague
    if opens and "," in cues.text[found.end() : figure.start]:
        rest = [t.earliest for t in scene.times if t.start > found.end() and datable(t)]
        base = next(filter(None, rest), cues.reading.article.published) or ""
    last_day = exact_day(base)
    if last_day is None:
        return None
    number, unit = (found.group(1) or "").lower(), found.group(2).lower().rstrip("s")
    count = _COUNTS.get(number) or (int(number) if number.isdigit() else 0)
    if unit in ("month", "year"):
        if not count or (opens and "," in cues.text[found.end() : figure.start]):
            return None
        before = _back(last_day, count, unit)  # "two months after a raid killed nine"
        return When(before, before, found.group(), "when.away")
    if (
        not count and unit == "hour"
    ):  # "hours after a drone killed a driver": the same day, or nearly
        return When(base[:10], base[:10], found.group(), "when.away")
    if not count:  # "days after a bomb killed nine": no day that could be told
        apart = sentence == figure.sentence and unit in ("day", "week") and not opens
        return When(None, None, found.group(), "when.away") if apart else None
    days = {"hour": (count + 23) // 24, "day": count, "week": 7 * count}[unit]
    day = (last_day - timedelta(days=days)).isoformat()
    last = (last_day - timedelta(days=count // 24)).isoformat() if unit == "hour" else day
    return When(day, last, found.group(), "when.away")


def is_short(when: When | None) -> bool:
    """True for a window of a few days."""
    if when is None or len(when.earliest or "") < 10 or len(when.latest or "") < 10:
        return False
    return day_number(when.latest or "") - day_number(when.earliest or "") <= _FEW_DAYS


def is_long(when: When | None) -> bool:
    """True for a window of over a month: its toll is the war's, not one place's."""
    if when is None or not when.earliest or not when.latest or when.earliest[:7] == when.latest[:7]:
        return False
    return abs(day_number(when.latest) - day_number(when.earliest)) > _MONTH
