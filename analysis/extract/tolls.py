"""Tolls of one harm gathered into incidents, the step before they are added up.

A *toll* is what one sentence counts ("five prisoners and two guards" is one toll of seven). A
later toll repeats an incident already told, gives another version of it, lies inside it, or
stands for another incident; its relation words and the context of the figures decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from analysis.extract.another import farther, of_a_second_strike
from analysis.extract.apart import SURE, Apart
from analysis.extract.casualties.persons import alike
from analysis.extract.casualties.repeats import other_people
from analysis.extract.incidents import (
    JOIN,
    LOOK_BACK,
    Incident,
    Toll,
    blurred,
    by_place,
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
    hurt_beside_the_dead,
    is_of_bodies_seen,
    is_pursued,
    lasts_weeks,
    leads_to,
    of_foes,
    of_more,
    of_one_side,
    of_the_deed,
    rival,
    size_of,
    update_at,
)
from analysis.extract.retold import Retold
from analysis.reading import Reading
from analysis.records import Casualty

_PRONOUNS = frozenset(("he", "she", "his", "her", "him"))
_RISEN = frozenset(("casualty.toll", "casualty.said"))
_HURT = re.compile(r"\b(?:wound|injur|hurt|maim)", re.IGNORECASE)


_OF_ITS_OWN = re.compile(r"\bof (?:its|their|our)(?: own)? [a-z]+$")
_ENTRY = re.compile(r"^[ \t]*([01]?\d|2[0-3])[:.]([0-5]\d)\b(?![:.]\d)", re.MULTILINE)
_ENTRIES = 2


def is_latest_first(text: str) -> bool:
    """True for a live blog whose entries run from the last hour to the first.

    >>> is_latest_first("18:42 Five dead\\n14:55 Toll now four\\n08:15 Three dead")
    True
    """
    hours = [(int(h), int(m)) for h, m in _ENTRY.findall(text)]
    return len(hours) >= _ENTRIES and hours == sorted(hours, reverse=True)


def _nearness(one: int, two: int) -> float:
    """ "The ministry put the dead at 260": a version of the 900 told first, not of the nine just told."""
    return min(one, two) / max(one, two, 1)


_RAISED = re.compile(
    r"\b(?:rais(?:ed|ing|es)|increas(?:ed|es)|updated|revised) (?:the |its |their )?(?:death |official )?$"
)
_BY_ONE_MORE = re.compile(r",? (?:saying|adding that|after|as|when)(?: that)? $")
_VERB_BACK = 40  # characters from a toll to the verb that raised it
_FAR_FEWER = 5  # times: so far apart are no two versions of one toll


class Gatherer(Apart):
    """Gathers the figures of one article, harm by harm."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._retold = Retold(self.figures, self._people)
        self._known = {one.id: one for one in self.figures}
        self._update_at = update_at(reading.text)
        self._latest_first = is_latest_first(reading.text)
        self._towns: dict[int, set[int]] = {}  # by a whole's sentence, those of its parts
        self._lexicons, self._counting = reading.lexicons, reading.counting

    def rubric(self, question: str) -> str:
        """What the counting table of the run decides: see ``rubric.toml``."""
        return str(self._lexicons["rubric"][question].get(self._counting))

    def by_place(self, kept: list[Casualty]) -> tuple[list[Casualty], list[tuple[str, str]]]:
        """The figures without those that add up, town by town, to the first; the hurt told beside them, too."""
        whole = kept[0]
        if (towns := self._towns.get(whole.sentence)) is not None:
            size = size_of(whole)
            parts = [f for f in kept[1:] if f.sentence in towns and size_of(f) < size]
        else:
            parts = by_place(self._text, self._sentences[whole.sentence].start, kept)
            if parts:
                self._towns[whole.sentence] = {part.sentence for part in parts}
        taken = [part.id for part in parts]
        return [f for f in kept if f.id not in taken], [
            (one, f"part of {whole.id}") for one in taken
        ]

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
        late = [
            (one, how) for one, how in late if how and not of_foes(one.tolls[-1].head, toll.head)
        ]
        if toll.head.rule in _RISEN and {how for _, how in late} == {"version"}:
            late.sort(key=lambda pair: -_nearness(pair[0].tolls[-1].size, toll.size))
        same = (
            pair for pair in late if pair[1] == "repeat" and pair[0].tolls[-1].best == toll.best
        )
        alike_too = (pair for pair in late if of_one_side(pair[0].tolls[-1].head, toll.head))
        incident, how = next(same, None) or next(alike_too, late[0] if late else (None, ""))
        if incident is not None:
            last = incident.tolls[-1]
            if how == "version" and self._latest_first and toll.size <= last.size:
                drop(incident, toll, f"superseded by {last.id}")
                return incident
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
                and (
                    _is_listed(self._text, last.head, figure)
                    or not (said & {"versions", "former", "running"} or rival(last.head, figure))
                )
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

    def _joins(self, last: Toll, toll: Toll) -> str:
        """How a toll stands to an incident's last, the news told once more under "UPDATE" included."""
        updated = last.head.start < self._update_at <= toll.head.start
        if updated and alike(last.head, toll.head):
            return "version" if toll.size > last.size else "part"
        return "part" if self._rose_by(last.head, toll.head) else self._relation(last, toll)

    def _rose_by(self, last: Casualty, head: Casualty) -> bool:
        """ "Raised the toll to 17, saying a boy of nine had died": the last of the 17."""
        if last.sentence != head.sentence or last.rule != "casualty.toll" or last.end > head.start:
            return False
        raised = _RAISED.search(self._text, max(0, last.start - _VERB_BACK), last.start)
        return raised is not None and bool(_BY_ONE_MORE.match(self._text, last.end, head.start))

    def _relation(self, last: Toll, toll: Toll) -> str:
        """How a toll stands to an incident's last: repeat, version, part, whole, or "" for apart."""
        head, said = toll.head, toll.said
        vague = sharper(last, toll)
        own = toll.size < last.size and _OF_ITS_OWN.search(head.victims or "")
        within = bool(own) or lies_within(last, toll)  # "20 of its men are dead": of the 37
        told = vague or within or said & {"running", "versions"} or toll.best == last.best
        strict = toll.size != last.size and not told
        loose = "versions" in said or (head.rule in _RISEN and "running" in said)
        pursued = is_pursued(head) and not of_one_side(last.head, head)
        second = toll.size < last.size and of_a_second_strike(self._text, toll.members[-1])
        others = pursued or second or self._all_of_others(last, toll)
        others = others or self._off(last, toll) or self._of_taken(last, toll)
        others = others or self._of_other_people(last, toll)
        if others or (head.victims or "").lower() in _PRONOUNS:
            return ""  # "he" is kept only where he is none of those told before
        sure = SURE <= toll.best == last.best and "added" not in said
        sure = sure and not self._clearly_apart(last.head, head)
        if (sure and self._of_foes(last.head, head)) or self._own_losses(last.head, head):
            return ""
        if sure and not self.two_places(last.head, head):
            return "repeat"
        if known := self._of_the_told(last, toll):
            return known
        if not self._one_scene(last.head, head, strict=strict, loose=loose):
            return ""
        if "told" in said and toll.size < last.size and alike(last.head, head):
            return "part"
        even = toll.size > 1 and (toll.size == last.size or toll.best == last.best)
        unlike = any(other_people(last.head.victim_class, m.victim_class) for m in toll.members)
        if even and not unlike and (self._is_given(head) or len(toll.members) > 1):
            return "repeat"
        if within and toll.best == last.size and alike(last.head, head) and not of_more(head):
            return "version"  # "between six and 13 were killed ... 13 labourers had died"
        if "added" in said and (joined := self._added(last, toll, again=vague or even)) is not None:
            return "version" if joined and vague else joined
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
        foes = unlike and not (within or rivals)  # "killed 13 villagers. ... also three rebels"
        if foes or not alike(last.head, head):
            return "part" if not foes and "part" in said and toll.size <= last.size else ""
        if (rivals or vague) and not within and not self._buried(toll, last):
            return self._beside(last, toll, rivals=rivals)
        # "between three and ten were killed": one of the ends again
        return "part" if within or toll.size <= last.size else "version"

    def _added(self, last: Toll, toll: Toll, *, again: bool) -> str | None:
        """How "six others", "two more" stand to what was told; None where the words alone say no more.

        ``again``: they may be those hurt before, counted from the dead.
        """
        head = toll.head
        if again and hurt_beside_the_dead(head, self.figures):
            return "repeat"
        if "running" in toll.said or head.rule in _RISEN:
            return None
        twice = toll.size > 1 and any(size_of(m) == toll.size for m in last.members[1:])
        return "repeat" if twice else ""

    def _buried(self, toll: Toll, whole: Toll) -> bool:
        """ "34 were killed. ... The mayor said they had buried 22 bodies": so many of the 34, no count of all."""
        if toll.size >= whole.size or len(toll.members) > 1:
            return False
        sentence = self._sentences[toll.head.sentence]
        low, high = max(sentence.start, toll.head.start - 40), min(sentence.end, toll.head.end + 40)
        return _BURIED.search(self._text, low, high) is not None

    def _beside(self, last: Toll, toll: Toll, *, rivals: bool) -> str:
        """A version, unless one of the two is of a few of them: one by name, a body's own people, the buried."""
        if self._buried(last, toll):
            return "whole"
        if toll.size == 1 < last.size and self._people.is_named(toll.head):
            return "part"  # "shot my colleague Omar": one of the 14
        own = rivals and _OF_ITS_OWN.search(last.head.victims or "")
        return "whole" if own and toll.size > last.size else "version"  # "nine of its staff"

    def _of_the_told(self, last: Toll, toll: Toll) -> str:
        """How a toll stands to the last whose words say that it is of it; else ""."""
        if self._names_whole(last, toll):
            return "repeat"
        if self._are_bodies_of(last, toll):
            return "part"
        if self._is_deed_told(last, toll):
            return "repeat" if toll.best == last.best else "version"
        return ""

    def _are_bodies_of(self, last: Toll, toll: Toll) -> bool:
        """ "29 died. ... Elsewhere the bodies of three girls lay on the kerb": three of the 29."""
        head = toll.head
        fewer = len(toll.members) == 1 and toll.size < last.size and "running" not in toll.said
        if not fewer or of_more(head) or not is_of_bodies_seen(self._text, head):
            return False
        return alike(last.head, head) and self._one_scene(last.head, head, strict=False)

    def _is_deed_told(self, last: Toll, toll: Toll) -> bool:
        """ "58 died, an envoy said. ... A doctor said the attack had killed 51": another count of that deed."""
        one, two = last.head, toll.head
        told_by_one = one.reporter == two.reporter or two.reporter is None
        if one.sentence == two.sentence or told_by_one or len(toll.members) > 1:
            return False
        start = self._sentences[two.sentence].start
        return (
            of_the_deed(self._text, start, two)
            and alike(one, two)
            and days_meet(one, two)
            and self._one_area(one.place, two.place)
        )

    def _of_other_people(self, last: Toll, toll: Toll) -> bool:
        """ "The premier said 105 servicemen died. ... One civilian was killed, an ombudsman said": one more."""
        if not rival(last.head, toll.head) or "running" in toll.said:
            return False
        if toll.size * _FAR_FEWER > last.size:
            return False  # "seven civilians, say villagers; nine militants, says the army": of one deed
        return any(other_people(last.head.victim_class, m.victim_class) for m in toll.members)

    def _off(self, last: Toll, toll: Toll) -> bool:
        """ "61 died in the market. ... The army said it had hit a depot 12 km away and killed 20"."""
        head = toll.head
        if (
            head.sentence == last.head.sentence
            or "where.sentence" in head.note
            or self._is_given(head)
        ):
            return False
        start = self._sentences[head.sentence].start
        return toll.size != last.size and farther(self._text, start, head.end)

    def _all_of_others(self, last: Toll, toll: Toll) -> bool:
        """ "Four gunmen died. ... Eleven more drove up. Jets fired, killing all 11": a group of its own."""
        at = toll.head.number_start or 0
        return self._text[max(0, at - 4) : at] == "all " and toll.size > last.size

    def _of_taken(self, last: Toll, toll: Toll) -> bool:
        """ "They killed nine and took six hostages. ... Two of the hostages were killed": two more."""
        taken = self._known.get(toll.head.subset_of or "")
        beside = taken is not None and taken.harm == "abducted" != toll.head.harm
        return beside and taken.sentence == last.head.sentence and toll.size != last.size  # type: ignore[union-attr]

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


_BURIED = re.compile(
    r"\b(?:bur(?:ied|y|ying)|interred|cremated|laid to rest|lowered into|handed over|mass (?:grave|burial|funeral))\b"
)
_OF_A_LIST = ("casualty.of", "casualty.active"), ("casualty.passive", "casualty.alone")
_NO_LIST = re.compile(r"\b(?:or|not|rather|instead)\b", re.IGNORECASE)


def _is_listed(text: str, one: Casualty, figure: Casualty) -> bool:
    """ "the bodies of six men and a baby had been counted", "However, it killed a cook and two maids":
    a list of one noun or verb is no two versions."""
    if one.rule != figure.rule:
        return False
    behind, before = _OF_A_LIST
    if one.rule == "casualty.of" and one.start == figure.start:
        return True
    shared = one.start == figure.start if one.rule in behind else one.end == figure.end
    listed = shared and one.rule in behind + before
    first, last = min(one.start, figure.start), max(one.end, figure.end)
    return listed and _NO_LIST.search(text, first, last) is None
