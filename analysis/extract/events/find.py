"""Events: trigger words in their clauses, figures nobody's trigger tells of, and promised terms.

Three sources, in this order: attack words (``attacks.toml``) and other triggers
(``events.toml``); casualty figures that stand without either; the terms of an agreement.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from analysis.extract.context import Deeds
from analysis.extract.events.circumstances import (
    actors_in,
    held_in,
    is_negated,
    is_to_begin,
    is_within_marks,
    named_once,
    only_place,
    place_in,
    status_of,
    time_in,
    within_marks,
)
from analysis.extract.events.classes import Class, by_cause
from analysis.extract.events.promised import promised
from analysis.extract.events.same import Tellings
from analysis.extract.events.scenes import (
    Scene,
    asked_for,
    class_of,
    is_spoken_of,
    is_told,
    known_by,
    scenes_of,
    triggers_of,
    weight,
)
from analysis.extract.events.settled import is_going_on, is_habit, is_old_talk, not_yet, settled
from analysis.extract.events.voices import JUDGES, attributed, without_tellers
from analysis.lean import replace
from analysis.lexicon import Lexicons, Tag
from analysis.reading import Reading, starting
from analysis.records import Casualty, Event, Time

_SPEAKING = frozenset(
    {"CONSULT", "STATEMENT", "ACCUSE", "REJECT", "REQUEST", "THREATEN", "SANCTION"}
)
_NEXT = 4  # characters from "signed" to its day
_TALKING = _SPEAKING - {"SANCTION", "STATEMENT"}
_NOUNS = (".noun", ".hint", "/fighting", ".weapon")
_SAID = frozenset({"AGREE", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "STATEMENT"})
_OF_LAW = frozenset({"arrest", "trial"})
_HELD = frozenset({"detained", "missing", "abducted"})
_TOLD = frozenset({"past", "claimed"})
_HURT = frozenset({"killed", "injured"})
_SUMMARY = 140
_BY_NOBODY = frozenset({"unknown", "other"})


def find_events(reading: Reading) -> tuple[Event, ...]:
    """Every event told of, once, in the order of its first telling."""
    figures: dict[int, list[Casualty]] = defaultdict(list)
    for figure in reading.found.casualties:
        figures[figure.sentence].append(figure)
    triggers: dict[int, list[Tag]] = defaultdict(list)
    for tag in triggers_of(reading):
        triggers[reading.sentence_of_token(tag.first)].append(tag)
    if not (figures or triggers or reading.found.terms):
        return ()
    deeds = Deeds(reading)
    found: list[Event] = []
    for index in sorted(figures.keys() | triggers.keys()):
        events = _told(reading, deeds, index, triggers[index], figures[index])
        events += _only_figures(reading, index, figures[index], events)
        found += events
    found += promised(reading, found)
    found.sort(key=lambda event: (event.start, event.end))
    events = Tellings(reading, deeds).merged(settled(reading, deeds, found))
    events = [event for event in events if _worth_a_row(event) and not _is_agreed(reading, event)]
    events = [event for event in events if not is_going_on(reading, deeds, event)]
    by_id = {figure.id: figure for figure in reading.found.casualties}
    events = [attributed(reading, _with_signers(reading, event), by_id) for event in events]
    return tuple(replace(event, id=f"e{n}") for n, event in enumerate(events, 1))


def _worth_a_row(event: Event) -> bool:
    """False for an attack of which neither day, place nor victims are known, and for a "yes" of nobody's."""
    if event.rule == "events/agreement.plain" and not (event.actors or event.date_earliest):
        return not event.summary.rstrip(" .").endswith("agreed")
    if event.event_class != "ASSAULT" or event.casualties or event.spans[1:]:
        return True
    if event.status == "expected" and not (event.date_earliest or event.date_latest):
        return False
    return bool(event.date_earliest or event.date_latest or event.place)


def _with_signers(reading: Reading, event: Event) -> Event:
    """ "The army and the rebels signed": with the sides that have no name, as the term in it tells them."""
    if event.event_class != "AGREE":
        return event
    bound = next((t.parties for t in starting(reading.found.terms, event.start, event.end)), ())
    return replace(event, actors=bound) if set(event.actors) < set(bound) else event


def _is_agreed(reading: Reading, event: Event) -> bool:
    """ "The accord calls for the release of 35": what is agreed, not asked for."""
    if event.rule != "events/request":
        return False
    return any(
        event.start <= term.start < event.end and term.status == "agreed"
        for term in reading.found.terms
    )


def _told(
    reading: Reading, deeds: Deeds, index: int, triggers: list[Tag], figures: list[Casualty]
) -> list[Event]:
    events: list[Event] = []
    for scene in scenes_of(reading, reading.sentences[index], triggers):
        start, end = scene.span(reading)
        inside = [f for f in figures if start <= f.start < end]
        done = set() if inside else _negated(reading, scene)
        for trigger in sorted(scene.triggers, key=weight):
            kind = class_of(reading, scene, trigger)
            hint = trigger.entry.lexicon == "attacks" and trigger.entry.get("strength") == 1
            if kind.name in done or (hint and done) or asked_for(reading, scene, trigger, kind):
                continue
            event = _event(reading, deeds, scene, trigger, kind, index, inside)
            if event is not None:
                done.add(kind.name)
                events.append(event)
    return [event for event in events if not _is_fragment(reading, event, events)]


def _is_fragment(reading: Reading, event: Event, events: list[Event]) -> bool:
    """ "... and heavy bombing": a noun with no dead, time or place beside an attack of its sentence."""
    if event.event_class != "ASSAULT" or event.casualties or not event.rule.endswith(_NOUNS):
        return False
    told = any(o is not event and o.event_class == "ASSAULT" for o in events)
    if not told or len(event.actors) > 1:
        return False
    times = starting(reading.found.times, event.start, event.end)
    places = starting(reading.found.places, event.start, event.end)
    return not any(t.earliest or t.latest for t in times) and not any(
        p.role == "scene" for p in places
    )


def _negated(reading: Reading, scene: Scene) -> set[str]:
    """The classes of the deeds that a clause says were not done."""
    negated = (t for t in scene.triggers if is_negated(reading, scene.first, t.first))
    return {class_of(reading, scene, trigger).name for trigger in negated}


def _event(
    reading: Reading,
    deeds: Deeds,
    scene: Scene,
    trigger: Tag,
    kind: Class,
    index: int,
    figures: list[Casualty],
) -> Event | None:
    at = reading.tokens.starts[trigger.first]
    start, end = within_marks(reading, known_by(reading, scene, trigger), at)
    # "agreed that troops would leave": what was said is as it may be, saying it is past
    stop = trigger.stop if kind.name in _SAID and kind.code != "0841" else scene.stop
    status = status_of(reading, scene.first, stop, at)
    if status is None or not start <= at < end or reading.text.startswith(("of ", "Of "), start):
        return None  # "... and of arbitrarily detained persons": no clause
    harmed = figures if kind.name in {"ASSAULT", "COERCE"} else []
    harmed = [f for f in harmed if f.scope == "incident"]
    if trigger.entry.id in _OF_LAW:  # whom the man sentenced had killed was harmed another day
        harmed = [f for f in harmed if f.harm in _HELD]
    harmed = _of_one_day(harmed, at)
    if figures and not harmed and (kind.name == "ASSAULT" or trigger.entry.id == "displacement"):
        return None  # the toll of a war is no event
    if not harmed and is_spoken_of(reading, scene, trigger):
        return None
    event = Event(
        id="",
        start=start,
        end=end,
        sentence=index,
        rule=f"{trigger.entry.key}",
        event_class=kind.name,
        code=kind.code,
        goldstein=kind.goldstein,
        status=status,
        spans=((start, end),),
    )
    event = _dated(reading, deeds, event, (at, reading.tokens.ends[trigger.stop - 1]))
    if trigger.entry.get("form") == "noun" and not (
        event.date_earliest or event.date_latest or event.place or harmed
    ):
        return None
    hint = trigger.entry.get("strength") == 1 or trigger.entry.id == "other.means"
    if (
        hint
        and not any(f.best or f.low or f.high for f in harmed)
        and not is_told(reading, trigger, event)
    ):
        return None  # "operation", "torture": an attack only where somebody was harmed
    if kind.name == "ASSAULT" and not harmed and is_habit(reading, event):
        return None
    if kind.name in _SPEAKING and is_old_talk(reading, event, trigger):
        return None
    event = _with_actors(reading, deeds, scene, trigger, not_yet(reading, event))
    if harmed and status == "expected" and any(f.status != "hypothetical" for f in harmed):
        event = replace(event, status="past")  # "killed ten; the toll is expected to rise"
    return _with_figures(_of_blood(event, harmed), harmed)


# "... set off a bomb and | then stormed the building": what is told of, whose subject stands before
_LACKS_SUBJECT = re.compile(
    r"(?:(?:then|later|also|again) ){0,2}(?:[a-z]+ed|took|seized|fired|shot|hit|struck|drove|fought|overran|blew|fled|"
    r"withdrew|left|broke|set|began|made|put|held|sent|took)\b"
)


def _of_one_day(figures: list[Casualty], at: int) -> list[Casualty]:
    """The figures of the day of the nearest: "died on 11 January, while on 2 February four burned"."""
    if len(figures) < 2:
        return figures
    day = _day(min(figures, key=lambda f: abs(f.start - at)))
    return [f for f in figures if not day or _day(f) in ("", day)]


def _day(figure: Casualty) -> str:
    return (figure.date_earliest or "")[:10]


def _of_blood(event: Event, harmed: list[Casualty]) -> Event:
    """ "Fighters stormed the base, killing nine": what costs lives is an attack, not a seizure only."""
    hurt = next((f for f in harmed if f.harm in _HURT and (f.best or f.low or f.high)), None)
    if event.rule != "events/seize" or hurt is None:
        return event
    kind = by_cause(hurt.cause)
    return replace(event, event_class=kind.name, code=kind.code, goldstein=kind.goldstein)


def _with_actors(reading: Reading, deeds: Deeds, scene: Scene, trigger: Tag, event: Event) -> Event:
    """The event with who did it, and its words."""
    start, end, deed = event.start, event.end, event.event_class not in _SPEAKING
    at = reading.tokens.starts[trigger.first]
    actors = _actors(reading, deeds, scene, (start, end), trigger, deed=deed)
    if event.event_class == "ASSAULT":
        judged = JUDGES.search(reading, start, reading.tokens.starts[trigger.first])
        if judged is not None:
            before = {a.name for a in starting(reading.found.actors, start, judged.start())}
            actors = tuple(a for a in actors if a not in before)
    if event.event_class == "AGREE":
        actors = without_tellers(reading, actors, (start, at, end))
    summary = _summary(reading, start, end)
    if len(actors) == 1 and _LACKS_SUBJECT.match(summary):
        summary = f"{actors[0]} {summary}"
    return replace(event, actors=actors, summary=summary)


def _actors(
    reading: Reading, deeds: Deeds, scene: Scene, span: tuple[int, int], trigger: Tag, *, deed: bool
) -> tuple[str, ...]:
    at, end = reading.tokens.starts[trigger.first], reading.tokens.ends[trigger.stop - 1]
    verb, sentence = trigger.entry.get("form") == "verb", reading.sentence_of_token(trigger.first)
    doers = deeds.doers(at, end, sentence, span, deed=deed, verb=verb)
    return actors_in(reading, scene.core, span, at, doers, deed=deed)


def _dated(reading: Reading, deeds: Deeds, event: Event, at: tuple[int, int]) -> Event:
    """The event with the day and place of its own sentence; talk is dated by the day of talking."""
    clause = event.start, event.end
    due = time_in(reading, clause, at[0])
    if event.status in _TOLD and due is not None and is_to_begin(reading, due, at):
        event = replace(event, status="expected")
    if event.event_class == "STATEMENT" and due is not None and _is_to_come(reading, due):
        return event  # "A statement said the truce in Kara would begin on Friday": day and place of the truce
    trial = event.rule == "events/trial"  # its day and place are the court's
    if trial or event.event_class in _SPEAKING or event.status == "expected":
        time, talk = due, event.event_class in _TALKING or trial
        if talk and event.rule != "events/visit":
            place = held_in(
                reading, clause, at[0], before=not trial and event.event_class != "CONSULT"
            )
        else:
            place = place_in(reading, clause, at[0])
            if not place and not is_within_marks(reading, at[0]):
                place = only_place(reading, reading.sentences[event.sentence])
        if time is None:
            return replace(event, place=place)
        words = reading.text[time.start : time.end]
        return replace(event, place=place, date_earliest=time.earliest, date_latest=time.latest,
                       date_words=words)  # fmt: skip
    when, where = deeds.own(*at, event.sentence, clause)
    if event.event_class == "AGREE" and event.rule.startswith("events/agreement"):
        event = replace(event, place=held_in(reading, clause, at[0], before=False))
    else:
        event = replace(event, place=where.name if where else None)
    if (
        when is None
        and event.event_class == "AGREE"
        and due is not None
        and at[0] <= due.start <= at[1] + _NEXT
    ):
        words = reading.text[due.start : due.end]  # "an accord signed on Nov. 2"
        return replace(event, date_earliest=due.earliest, date_latest=due.latest, date_words=words)
    if when is None:
        return event
    return replace(
        event, date_earliest=when.earliest, date_latest=when.latest, date_words=when.words
    )


def _is_to_come(reading: Reading, time: Time) -> bool:
    published = reading.article.published
    return published is not None and (time.earliest or "")[:10] > published[:10]


def _with_figures(event: Event, figures: list[Casualty]) -> Event:
    """The event with its figures, whose day, place, means and author are its own."""
    if not figures:
        return event
    lead = next((f for f in figures if f.date_earliest or f.date_latest), figures[0])
    if lead.date_words and not (event.date_words or lead.date_earliest or lead.date_latest):
        event = replace(event, date_words=lead.date_words)
    blamed = (f.perpetrator for f in figures if f.perpetrator)
    if lead.date_earliest or lead.date_latest:
        event = replace(event, date_earliest=lead.date_earliest, date_latest=lead.date_latest,
                        date_words=lead.date_words)  # fmt: skip
    if event.event_class == "ASSAULT" and event.code != "181":
        kind = by_cause(lead.cause)
        if kind.code != "180":
            event = replace(event, code=kind.code, goldstein=kind.goldstein)
    return replace(
        event,
        place=next((f.place for f in figures if f.place), None) or event.place,
        actors=named_once((*event.actors, *blamed)),
        casualties=tuple(figure.id for figure in figures),
    )


def _summary(reading: Reading, start: int, end: int) -> str:
    """The words of the event, and before a verb of saying that opens them who says so."""
    words = " ".join(f"{_sayer(reading, start, end)}{reading.text[start:end]}".split())
    return words if len(words) <= _SUMMARY else words[:_SUMMARY].rsplit(" ", 1)[0] + " …"


def _sayer(reading: Reading, start: int, end: int) -> str:
    """ "Lee said it was over, and accused the army": "Lee " before "accused"."""
    for quote in starting(reading.found.quotes, start, end):
        at, cue = quote.speaker_start, quote.cue
        if at is None or quote.speaker_end is None or not cue or at >= start:
            continue
        if reading.text.startswith(cue.split(" ")[0], start):
            return reading.text[at : quote.speaker_end] + " "
    return ""


def _only_figures(
    reading: Reading, index: int, figures: list[Casualty], events: list[Event]
) -> list[Event]:
    """An attack told of by its dead alone ("Gunmen killed three")."""
    told = {id_ for event in events for id_ in event.casualties}
    left = [
        f
        for f in figures
        if f.id not in told
        and (f.scope == "incident" or _of_a_weekend(f))
        and f.status in {"reported", "claimed_by_party"}
        and not f.subset_of
        and not f.same_as
        and f.harm in {"killed", "injured", "abducted"}
        and "toll" not in f.rule
        and (f.best or f.low or f.high or 0) > 0
    ]
    days = {f.id: _day(f) for f in figures if f.harm not in _HELD}
    done = {days[id_] for event in events for id_ in event.casualties if id_ in days}
    if done:  # of another day than those told
        left = [f for f in left if _day(f) and "" not in done and _day(f) not in done]
    if not left or _by_accident(reading, left):
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


def _of_a_weekend(figure: Casualty) -> bool:
    """The toll of a weekend is that of a few deeds close together."""
    return figure.scope == "period" and (figure.date_words or "").endswith("weekend")


def _by_accident(reading: Reading, figures: list[Casualty]) -> bool:
    """ "A lorry overturned and two died": no act of force, where no word of the text tells of one."""
    if any(f.perpetrator or f.cause not in _BY_NOBODY for f in figures):
        return False
    told = _accidents(reading.lexicons)
    return not told.isdisjoint(reading.vocabulary) and all(
        tag.entry.id == "other.means" for tag in reading.tagged("attacks")
    )


@lru_cache(maxsize=4)
def _accidents(lexicons: Lexicons) -> frozenset[str]:
    return lexicons["accidents"].terms()
