"""The same event told twice is one row with two spans."""

from __future__ import annotations

from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Event

_DEFINITE = ("events/hit",)
_RANK = {"past": 0, "ongoing": 1, "expected": 2, "claimed": 3, "denied": 4}
_LOOKBACK = 40


def merged(reading: Reading, events: list[Event]) -> list[Event]:
    """Events in order, each with all its tellings."""
    retold = {f.id: f.same_as for f in reading.found.casualties if f.same_as}
    out: list[Event] = []
    for event in events:
        for n in range(len(out) - 1, max(-1, len(out) - 1 - _LOOKBACK), -1):
            if _same(reading, out[n], event, retold):
                out[n] = _together(out[n], event)
                break
        else:
            out.append(event)
    return out


def _same(reading: Reading, told: Event, event: Event, retold: dict[str, str]) -> bool:
    if told.event_class != event.event_class:
        return False
    if {retold.get(id_, id_) for id_ in event.casualties} & set(told.casualties):
        return True
    if told.casualties and event.casualties:
        return False
    if _overlap(told, event):
        return True
    if event.rule.startswith(_DEFINITE) and _anaphoric(reading, event):
        return not (event.casualties or event.date_words)
    if told.status != event.status and "expected" in (told.status, event.status):
        return False
    day, other = _day(told), _day(event)
    if day is None or day != other:
        return False
    if told.event_class in {"RETREAT", "AGREE"}:
        return told.code == event.code or told.event_class == "AGREE"
    return told.place is not None and told.place == event.place and told.code == event.code


def _overlap(told: Event, event: Event) -> bool:
    return any(start < event.end and event.start < end for start, end in told.spans)


def _anaphoric(reading: Reading, event: Event) -> bool:
    words = reading.text[event.start : event.end].lower().split()[:6]
    return "the" in words or "this" in words or "these" in words


def _day(event: Event) -> str | None:
    day = event.date_earliest or event.date_latest
    return day[:10] if day else None


def _together(told: Event, event: Event) -> Event:
    """The first telling, with what the second adds."""
    dated = told.date_earliest or told.date_latest
    return replace(
        told,
        status=min(told.status, event.status, key=lambda s: _RANK[s]),
        date_earliest=told.date_earliest if dated else event.date_earliest,
        date_latest=told.date_latest if dated else event.date_latest,
        date_words=told.date_words or event.date_words,
        place=told.place or event.place,
        actors=tuple(dict.fromkeys((*told.actors, *event.actors))),
        casualties=tuple(dict.fromkeys((*told.casualties, *event.casualties))),
        spans=told.spans if _overlap(told, event) else (*told.spans, *event.spans),
    )
