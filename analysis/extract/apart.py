"""What keeps two figures of one article apart: place, day, author, means, and who they are.

Two equal figures of two towns are two tolls; a village and its province may be one place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.extract.casualties.persons import Persons
from analysis.extract.casualties.repeats import other_people, raised_class
from analysis.extract.meeting import (
    days_meet,
    fits,
    inside,
    one_assault,
    one_author,
    one_means,
    rival,
    size_of,
    unmapped,
)
from analysis.extract.said_with import SaidWith
from analysis.gazetteer import same_area
from analysis.reading import Reading, starting
from analysis.records import Casualty

SURE = 11  # a number so large is seldom told of two incidents
_SOON = 3  # sentences in which an earlier deed is told to its end
_LARGE = 6  # a toll so large is seldom the sum of others by chance


_ITS_OWN = re.compile(
    r"\b(?:its|their|our) own (?:losses|dead|death toll|casualties|toll|fatalities)\b"
)
# "Malawi's army said three of its men were killed"
_OF_ITS = re.compile(
    r"\bof (?:its|their|his|her|our) (?:own\b|(?:[\w-]+ )?(?:soldiers|men|troops|peacekeepers|officers|fighters|"
    r"members|personnel|staff|policemen|guards|workers|volunteers|servicemen|nationals|citizens)\b)"
)


_DAY_TOLD = re.compile(r"\bwhen\.(?:sentence|words)\b")


class Apart(SaidWith):
    """Compares figures of one article by place, day, author, means and people."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._people = Persons(reading)
        self._places = {place.name: place for place in reading.found.places}

    def elsewhere(self, one: Casualty, two: Casualty) -> bool:
        """True where two equal figures are each of a day of its own, as many of two deeds."""
        if self._people.is_named(one) and self._people.is_named(two):
            return False
        if self._is_given(two) or (size_of(one) >= SURE and not self.two_places(one, two)):
            return False
        if size_of(one) > _LARGE and self._one_deed(one, two):
            return False
        if not days_meet(one, two) or self._each_its_day(one, two):
            return not one.scope == two.scope == "period"
        return self._each_its_place(one, two)

    def _each_its_place(self, one: Casualty, two: Casualty) -> bool:
        """ "Shells hurt four in Taiz. ... In Ibb four were hurt"; a headline's town may be any of its land."""
        vague = one.bound == two.bound == "words_only" and not (
            self._is_known(one) and self._is_known(two)
        )
        return one.sentence > 0 and size_of(one) > 1 and not vague and self.two_places(one, two)

    def _each_its_day(self, one: Casualty, two: Casualty) -> bool:
        """ "A mine in Taiz on Friday, a mine in Ibb on Saturday": day and place told of each."""
        told = all(_DAY_TOLD.search(figure.note) for figure in (one, two))
        days = [(f.date_earliest or f.date_words or "")[:10] for f in (one, two)]
        return told and all(days) and days[0] != days[1] and self.two_places(one, two)

    def _one_deed(self, one: Casualty, two: Casualty) -> bool:
        """True where author and means of two equal figures are told and the same: one told twice."""
        same = (
            one.perpetrator == two.perpetrator is not None and one.cause == two.cause != "unknown"
        )
        here, there = one.date_earliest, two.date_earliest
        return same and here is not None and there is not None and here[:10] == there[:10]

    def _of_foes(self, toll: Casualty, other: Casualty) -> bool:
        """ "Thirteen officers died ..., a toll of 14. ... Fourteen gunmen died": the same number of other people."""
        known = toll.victim_class != "unknown"
        before = [] if known else starting(self.figures, 0, toll.start)
        people = toll.victim_class if known else raised_class(toll, before)
        return other_people(people, other.victim_class)

    def _own_losses(self, toll: Casualty, other: Casualty) -> bool:
        """ "18 servicemen had died. ... Norland put its own losses at 11": the other side's dead, who add to them."""
        if not rival(toll, other):
            return False
        at = other.start if other.number_start is None else other.number_start
        if _OF_ITS.search(other.victims or ""):
            return self._people.is_named(toll) or _OF_ITS.search(toll.victims or "") is not None
        return _ITS_OWN.search(self._text, max(0, at - 50), other.end) is not None

    def two_places(self, one: Casualty, two: Casualty) -> bool:
        """True where the sentences of two figures each name a place, not the same."""
        named = "where.sentence" in one.note and "where.sentence" in two.note
        return named and not self._one_place(one.place, two.place)

    def _clearly_apart(self, one: Casualty, two: Casualty) -> bool:
        """True for two towns on a map, and days that do not meet: as many died twice."""
        if days_meet(one, two) or not (self._is_known(one) and self._is_known(two)):
            return False
        return not self._one_place(one.place, two.place)

    def is_again(self, figure: Casualty, before: Sequence[Casualty]) -> bool:
        """ "Hours after a singer was shot ... the death of the singer Omar Haddad"."""
        return self._people.single(figure) and any(
            self._people.single(one)
            and one.sentence != figure.sentence
            and self._people.same(one, figure)
            and self._people.of_one_noun(one, figure)
            for one in before
        )

    def is_more_of(self, figure: Casualty, before: Sequence[Casualty]) -> bool:
        """ "A day after 53 died in Zabid ... Officials had spoken of 41 dead": of the deed before the news,
        if that was elsewhere."""
        news = next((one for one in self.figures if one.harm == figure.harm and one.place), None)
        if news is None or self._one_place(news.place, figure.place):
            return False
        return any(
            one.place == figure.place
            and 0 < figure.sentence - one.sentence <= _SOON
            and one_means(one.cause, figure.cause)
            for one in before
        )

    def is_known_toll(self, figure: Casualty) -> bool:
        """ "Her son was one of the 17 killed in Aden", in the news of another town: known, and told of no deed here."""
        if not self._is_given(figure) or "where.sentence" not in figure.note:
            return False
        if figure.best == 1 and figure.number_start is None:
            return False  # "gunmen killed the mayor of Kara": who is called so is no toll
        first = self._sentences[figure.sentence].start
        before = [one for one in starting(self.figures, 0, first) if size_of(one)]
        told = [one for one in before if one.harm == figure.harm and one.place]
        return bool(told) and not any(self._one_place(one.place, figure.place) for one in told)

    def _is_given(self, figure: Casualty) -> bool:
        """ "the 14 dead": a figure told before."""
        at = figure.start if figure.number_start is None else figure.number_start
        before = self._text[max(0, at - 4) : at].lower()
        return before == "the " or (figure.victims or "").lower().startswith("the ")

    def _one_scene(
        self, one: Casualty, two: Casualty, *, strict: bool, loose: bool = False
    ) -> bool:
        """True where nothing said of two figures keeps them apart: place, day, author, means.

        ``loose``: a place the gazetteer does not know may lie in any other ("a higher toll").
        """
        known = self._is_known(one) and self._is_known(two)
        if not self._one_place(one.place, two.place) and (known or not loose):
            return False
        if strict and (
            not (one_means(one.cause, two.cause) or one_assault(one, two))
            or not one_author(one.perpetrator, two.perpetrator)
        ):
            return False
        return days_meet(one, two)

    def is_apart(self, part: Casualty, whole: Casualty) -> bool:
        """True where a sum may be chance: the parts of a small toll have another day or place."""
        if part.subset_kind != "breakdown" or (whole.best or 0) >= _LARGE:
            return False
        sentence = self._sentences[part.sentence]
        near = starting(self.figures, sentence.start, sentence.end)
        beside = sum(one.subset_of == whole.id for one in near)
        if beside > 2:
            return False  # three that add up in one sentence
        if not days_meet(part, whole):
            return True
        return self.two_places(part, whole) and not self._names_place(whole, part.place)

    def _names_place(self, figure: Casualty, name: str | None) -> bool:
        """True where the sentence of a figure names that place beside its own: "in Taiz and Ibb"."""
        here = self._sentences[figure.sentence]
        near = starting(self._reading.found.places, here.start, here.end)
        return any(place.name == name for place in near)

    def _is_known(self, figure: Casualty) -> bool:
        """True where the gazetteer knows the place: a post in a district is no place of its own."""
        place = self._places.get(figure.place or "")
        return place is not None and place.precision != "unnamed"

    def _may_meet(self, one: Casualty, two: Casualty) -> bool:
        """True unless two single victims fell on different days, or at two exact places."""
        a, b = self._places.get(one.place or ""), self._places.get(two.place or "")
        exact = a is not None and b is not None and a.precision == b.precision == "exact"
        told = "when.said" in one.note or "when.said" in two.note  # only the day of the telling
        return (told or days_meet(one, two)) and (
            not exact or self._one_place(one.place, two.place)
        )

    def _one_place(self, one: str | None, two: str | None) -> bool:
        """True for the same place, or one inside the other as far as the gazetteer knows."""
        if fits(one, two):
            return True
        a, b = self._places.get(one or ""), self._places.get(two or "")
        if a is None or b is None:
            return False
        return inside(a, b) or inside(b, a) or unmapped(a, b) or unmapped(b, a)

    def _one_area(self, one: str | None, two: str | None) -> bool:
        """True for one place, or a town and the capital that gives its province the name."""
        if self._one_place(one, two):
            return True
        a, b = self._places.get(one or ""), self._places.get(two or "")
        if a is None or b is None:
            return False
        return same_area(a.name, b.admin1) or same_area(b.name, a.admin1)
