"""Events: trigger words in their clauses, figures nobody's trigger tells of, and promised terms.

Three sources, in this order: attack words (``attacks.toml``) and other triggers
(``events.toml``); casualty figures that stand without either; the terms of an agreement.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import field

from analysis.extract.clauses import clauses_of, trimmed
from analysis.extract.events.carried import carried
from analysis.extract.events.circumstances import (
    actors_in,
    only_place,
    place_in,
    status_of,
    time_in,
    within_marks,
)
from analysis.extract.events.classes import Class, by_cause, by_term
from analysis.extract.events.same import merged
from analysis.lean import dataclass, replace
from analysis.lexicon import Tag
from analysis.reading import Reading
from analysis.records import Casualty, Event, Term
from analysis.text import Sentence

_OPENING = frozenset("after before during when as amid following since until because".split())
_KEPT_TERMS = frozenset({"agreed", "in_force", "completed", "expected", "expired", "suspended"})
_TERM_STATUS = {"in_force": "ongoing", "completed": "past", "expired": "past", "suspended": "past"}
_CALLED_OFF = frozenset("stop stops halt halting cease end ending suspend prevent".split())
_DROPPED = frozenset({"ied", "other", "unknown"})
_SUMMARY = 140


@dataclass(slots=True)
class Scene:
    """A clause that tells of one or more events: its tokens, triggers, the words around them."""

    first: int
    stop: int
    core: tuple[int, int]  # offsets of the part with the trigger
    triggers: list[Tag] = field(default_factory=list)

    def span(self, reading: Reading) -> tuple[int, int]:
        """Offsets of the clause without the words that join it to others."""
        first, stop = trimmed(reading, self.first, self.stop)
        first = first + (first < stop and reading.tokens.norms[first] in _OPENING)
        return reading.tokens.starts[first], reading.tokens.ends[max(first, stop - 1)]


def find_events(reading: Reading) -> tuple[Event, ...]:
    """Every event told of, once, in the order of its first telling."""
    figures: dict[int, list[Casualty]] = defaultdict(list)
    for figure in reading.found.casualties:
        figures[figure.sentence].append(figure)
    triggers: dict[int, list[Tag]] = defaultdict(list)
    for tag in sorted(reading.tagged("events") + _attacks(reading), key=lambda tag: tag.first):
        triggers[reading.sentence_of_token(tag.first)].append(tag)
    found: list[Event] = []
    for index, sentence in enumerate(reading.sentences):
        if index not in triggers and index not in figures:
            continue
        events = _told(reading, sentence, index, triggers[index], figures[index])
        events += _only_figures(reading, index, figures[index], events)
        found += events
    found += _promised(reading, found)
    found.sort(key=lambda event: (event.start, event.end))
    events = carried(reading, merged(reading, found))
    return tuple(replace(event, id=f"e{n}") for n, event in enumerate(events, 1))


def _attacks(reading: Reading) -> list[Tag]:
    taken = {i for tag in reading.tagged("events") for i in range(tag.first, tag.stop)}
    return [
        tag
        for tag in reading.tagged("attacks")
        if tag.entry.get("form") in {"noun", "verb"}
        and tag.first not in taken
        and not _called_off(reading, tag)
    ]


def _called_off(reading: Reading, tag: Tag) -> bool:
    """ "to stop all air strikes", "displaced by earlier fighting": not told of here."""
    before = reading.tokens.norms[max(0, tag.first - 4) : tag.first]
    return any(word in _CALLED_OFF for word in before) or before[-1:] == ["earlier"]


def _told(
    reading: Reading, sentence: Sentence, index: int, triggers: list[Tag], figures: list[Casualty]
) -> list[Event]:
    events: list[Event] = []
    for scene in _scenes(reading, sentence, triggers):
        start, end = scene.span(reading)
        inside = [f for f in figures if start <= f.start < end]
        done: set[str] = set()
        for trigger in sorted(scene.triggers, key=_weight):
            kind = _class_of(reading, scene, trigger)
            hint = trigger.entry.lexicon == "attacks" and trigger.entry.get("strength") == 1
            if kind.name in done or (hint and done):
                continue
            event = _event(reading, scene, trigger, kind, index, inside)
            if event is not None:
                done.add(kind.name)
                events.append(event)
    return events


def _scenes(reading: Reading, sentence: Sentence, triggers: list[Tag]) -> list[Scene]:
    """The sentence's clauses with triggers; a clause without joins the one before it."""
    tokens = reading.tokens
    scenes: list[Scene] = []
    lead: int | None = None  # clauses before the first trigger go with it
    for clause in clauses_of(reading, sentence, _OPENING):
        own = [t for t in triggers if clause.first <= t.first < clause.stop]
        head = clause.first if lead is None else lead
        core = tokens.starts[head], tokens.ends[clause.stop - 1]
        listed = clause.join == "and" and scenes and _noun_list(scenes[-1], own)
        if own and not listed:
            if all(tag.entry.get("class") == "STATEMENT" for tag in own):
                head, core = clause.first, (tokens.starts[clause.first], core[1])
            scenes.append(Scene(head, clause.stop, core, own))
            lead = None
        elif scenes:
            scenes[-1].stop = clause.stop
            scenes[-1].triggers += own
            if clause.join == "and" and scenes[-1].core[1] == tokens.ends[clause.first - 1]:
                scenes[-1].core = scenes[-1].core[0], core[1]
        elif lead is None:
            lead = clause.first
    return scenes


def _noun_list(scene: Scene, own: list[Tag]) -> bool:
    """ "airstrikes and shelling": one event with two means."""
    return bool(own) and all(
        tag.entry.lexicon == "attacks" and tag.entry.get("form") == "noun"
        for tag in (own[0], scene.triggers[-1])
    )


def _weight(tag: Tag) -> tuple[bool, bool, int]:
    """Verbs and sure means first, hints last, then the order of the text."""
    hint = tag.entry.get("strength") == 1
    sure = not hint and (tag.entry.get("form") == "verb" or tag.entry.get("strength", 0) >= 2)
    return (hint, not sure, tag.first)


def _class_of(reading: Reading, scene: Scene, trigger: Tag) -> Class:
    if trigger.entry.lexicon == "attacks":
        cause = trigger.entry.get("cause")
        if cause in _DROPPED and _from_the_air(reading, scene):
            cause = "airstrike"  # "a bomb dropped by a helicopter"
        return by_cause(cause)
    get = trigger.entry.get
    return Class(get("class"), get("code"), get("goldstein"))


def _from_the_air(reading: Reading, scene: Scene) -> bool:
    tags = reading.tagged_within("attacks", scene.first, scene.stop)
    return any(tag.entry.get("cause") == "airstrike" for tag in tags)


def _event(
    reading: Reading,
    scene: Scene,
    trigger: Tag,
    kind: Class,
    index: int,
    figures: list[Casualty],
) -> Event | None:
    at = reading.tokens.starts[trigger.first]
    start, end = within_marks(reading, scene.span(reading), at)
    status = status_of(reading, scene.first, scene.stop, at)
    if status is None or not start <= at < end:
        return None
    harmed = figures if kind.name in {"ASSAULT", "COERCE"} else []
    harmed = [f for f in harmed if f.scope == "incident"]
    if figures and kind.name == "ASSAULT" and not harmed:
        return None  # the toll of a war is no event
    time = time_in(reading, (start, end), at)
    sentence = reading.sentences[index]
    place = place_in(reading, (start, end), at) or only_place(reading, sentence)
    if trigger.entry.get("form") == "noun" and not (time or place or harmed):
        return None
    if trigger.entry.get("strength") == 1 and not harmed:
        return None  # "operation", "troops": an attack only where somebody was harmed
    return _with_figures(
        Event(
            id="",
            start=start,
            end=end,
            sentence=index,
            rule=f"{trigger.entry.key}",
            event_class=kind.name,
            code=kind.code,
            goldstein=kind.goldstein,
            status=status,
            date_earliest=time.earliest if time else None,
            date_latest=time.latest if time else None,
            date_words=reading.text[time.start : time.end] if time else None,
            place=place,
            actors=actors_in(reading, scene.core, (start, end), at),
            summary=_summary(reading, start, end),
            spans=((start, end),),
        ),
        harmed,
    )


def _with_figures(event: Event, figures: list[Casualty]) -> Event:
    """The event with its figures; what they settle about time, place and author is its too."""
    if not figures:
        return event
    lead = figures[0]
    actors = dict.fromkeys(event.actors)
    if lead.perpetrator:
        actors[lead.perpetrator] = None
    dated = event.date_earliest or event.date_latest
    return replace(
        event,
        date_earliest=event.date_earliest if dated else lead.date_earliest,
        date_latest=event.date_latest if dated else lead.date_latest,
        date_words=event.date_words or lead.date_words,
        place=lead.place or event.place,
        actors=tuple(actors),
        casualties=tuple(figure.id for figure in figures),
    )


def _summary(reading: Reading, start: int, end: int) -> str:
    words = " ".join(reading.text[start:end].split())
    return words if len(words) <= _SUMMARY else words[:_SUMMARY].rsplit(" ", 1)[0] + " …"


def _only_figures(
    reading: Reading, index: int, figures: list[Casualty], events: list[Event]
) -> list[Event]:
    """An attack told of by its dead alone ("Gunmen killed three")."""
    told = {id_ for event in events for id_ in event.casualties}
    left = [
        f
        for f in figures
        if f.id not in told
        and f.scope == "incident"
        and f.status in {"reported", "claimed_by_party"}
        and not f.subset_of
        and not f.same_as
        and f.harm in {"killed", "injured", "abducted"}
        and "toll" not in f.rule
        and (f.best or f.low or f.high or 0) > 0
    ]
    if not left or any(event.casualties for event in events):
        return []
    lead = left[0]
    sentence = reading.sentences[index]
    kind = Class("ASSAULT", "181", -9.0) if lead.harm == "abducted" else by_cause(lead.cause)
    status = status_of(reading, sentence.first, sentence.stop, lead.start)
    if status is None:
        return []
    start, end = lead.start, max(f.end for f in left)
    actors = (lead.perpetrator,) if lead.perpetrator else ()
    event = Event(
        id="",
        start=start,
        end=end,
        sentence=index,
        rule="events.figure",
        event_class=kind.name,
        code=kind.code,
        goldstein=kind.goldstein,
        status=status,
        actors=actors,
        summary=_summary(reading, start, end),
        spans=((start, end),),
    )
    return [_with_figures(event, left)]


def _promised(reading: Reading, found: list[Event]) -> list[Event]:
    """What the terms of an agreement say will be, where no event tells of it yet."""
    return [_of_term(reading, term) for term in reading.found.terms if term.status in _KEPT_TERMS]


def _of_term(reading: Reading, term: Term) -> Event:
    kind = by_term(term.type)
    return Event(
        id="",
        start=term.start,
        end=term.end,
        sentence=term.sentence,
        rule=f"events.{term.type}",
        event_class=kind.name,
        code=kind.code,
        goldstein=kind.goldstein,
        status=_TERM_STATUS.get(term.status, "expected"),
        date_earliest=term.when_earliest,
        date_latest=term.when_latest,
        place=term.where if not (term.where or "").startswith("along") else None,
        actors=term.parties,
        summary=term.what,
        spans=((term.start, term.end),),
    )
