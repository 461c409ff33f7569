"""Victims pointed at by "them": "took six men out of the hall and shot them dead"."""

from __future__ import annotations

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.named import Named
from analysis.extract.casualties.row import GRAVE, Link

_FORMS = ("part", "active", "to_death", "alone")
_NO_OBJECT = frozenset(("by", "with", "of", "as", "than", "against", "for"))
_PRONOUNS = frozenset(("them", "their"))
_WHERE = frozenset(
    "place places spot room house building line row hall truck lorry bus group pile".split()
)
_HELD = frozenset(("detained", "abducted"))
_BACK = 24  # units


class Pointed(Named):
    """Links the people of an earlier verb to the harm that a pronoun gives them."""

    def _pointed(self) -> None:
        """ "dragged four clerks off a bus, beat them and killed them": harm done to the clerks."""
        if _PRONOUNS.isdisjoint(self._reading.vocabulary):
            return
        for k, unit in enumerate(self._units):
            if unit.kind == "harm" and self._form(k) == "pointed":
                harm = self._harm_at(k)
            elif self._norms[unit.first] == "them" and unit.kind != "group":
                harm = self._done_to(k)
            else:
                continue
            people = self._object_before(k) if harm is not None else []
            if harm is None or self._is_told(people, harm[0]):
                continue
            for member in people:
                self._point(member, *harm)

    def _done_to(self, k: int) -> tuple[str, str | None] | None:
        """The harm, and the other it may be, whose object the pronoun at unit k is."""
        norms = self._norms[self._units[k].stop : self._units[k].stop + 5]
        after = self._right_of(k, "adv")
        if self._form(after) in ("state", "to_death") and after == k + 1:
            return self._harm_at(after)  # "shot them dead"
        verb = self._left_of(k, "adv")
        form = self._form(verb)
        if form not in _FORMS:
            return None
        if form == "to_death" and "death" not in norms:
            return None
        return self._harm_at(verb)

    def _harm_at(self, k: int) -> tuple[str, str | None] | None:
        tag = self._units[k].tag
        return (str(tag.entry.get("harm")), tag.entry.get("harm_alt")) if tag else None

    def _object_before(self, k: int) -> list[int]:
        """The people counted nearest before unit k who are the object of a verb."""
        for j in range(k - 1, max(-1, k - _BACK), -1):
            group = self._units[j].group
            if self._kind(j) == "stop" and self._word(j) == ".":
                break
            if group is None or group.kind in ("bare", "zero", "pronoun") or not _are_people(group):
                continue
            if self._norms[group.stop - 1] in _WHERE:
                continue  # "gathered them in one place and shot them"
            if self._acts_itself(j, k):
                continue
            chain = self._coordinated_left(j)
            if group.kind != "counted" and (len(chain) < 2 or group.open):
                continue  # "dragged a headman and a teacher out and shot them"
            lead = self._left_of(chain[0], "mark")
            if lead < 0 or self._kind(lead) == "stop" or self._word(lead) in _NO_OBJECT:
                return []
            return chain
        return []

    def _acts_itself(self, j: int, k: int) -> bool:
        """ "two witnesses who returned to bury them": who does it, to others."""
        between = {self._kind(i) for i in range(j + 1, k)}
        return self._kind(j + 1) == "rel" and "comma" not in between

    def _is_told(self, people: list[int], harm: str) -> bool:
        """ "killed six men and buried them": what they suffered is said already."""
        told = [link.harm for k in people if (link := self._links.get(k)) is not None]
        if harm in _HELD and not _HELD.isdisjoint(told):
            return True  # "are holding two clerks after capturing them"
        if harm == "detained" and "killed" not in told:
            return harm in told  # "wounded two raiders and detained them"
        return harm in told or any(h in GRAVE for h in told)

    def _point(self, k: int, harm: str, alt: str | None) -> None:
        group = self._units[k].group
        if group is None or not group.counts:
            return
        where = (group.first, group.stop)
        link = Link(group, harm, alt, "casualty.them", where)
        if k not in self._links:
            self._links[k] = link
        else:
            self._second.append(link)


def _are_people(group: Group) -> bool:
    """False for a bare number."""
    return group.head is not None or group.open or group.of is not None
