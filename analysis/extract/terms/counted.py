"""Days of a promise that are counted: from the signing, from a day named, from when a truce was made."""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.reading import Reading, within
from analysis.records import Time

_SIGNED = 9  # words from "signed" to a day that is past


def of_making(reading: Reading, time: Time, ended: int) -> bool:
    """ "A truce brokered in May collapsed within weeks": when it was made, told before what became of it."""
    first = reading.tokens.at(time.start)
    opens = reading.sentences[reading.sentence_of_token(first)].first
    lead = reading.tokens.norms[max(opens, first - _SIGNED) : first]
    return time.start < ended and not _MAKING.isdisjoint(lead)


_MAKING = frozenset(
    "brokered mediated signed agreed reached declared announced negotiated concluded struck sealed".split()
)


def from_an_event(reading: Reading, first: int, stop: int) -> bool:
    """ "within ten days of a meeting", "five days after the pullout ends": on no known day."""
    norms = reading.tokens.norms
    if norms[stop - 1] in _AFTER:
        behind = stop
    elif norms[stop : stop + 1] and norms[stop] in _AFTER:
        behind = stop + 1
    else:
        return False
    named = norms[behind : behind + _EVENT]
    return _NOW.isdisjoint(named) or "final" in named


def from_signing(reading: Reading, time: Time) -> str | None:
    """The last day of "within 30 days", counted from the day of signing where the sentence names it."""
    published, latest = reading.article.published, time.latest
    if not published or not latest or len(latest) < _ISO:
        return latest
    at = reading.tokens.at(time.start)
    sentence = reading.sentences[reading.sentence_of_token(at)]
    for tag in reading.tagged_within("promises", sentence.first, at):
        if tag.entry.get("kind") != "agree":
            continue
        near = reading.tokens.starts[min(tag.stop + _SIGNED, at)]
        since = reading.tokens.starts[max(sentence.first, tag.first - _DATED)]
        for told in within(reading.found.times, since, near):
            day = told.latest or ""
            if not day or day[:10] >= published[: len(day[:10])] or told.kind == "duration":
                continue
            if len(day) < _ISO or (told.earliest or "")[:_ISO] != day[:_ISO]:
                return None  # "In June they signed an accord that had them leave within 90 days"
            late = date.fromisoformat(published[:10]) - date.fromisoformat(day[:10])
            return (date.fromisoformat(latest[:10]) - late).isoformat() + latest[10:]
    return latest


def from_a_day(reading: Reading, time: Time) -> tuple[str | None, str | None] | None:
    """ "For seven days from Monday": the day named behind, and as many days on."""
    at = reading.tokens.at(time.end - 1) + 1
    norms, published = reading.tokens.norms, reading.article.published
    if norms[at : at + 1] == [] or norms[at] not in _FROM_THEN or not published or not time.latest:
        return None
    near = within(
        reading.found.times, time.end, reading.tokens.starts[min(at + 3, len(norms) - 1)] + 40
    )
    start = next((t for t in near if t.earliest and len(t.earliest) >= _ISO), None)
    if start is None or reading.tokens.at(start.start) > at + 2 or len(time.latest) < _ISO:
        return None
    begins, today = str(start.earliest), date.fromisoformat(published[:_ISO])
    day = date.fromisoformat(begins[:_ISO])
    if day < today:  # a promise is for the Monday to come
        day += timedelta(days=7)
    if day < today:
        return None
    until = day + (date.fromisoformat(time.latest[:_ISO]) - today)
    return day.isoformat() + begins[_ISO:], until.isoformat()


_FROM_THEN = frozenset("from starting beginning".split())
_DATED = 16  # words from "In June" to "signed"
COUNTED = frozenset({"duration", "relative"})
_AFTER = frozenset({"of", "after", "from", "following", "before"})
_NOW = frozenset(
    "signing signature signed now today tomorrow tonight monday tuesday wednesday thursday friday "
    "saturday sunday".split()
)
_EVENT, _ISO = 4, 10


def to_come(reading: Reading, time: Time) -> str | None:
    """The last day of a promise: "until 20 December", said in March, is none of last year."""
    published, latest = (reading.article.published or "")[:_ISO], time.latest
    if not latest or len(latest) < _ISO or len(published) < _ISO or latest[:_ISO] >= published:
        return latest
    if _YEAR.search(reading.text, time.start, time.end) or not _MONTH.search(
        reading.text, time.start, time.end
    ):
        return latest
    year = int(latest[:4]) + 1
    later = f"{year}{latest[4:]}"
    return later if later[:_ISO] >= published and later[4:_ISO] != "-02-29" else latest


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")


def made_then(reading: Reading, signed: int, time: Time) -> bool:
    """ "Signed a ten-day truce in the lakeside town of Goz late on Saturday": a day gone by, of the signing."""
    published = (reading.article.published or "")[:_ISO]
    if time.kind not in ("weekday", "date", "relative", "clock") or not published:
        return False
    if not time.latest or time.latest[:_ISO] >= published or len(time.latest) < _ISO:
        return False
    tokens = reading.tokens
    first, at = tokens.at(signed), tokens.at(time.start)
    if at - first > _SIGNED_FAR or not tokens.norms[first].startswith("sign"):
        return False
    return _BEGINNING.isdisjoint(tokens.norms[first : at + 1])


_SIGNED_FAR = 24  # words from "signed" to its day
_BEGINNING = frozenset(
    "from since starting beginning begin begins began effective effect force which that under to will would until by "
    "; :".split()
)


def of_each(reading: Reading, start: int, first: int) -> bool:
    """ "Report breaches within 72 hours": as often as there is one; "for the four days": those told of."""
    norms = reading.tokens.norms
    if norms[first - 2 : first] == ["for", "the"] or norms[first : first + 2] == ["for", "the"]:
        return True
    lead = norms[reading.tokens.at(start) : first + 1]
    return lead[-2:].count("within") > 0 and not _BREACHES.isdisjoint(lead)


_BREACHES = frozenset(
    "violations breaches incidents complaints infringements violation breach".split()
)


def of_every_day(reading: Reading, time: Time, first: int) -> bool:
    """ "Open daily from 6 a.m. to 6 p.m.", "for six hours a day between ten and four": no day of its own."""
    if not time.earliest or "T" not in time.earliest:
        return False
    norms = reading.tokens.norms
    lead = norms[max(0, first - _HOURS) : first]
    after = reading.tokens.at(time.end - 1) + 1
    behind = norms[after : after + 2]
    daily = "daily" in (*lead, *behind) or behind in _EVERY_DAY
    return daily or any(lead[k : k + 2] in _EVERY_DAY for k in range(len(lead)))


_HOURS = 4  # words from "a day" to its hours
_EVERY_DAY = [["a", "day"], ["each", "day"], ["every", "day"]]


def end_of_day(reading: Reading, time: Time) -> str | None:
    """ "Until midnight on 29 January": that day, not the first minute of the next."""
    latest = time.latest
    words = reading.text[time.start : time.end].lower()
    if (
        not latest
        or not latest.endswith("T00:00")
        or time.earliest == latest
        or "midnight" not in words
    ):
        return latest
    return (date.fromisoformat(latest[:_ISO]) - timedelta(days=1)).isoformat()
