"""Parts brought in by "including", "of whom", "one of them" or "among the dead".

Who follows is a part of those told before; who is "among" them stands before the word, or behind its verb.
"""

from __future__ import annotations

from analysis.extract.casualties.row import Link, Unit
from analysis.extract.casualties.wholes import Wholes, exceeds

HARMS = {
    **dict.fromkeys("dead killed fatalities slain victims".split(), "killed"),
    **dict.fromkeys("wounded injured hurt".split(), "injured"),
    **dict.fromkeys("abducted kidnapped hostages".split(), "abducted"),
    **dict.fromkeys(("arrested",), "detained"),
    "missing": "missing",
}
_OF_THEM = frozenset("them whom those which dead wounded injured killed victims".split())
_NOT_PEOPLE = frozenset(
    "town towns village villages area areas district districts neighbourhood neighbourhoods "
    "neighborhood neighborhoods province provinces city cities countryside region regions place "
    "places suburb suburbs location locations position positions site sites target targets group "
    "groups alliance alliances coalition coalitions faction factions party parties country "
    "countries state states movement movements organisation organisations organization "
    "organizations base bases front fronts militia militias".split()
)
_ONTO = frozenset("near on against outside targeting that which".split())
_DEEDS = frozenset(
    "attacks raids strikes bombings incidents clashes ambushes assaults blasts".split()
)
_NOUN_BEFORE = 12  # words before "including one" in which its attacks stand
_CLAUSE_LONG = 10  # units
_INCLUDED = frozenset(("included", "include", "includes", "were", "are"))
_HEADS = 3  # words a sentence opens with: "those killed", "the dead"
_BETWEEN = ("be", "adv", "mark", "comma")


class Including(Wholes):
    """Attaches who stands behind "including" or before "among"."""

    def _after_including(self, k: int, unit: Unit) -> None:
        if self._is_of_no_victims(k, unit):
            return
        head = self._head_of(unit)
        harm = self._told_in(unit) or head
        if unit.kind == "among":
            harm = self._befell_those_beside(k) or harm
        if unit.kind == "among" or (self._norms[unit.first] == "were" and not head):
            before = self._left_of(k, "be", "adv", "neg")
            asserted = before < k - 1 or self._norms[unit.first] in ("were", "was", "are", "is")
            asserted = asserted and not self._says_between(before, k)
            asserted = asserted or self._there_were(before)
            people = self._subject(before, near=True) if asserted else []
            people = people or (self._before_clause(before) if asserted else [])
            if people:
                for g in people:
                    self._include(g, unit.first, harm)
                return
        last = self._norms[unit.stop - 1]
        if self._takes_those_among(k, harm):
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
            self._all_of_those(at)
            return
        if unit.kind == "incl" and self._told_inside(k, at):
            return
        at = self._past_the(at)
        # "the dead included a deacon", "six people, including a dealer, were killed"
        told = self._fits_open(at) and (harm != "" or self._follows_people(k))
        if (self._free(at) or told) and not self._speaks(at) and self._of_people_told(k, at):
            whole = self._links.get(self._left_of(k, "comma", "mark"))
            harm = harm or self._befell(at, last, whole)
            verb = whole.trigger[1] - 1 if whole is not None and unit.kind == "incl" else -1
            members = self._chain_right(at, verb=verb)
            self._without_what_befell(members[-1], unit)
            for member in [] if self._is_of_others(members[0], harm) else members:
                self._include(member, unit.first, harm)
                self._follow(member, last)

    def _all_of_those(self, at: int) -> None:
        """ "Of those, six were killed in the market"."""
        for link in self._links.values():
            link.part = link.part or (
                link.harm == self._links[at].harm and not self._is_compared(at, link)
            )

    def _is_of_no_victims(self, k: int, unit: Unit) -> bool:
        """Kin, a body of men, attacks or things are counted behind it, no dead."""
        if self._is_of_kin(k, unit) or self._is_of_a_body(k, unit) or self._is_of_attacks(k, unit):
            return True
        return unit.kind == "among" and self._among_things(unit.stop)

    def _befell(self, at: int, last: str, whole: Link | None) -> str:
        """ "eight of the wounded, among them three boys": what befell the parts at unit ``at``."""
        said = self._said_of(at) if last == "whom" else ""
        return said or (whole.harm if whole is not None and whole.part else "")

    def _befell_those_beside(self, k: int) -> str:
        """ "a nurse was among nine people hurt": whatever befell the nine."""
        beside = self._links.get(self._right_of(k, "adv", "mark", "other"))
        return beside.harm if beside is not None and not beside.part else ""

    def _follow(self, k: int, last: str) -> None:
        """ "seized 20 clerks, of whom four were shot": a part of those before, of any harm."""
        part = self._links.get(k)
        if part is not None and part.whole is None and last == "whom":
            part.follows = True

    def _told_in(self, unit: Unit) -> str:
        """The harm that the words of the unit tell of: "among the dead"."""
        ahead = range(unit.first, min(unit.stop + 2, len(self._norms)))
        harm = next((h for i in ahead if (h := HARMS.get(self._norms[i]))), "")
        if (
            self._taken_before
            and not self._links
            and "victims" in self._norms[unit.first : ahead.stop]
        ):
            return "abducted"  # "They kidnapped 20 people. Among the victims are two mayors"
        return harm

    def _head_of(self, unit: Unit) -> str:
        """ "The dead, most of them farmers, included nine children": what befell those the sentence is of."""
        if self._norms[unit.first] not in _INCLUDED:
            return ""
        first = self._reading.sentences[self._reading.sentence_of_token(unit.first)].first
        heads = self._norms[first : min(first + _HEADS, unit.first)]
        if heads[:1] not in (["the"], ["those"], ["its"], ["their"], ["victims"], ["fatalities"]):
            return ""
        return next((HARMS[norm] for norm in heads if norm in HARMS), "")

    def _there_were(self, k: int) -> bool:
        """ "There were | nine pupils | among the dead": those at unit k."""
        verb = self._left_of(k, "adv", "mark")
        return self._free(k) and self._kind(verb) == "be" and self._word(verb - 1) == "there"

    def _before_clause(self, k: int) -> list[int]:
        """ "A guard and two clerks who ran to help were among the wounded": those before "who"."""
        for j in range(k, max(-1, k - _CLAUSE_LONG), -1):
            if self._kind(j) == "rel":
                if self._word(j) != "who":
                    return []
                return self._antecedent(j) or self._one_before(j)
            if self._kind(j) in ("stop", "harm", "incl", "among"):
                break
        return []

    def _one_before(self, k: int) -> list[int]:
        """ "A nurse who ran to help was among the dead": the one of whom the sentence is."""
        group = self._units[k - 1].group if k and self._free(k - 1) else None
        single = group is not None and group.kind == "implied" and group.single
        return [k - 1] if single and self._kind(k - 2) in ("end", "stop", "comma", "and") else []

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
        last = self._left_of(k, "comma", "mark")
        given = self._kind(last) == "group" and self._word(last - 1) in ("to", "for")
        return (given or self._kind(last) == "other") and not any(
            one.kind == "harm" for one in self._units
        )

    def _is_of_attacks(self, k: int, unit: Unit) -> bool:
        """ "killed in airstrikes, including one near a clinic": one of the strikes, nobody's death."""
        group = self._units[k + 1].group if self._kind(k + 1) == "group" else None
        if group is None or not group.headless:
            return False
        among = self._norms[unit.first] == "among" and self._word(k + 2) in ("in", "at")
        among = among and group.best == 1 and not any(j < k for j in self._links)
        if not among and (self._norms[unit.first] != "including" or self._word(k + 2) not in _ONTO):
            return False
        before = range(max(0, unit.first - _NOUN_BEFORE), unit.first)
        if among and not _DEEDS.isdisjoint(self._norms[before.start : before.stop]):
            return True  # "Attacks on farms go on, among them one in Alba"
        return any(
            self._norms[tag.stop - 1].endswith("s")
            for tag in self._reading.tagged_within("attacks", before.start, before.stop)
        )

    def _among_things(self, k: int) -> bool:
        """ "was among the targets", "were among several villages": nobody is told of."""
        return not _NOT_PEOPLE.isdisjoint(self._norms[max(0, k - 1) : k + 2])

    def _told_inside(self, k: int, at: int) -> bool:
        """ "Nine were killed, police said, including two men shot dead in a bar": a part, though
        its own word of harm stands beside it."""
        link = self._links.get(at)
        if link is None or link.rule != "casualty.beside" or link.part:
            return False
        whole = next(
            (one for j, one in self._links.items() if j < k and one.harm == link.harm), None
        )
        if whole is None or whole.part or exceeds(whole, link.group):
            return False
        link.part, link.whole = True, whole
        return True

    def _said_of(self, k: int) -> str:
        """ "60 wounded, of whom 20 did not survive": what the parts suffered."""
        at = self._right_of(k, "be", "have", "adv", "modal", "neg")
        tag = self._units[at].tag if self._form(at) in ("alone", "part", "state") else None
        return str(tag.entry.get("harm")) if tag is not None else ""

    def _takes_those_among(self, k: int, harm: str) -> bool:
        """ ", two nurses and a boy among them,": each is a part; False elsewhere."""
        named = self._named_among(k)
        for member in named:
            self._include(member, self._units[named[0]].first, harm)
        return bool(named)

    def _named_among(self, k: int) -> list[int]:
        """Who stand before ", a chief called Omar among them,"; nobody elsewhere."""
        those = [j for j in self._those_among(k) if self._free(j)]
        if those and any(self._word(j) == "whose" for j in range(those[-1] + 1, k)):
            return []  # "Omar Haddad, whose brother, a waiter, was among the dead"
        return those

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
            if norm in (";", "and") or norm in HARMS:
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
