"""The same event told twice is one row with two spans.

Two tellings are one where their figures are versions of one toll (``extract.tolls``), where the words
point back ("the attack"), or where incident, day, place and means agree.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from analysis.extract.context import Deeds, nonstate, state
from analysis.extract.events.circumstances import named_once
from analysis.extract.events.voices import JUDGES
from analysis.extract.tolls import Gatherer
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Casualty, Event

_POINTING = ("events/hit",)
_RANK = {"past": 0, "ongoing": 1, "expected": 2, "claimed": 3, "denied": 4}
_LOOKBACK = 40
_ALLIED = (frozenset({"195", "204"}), frozenset({"193", "186"}))  # means one attack is told by
_AFTERMATH = 2  # days in which people speak of "the attack"
_BESIDE = 5  # sentences
_REPRINTED = 40  # characters
_THE_MEETING = re.compile(r"\bthe (?:meeting|talks|summit|negotiations|conference|session)\b")
_CONTENT = re.compile(r"[^\W\d_]{4,}|\d+")
_FEW, _ALIKE = 4, 0.6  # words of a headline, and the share of them that its story has
_THE = frozenset({"the", "this", "these", "that", "those"})


class Tellings:
    """Decides which events of one article are one, and joins them."""

    def __init__(self, reading: Reading, deeds: Deeds) -> None:
        self._reading, self._deeds = reading, deeds
        self._harm = {figure.id: figure.harm for figure in reading.found.casualties}
        self._kinds = {actor.name: actor.kind for actor in reading.found.actors}
        self._hands = {figure.id: figure.perpetrator for figure in reading.found.casualties}
        self._known_sides: dict[tuple[str, ...], set[bool]] = {}

    @cached_property
    def _toll(self) -> dict[str, str]:
        return _tolls(self._reading)

    def merged(self, events: list[Event]) -> list[Event]:
        """Events in order, each with all its tellings."""
        out: list[Event] = []
        for event in events:
            late = range(len(out) - 1, max(-1, len(out) - 1 - _LOOKBACK), -1)
            of_its_kind = (n for n in late if out[n].event_class == event.event_class)
            home = next((n for n in of_its_kind if self._same(out[n], event)), None)
            if home is None:
                out.append(event)
            else:
                out[home] = self._together(out[home], event)
        return out

    def _same(self, told: Event, event: Event) -> bool:
        """True where two events of one class are one."""
        if "denied" in (told.status, event.status) and told.status != event.status:
            return False
        if _said_again(self._reading.text, told, event):
            return True
        if self._by_other_hands(told, event):
            return False
        rivals = told.casualties and event.casualties
        if rivals and self._tolls_of(told) & self._tolls_of(event):
            return self._may_be_one(told, event)
        if self._is_its_headline(told, event):
            return True
        if rivals and self._harms(told) & self._harms(event):
            return self._one_toll(told, event)
        if _overlap(told, event):
            return not rivals and not _deal_and_promise(told, event)
        if told.status != event.status and "expected" in (told.status, event.status):
            return False
        if event.event_class == "ASSAULT":
            return self._one_attack(told, event)
        if event.event_class == "CONSULT" and self._is_the_meeting(told, event):
            return True
        day, other = _day(told), _day(event)
        if day is None or day != other or rivals:
            return False
        if told.event_class in {"RETREAT", "AGREE"}:
            return told.code == event.code or told.event_class == "AGREE"
        return told.place is not None and told.place == event.place and told.code == event.code

    def _one_toll(self, told: Event, event: Event) -> bool:
        """True for two counts of one incident, day, place and means: versions of one attack's toll.

        "The explosion", "the raid" may be told in the town where the province was named before.
        """
        one = self._deeds.incident(told.sentence) is self._deeds.incident(event.sentence)
        known = _day(told) is not None and told.place is not None
        if not one or not known or (_day(told), told.code) != (_day(event), event.code):
            return False
        within = self._points(event) and self._deeds.may_meet(told.place, event.place)
        return told.place == event.place or within

    def _may_be_one(self, told: Event, event: Event) -> bool:
        """False for another week's dead, and for a part of a day's toll that fell elsewhere, by other means."""
        if not _days_meet(told, event, _AFTERMATH):
            return False
        if told.place == event.place or event.event_class != "ASSAULT":
            return True
        return _means_meet(told, event) or self._deeds.may_meet(told.place, event.place)

    def _by_other_hands(self, told: Event, event: Event) -> bool:
        """ "Eight were also killed in rebel fire": not by the forces who killed those told before."""
        if not (told.casualties and event.casualties):
            return False
        ours, theirs = self._sides(told.casualties), self._sides(event.casualties)
        return bool(ours and theirs) and not ours & theirs

    def _sides(self, victims: tuple[str, ...]) -> set[bool]:
        """Whether those who harmed them, as far as they are named, belong to no state."""
        known = self._known_sides.get(victims)
        if known is None:
            hands = {self._hands.get(id_) or "" for id_ in victims}
            kinds = {name: self._kinds.get(name) for name in hands}
            armed = {name for name in hands if kinds[name] == "armed_group" or nonstate(name)}
            states = {name for name in hands if kinds[name] == "state" or state(name)} - armed
            known = self._known_sides[victims] = {True for _ in armed} | {False for _ in states}
        return known

    def _is_its_headline(self, told: Event, event: Event) -> bool:
        """The news told once more behind its headline, in nearly the same words."""
        if told.sentence > 1 or not 0 < event.sentence - told.sentence <= 2:
            return False
        if told.event_class == "ASSAULT" and not _means_meet(told, event):
            return False
        one, two = (self._words(e) for e in (told, event))
        few = min(len(one), len(two))
        figures = [{w for w in words if w.isdigit()} for words in (one, two)]
        if all(figures) and not figures[0] & figures[1]:
            return False
        return few >= _FEW and len(one & two) >= _ALIKE * few

    def _words(self, event: Event) -> set[str]:
        """The beginnings of its longer words, and its figures."""
        words = _CONTENT.findall(self._reading.text[event.start : event.end].lower())
        return {word[:5] for word in words}

    def _tolls_of(self, event: Event) -> set[str]:
        return {self._toll.get(id_, id_) for id_ in event.casualties}

    def _harms(self, event: Event) -> set[str]:
        return {self._harm[id_] for id_ in event.casualties if id_ in self._harm}

    def _one_attack(self, told: Event, event: Event) -> bool:
        """True where nothing keeps two attacks apart and something ties them."""
        late = 0 if event.casualties or not self._points(event) else _AFTERMATH
        if not _days_meet(told, event, late):
            return False
        if not self._deeds.may_meet(told.place, event.place):
            return False
        if not _means_meet(told, event):
            return False
        if self._deeds.incident(told.sentence) is self._deeds.incident(event.sentence):
            return bool(told.date_earliest) == bool(event.date_earliest) or self._points(event)
        if self._points(event):
            return not event.casualties and (event.date_words is None or bool(_day(told)))
        beside = event.sentence - told.sentence <= _BESIDE
        if beside and self._goes_on(told, event):
            return True
        if _day(told) is None or _day(told) != _day(event) or told.code != event.code:
            return False
        return told.place == event.place is not None or (
            beside and (told.place is None or event.place is None)
        )

    def _goes_on(self, told: Event, event: Event) -> bool:
        """ "Fighting continued in the town": the same means and place, and no day or dead of its own."""
        open_ = event.date_words is None and _day(event) is None and not event.casualties
        return open_ and told.code == event.code and told.place == event.place is not None

    def _points(self, event: Event) -> bool:
        """ "the attack", "these strikes": what was told before."""
        if not event.rule.startswith(_POINTING):
            return False
        words = self._reading.text[event.start : event.end].lower().split()
        return bool(_THE.intersection(words[:6]))

    def _is_the_meeting(self, told: Event, event: Event) -> bool:
        """ "The meeting", "the talks" of a sentence soon after, with no day of its own."""
        if event.date_words or not 0 < event.sentence - told.sentence <= _BESIDE:
            return False
        words = self._reading.text[event.start : event.end].lower()
        return bool(_THE_MEETING.search(words)) and self._deeds.may_meet(told.place, event.place)

    def _together(self, told: Event, event: Event) -> Event:
        """The first telling, with what the second adds."""
        dated = told.date_earliest or told.date_latest
        open_ = event.event_class == "ASSAULT" and _is_open(told) and not _is_open(event)
        place = told.place if told.casualties and told.place else None
        if event.casualties and event.place and not told.casualties:
            place = event.place
        if self._deeds.is_area(place) and (self._points(event) or not event.casualties):
            place = None  # "the raids hit the town of X": the town within the province
        told_of = self._points(event) and JUDGES.search(
            self._reading, event.start, event.end
        )  # "the Union condemned the attack": its actors are nobody's who attacked
        if event.event_class == "CONSULT" and told.date_earliest:
            place = told.place or ""  # "to dominate the meeting" names what it is about
        return replace(
            told,
            code=event.code if open_ else told.code,
            goldstein=event.goldstein if open_ else told.goldstein,
            status=_surer(told.status, event.status),
            date_earliest=told.date_earliest if dated else event.date_earliest,
            date_latest=told.date_latest if dated else event.date_latest,
            date_words=told.date_words if dated else event.date_words or told.date_words,
            place=place or (None if place == "" else self._deeds.finer(told.place, event.place)),
            actors=told.actors if told_of else named_once((*told.actors, *event.actors)),
            casualties=tuple(dict.fromkeys((*told.casualties, *event.casualties))),
            spans=told.spans if _overlap(told, event) else (*told.spans, *event.spans),
        )


def _surer(one: str, two: str) -> str:
    """The surer of two; what a source says was signed is not to come because of what it promises."""
    if {one, two} == {"claimed", "expected"}:
        return one
    return min(one, two, key=lambda status: _RANK[status])


def _tolls(reading: Reading) -> dict[str, str]:
    """The first figure of its incident for every figure that is a version, repeat or part of one."""
    figures = [f for f in reading.found.casualties if f.scope == "incident"]
    linked = {f.id: f.same_as or f.subset_of or "" for f in figures}
    by_harm: dict[str, list[Casualty]] = {}
    for figure in figures:
        if not linked[figure.id] and figure.status != "denied":
            by_harm.setdefault(figure.harm, []).append(figure)
    gatherer = Gatherer(reading)
    first: dict[str, str] = {}
    for alike in by_harm.values():
        for incident in gatherer.gather(alike):
            told = [m.id for toll in incident.tolls for m in toll.members]
            for id_ in (*told, *(id_ for id_, _ in incident.dropped)):
                first[id_] = told[0]
    for figure in figures:
        head = linked[figure.id]
        if head:
            first[figure.id] = first.get(head, head)
    return first


def _deal_and_promise(told: Event, event: Event) -> bool:
    """ "Officers will watch the truce, which was agreed in July": what was agreed, and what will be done."""
    if {told.status, event.status} not in ({"past", "expected"}, {"claimed", "expected"}):
        return False
    deal, promise = (told, event) if event.status == "expected" else (event, told)
    made = deal.rule.startswith("events/agreement")
    return made and promise.rule.startswith("events.") and bool(deal.date_earliest)


def _said_again(text: str, told: Event, event: Event) -> bool:
    """The very words once more: a page prints its own story twice."""
    words = text[event.start : event.end]
    return len(words) > _REPRINTED and any(text[s:e] == words for s, e in told.spans)


def _overlap(told: Event, event: Event) -> bool:
    return any(start < event.end and event.start < end for start, end in told.spans)


def _is_open(event: Event) -> bool:
    """True where the words name no means: "the attack", "killed"."""
    return event.code == "180" or (event.code == "190" and event.rule.startswith(_POINTING))


def _means_meet(one: Event, two: Event) -> bool:
    if one.code == two.code or _is_open(one) or _is_open(two):
        return True
    return any(one.code in means and two.code in means for means in _ALLIED)


def _days_meet(one: Event, two: Event, late: int = 0) -> bool:
    """True where two events may be of one day; the second told up to ``late`` days after."""
    a, b = one.date_earliest or one.date_latest, two.date_earliest or two.date_latest
    if not a or not b:
        return True
    a_end, b_end = one.date_latest or a, two.date_latest or b
    if late and 0 < _days(b) - _days(a_end) <= late:
        return True  # "rubble lay at the scene of the attack on Sunday", a day after it
    return a[:10] <= b_end[:10] and b[:10] <= a_end[:10]


def _days(iso: str) -> int:
    """The day as a number; 0 for what is no full day."""
    return date.fromisoformat(iso[:10]).toordinal() if len(iso) >= 10 else 0


def _day(event: Event) -> str | None:
    day = event.date_earliest or event.date_latest
    return day[:10] if day else None
