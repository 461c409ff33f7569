"""The whole a part lies in: the nearest figure of the same harm, before it or after it.

"Nine died, including two nurses": the two are linked as part of the nine, and suffered the same;
of people whom nobody harmed there is no part.
"""

from __future__ import annotations

import itertools

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.people import People
from analysis.extract.casualties.row import Link

_BOMBS_DO = frozenset("exploding detonating landing exploded detonated".split())
_KILLERS = frozenset("killers killer murderers murderer assassins".split())
_UP_FROM = {("up", "from"), ("down", "from"), ("more", "than"), ("fewer", "than"), ("less", "than")}
_ARMED = ("combatant_state", "combatant_nonstate")
_MANY = 10  # so many of the evacuees are no speakers


class Wholes(People):
    """Links a group as part of the figure that holds it."""

    def _are_beside(self, group: Group, whole: Group) -> bool:
        """ "nine civilians, including women, as well as two rebels": the rebels are none of the nine."""
        civil = whole.head is not None and whole.head.entry.get("class") == "civilian"
        joined = self._norms[group.first - 3 : group.first] == ["as", "well", "as"]
        armed = group.head is not None and group.head.entry.get("class") in _ARMED
        return civil and joined and armed

    def _include(
        self, k: int, including: int | None, harm: str = "", *, before: bool = False
    ) -> None:
        group = self._units[k].group
        assert group is not None
        told = self._links.get(k)
        if told is not None and told.harm == "injured" and harm == "killed":
            told = None  # "Among the dead is a priest who was burnt in his house"
        if not group.counts or group.kind == "zero" or told is not None:
            return
        if group.partitive and not _BOMBS_DO.isdisjoint(self._norms[group.stop : group.stop + 1]):
            return  # "three bombs went off, two of them exploding at once"
        whole = self._whole_for(k, harm, before=before)
        if whole is not None and exceeds(whole, group):
            return  # "Rami Zaher (25)" gives his age
        if whole is not None and self._norms[whole.trigger[0]] in _KILLERS:
            return  # "the killers of a priest, including a colonel"
        alt = None
        if whole is not None and self._are_beside(group, whole.group):
            where = (group.first, group.stop)
            self._links[k] = Link(group, whole.harm, whole.harm_alt, whole.rule, where)
            return
        if whole is not None:
            harm, alt = whole.harm, whole.harm_alt
        elif not harm:
            harm = self._own_harm_of(k)
        if whole is None and not harm and self._others_counted(k, group):
            return
        first = group.first if including is None else min(including, group.first)
        self._links[k] = Link(
            group,
            harm,
            alt,
            "casualty.including",
            (first, group.stop),
            including=first,
            whole=whole,
            part=True,
        )

    def _others_counted(self, k: int, group: Group) -> bool:
        """ "interviewed 23 people, including 12 witnesses": a part of people nobody harmed."""
        size = group.best or group.low or 0
        before = (
            u.group for j, u in enumerate(self._units[:k]) if u.group and j not in self._links
        )
        return any(
            one.head is not None
            and one.kind == "counted"
            and not one.partitive
            and (one.best or one.low or 0) > size
            for one in before
        )

    def _own_harm_of(self, k: int) -> str:
        """ ", including 900 people who fled", "40 of the evacuees": the clause behind them or their
        own noun says what happened."""
        own, group = self._own.get(self._units[k].stop), self._units[k].group
        if own is not None and group is not None and (group.best or group.low or 0) >= _MANY:
            return str(own.entry.get("harm"))
        if self._kind(k + 1) != "rel":
            return ""
        tag = (
            self._units[at].tag
            if self._kind(at := self._right_of(k + 1, "be", "have", "adv")) == "harm"
            else None
        )
        return str(tag.entry.get("harm")) if tag is not None else ""

    def _whole_for(self, k: int, harm: str, *, before: bool = False) -> Link | None:
        """The figure an included group is inside of: the nearest before it, else after it."""
        best: Link | None = None
        for index in sorted(self._links):
            link = self._links[index]
            if link.part or not link.group.counts or (harm and link.harm != harm):
                continue
            if index < k:
                best = link
            elif best is None and not before and not self._holds_none(link, k):
                if not self._is_compared(k, link):
                    return link
        return best

    def _is_compared(self, k: int, link: Link) -> bool:
        """ "Of those killed 61 were women, up from July's 173": the count of another time."""
        lead = self._norms[self._units[k].stop : link.group.first]
        return "compared" in lead or any(pair in _UP_FROM for pair in itertools.pairwise(lead))

    def _holds_none(self, link: Link, k: int) -> bool:
        """ "One of the dead was named as Omar Haddad, and the clerk was shot": one holds no other."""
        part = self._units[k].group
        return link.group.best == 1 and part is not None and part.best == 1


def exceeds(whole: Link, part: Group) -> bool:
    """True for a part larger than an exact whole, in the same unit: a family is several people."""
    size = whole.group.high if whole.group.unit == part.unit else None
    return size is not None and (part.best or part.low or 0) > size
