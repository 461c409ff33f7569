"""The day and place of each event: its clause's, its figures', its incident's, the story's.

An attack shares one resolution of day and place with the casualty figures of its incident
(``context.Deeds``). Other deeds that go on from one just told ("Planes bombed a market on Monday. An
aid convoy reached the town hours later") take its day and place; words keep only what they say.
"""

from __future__ import annotations

from analysis.extract.context import Deeds, When, Where
from analysis.lean import replace
from analysis.lexicon import Tag
from analysis.reading import Reading, starting
from analysis.records import Event

_BACK = 2  # sentences
_TOLD = frozenset({"past", "claimed", "ongoing", "denied"})
_GOES_ON = frozenset({"AID", "COERCE", "MOBILIZE", "RETREAT"})
_TIMELESS = frozenset("previously earlier past years ago once recent".split())
_HABIT = frozenset(
    "always long regularly regular often routinely frequently frequent daily sometimes usually repeatedly "
    "practice commonplace".split()
)
_PERFECT = frozenset({"has", "have", "ve"})
_OPENING = 2  # sentences: a headline and a lead tell their news in the perfect
_PASSIVE_BACK = 4
_BEING = frozenset("was were been being is are".split())
_POINTS, _AREAS = ("exact", "near", "unnamed"), ("admin1", "admin2", "country")
_CLAUSE = 60


def settled(reading: Reading, deeds: Deeds, events: list[Event]) -> list[Event]:
    """The events with the days and places that the story gives them, in the order given."""
    out: list[Event] = []
    last: Event | None = None
    for event in events:
        if event.rule == "events.ceasefire" and event.status == "past":
            pass  # a truce that broke lies before the news, wherever that is
        elif event.status in _TOLD and event.event_class == "ASSAULT":
            if not (event.casualties and event.date_earliest and event.place):
                event = _shared(reading, deeds, event)
            last = event if event.date_earliest or event.place else last
        elif event.status in _TOLD and event.event_class in _GOES_ON:
            first = 0 if event.rule == "events/arrest" else 1
            if last is not None and first <= event.sentence - last.sentence <= _BACK:
                event = _continued(reading, deeds, event, last)
            if event.place is None and not is_background(reading, deeds, event):
                where = deeds.carried(event.start, event.end, event.sentence, _known(deeds, event))[
                    1
                ]
                event = replace(event, place=where.name) if where is not None else event
        if event.status in _TOLD and not event.casualties and event.place:
            event = _finer(reading, deeds, event)
        out.append(event)
    return out


def _shared(reading: Reading, deeds: Deeds, event: Event) -> Event:
    """What the figures and sentences of the event's incident say of its day and place."""
    when, where = deeds.carried(event.start, event.end, event.sentence, _known(deeds, event))
    dated = event.date_earliest or event.date_latest
    if not dated and not event.casualties and is_background(reading, deeds, event):
        return event
    if not event.casualties and when is not None and _has_another_day(reading, event, when):
        when = None
    if not dated and when is not None and not _to_come(reading, when):
        event = replace(
            event, date_earliest=when.earliest, date_latest=when.latest, date_words=when.words
        )
    return replace(event, place=where.name) if where is not None else event


def _has_another_day(reading: Reading, event: Event, when: When) -> bool:
    """ "On Tuesday the rebels accused the army of shelling the town": not on the day another sentence names."""
    sentence = reading.sentences[event.sentence]
    named = starting(reading.found.times, sentence.start, sentence.end)
    days = {t.earliest[:10] for t in named if t.earliest and t.granularity == "day"}
    return bool(days) and (when.earliest or "")[:10] not in days


def _to_come(reading: Reading, when: When) -> bool:
    """True for a day after the report, which nothing told as done was done on."""
    day, published = when.earliest or "", reading.article.published
    return bool(published) and day[:10] > str(published)[:10]


def _known(deeds: Deeds, event: Event) -> tuple[When | None, Where | None]:
    dated = event.date_earliest or event.date_latest
    words = event.date_words or ""
    when = When(event.date_earliest, event.date_latest, words, "when.event") if dated else None
    return when, deeds.where_named(event.place)


def _finer(reading: Reading, deeds: Deeds, event: Event) -> Event:
    """ "In northern Baghlan, rebels stormed a post near Pul-i-Khumri": the point inside the area."""
    named = starting(reading.found.places, event.start, event.end)
    area = next((p for p in named if p.name == event.place), None)
    if area is None or area.precision not in _AREAS:
        return event
    inside = {p.name for p in named if p.role == "scene" and p.precision in _POINTS}
    if len(inside) != 1 or not deeds.may_meet(event.place, *inside):
        return event
    return replace(event, place=inside.pop())


def not_yet(reading: Reading, event: Event) -> Event:
    """ "Talks resume on 14 August", told on the third: expected."""
    day, published = (event.date_earliest or "")[:10], (reading.article.published or "")[:10]
    if event.event_class == "ASSAULT" and event.status == "expected" and event.date_latest:
        if published and event.date_latest[:10] < published[: len(event.date_latest[:10])]:
            return replace(
                event, status="past"
            )  # "..., which left after the raid in March, says it will return"
    told = event.status in _TOLD and event.event_class in _PLANNED
    return replace(event, status="expected") if told and published and day > published else event


_PLANNED = frozenset({"CONSULT", "AGREE", "RETREAT", "AID"})


def is_habit(reading: Reading, event: Event) -> bool:
    """True for what happens again and again, on no day: "regularly hit by air strikes"."""
    if event.date_earliest or event.date_latest:
        return False
    sentence = reading.sentences[event.sentence]
    return bool(_HABIT.intersection(reading.tokens.norms[sentence.first : sentence.stop]))


def is_old_talk(reading: Reading, event: Event, trigger: Tag) -> bool:
    """True for talk told of as known, on no day: "has been accused of", "the raid that the West blames on"."""
    if event.date_earliest or event.date_latest:
        return False
    norms = reading.tokens.norms
    before = norms[max(0, trigger.first - _PASSIVE_BACK) : trigger.first]
    if _HABIT.intersection(before):
        return True
    if event.event_class != "ACCUSE":
        return False
    passive = _BEING.intersection(before[-2:]) or norms[trigger.stop : trigger.stop + 1] == ["by"]
    return bool(passive) or "that" in before or "which" in before


def is_background(reading: Reading, deeds: Deeds, event: Event) -> bool:
    """True for what went on at no one time: "have often come under fire", "in recent years"."""
    sentence = reading.sentences[event.sentence]
    norms = reading.tokens.norms[sentence.first : sentence.stop]
    if _TIMELESS.intersection(norms) or deeds.dated(event.sentence):
        return True
    times = starting(reading.found.times, sentence.start, sentence.end)
    if any(time.kind in ("duration", "set") or not time.earliest for time in times):
        return True
    return event.sentence >= _OPENING and _in_the_perfect(reading, event)


def is_going_on(reading: Reading, deeds: Deeds, event: Event) -> bool:
    """True for a war named in passing: "has been split since fighting began", "unscathed by the fighting"."""
    if event.event_class != "ASSAULT" or event.casualties or event.spans[1:]:
        return False
    undated = not (event.date_earliest or event.date_latest)
    noun = event.rule.endswith("/fighting") and event.status in ("past", "ongoing")
    return undated and noun and is_background(reading, deeds, event)


def _in_the_perfect(reading: Reading, event: Event) -> bool:
    """ "the coalition has carried out 450 air strikes": done by now, nobody says when."""
    tokens = reading.tokens
    first = tokens.at(event.start)
    stop = tokens.at(min(event.end, event.start + 2 * _CLAUSE) - 1) + 1
    return bool(_PERFECT.intersection(tokens.norms[first:stop]))


def _continued(reading: Reading, deeds: Deeds, event: Event, last: Event) -> Event:
    """A deed told right after an attack: on its day, at its place, where it names no other."""
    if is_background(reading, deeds, event):
        return event
    elsewhere = not deeds.may_meet(event.place, last.place)
    dated = event.date_earliest or event.date_latest
    if not dated and not elsewhere and last.date_earliest and _takes_day(event):
        event = replace(event, date_earliest=last.date_earliest, date_latest=last.date_latest,
                        date_words=last.date_words)  # fmt: skip
    same_day = event.date_earliest is None or event.date_earliest == last.date_earliest
    if event.place is None and same_day:
        event = replace(event, place=last.place)
    return event


def _takes_day(event: Event) -> bool:
    """True for help and arrests, which follow an attack the same day where no other is named."""
    return event.event_class == "AID" or event.rule == "events/arrest"
