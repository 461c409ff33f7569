"""Figures inside others: counted of them, listed behind a colon, or in brackets.

"Ten miners, four of them brothers, died" and "15 people (13 civilians) died" each hold a part.
"""

from __future__ import annotations

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.including import HARMS, Including
from analysis.extract.casualties.lists import PERSONS
from analysis.extract.casualties.people import DASHES
from analysis.extract.casualties.row import Link

_LASTING = frozenset(("killed", "injured", "missing"))  # one of the five arrested may be free
# "one of the survivors told": no part of the dead
_UNHARMED = frozenset(
    "survivors witnesses eyewitnesses onlookers rescuers reporters researchers".split()
)
_DASHES = frozenset((":", "—", "–", "-"))
# "had rescued six of the captives": no harm done to them
_SET_FREE = frozenset(
    "rescued rescuing freed freeing released releasing liberated liberating recovered saved".split()
)
# "hit four vehicles, destroying three of them": no people
_WRECKED = frozenset(
    "destroying destroyed destroys damaging damaged demolishing demolished disabling disabled sinking sank "
    "torching torched wrecking wrecked downing downed".split()
)
_WERE = frozenset(
    "were was are is been be have has had since later also all both eventually".split()
)
_FREE = frozenset("rescued freed released liberated ransomed escaped".split())
_ADVERBS = 3  # tokens from "two of them" to the verb


class Parts(Including):
    """Attaches the figures that are part of one already linked."""

    def _attach_included(self) -> None:
        """Groups after "including", "of whom", "among the dead"; "two of them children"."""
        self._personal = True
        self._of_those_told()
        for k, unit in enumerate(self._units):
            if unit.kind == "group":
                if k not in self._links:
                    self._in_two_units(k)
            elif unit.kind in ("incl", "among"):
                self._after_including(k, unit)
        for k, unit in enumerate(self._units):
            if unit.kind in ("stop", "other"):
                word = self._norms[unit.first]
                if word == "among" and unit.kind == "other":
                    self._among_counted(k)
                if word in _DASHES and self._opens_list(k):
                    self._listed(k)
            elif unit.kind != "group":
                continue
            elif self._is_bracketed(k):
                self._bracketed(k)
            elif k not in self._links and unit.group:
                if unit.group.harmed is not None or unit.group.of is not None:
                    self._of_people(k)
                elif unit.group.partitive and unit.group.kind == "counted":
                    if (
                        self._is_all_but(k)
                        or self._of_others_named(k)
                        or self._of_things(unit.group)
                        or self._of_other_ranks(k)
                        or self._word(self._left_of(k, "adv")) in _SET_FREE | _WRECKED
                        or self._is_set_free(unit.group.stop)
                        or not _UNHARMED.isdisjoint(self._norms[unit.first : unit.stop])
                    ):
                        continue
                    if not (unit.group.best == 1 and self._only_describes(unit.group, k)):
                        self._include(k, None, before=True)

    def _is_set_free(self, stop: int) -> bool:
        """ "Two of the girls were later released": no harm done to them."""
        for k in range(stop, min(stop + _ADVERBS + 1, len(self._norms))):
            if self._norms[k] not in _WERE:
                return self._norms[k] in _FREE
        return False

    def _of_other_ranks(self, k: int) -> Link | None:
        """ "15 dead among the rebels and 23 among their foes": the word of harm said once."""
        group = self._units[k].group
        j = max((j for j in self._links if j < k), default=-1)
        if group is None or group.kind != "counted" or j < 0:
            return None
        among = self._norms[group.first + 1 : group.stop].count("among") == 1
        if not among or self._kind(k - 1) not in ("and", "comma"):
            return None
        link = self._links[j]
        before = self._norms[self._units[j].stop : self._units[k].first]
        return link if link.group.kind == "counted" and "among" in before[:4] else None

    def _of_things(self, group: Group) -> bool:
        """ "50 of the North's submarines": what somebody owns, no part of any dead."""
        owned = not {"'s", "’s"}.isdisjoint(self._norms[group.first : group.stop])
        return owned and group.head is None

    def _is_all_but(self, k: int) -> bool:
        """ "a hundred dead, all but three of them policemen": the three are who they are not."""
        first = self._units[k].group.first  # type: ignore[union-attr]
        return self._norms[max(0, first - 2) : first] in (["all", "but"], ["everyone", "but"])

    def _only_describes(self, group: Group, k: int) -> bool:
        """ "one of the longest wars", "was one of the passengers", "from one of the villages"."""
        if group.open or group.unit:
            return True
        after = self._norms[group.stop] if group.stop < len(self._norms) else "."
        if after in ("'", "'s", "’", "’s") or self._norms[group.first + 3 : group.first + 4] == [
            "most"
        ]:
            return True
        pointed = self._norms[group.stop - 1] in ("them", "these", "those", "whom")
        return not pointed and self._kind(self._left_of(k, "adv")) in ("be", "prep")

    def _among_counted(self, k: int) -> None:
        """ "Two children among 18 dead", "among the 23 killed was a family of ten"."""
        the = self._word(k + 1) == "the" and self._kind(k + 1) != "group"
        at = k + 2 if the else k + 1
        whole = self._links.get(at)
        if (
            self._form(at) == "part"
            and self._kind(at + 1) == "group"
            and self._kind(at + 2) == "be"
        ):
            self._among_slain(k, at + 1, at)
        elif (
            self._kind(at) == "group"
            and self._form(at + 1) == "part"
            and self._kind(at + 2) == "be"
        ):
            self._among_slain(k, at, at + 1)
        if whole is None or whole.group.kind != "counted" or self._kind(at + 1) != "harm":
            return
        part = at + 3 if self._kind(at + 2) == "be" else k - 1
        if self._free(part) and not self._predicated(part):
            self._include(part, self._units[min(k, part)].first, whole.harm)

    def _among_slain(self, k: int, who: int, harm: int) -> None:
        """ "Among the slain rebels was a commander", "Among the rebels slain was a commander": who is
        named behind the verb."""
        group, tag, part = (
            self._units[who].group,
            self._units[harm].tag,
            self._right_of(max(who, harm) + 1, "adv"),
        )
        if group is not None and group.kind == "bare" and tag is not None and self._free(part):
            for member in self._chain_right(part):
                self._include(member, self._units[k].first, str(tag.entry.get("harm")))

    def _of_those_told(self) -> None:
        """ "Of the 23 dead, nine were officers and two were children": the nine and the two."""
        if self._word(0) != "of":
            return
        comma = next((j for j in range(1, min(8, len(self._units))) if self._kind(j) == "comma"), 0)
        stop = self._units[comma].first if comma else 0
        harms = (HARMS.get(norm) for norm in self._norms[self._units[0].first : stop])
        harm = next((harm for harm in harms if harm), "")
        if not comma or not harm:
            return
        for k in range(comma + 1, min(comma + 24, len(self._units))):
            group = self._units[k].group
            if group is None or group.kind != "counted":
                continue
            if k in self._links:
                link = self._links[k]
                own = link.harm == harm and not self._is_compared(comma, link)
                link.part = link.part or own
            elif self._kind(k + 1) == "be" and self._kind(k + 2) != "harm":
                self._include(k, None, harm)

    def _opens_list(self, k: int) -> bool:
        """A colon, or a dash that stands apart: the hyphen of "al-Hamra" opens nothing."""
        word = self._word(k)
        if word in (":", "—"):
            return True
        if word == "-" and self._word(k - 1) == "-":
            return True  # "a family of six -- a couple and four children"
        tokens, at = self._reading.tokens, self._units[k].first
        apart = 0 < at < len(tokens.starts) - 1 and (
            tokens.ends[at - 1] < tokens.starts[at] and tokens.ends[at] < tokens.starts[at + 1]
        )
        return word in ("–", "-") and apart

    def _of_others_named(self, k: int) -> bool:
        """ "Aid groups, three of whom left, said nine were taken": not three of those taken before."""
        if self._norms[self._units[k].stop - 1] != "whom":
            return False
        at = self._left_of(k, "comma", "mark", "adv")
        group = self._units[at].group
        bare = group is not None and group.kind == "bare" and at not in self._links
        return (
            at < k
            and (bare or self._kind(at) in ("open", "other"))
            and self._whole_for(k, "", before=True) is None
        )

    def _listed(self, k: int) -> None:
        """ "killed three people: a fireman, a schoolgirl and a private": the list after a colon."""
        whole = next((self._links[j] for j in range(k - 1, -1, -1) if j in self._links), None)
        at = self._right_of(k, "mark", "adv")
        if whole is None or self._predicated(at) or self._speaks(at):
            return
        if not (self._free(at) or self._fits_open(at)):
            return
        size = whole.group.best or whole.group.low or whole.group.high or 0
        if whole.group.kind == "bare":  # "The following guards were killed: Omar Haddad, Ali Reza"
            for member in self._chain_right(at):
                group = self._units[member].group
                if group is not None and group.kind == "named" and member not in self._links:
                    self._links[member] = Link(
                        group, whole.harm, None, "casualty.listed", (group.first, group.stop)
                    )
            if not any(self._units[m].group.kind == "counted" for m in self._chain_right(at)):  # type: ignore[union-attr]
                return
        if self._units[at].kind == "open" and self._word(at) == "the":
            return  # "“terrorists” - the regime term for its foes"
        members = [m for m in self._chain_right(at) if self._units[m].group.counts]  # type: ignore[union-attr]
        told = 0
        for member in members:
            told += self._units[member].group.best or 1  # type: ignore[union-attr]
        if whole.group.kind == "bare":  # "44 were killed and others hurt: 31 in Arda, 13 in Belo"
            counted = (self._links[j] for j in sorted(self._links) if j < k)
            whole = next((one for one in counted if one.group.best == told), whole)
            size = whole.group.best or 0
        if size > 1 and told <= size and whole.group.kind == "counted":
            for member in members:
                self._include(member, None, whole.harm)

    def _of_people(self, k: int) -> None:
        """ "Four of the dead were women", "nine of the 11 wounded": a part of people named so."""
        group = self._units[k].group
        assert group is not None
        lead = self._left_of(k, "adv")
        if self._kind(lead) == "be" and self._kind(lead - 1) == "rel":
            return  # "Omar Samra, who was one of the nine wounded, has died"
        if group.harmed is not None:
            self._include(k, None, str(group.harmed.entry.get("harm")))
        elif (whole := self._links.get(k + 1)) is not None and whole.harm in _LASTING:
            self._include(k, None, whole.harm)

    def _in_two_units(self, k: int) -> None:
        """Link the 300 of "300 families, or 2,000 people, fled", "300 families - some 2,000 people -":
        the second figure is the first again."""
        at = self._right_of(k, "comma", "adv")
        if self._word(k + 1) in DASHES:
            at = next((j for j in range(k + 1, k + 4) if self._word(j) not in DASHES), k)
        other = self._right_of(at, "adv") if self._kind(at) == "or" else at
        link, group = self._links.get(other), self._units[k].group
        if link is None or group is None or not group.counts or group.unit == link.group.unit:
            return
        if self._kind(at) != "or" and self._norms[link.group.stop - 1] not in PERSONS:
            return
        self._links[k] = Link(group, link.harm, link.harm_alt, link.rule, link.trigger)
        link.part, link.same, link.whole = True, True, self._links[k]
        link.trigger = (link.group.first, link.group.stop)

    def _is_bracketed(self, k: int) -> bool:
        """ "15 people died (13 civilians)", "300 families (2,000 people) fled"."""
        if self._kind(k) != "group" or k in self._links or self._kind(k - 1) != "mark":
            return False
        return self._norms[self._units[k - 1].first] == "("

    def _bracketed(self, k: int) -> None:
        """A part of the figure before the bracket, or the same people in another unit."""
        whole = next((self._links[i] for i in sorted(self._links, reverse=True) if i < k), None)
        group = self._units[k].group
        if whole is None or group is None or not group.counts or group.kind == "named":
            return  # a name in brackets is another name of the one before
        if group.kind == "implied" and self._norms[group.first] not in (
            "a",
            "an",
            "the",
            "his",
            "her",
        ):
            return  # "a Shiite (Shia) movement"
        chain = self._chain_right(k)
        last = chain[-1] + 2
        if self._word(last - 1) == "and" and self._word(last + 1) == ")" and self._free(last):
            chain.append(last)  # "(three boys and two girls) were hurt"
        for member in chain:
            self._include(member, None)
        if whole.group.unit != group.unit and k in self._links:
            self._links[k].same = True
