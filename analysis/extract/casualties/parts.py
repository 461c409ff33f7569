"""Figures inside others: after "including", "of whom", "among the dead", or in brackets.

"Six people, two of them children, died" and "15 people (13 civilians) died" each hold a part.
"""

from __future__ import annotations

from analysis.extract.casualties.people import People
from analysis.extract.casualties.row import Link, Unit


class Parts(People):
    """Attaches the figures that are part of one already linked."""

    def _attach_included(self) -> None:
        """Groups after "including", "of whom", "among the dead"; "two of them children"."""
        for k, unit in enumerate(self._units):
            if unit.kind == "group" and k not in self._links and self._in_two_units(k):
                continue
            if unit.kind in ("incl", "among"):
                self._after_including(k, unit)
            elif self._is_bracketed(k):
                self._bracketed(k)
            elif (
                unit.kind == "group"
                and k not in self._links
                and unit.group
                and unit.group.partitive
                and unit.group.kind == "counted"
            ):
                self._include(k, None)

    def _after_including(self, k: int, unit: Unit) -> None:
        before = k - 1
        if self._norms[unit.first] == "were" or self._norms[unit.stop - 1] == "among":
            before = self._left_of(k, "be", "adv")
            if self._free(before):
                for g in self._coordinated_left(before):
                    self._include(g, unit.first)
            return
        last = self._norms[unit.stop - 1]
        if last in ("them", "whom", "those", "which", "dead", "wounded", "injured") and self._free(
            before
        ):
            self._include(before, unit.first)
        at = self._right_of(k, "be", "adv", "mark", "comma")
        while self._free(at) and not self._speaks(at):
            self._include(at, unit.first)
            link = at + 1
            while self._kind(link) in ("comma", "and", "mark"):
                link += 1
            if link == at + 1 or self._predicated(link):
                return
            at = link

    def _in_two_units(self, k: int) -> bool:
        """ "300 families, or 2,000 people, fled": the second figure is the first again."""
        at = self._right_of(k, "comma", "adv")
        other = self._right_of(at, "adv") if self._kind(at) == "or" else -1
        link, group = self._links.get(other), self._units[k].group
        if link is None or group is None or not group.counts or group.unit == link.group.unit:
            return False
        self._links[k] = Link(group, link.harm, link.harm_alt, link.rule, link.trigger)
        link.part, link.same, link.whole = True, True, self._links[k]
        link.trigger = (link.group.first, link.group.stop)
        return True

    def _is_bracketed(self, k: int) -> bool:
        """ "15 people died (13 civilians)", "300 families (2,000 people) fled"."""
        if self._kind(k) != "group" or k in self._links or self._kind(k - 1) != "mark":
            return False
        return self._norms[self._units[k - 1].first] == "("

    def _bracketed(self, k: int) -> None:
        """A part of the figure before the bracket, or the same people in another unit."""
        whole = next((self._links[i] for i in sorted(self._links, reverse=True) if i < k), None)
        group = self._units[k].group
        if whole is None or group is None or not group.counts:
            return
        self._include(k, None)
        if whole.group.unit != group.unit and k in self._links:
            self._links[k].same = True

    def _include(self, k: int, including: int | None) -> None:
        group = self._units[k].group
        assert group is not None
        if not group.counts or group.kind == "zero":
            return
        whole = self._whole_for(k)
        harm, alt = (whole.harm, whole.harm_alt) if whole else ("", None)
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

    def _whole_for(self, k: int) -> Link | None:
        """The figure an included group is inside of: the nearest before it, else after it."""
        best: Link | None = None
        for index in sorted(self._links):
            link = self._links[index]
            if link.part:
                continue
            if index < k:
                best = link
            elif best is None:
                return link
        return best
