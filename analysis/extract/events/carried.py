"""The day and place of a story that goes on: what an attack without its own takes from the last.

"Planes bombed a market in Idlib on Monday. The blasts also destroyed a bakery."
"""

from __future__ import annotations

from analysis.extract.events.circumstances import time_in
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Event

_BACK = 2  # sentences
_TOLD = frozenset({"past", "claimed"})
_GOES_ON = frozenset({"ASSAULT", "AID"})
_AT_TIMES = frozenset(
    "regularly often routinely frequently daily sometimes usually since years repeatedly previously "
    "earlier past".split()
)


def carried(reading: Reading, events: list[Event]) -> list[Event]:
    """The events, those of one story dated and placed alike; in the order given."""
    out: list[Event] = []
    last: Event | None = None
    for event in events:
        if event.event_class not in _GOES_ON or event.status not in _TOLD:
            out.append(event)
            continue
        if last is not None and 0 < event.sentence - last.sentence <= _BACK:
            event = _continued(reading, event, last)
        if event.event_class == "ASSAULT" and (event.date_earliest or event.place):
            last = event
        out.append(event)
    return out


def _continued(reading: Reading, event: Event, last: Event) -> Event:
    sentence = reading.sentences[event.sentence]
    norms = reading.tokens.norms[sentence.first : sentence.stop]
    if _AT_TIMES.intersection(norms):
        return event
    elsewhere = event.place is not None and last.place is not None and event.place != last.place
    dated = event.date_earliest or event.date_latest
    other = time_in(reading, (sentence.start, sentence.end), event.start)
    if not dated and not elsewhere and other is None and last.date_earliest:
        event = replace(event, date_earliest=last.date_earliest, date_latest=last.date_latest,
                        date_words=last.date_words)  # fmt: skip
    same_day = event.date_earliest is None or event.date_earliest == last.date_earliest
    if event.place is None and same_day:
        event = replace(event, place=last.place)
    return event
