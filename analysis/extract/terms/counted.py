"""Days of a promise that are counted: from the signing, from a day named, from when a truce was made."""

from __future__ import annotations

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
