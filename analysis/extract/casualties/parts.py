"""Figures inside others: after "including", "of whom", "among the dead", or in brackets.

"Ten miners, four of them brothers, died" and "15 people (13 civilians) died" each hold a part.
"""

from __future__ import annotations

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.people import People
from analysis.extract.casualties.row import Link, Unit

_HARMS = {
    **dict.fromkeys("dead killed fatalities slain victims".split(), "killed"),
    **dict.fromkeys("wounded injured hurt".split(), "injured"),
    **dict.fromkeys("abducted kidnapped hostages".split(), "abducted"),
    **dict.fromkeys(("arrested",), "detained"),
    "missing": "missing",
}
_LASTING = frozenset(("killed", "injured", "missing"))  # one of the five arrested may be free
_OF_THEM = frozenset("them whom those which dead wounded injured killed victims".split())
# "one of the survivors told": no part of the dead
_UNHARMED = frozenset(
    "survivors witnesses eyewitnesses onlookers rescuers reporters researchers".split()
)
_NOT_PEOPLE = frozenset(
    "town towns village villages area areas district districts neighbourhood neighbourhoods "
    "neighborhood neighborhoods province provinces city cities countryside region regions place "
    "places suburb suburbs location locations position positions site sites target targets group "
    "groups alliance alliances coalition coalitions faction factions party parties country "
    "countries state states movement movements organisation organisations organization "
    "organizations base bases front fronts militia militias".split()
)
_KILLERS = frozenset("killers killer murderers murderer assassins".split())
_DASHES = frozenset((":", "—", "–", "-"))
_CLAUSE_LONG = 10  # units
_MANY = 10  # so many of the evacuees are no speakers
_BETWEEN = ("be", "adv", "mark", "comma")


class Parts(People):
    """Attaches the figures that are part of one already linked."""

    def _attach_included(self) -> None:
        """Groups after "including", "of whom", "among the dead"; "two of them children"."""
        self._personal = True
        self._of_those_told()
        for k, unit in enumerate(self._units):
            if unit.kind == "group" and k not in self._links and self._in_two_units(k):
                continue
            if unit.kind in ("incl", "among"):
                self._after_including(k, unit)
        for k, unit in enumerate(self._units):
            if unit.kind == "other" and self._norms[unit.first] == "among":
                self._among_counted(k)
            if unit.kind in ("stop", "other"):
                if self._norms[unit.first] in _DASHES and self._opens_list(k):
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
                        or not _UNHARMED.isdisjoint(self._norms[unit.first : unit.stop])
                    ):
                        continue
                    if not (unit.group.best == 1 and self._only_describes(unit.group, k)):
                        self._include(k, None, before=True)

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
        at = k + 2 if self._word(k + 1) == "the" else k + 1
        whole = self._links.get(at)
        if (
            self._form(at) == "part"
            and self._kind(at + 1) == "group"
            and self._kind(at + 2) == "be"
        ):
            self._among_slain(k, at)
        if whole is None or whole.group.kind != "counted" or self._kind(at + 1) != "harm":
            return
        part = at + 3 if self._kind(at + 2) == "be" else k - 1
        if self._free(part) and not self._predicated(part):
            self._include(part, self._units[min(k, part)].first, whole.harm)

    def _among_slain(self, k: int, at: int) -> None:
        """ "Among the slain rebels was a commander": who is named behind the verb."""
        group, tag, part = (
            self._units[at + 1].group,
            self._units[at].tag,
            self._right_of(at + 2, "adv"),
        )
        if group is not None and group.kind == "bare" and tag is not None and self._free(part):
            self._include(part, self._units[k].first, str(tag.entry.get("harm")))

    def _of_those_told(self) -> None:
        """ "Of the 23 dead, nine were officers and two were children": the nine and the two."""
        if self._word(0) != "of":
            return
        comma = next((j for j in range(1, min(8, len(self._units))) if self._kind(j) == "comma"), 0)
        stop = self._units[comma].first if comma else 0
        harms = (_HARMS.get(norm) for norm in self._norms[self._units[0].first : stop])
        harm = next((harm for harm in harms if harm), "")
        if not comma or not harm:
            return
        for k in range(comma + 1, min(comma + 24, len(self._units))):
            group = self._units[k].group
            if group is None or group.kind != "counted":
                continue
            if k in self._links:
                self._links[k].part = self._links[k].part or self._links[k].harm == harm
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

    def _after_including(self, k: int, unit: Unit) -> None:
        if self._is_of_kin(k, unit) or self._is_of_a_body(k, unit):
            return
        harm = next(
            (
                h
                for i in range(unit.first, min(unit.stop + 2, len(self._norms)))
                if (h := _HARMS.get(self._norms[i]))
            ),
            "",
        )
        if unit.kind == "among":  # "a nurse was among nine people hurt": whatever befell the nine
            beside = self._links.get(self._right_of(k, "adv", "mark", "other"))
            harm = beside.harm if beside is not None and not beside.part else harm
        if unit.kind == "among" or self._norms[unit.first] == "were":
            before = self._left_of(k, "be", "adv", "neg")
            asserted = before < k - 1 or self._norms[unit.first] in ("were", "was", "are", "is")
            asserted = asserted and not self._says_between(before, k)
            people = self._subject(before, near=True) if asserted else []
            people = people or (self._before_clause(before) if asserted else [])
            if people:
                for g in people:
                    self._include(g, unit.first, harm)
                return
        last = self._norms[unit.stop - 1]
        if (named := self._named_among(k)) is not None:
            self._include(named, self._units[named].first, harm)
            return
        if unit.kind == "incl" and last in _OF_THEM:
            self._one_of_them(k, unit, harm)
        at = self._right_of(k, *_BETWEEN)
        if unit.kind == "among":
            # "Among the dead from Sunday's blast were a judge and his clerk"
            verb = next((j for j in range(k, k + 12) if self._kind(j) == "be"), k)
            at = self._right_of(verb, *_BETWEEN)
            own = self._links.get(at)
            if own is not None and own.rule == "casualty.beside":
                own.part = own.part or own.harm == harm  # "... were seven people killed as"
                return
        opens = self._norms[unit.first] in ("of", "among") and self._kind(k + 1) == "comma"
        if opens and at in self._links:
            for link in self._links.values():  # "Of those, six were killed in the market"
                link.part = link.part or link.harm == self._links[at].harm
            return
        if unit.kind == "incl" and self._told_inside(k, at):
            return
        at = self._past_the(at)
        # "the dead included a deacon", "six people, including a dealer, were killed"
        told = self._fits_open(at) and (harm != "" or self._follows_people(k))
        if (self._free(at) or told) and not self._speaks(at) and self._of_people_told(k, at):
            if not harm and last == "whom":
                harm = self._said_of(at)
            whole = self._links.get(self._left_of(k, "comma", "mark"))
            verb = whole.trigger[1] - 1 if whole is not None and unit.kind == "incl" else -1
            members = self._chain_right(at, verb=verb)
            self._without_what_befell(members[-1], unit)
            for member in [] if self._is_of_others(members[0], harm) else members:
                self._include(member, unit.first, harm)

    def _before_clause(self, k: int) -> list[int]:
        """ "A guard and two clerks who ran to help were among the wounded": those before "who"."""
        for j in range(k, max(-1, k - _CLAUSE_LONG), -1):
            if self._kind(j) == "rel":
                return self._antecedent(j) if self._word(j) == "who" else []
            if self._kind(j) in ("stop", "harm", "incl", "among"):
                break
        return []

    def _is_of_others(self, k: int, harm: str) -> bool:
        """ "charged four officers, including a major, in the murder of six": none of the six."""
        group, whole = self._units[k].group, self._whole_for(k, harm)
        if group is None or whole is None or whole.group.first < group.first:
            return False
        if (
            whole.rule == "casualty.active"
        ):  # "six gunmen, among them a girl, killed nine": of the six
            before = self._units[self._left_of(self._left_of(k, "incl", "mark"), "comma")].group
            return before is not None and before.kind == "counted" and not before.headless
        if whole.rule != "casualty.of":
            return False  # "six farmers, including a child, were among 22 killed"
        return self._others_counted(k, group)

    def _is_of_kin(self, k: int, unit: Unit) -> bool:
        """ "gave relatives of the victims permission": whose kin, and no part of them."""
        if self._norms[unit.first] != "of" or self._norms[unit.stop - 1] in (
            "whom",
            "which",
            "them",
        ):
            return False
        group = self._units[k - 1].group if k else None
        counted = group is not None and group.kind == "counted"
        return self._kind(k - 1) in ("other", "open", "group") and not counted

    def _is_of_a_body(self, k: int, unit: Unit) -> bool:
        """ "a 15-member team, including two judges, is there": nobody in the sentence is harmed."""
        if self._norms[unit.first] != "including" or self._links:
            return False
        last = self._units[self._left_of(k, "comma", "mark")]
        return last.kind == "other" and not any(one.kind == "harm" for one in self._units)

    def _told_inside(self, k: int, at: int) -> bool:
        """ "Nine were killed, police said, including two men shot dead in a bar": a part, though
        its own word of harm stands beside it."""
        link = self._links.get(at)
        if link is None or link.rule != "casualty.beside" or link.part:
            return False
        whole = next(
            (one for j, one in self._links.items() if j < k and one.harm == link.harm), None
        )
        if whole is None or whole.part or _exceeds(whole, link.group):
            return False
        link.part, link.whole = True, whole
        return True

    def _said_of(self, k: int) -> str:
        """ "60 wounded, of whom 20 did not survive": what the parts suffered."""
        at = self._right_of(k, "be", "have", "adv", "modal", "neg")
        tag = self._units[at].tag if self._form(at) in ("alone", "part", "state") else None
        return str(tag.entry.get("harm")) if tag is not None else ""

    def _named_among(self, k: int) -> int | None:
        """Who stands before ", a chief called Omar among them,"; None elsewhere."""
        before = next((j for j in range(k - 1, max(-1, k - 5), -1) if self._kind(j) == "group"), -1)
        if any(self._word(j) == "whose" for j in range(before + 1, k)):
            return None  # "Omar Haddad, whose brother, a waiter, was among the dead"
        return before if before >= 0 and self._free(before) and self._is_among(before) else None

    def _follows_people(self, k: int) -> bool:
        """True where "including" stands right behind people already counted."""
        link = self._links.get(self._left_of(k, "comma", "mark"))
        return link is not None and link.group.head is not None and not link.part

    def _of_people_told(self, k: int, at: int) -> bool:
        """False for "many towns, including Deir Hafer", "an alliance including Ahrar": a name
        is a victim's only where what it is part of is not a place or a body of men."""
        group = self._units[at].group
        if group is None or group.kind != "named" or self._units[k].kind != "incl":
            return True
        before = self._units[k].first
        for norm in reversed(self._norms[max(0, before - 8) : before]):
            if norm in _NOT_PEOPLE:
                return False
            if norm in (";", "and") or norm in _HARMS:
                break
        return True

    def _one_of_them(self, k: int, unit: Unit, harm: str) -> None:
        """ "six of whom", or "her husband was one of them": who was is the part."""
        before = k if self._norms[unit.first] == "one" else k - 1
        group = self._units[before].group
        if before < k and not (self._free(before) and group is not None):
            return
        if before == k or (group is not None and group.best == 1 and group.headless):
            lead = self._left_of(before, "adv")
            who = self._subject(self._left_of(lead, "be"), near=True)
            if self._kind(lead) == "be" and len(who) == 1 and self._units[who[0]].group.counts:  # type: ignore[union-attr]
                self._include(who[0], unit.first, harm)
                return
        if before < k:
            self._include(before, unit.first, harm)

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
        whole = self._whole_for(k, harm, before=before)
        if whole is not None and _exceeds(whole, group):
            return  # "Rami Zaher (25)" gives his age
        if whole is not None and self._norms[whole.trigger[0]] in _KILLERS:
            return  # "the killers of a priest, including a colonel"
        alt = None
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
            elif best is None and not before:
                return link
        return best


def _exceeds(whole: Link, part: Group) -> bool:
    """True for a part larger than an exact whole, in the same unit: a family is several people."""
    size = whole.group.high if whole.group.unit == part.unit else None
    return size is not None and (part.best or part.low or 0) > size
