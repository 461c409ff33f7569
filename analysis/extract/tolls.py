"""Tolls of one harm gathered into incidents, the step before they are added up.

A *toll* is what one sentence counts ("five prisoners and two guards" is one toll of seven). A
later toll repeats an incident already told, gives another version of it, lies inside it, or
stands for another incident; the words of ``tolls.toml`` and the context of the figures decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from analysis.extract.another import of_a_second_strike, of_another
from analysis.extract.casualties.persons import Persons, alike
from analysis.extract.casualties.repeats import other_people, raised_class
from analysis.extract.incidents import (
    JOIN,
    LOOK_BACK,
    Incident,
    Toll,
    blurred,
    drop,
    home_of,
    lies_within,
    makes_up,
    set_version,
    sharper,
    told_whole,
)
from analysis.extract.meeting import (
    days_meet,
    died_late,
    fits,
    inside,
    is_pursued,
    lasts_weeks,
    leads_to,
    of_a_deed_told,
    of_a_later_day,
    of_more,
    of_one_side,
    one_assault,
    one_author,
    one_means,
    rival,
    size_of,
    tells_anew,
    unmapped,
    update_at,
)
from analysis.extract.retold import Retold
from analysis.extract.told_before import Told
from analysis.reading import Reading, starting
from analysis.records import Casualty

_SURE = 11  # a number so large is seldom told of two incidents
_LARGE = 6  # a toll so large is seldom the sum of others by chance
_OTHERS = frozenset(("other", "others", "another"))
_WHOLE = frozenset(("running", "rising"))
_PRONOUNS = frozenset(("he", "she", "his", "her", "him"))
_RISEN = frozenset(("casualty.toll", "casualty.said"))
_BESIDE = 90  # characters to the figure that "others" stands against
_ALSO = 10  # characters from "also" to the figure it brings in
_HURT = re.compile(r"\b(?:wound|injur|hurt|maim)", re.IGNORECASE)


class Gatherer(Told):
    """Gathers the figures of one article, harm by harm."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._people = Persons(reading)
        self._retold = Retold(self.figures, self._people)
        self._places = {place.name: place for place in reading.found.places}
        self._update_at = update_at(reading.text)
        self._lexicons, self._counting = reading.lexicons, reading.counting

    def rubric(self, question: str) -> str:
        """What the counting table of the run decides: see ``rubric.toml``."""
        return str(self._lexicons["rubric"][question].get(self._counting))

    def gather(
        self, figures: Iterable[Casualty], again: Mapping[int, frozenset[str]] | None = None
    ) -> list[Incident]:
        """The incidents of these figures, in order of their first telling.

        ``again`` has, by sentence, the figures that a sentence says once more.
        """
        out: list[Incident] = []
        for toll in self._tolls(figures):
            if out and self._rises_by(out[-1].tolls[-1], toll.head, toll.size):
                drop(out[-1], toll, f"within the toll of {out[-1].tolls[-1].id}")
                continue
            names = again.get(toll.head.sentence, frozenset()) if again else frozenset()
            if out and self._retold.joins(out, toll, names):
                continue
            persons = [member for member in toll.members if self._people.single(member)]
            home = self._without_known(out, toll, persons)
            if not toll.members:
                continue
            if (twice := told_whole(out, names, toll)) is not None:
                drop(twice, toll, f"the same figure as {twice.tolls[-1].id}")
                continue
            if home is None and names:
                home = home_of(out, names)
            if home is not None and home.persons == home.tolls[-1].members:
                home.tolls[-1].members += toll.members  # "... was killed along with two guards"
            else:
                home = self._place(out, toll)
            home.persons += [member for member in toll.members if member in persons]
        return out

    def _place(self, out: list[Incident], toll: Toll) -> Incident:
        """The incident a toll joins, or the one it opens."""
        for one in reversed(out[-LOOK_BACK:]):
            head = one.tolls[-1].head
            last_of_them = makes_up(one, toll) and died_late(self._text, toll.head)
            if last_of_them and self._one_scene(head, toll.head, strict=False):
                JOIN["part"](one, toll)
                return one
        late = [(one, self._joins(one.tolls[-1], toll)) for one in reversed(out[-LOOK_BACK:])]
        late = [(one, how) for one, how in late if how]
        same = (
            pair for pair in late if pair[1] == "repeat" and pair[0].tolls[-1].best == toll.best
        )
        alike_too = (pair for pair in late if of_one_side(pair[0].tolls[-1].head, toll.head))
        incident, how = next(same, None) or next(alike_too, late[0] if late else (None, ""))
        if incident is not None:
            JOIN[how](incident, toll)
            if how == "version" and "running" in toll.said:
                self._absorb(out, incident, toll)
            return incident
        if out and self._risen(out[-1].tolls[-1], toll):
            set_version(out[-1], toll)
            return out[-1]
        out.append(Incident([toll]))
        return out[-1]

    def _risen(self, last: Toll, toll: Toll) -> bool:
        """ "He has died, taking the toll to four": the toll holds the death before it."""
        told = toll.head.rule in _RISEN and "running" in toll.said
        return told and last.head.sentence == toll.head.sentence and last.size < toll.size

    def _rises_by(self, last: Toll, figure: Casualty, size: int) -> bool:
        """ "The toll rose to 26 after five of the wounded died": the later deaths are inside it."""
        whole = last.head
        if whole.sentence != figure.sentence or "running" not in last.said or size >= last.size:
            return False
        return self._one_place(whole.place, figure.place) and leads_to(self._text, whole, figure)

    def _without_known(
        self, out: list[Incident], toll: Toll, persons: list[Casualty]
    ) -> Incident | None:
        """The incident some person of the toll was told of before; the person leaves the toll."""
        home = None
        for person in persons:
            for incident in reversed(out[-LOOK_BACK:]):
                known = next(
                    (
                        one
                        for one in incident.persons
                        if one.sentence != person.sentence
                        and self._may_meet(one, person)
                        and self._people.same(one, person)
                        and not self._is_named_otherwise(incident, one, person)
                    ),
                    None,
                )
                if known is not None:
                    if self._people.is_named(person):
                        incident.named.setdefault(known.id, person)
                    incident.dropped.append((person.id, f"the same person as {known.id}"))
                    toll.members.remove(person)
                    home = incident
                    break
        return home

    def _is_named_otherwise(self, incident: Incident, one: Casualty, two: Casualty) -> bool:
        """ "A nun died ... Ann Lee was killed ... Rosa Diaz was killed": the nun is Ann Lee."""
        name = incident.named.get(one.id)
        return name is not None and self._people.differ(name, two)

    def _absorb(self, out: list[Incident], home: Incident, toll: Toll) -> None:
        """A running toll holds what was added before it ("four more died, which brings it to 13")."""
        late = out[-LOOK_BACK:]
        late = late[next(k for k, one in enumerate(late) if one is home) + 1 :]
        for other in late:
            last = other.tolls[-1]
            held = sum(one.size for one in other.tolls) < toll.size
            held = held and not ("rising" not in toll.said and is_pursued(last.head))
            if held and self._one_scene(last.head, toll.head, strict=False):
                for one in other.tolls:
                    drop(home, one, f"within the toll of {toll.id}")
                home.dropped += other.dropped
                del out[next(k for k in range(len(out) - 1, -1, -1) if out[k] is other)]

    def _tolls(self, figures: Iterable[Casualty]) -> list[Toll]:
        """Figures of one sentence that add up are one toll; rivals and other scenes are not."""
        out: list[Toll] = []
        for figure in figures:
            said = self._said(figure)
            last = out[-1] if out else None
            joins = (
                last is not None
                and last.head.sentence == figure.sentence
                and not (said & {"versions", "former", "running"} or rival(last.head, figure))
                and self._one_scene(last.head, figure, strict=True)
                and not self._rises_by(last, figure, size_of(figure))
            )
            if joins and last is not None:
                last.members.append(figure)
            else:
                out.append(Toll([figure], said))
        return out

    def is_lump(self, figure: Casualty) -> bool:
        """ "killed or wounded 40": one figure for two harms, both said or counted by a word."""
        words = self._text[figure.start : figure.end + 25]
        return figure.bound == "words_only" or bool(figure.harm == "killed" and _HURT.search(words))

    def elsewhere(self, one: Casualty, two: Casualty) -> bool:
        """True where two equal figures each name a place of their own in their sentence, or a day."""
        if self._people.is_named(one) and self._people.is_named(two):
            return False
        if self._is_given(two) or (size_of(one) >= _SURE and not self._two_places(one, two)):
            return False
        if size_of(one) > _LARGE and self._one_deed(one, two):
            return False
        if not days_meet(one, two) and not one.scope == two.scope == "period":
            return True
        told = size_of(one) > 1
        vague = one.bound == two.bound == "words_only" and not (
            self._is_known(one) and self._is_known(two)
        )
        return told and not vague and not self._is_given(two) and self._two_places(one, two)

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

    def _two_places(self, one: Casualty, two: Casualty) -> bool:
        """True where the sentences of two figures each name a place, not the same."""
        named = "where.sentence" in one.note and "where.sentence" in two.note
        return named and not self._one_place(one.place, two.place)

    def is_again(self, figure: Casualty, before: Sequence[Casualty]) -> bool:
        """ "Hours after a singer was shot ... the death of the singer Omar Haddad"."""
        return self._people.single(figure) and any(
            self._people.single(one)
            and one.sentence != figure.sentence
            and self._people.same(one, figure)
            and self._people.of_one_noun(one, figure)
            for one in before
        )

    def long_toll(self, kept: Sequence[Casualty]) -> list[Casualty] | None:
        """The figures that only tell the toll of weeks ("this month 20 were killed or captured")
        in an article whose news is another harm, told before; None where they are news."""
        first = self.figures[0] if self.figures else None
        sized = [one for one in kept if size_of(one)]
        if not sized or first is None or first.scope != "incident" or not size_of(first):
            return None
        if any(one.scope != "period" or one.start < first.end for one in sized):
            return None
        return list(kept) if all(map(lasts_weeks, sized)) else None

    def _said(self, figure: Casualty) -> set[str]:
        """Relation words of the figure's clause: 60 characters before it to 40 after.

        A word inside another figure is that one's ("15 died while several others were hurt").
        """
        if self._text.endswith(" from ", 0, figure.number_start or 0):
            return {"former"}  # "rose to 12 from nine"
        out = set()
        lead = self._text[self._sentences[figure.sentence].start : figure.start]
        if " which " in lead and of_a_deed_told(lead):
            out.add("told")
        if self._on_a_later_day(figure):
            out.add("added")
        words = (figure.victims or "").lower().split()
        if not _OTHERS.isdisjoint(words) and words[0] != "the":  # "the other man killed": of them
            if not self._beside_a_repeat(figure):
                out.add("added")  # "six others"
        for relation, at in self._relations.get(figure.sentence, ()):
            if relation == "revised":
                out |= {"running", "rising", "revised"}
            opens = relation == "added" and self._opens(figure, at)
            if not opens and not figure.start - 60 <= at <= figure.end + 40:
                continue
            if relation in _WHOLE and at >= figure.end and self._leads_on(figure, at):
                continue
            if relation == "former" and self._is_of_one_before(figure, at):
                continue
            if relation == "added" and self._adds_others(figure, at):
                continue
            if figure.start <= at < figure.end or not self._inside_another(figure, at):
                out |= {"running", relation} if relation == "rising" else {relation}
        if {"added", "versions"} <= out and not of_more(figure):
            if tells_anew(self._text, self._sentences[figure.sentence].start):
                out.discard("added")
        return out

    def _adds_others(self, figure: Casualty, at: int) -> bool:
        """True where the word at ``at`` adds somebody or something else to what is told."""
        return of_another(self._text, figure, at) or self._of_the_harm(figure, at)

    def _on_a_later_day(self, figure: Casualty) -> bool:
        """ "A girl was shot dead in an attack by gunmen near the town the following day"."""
        end = self._sentences[figure.sentence].end
        if not of_a_later_day(self._text, figure.end, end):
            return False
        return not any(
            one.harm == figure.harm for one in starting(self.figures, figure.start + 1, end)
        )

    def _beside_a_repeat(self, figure: Casualty) -> bool:
        """ "Killed six and wounded 30 others": others than the six told before, not than those hurt."""
        near = starting(self.figures, figure.start - _BESIDE, figure.start)
        return any(
            one.harm != figure.harm and one.sentence == figure.sentence and one.same_as is not None
            for one in near
        )

    def _of_the_harm(self, figure: Casualty, at: int) -> bool:
        """ "said 56 were killed in the raids, which also wounded dozens", "50 were also wounded": beside the dead."""
        if not self._text.startswith("also ", at):
            return False
        if at >= figure.end:
            return any(one.harm != figure.harm for one in starting(self.figures, at, at + _ALSO))
        before = list(starting(self.figures, figure.start - 2 * _BESIDE, figure.start))
        if not before or before[-1].harm == figure.harm:
            return False
        return before[-1].sentence == figure.sentence or rival(before[-1], figure)

    def _opens(self, figure: Casualty, at: int) -> bool:
        """ "Two days later a raid on a quay of the port killed two": at the head of
        the sentence, and no other figure between."""
        if not 60 < figure.start - at <= 160:
            return False
        head = self._text[max(0, at - 12) : at]
        near = starting(self.figures, at, figure.start)
        return ("." in head or "\n" in head or at < 12) and not any(near)

    def _leads_on(self, figure: Casualty, at: int) -> bool:
        """True where a word behind a figure brings in the next ("died, bringing the toll to 13")."""
        near = starting(self.figures, at - 20, at + 40)
        return any(one.harm == figure.harm and one.end > at and one is not figure for one in near)

    def _is_of_one_before(self, figure: Casualty, at: int) -> bool:
        """ "The toll, first put at four, rose to nine": the four went before, not the nine."""
        here = figure.number_start or figure.start
        near = starting(self.figures, figure.start - 120, here)
        return any(at < (one.number_start or one.start) < here for one in near)

    def _inside_another(self, figure: Casualty, at: int) -> bool:
        near = starting(self.figures, at - 120, at + 1)
        return any(one is not figure and one.start <= at < one.end for one in near)

    def _is_given(self, figure: Casualty) -> bool:
        """ "the 14 dead": a figure told before."""
        at = figure.start if figure.number_start is None else figure.number_start
        before = self._text[max(0, at - 4) : at].lower()
        return before == "the " or (figure.victims or "").lower().startswith("the ")

    def _joins(self, last: Toll, toll: Toll) -> str:
        """How a toll stands to an incident's last, the news told once more under "UPDATE" included."""
        updated = last.head.start < self._update_at <= toll.head.start
        if updated and alike(last.head, toll.head):
            return "version" if toll.size > last.size else "part"
        return self._relation(last, toll)

    def _relation(self, last: Toll, toll: Toll) -> str:
        """How a toll stands to an incident's last: repeat, version, part, or "" for apart."""
        head, said = toll.head, toll.said
        vague = sharper(last, toll)
        within = lies_within(last, toll)
        told = vague or within or said & {"running", "versions"} or toll.best == last.best
        strict = toll.size != last.size and not told
        loose = "versions" in said or (head.rule in _RISEN and "running" in said)
        pursued = is_pursued(head) and not of_one_side(last.head, head)
        second = toll.size < last.size and of_a_second_strike(self._text, toll.members[-1])
        others = pursued or second or self._all_of_others(last, toll)
        if others or (head.victims or "").lower() in _PRONOUNS:
            return ""  # "he" is kept only where he is none of those told before
        sure = _SURE <= toll.best == last.best and "added" not in said
        if sure and self._of_foes(last.head, head):
            return ""
        if sure and not self._two_places(last.head, head):
            return "repeat"
        if self._names_whole(last, toll):
            return "repeat"
        if not self._one_scene(last.head, head, strict=strict, loose=loose):
            return ""
        if "told" in said and toll.size < last.size and alike(last.head, head):
            return "part"
        even = toll.size > 1 and (toll.size == last.size or toll.best == last.best)
        if even and (self._is_given(head) or len(toll.members) > 1):
            return "repeat"
        if within and toll.best == last.size and alike(last.head, head) and not of_more(head):
            return "version"  # "between six and 13 were killed ... 13 labourers had died"
        if "added" in said and "running" not in said and head.rule not in _RISEN:
            twice = toll.size > 1 and any(size_of(m) == toll.size for m in last.members[1:])
            return "repeat" if twice else ""
        rivals = rival(last.head, head)
        if blurred(last, toll):
            return "repeat"
        if last.head.sentence == head.sentence:
            versions = rivals or said & {"versions", "former"} or "former" in last.said
            return "version" if versions else ""
        if (even or toll.size == last.size) and alike(last.head, head):
            return "" if toll.size == 1 and self._people.differ(last.head, head) else "repeat"
        if said & {"running", "versions", "former"}:
            return "version"
        if not alike(last.head, head):
            return "part" if "part" in said and toll.size <= last.size else ""
        if (rivals or vague) and not within:
            return "version"
        # "between three and ten were killed": one of the ends again
        return "part" if within or toll.size <= last.size else "version"

    def _all_of_others(self, last: Toll, toll: Toll) -> bool:
        """ "Four gunmen died. ... Eleven more drove up. Jets fired, killing all 11": a group of its own."""
        at = toll.head.number_start or 0
        return self._text[max(0, at - 4) : at] == "all " and toll.size > last.size

    def _names_whole(self, last: Toll, toll: Toll) -> bool:
        """ "Two reporters were shot. ... Ann Lee and Omar Haddad were shot": those counted before,
        by their names."""
        return (
            1 < toll.size == last.size == len(toll.members)
            and last.head.sentence < toll.head.sentence
            and len(last.members) == 1
            and all(self._people.is_named(member) for member in toll.members)
            and alike(last.head, toll.head)
        )

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
        return not days_meet(part, whole) or self._two_places(part, whole)

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
