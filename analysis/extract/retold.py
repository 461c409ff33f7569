"""Tolls told again by one of their people: "held four men, one a commander. ... The commander and
three others are in custody" are four."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.extract.casualties.persons import Persons
from analysis.extract.incidents import LOOK_BACK, Incident, Toll, drop
from analysis.extract.meeting import days_meet, size_of
from analysis.records import Casualty


class Retold:
    """Finds the incident whose toll a later list tells again, by a single victim known of it."""

    def __init__(self, figures: Iterable[Casualty], people: Persons) -> None:
        self._people = people
        self._by_id = {figure.id: figure for figure in figures}
        self._parts: dict[str, list[Casualty]] = {}
        for figure in self._by_id.values():
            if figure.subset_of is not None and people.single(figure):
                self._parts.setdefault(figure.subset_of, []).append(figure)

    def joins(self, out: Sequence[Incident], toll: Toll, names: frozenset[str]) -> bool:
        """True where the toll was told before and has been joined to its incident.

        ``names`` are the figures that its sentence says once more.
        """
        for incident in reversed(out[-LOOK_BACK:]):
            if self._holds_all(incident, toll):
                return True
            known, again = self._known(incident, toll, names)
            if not (known or again):
                continue
            others = [member for member in toll.members if member not in again]
            if others:
                return self._settled(incident, toll, known, others, len(known) + len(again))
            drop(incident, toll, f"a person of {incident.tolls[-1].id}")
            return True
        return False

    def _holds_all(self, incident: Incident, toll: Toll) -> bool:
        """ "captured a cashier. ... They held several men, including the cashier"."""
        last = incident.tolls[-1]
        one, parts = last.head, self._parts.get(toll.head.id, ())
        if len(last.members) > 1 or not self._people.single(one) or toll.size < 2:
            return False
        if not any(self._is_again(one, part) for part in parts):
            return False
        for old in incident.tolls:
            drop(incident, old, f"within the toll of {toll.id}")
        incident.tolls = [toll]
        return True

    def _known(
        self, incident: Incident, toll: Toll, names: frozenset[str]
    ) -> tuple[list[Casualty], list[Casualty]]:
        """The people of the incident whom the sentence names again: said before by their figure,
        and members of the toll that are parts of it."""
        last = incident.tolls[-1]
        told = {member.id for one in incident.tolls for member in one.members}
        told |= {name for name, _ in incident.dropped}
        parts = [part for name in told for part in self._parts.get(name, ())]
        ids = told | {part.id for part in parts}
        alone = len(last.members) == 1 and last.head.id in names
        singles = (self._by_id[n] for n in sorted(names) if self._people.single(self._by_id[n]))
        known = [
            one
            for one in singles
            if not alone and (one.id in ids or any(self._is_one(part, one) for part in parts))
        ]
        again = [
            member
            for member in toll.members
            if self._people.single(member) and any(self._is_again(p, member) for p in parts)
        ]
        return known, again

    def _is_again(self, one: Casualty, two: Casualty) -> bool:
        """True for one person told twice, by name or by a noun with "the"."""
        return days_meet(one, two) and self._is_one(one, two)

    def _is_one(self, one: Casualty, two: Casualty) -> bool:
        if one.sentence == two.sentence:
            return False
        people, words = self._people, (two.victims or "").lower()
        one_noun = people.of_one_noun(one, two)
        if one_noun and words.startswith("the ") and not people.differ(one, two):
            return True  # "a rebel commander ... the commander", whatever side the word is of
        named = people.is_named(one) and people.is_named(two)
        return (one_noun or named) and people.same(one, two)

    def _settled(
        self,
        incident: Incident,
        toll: Toll,
        known: list[Casualty],
        others: list[Casualty],
        persons: int,
    ) -> bool:
        """The list beside the incident's last toll: said again, a part of it, or its better
        version; False where it may be another list."""
        last = incident.tolls[-1]
        total = persons + sum(map(size_of, others))
        vague = last.head.bound == "words_only"
        if total == last.size:
            drop(incident, toll, f"the same figure as {last.id}")
        elif total < last.size and not vague:
            drop(incident, toll, f"probably part of {last.id}")
        elif len(last.members) > 1:
            return False
        else:
            toll.members = known + toll.members
            drop(incident, last, f"superseded by {toll.id}")
            incident.tolls[-1] = toll
        return True
